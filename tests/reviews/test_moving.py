"""Another version of a form in the middle of a round: what it touches, and that nothing is lost."""

import copy
import json

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import Entry
from notifications.models import Notice
from reviews import actions, schema
from reviews.actions.publishing import SEEDS
from reviews.building.moving import ASIDE, Fate, fates, renamed
from reviews.controls import Question, Setting, lay_out
from reviews.controls.values import normal
from reviews.errors import NotAllowed, Touched
from reviews.models import Review, RoundForm
from reviews.queries.moving import drafts_of, effect_of, gone_answers
from reviews.queries.sheets import answers_of
from sessions.models import Capacity, StepKind
from tests.factories.sessions import AssignmentFactory
from tests.people import make_cast
from tests.reviews.stage import handed_in, set_stage

JUNE = json.loads((SEEDS / "june.json").read_text(encoding="utf-8"))


def changed_june():
    """June without its questions `strong` and `clarify`, with room for one recommendation, and `core` a line."""
    data = copy.deepcopy(JUNE) | {"key": "pilot"}  # not the season's newest by itself
    for section in data["sections"]:
        section["fields"] = [
            asked for asked in section["fields"] if asked["key"] not in ("strong", "clarify")
        ]
        for asked in section["fields"]:
            if asked["key"] == "rec":
                asked["maximum"] = 1
            if asked["key"] == "c1":
                asked["cannot_judge"] = False
    return data


@pytest.fixture
def stage(db):
    return set_stage(make_cast())


@pytest.fixture
def newer(stage):
    return actions.publish_form(data=changed_june(), by=stage.cast.chris)


def write(assignment, **given):
    by = assignment.person
    actions.save_answers(assignment=assignment, by=by, given=given, seen={})
    return Review.objects.get(assignment=assignment)


def move(stage, version, by=None, audience=Capacity.FRIEND, seen=None):
    effect = effect_of(drafts_of(stage.june, audience, version), version)
    return actions.move_drafts(
        round_=stage.june,
        audience=audience,
        version=version,
        by=by or stage.cast.chris,
        seen=effect.fingerprint if seen is None else seen,
    )


WRITTEN = {
    "core": "The core.",
    "strong": "**Strong** team.",
    "c1": "na",
    "c2": "3",
    "rec-1-title": "One",
    "rec-2-title": "Two",
}


def test_the_effect_counts_per_question_and_says_nothing_else(stage, newer):
    write(stage.ada, **WRITTEN)

    effect = effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer)
    touched = {row.key: (row.stays, row.loses_option, row.no_place) for row in effect.touched}

    assert effect.drafts == 1
    assert {key: counts for key, counts in touched.items() if any(counts)} == {
        "core": (1, 0, 0),
        "strong": (0, 0, 1),
        "c1": (0, 1, 0),
        "c2": (1, 0, 0),
        "rec": (1, 0, 1),
    }


def test_a_moved_draft_keeps_what_fits_and_shows_the_rest(stage, newer):
    review = write(stage.ada, **WRITTEN)

    moved = move(stage, newer)
    review.refresh_from_db()
    values, _revisions = answers_of(review)
    gone = gone_answers(review, values)

    assert (moved, review.form_version) == (1, newer)
    assert {key: value for key, value in values.items() if ASIDE not in key} == {
        "core": "The core.",
        "c2": 3,
        "rec-1-title": "One",
    }
    assert {(answer.text) for answer in gone} == {"**Strong** team.", "na", "Two"}
    assert "<strong>Strong</strong>" in next(row.html for row in gone if row.html)


def test_there_and_back_nothing_changed(stage, newer):
    review = write(stage.ada, **WRITTEN)
    before, _revisions = answers_of(review)
    older = review.form_version

    move(stage, newer)
    move(stage, older)

    review.refresh_from_db()
    assert answers_of(review)[0] == before
    assert review.form_version == older


def test_what_was_written_meanwhile_is_not_overwritten_by_what_comes_back(stage, newer):
    write(stage.ada, c1="na")
    older = Review.objects.get().form_version
    move(stage, newer)
    write(stage.ada, c1="2")

    move(stage, older)

    values, _revisions = answers_of(Review.objects.get())
    assert values["c1"] == 2
    assert "na" in values.values()


