"""Session mode: steps, log, notes, silence, the end."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from sessions.actions.evaluations import Judgement, evaluate
from sessions.actions.minutes import (
    approve_minutes,
    end_room,
    finish_minutes,
    propose_correction,
    save_minutes,
    settle_correction,
)
from sessions.actions.notes import (
    Spoken,
    add_note,
    catch_advice,
    edit_caught,
    edit_note,
    remove_note,
)
from sessions.actions.room import (
    come_in,
    extend,
    give_word,
    go_to,
    open_room,
    pause,
    resume,
    show_passage,
)
from sessions.actions.silent import save_silent, share_silent
from sessions.errors_sitting import (
    AlreadyEvaluated,
    AlreadySettled,
    MinutesAreFinal,
    NoMomentYet,
    NoSuchPassage,
    NotInvited,
    NotThere,
    RoomNotOpen,
    SaysNothing,
    SayWhy,
    WrittenMeanwhile,
)
from sessions.models import (
    CorrectionState,
    Evaluation,
    MinutesVersion,
    Note,
    NoteKind,
    RoomEvent,
    SilentKind,
    SilentText,
)
from sessions.queries.evaluations import evaluation_of
from sessions.queries.room import room_page
from sessions.queries.room_lines import log_lines
from sessions.topics_sitting import SittingTopic, events_after
from tests.factories.people import MembershipFactory
from tests.factories.plans import VersionSectionFactory
from tests.sessions_app.sittings import plan


def kinds(table):
    return list(RoomEvent.objects.filter(sitting=table.sitting).values_list("kind", flat=True))


def note(table, by, body="Said", **given):
    values = {"item": table.item(), "key": uuid.uuid4()} | given
    return add_note(sitting=table.sitting, body=body, by=by, **values)


def test_a_session_opens_once_at_its_first_step(cast, table):
    for _again in range(2):
        open_room(sitting=table.sitting, by=cast.chris)

    assert kinds(table) == ["opened", "step"]
    assert (table.room.item, table.room.seconds) == (table.item(1), 300)


def test_a_sitting_without_a_moment_does_not_open(cast, scene):
    from sessions.actions.sittings import When

    with pytest.raises(NoMomentYet):
        open_room(sitting=plan(scene, when=When()), by=cast.chris)


def test_nothing_is_done_in_a_room_that_is_not_open(cast, table):
    for act in (
        lambda: go_to(sitting=table.sitting, item=table.item(2), by=cast.chris),
        lambda: pause(sitting=table.sitting, by=cast.chris),
        lambda: note(table, cast.pim),
        lambda: come_in(sitting=table.sitting, by=cast.ada),
        lambda: save_silent(
            sitting=table.sitting, kind=SilentKind.STRONG, body="x", seen=0, by=cast.ada
        ),
        lambda: end_room(sitting=table.sitting, by=cast.chris),
    ):
        with pytest.raises(RoomNotOpen):
            act()


def test_a_reload_shows_the_time_that_is_left(cast, table):
    table.open()
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        pause(sitting=table.sitting, by=cast.chris)
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        assert room_page(table.sitting, cast.ada).clock.words == "3:00"
        resume(sitting=table.sitting, by=cast.chris)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        extend(sitting=table.sitting, minutes=2, seconds_seen=300, by=cast.chris)
        extend(sitting=table.sitting, minutes=2, seconds_seen=300, by=cast.chris)
        shown = room_page(table.sitting, cast.ada).clock

    assert (shown.words, shown.runs, shown.timer.seconds) == ("4:00", True, 420)


def test_another_step_takes_the_floor_from_who_had_it(cast, table):
    table.open()
    give_word(sitting=table.sitting, person=cast.ada, by=cast.chris)

    go_to(sitting=table.sitting, item=table.item(2), by=cast.chris)

    assert (table.room.speaker, table.room.seconds) == (None, 600)
    with pytest.raises(NotInvited):
        give_word(sitting=table.sitting, person=cast.sam, by=cast.chris)


def test_a_passage_is_one_of_the_plan(cast, table):
    VersionSectionFactory(version=table.scene.plan.version, key="core", html="<p>One</p><p>Two</p>")
    table.open()

    for passage in ("core", "core.2", ""):
        show_passage(sitting=table.sitting, passage=passage, by=cast.chris)
        assert table.room.passage == passage
    with pytest.raises(NoSuchPassage):
        show_passage(sitting=table.sitting, passage="core.3", by=cast.chris)


def test_who_comes_later_reads_the_whole_log(cast, table):
    table.open()
    note(table, cast.pim)
    go_to(sitting=table.sitting, item=table.item(2), by=cast.chris)

    lines = log_lines(table.sitting)

    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert [line.words for line in lines][2:5] == ["Rob is er", "Ada is er", "Pim is er"]
    assert SittingTopic().heads([table.sitting.pk]) == {table.sitting.pk: len(lines)}


deeds = st.lists(
    st.sampled_from(["step", "back", "pause", "resume", "extend", "word", "note", "catch"]),
    max_size=12,
)


def do(cast, table, deed):
    """One thing that can happen in a room."""
    room, both = table.room, {"sitting": table.sitting, "by": cast.chris}
    {
        "step": lambda: go_to(**both, item=table.item(min(room.item.position + 1, 10))),
        "back": lambda: go_to(**both, item=table.item(1)),
        "pause": lambda: pause(**both),
        "resume": lambda: resume(**both),
        "extend": lambda: extend(**both, minutes=1, seconds_seen=room.seconds),
        "word": lambda: give_word(**both, person=cast.ada),
        "note": lambda: note(table, cast.pim),
        "catch": lambda: catch_advice(**both, spoken=Spoken("Do"), key=uuid.uuid4()),
    }[deed]()


@given(deeds)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_log_has_no_gap_whatever_happens(cast, table, history):
    with transaction.atomic():
        table.open()
        for deed in history:
            do(cast, table, deed)
        seqs = [event["seq"] for event in events_after(table.sitting.pk, 0, 500)]
        half = len(seqs) // 2
        rest = [event["seq"] for event in events_after(table.sitting.pk, half, 500)]
        head = table.room.head_seq
        transaction.set_rollback(True)

    assert seqs == list(range(1, head + 1))
    assert seqs[:half] + rest == seqs


def test_what_happened_is_final(cast, table):
    table.open()

    for write in (
        lambda: RoomEvent.objects.update(kind="ended"),
        lambda: RoomEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert kinds(table)[0] == "opened"


def test_two_note_takers_lose_nothing(cast, table):
    table.open()
    first, second = note(table, cast.pim, "One"), note(table, cast.chris, "Two")

    edit_note(note=first, body="One, better", seen=1, by=cast.pim)
    with pytest.raises(WrittenMeanwhile):
        edit_note(note=first, body="One, otherwise", seen=1, by=cast.chris)

    assert sorted(Note.objects.values_list("body", flat=True)) == ["One, better", "Two"]
    remove_note(note=second, seen=1, by=cast.pim)
    with pytest.raises(WrittenMeanwhile):
        edit_note(note=second, body="Three", seen=1, by=cast.chris)


def test_a_note_that_is_sent_twice_is_kept_once(cast, table):
    table.open()
    key = uuid.uuid4()

    assert note(table, cast.pim, key=key) == note(table, cast.pim, key=key)
    with pytest.raises(SaysNothing):
        note(table, cast.pim, "  ")


def test_advice_is_caught_once_and_put_in_other_words(cast, table):
    table.open()
    key, spoken = uuid.uuid4(), Spoken("Go", "Why", cast.ada)

    row = catch_advice(sitting=table.sitting, spoken=spoken, key=key, by=cast.ada)
    assert catch_advice(sitting=table.sitting, spoken=spoken, key=key, by=cast.ada) == row
    edit_caught(caught=row, spoken=Spoken("Go now"), seen=1, by=cast.pim)
    with pytest.raises(WrittenMeanwhile):
        edit_caught(caught=row, spoken=Spoken("Stay"), seen=1, by=cast.chris)
    with pytest.raises(NotInvited):
        catch_advice(
            sitting=table.sitting, spoken=Spoken("x", "", cast.sam), key=uuid.uuid4(), by=cast.ada
        )


def silent(table, by, body="Strong", seen=0):
    return save_silent(sitting=table.sitting, kind=SilentKind.STRONG, body=body, seen=seen, by=by)


def test_what_is_written_in_silence_is_nobody_s_until_it_is_shared(cast, table):
    table.open()
    before = kinds(table)

    silent(table, cast.ada, "My secret")
    assert kinds(table) == before
    assert not room_page(table.sitting, cast.chris).shared
    share_silent(sitting=table.sitting, by=cast.ada)

    (box,) = room_page(table.sitting, cast.rob).shared
    assert [text.body for text in box.texts] == ["My secret"]
    with pytest.raises(SaysNothing):
        share_silent(sitting=table.sitting, by=cast.rob)


def test_two_screens_of_one_person_overwrite_nothing(cast, table):
    table.open()
    silent(table, cast.ada, "First", 0)

    with pytest.raises(WrittenMeanwhile):
        silent(table, cast.ada, "Second", 0)
    silent(table, cast.ada, "First and second", 1)

    assert SilentText.objects.get().body == "First and second"


def test_the_last_words_may_come_after_the_end_and_stay_private(cast, table):
    table.open()
    end_room(sitting=table.sitting, by=cast.chris)

    silent(table, cast.ada, "Late")

    assert SilentText.objects.get().shared_at is None


def test_the_notes_become_draft_minutes_without_who_said_what(cast, table):
    table.open()
    note(table, cast.pim, "A fact\nwith more")
    note(table, cast.pim, "Rob calls", kind=NoteKind.AGREEMENT)
    catch_advice(
        sitting=table.sitting, spoken=Spoken("Go", "Now", cast.ada), key=uuid.uuid4(), by=cast.ada
    )
    silent(table, cast.ada, "Shared words")
    share_silent(sitting=table.sitting, by=cast.ada)
    save_silent(sitting=table.sitting, kind=SilentKind.CONCERN, body="Private", seen=0, by=cast.rob)

    minutes = end_room(sitting=table.sitting, by=cast.chris)

    body = minutes.body
    assert all(
        words in body
        for words in ("- A fact\n    with more", "- Rob calls", "**Go**: Now", "Shared words")
    )
    assert "Private" not in body
    assert body.count("Ada") == 1  # present, and nowhere else
    assert end_room(sitting=table.sitting, by=cast.chris) == minutes


def test_minutes_keep_every_text_and_are_final_once(cast, table):
    table.open()
    minutes = end_room(sitting=table.sitting, by=cast.chris)
    first = minutes.body

    save_minutes(minutes=minutes, body="Two", seen=1, by=cast.pim)
    with pytest.raises(WrittenMeanwhile):
        save_minutes(minutes=minutes, body="Three", seen=1, by=cast.chris)
    with pytest.raises(WrittenMeanwhile):
        approve_minutes(minutes=minutes, seen=1, by=cast.ada)
    approve_minutes(minutes=minutes, seen=2, by=cast.ada)
    finish_minutes(minutes=minutes, seen=2, by=cast.chris)

    texts = MinutesVersion.objects.order_by("number").values_list("body", flat=True)
    assert list(texts) == [first, "Two"]
    for act in (
        lambda: save_minutes(minutes=minutes, body="Four", seen=2, by=cast.pim),
        lambda: approve_minutes(minutes=minutes, seen=2, by=cast.rob),
        lambda: propose_correction(minutes=minutes, body="x", key=uuid.uuid4(), by=cast.rob),
    ):
        with pytest.raises(MinutesAreFinal):
            act()


def test_a_correction_is_settled_once_and_a_no_says_why(cast, table):
    table.open()
    minutes = end_room(sitting=table.sitting, by=cast.chris)
    key = uuid.uuid4()
    row = propose_correction(minutes=minutes, body="Otherwise", key=key, by=cast.rob)
    assert propose_correction(minutes=minutes, body="Otherwise", key=key, by=cast.rob) == row

    with pytest.raises(SayWhy):
        settle_correction(correction=row, state=CorrectionState.DECLINED, by=cast.pim)
    settle_correction(correction=row, state=CorrectionState.TAKEN, by=cast.pim)
    with pytest.raises(AlreadySettled):
        settle_correction(correction=row, state=CorrectionState.TAKEN, by=cast.pim)


def test_opinions_are_shown_from_three_on_and_nobody_is_in_them(cast, table):
    table.open()
    with pytest.raises(NotThere):
        evaluate(sitting=table.sitting, judgement=Judgement(5, 5, 5), by=cast.ada)
    end_room(sitting=table.sitting, by=cast.chris)
    for number, one in enumerate((cast.ada, cast.rob), 4):
        evaluate(sitting=table.sitting, judgement=Judgement(number, 5, 5, "More"), by=one)
    with pytest.raises(AlreadyEvaluated):
        evaluate(sitting=table.sitting, judgement=Judgement(1, 1, 1), by=cast.ada)
    assert (evaluation_of(table.sitting).given, evaluation_of(table.sitting).texts) == (2, [])

    evaluate(sitting=table.sitting, judgement=Judgement(4, 1, 5), by=cast.pim)

    shown = evaluation_of(table.sitting)
    assert [scale.counts for scale in shown.scales] == [
        [0, 0, 0, 2, 1], [1, 0, 0, 0, 2], [0, 0, 0, 0, 3],
    ]  # fmt: skip
    assert shown.texts == ["More", "More"]
    assert {field.name for field in Evaluation._meta.fields} == {
        "id", "sitting", "useful", "safe", "guarded", "otherwise",
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
def test_the_room_asks_as_often_for_many_as_for_one(cast, table, django_assert_num_queries, count):
    from people.models import Role
    from sessions.actions.attendance import invite
    from sessions.models import SittingRole
    from sessions.queries.sittings import sittings_for

    table.open()
    for _number in range(count):
        friend = MembershipFactory(edition=cast.edition, role=Role.FRIEND).person
        invite(sitting=table.sitting, people={friend: SittingRole.FRIEND}, by=cast.chris)
        note(table, cast.pim)
        catch_advice(sitting=table.sitting, spoken=Spoken("Go"), key=uuid.uuid4(), by=friend)
        silent(table, friend)
        share_silent(sitting=table.sitting, by=friend)
    sitting = sittings_for(cast.ada).get(pk=table.sitting.pk)

    with django_assert_num_queries(ROOM):
        page = room_page(sitting, cast.ada)

    assert (len(page.people), len(page.caught)) == (count + 4, count)


ROOM = 10
