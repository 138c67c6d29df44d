"""Questions of other forms come along under their own key, with what they need."""

import json

import pytest
from django.urls import reverse

from reviews import actions
from reviews.actions.publishing import SEEDS
from reviews.building.library import shelves, take
from reviews.building.papers import Paper, paper_of
from reviews.errors import AlreadyPublished
from reviews.models import Form, FormDraft, FormVersion
from reviews.queries.building import bench_of
from reviews.schema import Condition, Field, Kind, Schema, Section, Words
from sessions.models import Season
from tests.people import make_cast

JUNE = paper_of(json.loads((SEEDS / "june.json").read_text("utf-8"))).schema
WORDS = Words("Deel", "Part")
EMPTY = Schema((Section("deel", WORDS, Words(), ()),))
ANY = Condition("above")
ABOVE = Field("above", Kind.CHECKBOX, Words("Boven", "Above"))
BELOW = Field("below", Kind.TEXT, Words("Onder", "Below"), shown_if=ANY, required_if=ANY)
PAIR = Schema((Section("s", WORDS, Words(), (ABOVE, BELOW)),))


def taken(here, *keys, source=JUNE, kept=None):
    found = take(here, "deel", [(source, source.by_key()[key]) for key in keys], kept or {})
    return found.by_key()


def test_a_question_keeps_its_key_words_and_examples():
    assert taken(EMPTY, "strong")["strong"] == JUNE.by_key()["strong"]


def test_a_scale_brings_what_its_points_mean():
    found = take(EMPTY, "deel", [(JUNE, JUNE.by_key()["c1"])], {})

    assert found.scale == JUNE.scale
    assert found.anchors_of(found.by_key()["c1"]) == JUNE.anchors_of(JUNE.by_key()["c1"])


def test_where_the_scales_differ_the_meaning_is_written_at_the_question():
    other = Schema(EMPTY.sections, tuple((n, Words(f"o{n}", f"o{n}")) for n in range(1, 6)))

    asked = taken(other, "c1")["c1"]

    anchors = dict(asked.anchors)
    assert len(anchors) == 5
    assert anchors[2] == Words("begin gemaakt", "a start is made")
    assert anchors[1].en == "not visible yet: several tasks mixed up, no choice made"


def test_a_condition_comes_along_with_the_question_on_which_it_hangs():
    alone, both = taken(EMPTY, "below", source=PAIR), taken(EMPTY, "above", "below", source=PAIR)

    assert (alone["below"].shown_if, alone["below"].required_if) == (None, None)
    assert (both["below"].shown_if, both["below"].required_if) == (ANY, ANY)


def test_a_key_that_meant_something_else_here_is_not_given_again():
    found = taken(
        EMPTY, "above", "below", source=PAIR, kept={"above": Kind.DATE, "below": Kind.TEXT}
    )

    assert set(found) == {"boven", "below"}
    assert found["below"].shown_if == Condition("boven")


def test_what_is_here_already_is_not_offered_and_not_taken_twice():
    here = take(EMPTY, "deel", [(JUNE, JUNE.by_key()["rec"])], {})

    offered = {asked.key for shelf in shelves([JUNE], here) for asked in shelf.questions}

    assert offered == set(JUNE.by_key()) - {"rec"}
    assert take(here, "deel", [(JUNE, JUNE.by_key()["rec"])], {}) == here
    assert shelves([JUNE], JUNE) == []


@pytest.fixture
def cast(db):
    made = make_cast()
    actions.load_forms()
    return made


@pytest.fixture
def draft(cast):
    return actions.new_form(paper=Paper(Words("Proef", "Trial"), Season.JUNE, EMPTY), by=cast.chris)


def address(draft):
    return reverse("reviews:form-library", args=[draft.form_id, "deel"])


def test_a_facilitator_ticks_questions_and_finds_them_in_the_section(login, cast, draft):
    client = login(cast.chris)
    june = Form.objects.get(key="june").pk
    page = client.get(address(draft)).content.decode()

    answer = client.post(
        address(draft),
        {
            "revision": 1,
            f"from-{june}-criteria": [f"{june}-c1", f"{june}-c2"],
            f"from-{june}-feedback": [f"{june}-strong"],
        },
    )

    assert f'value="{june}-c1"' in page
    assert (
        answer["Location"] == reverse("reviews:form-build", args=[draft.form_id]) + "#section-deel"
    )
    schema = paper_of(FormDraft.objects.get().data).schema
    assert [asked.key for asked in schema.fields()] == ["c1", "c2", "strong"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"revision": 1}, 422), ({"revision": 9, "tick": True}, 409), ({"revision": "x"}, 422)],
)
def test_nothing_ticked_or_an_old_page_changes_nothing(login, cast, draft, sent, status):
    june = Form.objects.get(key="june").pk
    ticks = {f"from-{june}-criteria": [f"{june}-c1"]} if sent.pop("tick", False) else {}

    answer = login(cast.chris).post(address(draft), sent | ticks)

    assert answer.status_code == status
    assert FormDraft.objects.get().revision == 1
    assert ("checked" in answer.content.decode()) == bool(ticks)


def test_only_facilitators_open_the_library(login, cast, draft):
    codes = {}
    for name, person in cast.everybody().items():
        client = login(person)
        codes[name] = (
            client.get(address(draft)).status_code,
            client.post(address(draft), {"revision": 1}).status_code,
        )

    assert codes == {
        name: (200, 422) if name == "chris" else (403, 403) for name in cast.everybody()
    }


@pytest.mark.parametrize("count", [1, 30])
def test_the_library_takes_as_many_queries_with_many_forms(
    login, cast, draft, count, django_assert_num_queries
):
    from reviews.queries.building import library

    data = json.loads((SEEDS / "june.json").read_text("utf-8"))
    for n in range(count):
        actions.publish_form(data=data | {"key": f"other{n}"}, by=cast.chris)
    bench = bench_of(draft.form_id)

    with django_assert_num_queries(1):
        found = library(bench)

    assert len(found) == count + 2


def test_a_draft_that_says_what_a_version_says_is_not_published_again(login, cast):
    june = Form.objects.get(key="june")
    actions.begin_draft(form=june, by=cast.chris)
    client = login(cast.chris)

    page = client.get(reverse("reviews:form-build", args=[june.pk])).content.decode()
    answer = client.post(reverse("reviews:form-publish", args=[june.pk]), {"revision": 1})

    assert page.count(str(AlreadyPublished())) == 1
    assert answer.status_code == 422
    assert FormVersion.objects.filter(form=june).count() == 1
    assert FormDraft.objects.filter(form=june).count() == 1


def test_loading_the_products_forms_again_leaves_a_new_name_alone(cast):
    data = json.loads((SEEDS / "june.json").read_text("utf-8"))
    actions.publish_form(data=data | {"name": {"nl": "Nieuw", "en": "New"}}, by=cast.chris)

    actions.load_forms()

    june = Form.objects.get(key="june")
    assert (june.name_nl, june.name_en, june.versions.count()) == ("Nieuw", "New", 2)