def test_what_was_handed_in_never_changes(stage, newer):
    submitted = handed_in(stage.eva, strong="Strong team.")
    before = list(submitted.answers.order_by("pk").values_list("pk", "key", "value", "revision"))
    form = submitted.form_version_id

    move(stage, newer, audience=Capacity.EXTRA_FRIEND)

    submitted.refresh_from_db()
    assert submitted.form_version_id == form
    assert before == list(
        submitted.answers.order_by("pk").values_list("pk", "key", "value", "revision")
    )


def test_only_the_audience_that_was_chosen_moves(stage, newer):
    ada, pim = write(stage.ada, core="A"), write(stage.pim, core="B")

    move(stage, newer)

    assert Review.objects.get(pk=ada.pk).form_version == newer
    assert Review.objects.get(pk=pim.pk).form_version == pim.form_version
    assert RoundForm.objects.get().audience == Capacity.FRIEND


def test_writers_are_told_and_the_log_knows(stage, newer):
    review = write(stage.ada, core="A")

    move(stage, newer)

    told = Notice.objects.filter(kind="reviews.moved")
    assert [notice.person for notice in told] == [stage.cast.ada]
    entry = Entry.objects.get(verb="review.moved")
    assert entry.target_id == str(review.pk)
    assert "The core." not in json.dumps(entry.changes)


def test_what_was_not_shown_is_not_moved(stage, newer):
    write(stage.ada, **WRITTEN)
    seen = effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer).fingerprint
    actions.save_answers(
        assignment=stage.ada,
        by=stage.cast.ada,
        given={"clarify-1": "Who pays?"},
        seen={},
    )

    with pytest.raises(Touched):
        move(stage, newer, seen=seen)
    assert Review.objects.get().form_version != newer


def test_typing_on_in_what_stays_does_not_stop_the_move(stage, newer):
    write(stage.ada, strong="Team.")
    seen = effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer).fingerprint
    actions.save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "C"}, seen={})

    assert move(stage, newer, seen=seen) == 1


def test_a_moved_draft_can_be_handed_in(stage, newer):
    write(stage.ada, strong="Team.", c1="na")
    move(stage, newer)

    review = handed_in(stage.ada)

    assert review.form_version == newer
    assert review.recommendations.count() == 1


def test_only_facilitators_of_the_edition_move_drafts(stage, newer):
    write(stage.ada, core="A")
    refused = set()
    for name, person in stage.cast.everybody().items():
        try:
            move(stage, newer, by=person)
        except NotAllowed:
            refused.add(name)

    assert refused == set(stage.cast.everybody()) - {"chris"}


def address(stage):
    return reverse("reviews:round-forms-move", args=[stage.june.pk])


def test_choosing_another_form_shows_first_what_it_touches(login, stage, newer):
    write(stage.ada, **WRITTEN)
    client = login(stage.cast.chris)

    chosen = client.post(reverse("reviews:round-forms", args=[stage.june.pk]), {"friend": newer.pk})
    page = client.get(chosen["Location"])
    body = page.content.decode()

    assert chosen["Location"].startswith(address(stage))
    assert RoundForm.objects.count() == 0
    assert page.context["effect"].few
    assert {fate for _title, fate in page.context["at_risk"]} == {"no_place", "loses_option"}
    assert "<table" not in body
    assert "The core." not in body
    assert stage.cast.ada.name not in body

    client.post(
        address(stage),
        {
            "audience": "friend",
            "version": newer.pk,
            "seen": page.context["effect"].fingerprint,
        },
    )
    assert Review.objects.get().form_version == newer


def test_drafts_can_stay_where_they_are(login, stage, newer):
    review = write(stage.ada, core="A")

    login(stage.cast.chris).post(
        address(stage), {"audience": "friend", "version": newer.pk, "stay": "1"}
    )

    assert RoundForm.objects.get().version == newer
    assert Review.objects.get().form_version == review.form_version


