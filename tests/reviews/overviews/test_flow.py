"""The flow of advice: nothing is lost on the way, and the picture draws exactly what was counted."""

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.models import Judgement
from reviews.overviews.classes import CLASSES, NONE, StageKind
from reviews.overviews.flow import Course, flow_of, judged_as, table_of
from reviews.overviews.picture import INK, histogram_of, picture_of
from reviews.summary import Action, Fate, cross_table

# A busy machine is no fault of the functions.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

COURSES = st.lists(
    st.builds(
        Course,
        response=st.sampled_from(CLASSES[StageKind.RESPONSE]),
        promised=st.booleans(),
        action=st.sampled_from(list(Action)),
        judged=st.sampled_from(CLASSES[StageKind.JUDGED]),
        count=st.integers(1, 50),
    ),
    max_size=15,
)


@calm
@given(COURSES)
def test_each_moment_counts_all_advice(courses):
    flow = flow_of(courses)
    total = sum(course.count for course in courses)

    assert flow.total == total
    assert [sum(node.count for node in nodes) for nodes in flow.stages] == [total] * 4


@calm
@given(COURSES)
def test_what_comes_in_goes_out(courses):
    flow = flow_of(courses)

    for at, nodes in enumerate(flow.stages):
        for node in nodes:
            came = sum(link.count for link in flow.links if link.target == node)
            went = sum(link.count for link in flow.links if link.source == node)
            assert at == 0 or came == node.count
            assert at == len(flow.stages) - 1 or went == node.count


@calm
@given(COURSES)
def test_the_tables_hold_the_same_numbers(courses):
    flow = flow_of(courses)

    assert len(flow.tables) == 2
    for table in flow.tables:
        for node, counts in table.rows:
            assert sum(counts) == node.count
        for at, node in enumerate(table.columns):
            assert sum(counts[at] for _node, counts in table.rows) == node.count


@calm
@given(COURSES)
def test_the_cross_table_counts_each_piece_once(courses):
    one_by_one = [
        Fate(course.promised, course.action) for course in courses for _one in range(course.count)
    ]

    assert table_of(courses) == cross_table(one_by_one)


@calm
@given(COURSES)
def test_the_picture_draws_what_was_counted(courses):
    flow = flow_of(courses)
    picture = picture_of(flow)

    drawn = {bar.node: float(bar.height) for bar in picture.bars}
    assert set(drawn) == {node for nodes in flow.stages for node in nodes if node.count}
    for node, height in drawn.items():
        assert abs(height - node.count / flow.total * INK) <= 0.06
    assert [band.link for band in picture.bands] == [link for link in flow.links if link.count]
    bottom = max((float(bar.y) + float(bar.height) for bar in picture.bars), default=0)
    assert bottom <= float(picture.height)


@calm
@given(COURSES)
def test_bars_of_one_moment_leave_room_for_their_words(courses):
    columns: dict[str, list[float]] = {}
    for bar in picture_of(flow_of(courses)).bars:
        columns.setdefault(bar.x, []).append(float(bar.label_y))

    for lines in columns.values():
        assert all(below - above >= 20 for above, below in pairwise(lines))


@calm
@given(COURSES)
def test_attributes_of_the_picture_are_plain_numbers(courses):
    for band in picture_of(flow_of(courses)).bands:
        assert re.fullmatch(r"[MCVZ0-9. ]+", band.d)


def test_nothing_given_is_an_empty_picture():
    flow = flow_of([])

    assert flow.total == 0
    assert picture_of(flow).bars == picture_of(flow).bands == ()


def test_the_giver_is_heard_first():
    others = [(False, Judgement.NOT.value), (True, Judgement.AMPLY.value)]

    assert judged_as(others) == "amply"


def test_of_several_givers_the_most_reserved_counts():
    assert judged_as([(True, "amply"), (True, "somewhat"), (True, "clearly")]) == "somewhat"


def test_without_the_giver_others_are_heard():
    assert judged_as([(True, ""), (False, "clearly"), (False, "amply")]) == "clearly"


def test_without_a_word_advice_is_not_judged():
    assert judged_as([]) == judged_as([(True, "")]) == NONE


@calm
@given(st.lists(st.integers(0, 30), min_size=5, max_size=6))
def test_a_histogram_shows_parts_of_all_answers(counts):
    columns = histogram_of([(str(at), count) for at, count in enumerate(counts)]).columns

    assert [column.count for column in columns] == counts
    total = sum(counts) or 1
    for column, count in zip(columns, counts, strict=True):
        assert abs(float(column.height) - count / total * 44) <= 0.06


def test_a_table_says_no_zero_where_judgements_are_not_split():
    split = Course("adopted", True, Action.YES, "clearly")
    apart = Course("adopted", True, Action.YES, "apart")

    def columns(*courses):
        return [node.key for node in flow_of(courses).tables[1].columns]

    assert columns(apart) == ["apart", "none"]
    assert columns(apart, split) == ["clearly", "apart", "none"]
    assert columns(split) == ["amply", "clearly", "somewhat", "not", "overtaken", "none"]