def test_many_drafts_take_as_many_queries_as_one(stage, newer, django_assert_num_queries):
    write(stage.ada, **WRITTEN)
    with django_assert_num_queries(2):
        effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer)

    for person in (stage.cast.wim, stage.cast.cas):
        other = AssignmentFactory(
            round_plan=stage.plan, person=person, capacity="friend", planned_by=stage.cast.chris
        )
        write(other, **WRITTEN)
    with django_assert_num_queries(2):
        effect = effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer)

    assert (effect.drafts, effect.few) == (3, False)


def test_others_do_not_see_what_a_move_touches(login, stage, newer):
    query = {"audience": "friend", "version": newer.pk}
    codes = {
        name: login(person).get(address(stage), query).status_code
        for name, person in stage.cast.everybody().items()
    }

    assert {name for name, code in codes.items() if code == 200} == {"chris"}
    assert set(codes.values()) <= {200, 403, 404}


@pytest.mark.parametrize("query", [{}, {"audience": "x", "version": "1"}, {"version": "a"}])
def test_odd_choices_lead_back(login, stage, query):
    assert login(stage.cast.chris).get(address(stage), query).status_code == 302


def test_the_desk_shows_what_has_gone(login, stage, newer):
    write(stage.ada, strong="Team **spirit**.")
    move(stage, newer)
    stage.at(StepKind.REVIEW)

    page = login(stage.cast.ada).get(reverse("reviews:review-write", args=[stage.ada.pk]))

    assert "gone-answers" in page.content.decode()
    assert "<strong>spirit</strong>" in page.content.decode()


SETTING = Setting(questions=(Question(7, "How?"),), elements=(("finance", "Finance"),))
KINDS = ["text", "long_text", "scale", "choice", "multi", "checkbox", "number", "date"]


@st.composite
def forms(draw):
    keys = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1))
    fields = []
    for key in keys:
        kind = draw(st.sampled_from(KINDS))
        options = draw(st.lists(st.sampled_from("xyz"), unique=True, min_size=1))
        fields.append(
            {
                "key": key,
                "kind": kind,
                "prompt": {"nl": key, "en": key},
                "cannot_judge": draw(st.booleans()),
                "options": [{"key": o, "label": {"nl": o, "en": o}} for o in options]
                if kind in ("choice", "multi")
                else [],
            }
        )
    data = {"sections": [{"key": "s", "fields": fields}]}
    return lay_out(schema.read(data), SETTING)


def answers_to(draw, sheet):
    values = {}
    for control in sheet.controls():
        keys = [key for key, _label in control.options]
        given = {
            "line": st.text("ab \n", min_size=1, max_size=5).filter(str.strip),
            "text": st.text("ab \n", min_size=1, max_size=5).filter(str.strip),
            "number": st.integers(0, 9),
            "date": st.just("2026-09-01"),
            "checkbox": st.just(True),
            "checkboxes": st.lists(st.sampled_from(keys or ["x"]), unique=True, min_size=1),
            "radio": st.sampled_from(keys or ["x"]),
            "scale": st.sampled_from([1, 2, 5]),
        }[control.shape]
        if draw(st.booleans()):
            values[control.key] = normal(control, draw(given))  # as it is kept
    return values


def moved(values, before, after):
    changes = renamed(values, before, after)
    assert len(set(changes.values())) == len(changes)
    kept = {key: value for key, value in values.items() if key not in changes}
    return kept | {new: values[old] for old, new in changes.items()}


@pytest.mark.once
@settings(max_examples=150, deadline=None)
@given(st.data(), forms(), st.lists(forms(), min_size=1, max_size=4))
def test_however_often_a_draft_moves_no_answer_is_lost_or_changed(data, first, others):
    values = answers_to(data.draw, first)
    now, sheet = dict(values), first

    for other in others:
        now = moved(now, sheet, other)
        sheet = other
        fitting = {key: value for key, value in now.items() if ASIDE not in key}
        assert set(fates(fitting, sheet, sheet).values()) <= {Fate.STAYS}
    assert sorted(map(repr, now.values())) == sorted(map(repr, values.values()))

    assert moved(now, sheet, first) == values
