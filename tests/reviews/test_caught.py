"""What is caught in a sitting becomes a draft, once; its giver or a facilitator confirms or drops it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Entry
from core import clock
from notifications.models import Notice
from people.models import Role
from people.queries import forget
from reviews import errors
from reviews.actions import (
    confirm_caught,
    drop_caught,
    merge_recommendations,
    respond,
    reword_caught,
    take_over,
    unmerge_recommendation,
    withdraw_recommendation,
)
from reviews.models import FrozenList, Recommendation, Response, ResponseKind
from reviews.tasks import tell_teams_of_caught
from sessions.actions.minutes import save_minutes
from sessions.actions.notes import Spoken, edit_caught
from sessions.actions.room import open_room
from sessions.models import CaughtAdvice, RoundStep, StepKind
from sessions.queries import tasks_for
from tests.factories.people import MembershipFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.factories.sessions import (
    AssignmentFactory,
    ConflictFactory,
    RoundFactory,
    RoundPlanFactory,
)
from tests.reviews.caught import WHOLE, catch, confirmed, end
from tests.sessions_app.rounds import IN_REVIEW
from tests.sessions_app.sittings import STARTS, plan

LATER = STARTS + timedelta(days=1)


def told(kind):
    rows = Notice.objects.filter(kind=f"reviews.{kind}").order_by("person__name")
    return [row.person.name for row in rows]


def test_at_the_end_each_caught_advice_is_a_draft_of_who_gave_it(sat, cast):
    assert [
        (row.title, row.source, row.author.name, row.names_its_giver, row.is_draft)
        for row in Recommendation.objects.order_by("pk")
    ] == [
        ("Begin with ten", "They are there.", "Ada", True, True),
        ("We should hurry", "", "Chris", False, True),
        ("Choose one place", "", "Chris", False, True),
    ]
    assert {row.round_plan for row in Recommendation.objects.all()} == {sat.table.scene.plan}
    assert not Recommendation.objects.given().exists()


def test_nothing_is_a_draft_while_the_session_runs(table, cast):
    table.open()
    row = catch(table, "Begin with ten", cast.ada)
    edit_caught(caught=row, spoken=Spoken("Begin with two", "", cast.ada), seen=1, by=cast.pim)

    assert take_over(table.sitting, cast.chris) == []
    end(table)

    assert [row.title for row in Recommendation.objects.all()] == ["Begin with two"]


def test_ending_and_taking_over_again_and_correcting_the_minutes_make_no_second(sat, cast):
    before = list(Recommendation.objects.order_by("pk").values())
    minutes = sat.table.sitting.minutes

    end(sat.table)
    save_minutes(minutes=minutes, body="Other words", seen=1, by=cast.pim)
    assert take_over(sat.table.sitting, cast.chris) == []

    assert list(Recommendation.objects.order_by("pk").values()) == before


def test_a_region_without_a_plan_has_its_advice_taken_over_once_it_has_one(sat, cast):
    other = sat.table
    other.sitting = plan(other.scene, about=cast.north)
    other.sitting.attendances.create(
        person=cast.pim, role="rapporteur", state="coming", invited_by=cast.chris,
        answered_at=STARTS,
    )  # fmt: skip
    open_room(sitting=other.sitting, by=cast.chris)
    catch(other, "Look at South")
    end(other)
    assert CaughtAdvice.objects.get(title="Look at South").pk not in set(
        Recommendation.objects.values_list("caught", flat=True)
    )

    dossier = DossierFactory(edition=cast.edition, region=cast.north)
    tied = RoundPlanFactory(round=other.scene.round, version=VersionFactory(dossier=dossier))
    (made,) = take_over(other.sitting, cast.chris)

    assert (made.title, made.round_plan) == ("Look at South", tied)
    assert take_over(other.sitting, cast.chris) == []


def test_the_giver_is_told_and_asked_and_facilitators_are_asked(sat, cast):
    assert told("caught") == ["Ada"]
    asked = {
        name: [(one.title, one.where) for one in tasks_for(person) if one.kind == "caught"]
        for name, person in cast.everybody().items()
    }

    assert {name: len(rows) for name, rows in asked.items() if rows} == {"ada": 1, "chris": 1}
    assert "South" in asked["ada"][0][0]
    assert asked["ada"][0][1] == "South · Begin with ten"
    assert "3" in asked["chris"][0][0]


def test_it_is_late_after_five_working_days_and_not_asked_when_it_cannot_be_confirmed(sat, cast):
    def asked(at):
        forget(cast.ada)
        with clock.frozen(at):
            return [one.late for one in tasks_for(cast.ada) if one.kind == "caught"]

    assert asked(STARTS + timedelta(days=6)) == [False]
    assert asked(STARTS + timedelta(days=8)) == [True]
    assert asked(STARTS + timedelta(days=200)) == []


def test_once_confirmed_it_is_given_answered_and_asked_no_more(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)

    assert (given.author, given.source, given.confirmed_by) == (cast.ada, WHOLE.source, cast.ada)
    assert "<strong>there</strong>" in given.html
    assert list(Recommendation.objects.current()) == [given]
    assert told("caught_given") == ["Mia", "Rob"]
    assert told("caught_confirmed") == []
    assert [one.kind for one in tasks_for(cast.ada) if one.kind == "caught"] == []
    RoundStep.objects.filter(kind=StepKind.RESPONSE).update(opens_at=STARTS)
    with clock.frozen(LATER):
        respond(recommendation=given, by=cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0)
    assert Response.objects.get().recommendation == given
    assert told("answered") == ["Ada"]


def test_a_facilitator_confirms_for_the_giver_who_is_told(sat, cast):
    confirmed(sat.by_ada, cast.chris)

    assert told("caught_confirmed") == ["Ada"]


def test_confirming_twice_is_once(sat, cast):
    first = confirmed(sat.by_ada, cast.ada)
    with clock.frozen(LATER):
        again = confirm_caught(advice=sat.by_ada, wording=WHOLE, seen=1, by=cast.ada)

    assert (again.pk, again.confirmed_at) == (first.pk, first.confirmed_at)
    assert Entry.objects.filter(verb="recommendation.confirmed").count() == 1


def test_who_confirms_other_words_after_somebody_else_overwrites_nothing(sat, cast):
    confirmed(sat.by_ada, cast.ada)

    with pytest.raises(errors.AlreadySettled):
        confirmed(sat.by_ada, cast.chris, replace(WHOLE, title="Begin with two"))

    assert sat.fresh().title == WHOLE.title


def test_who_saves_on_an_older_text_overwrites_nothing(sat, cast):
    reword_caught(advice=sat.by_ada, wording=WHOLE, seen=1, by=cast.ada)
    assert sat.fresh().revision == 2

    for act in (reword_caught, confirm_caught):
        with pytest.raises(errors.RowChanged):
            act(
                advice=sat.by_ada,
                wording=replace(WHOLE, title="Mine"),
                seen=1,
                by=cast.chris,
            )

    assert (sat.fresh().source, sat.fresh().is_draft) == (WHOLE.source, True)
    assert sat.fresh().caught.body == "They are there."


@pytest.mark.parametrize("lacking", [{"title": " "}, {"source": "  "}, {"addressees": []}])
def test_what_is_not_whole_is_not_given(sat, cast, lacking):
    with pytest.raises(errors.CaughtUnfinished):
        confirmed(sat.by_ada, cast.ada, replace(WHOLE, **lacking))

    assert sat.fresh().is_draft


@pytest.mark.parametrize("which", ["by_rob", "by_nobody"])
def test_without_a_giver_from_outside_it_is_not_given(sat, cast, which):
    row = getattr(sat, which)
    for giver in (None, cast.chris):
        with pytest.raises(errors.GiverMissing):
            confirmed(row, cast.chris, replace(WHOLE, giver=giver))
    for giver in (cast.rob, cast.eva):  # of the region; not at the table
        with pytest.raises(errors.GiverMissing):
            confirmed(row, cast.chris, replace(WHOLE, giver=giver))

    given = confirmed(row, cast.chris, replace(WHOLE, giver=cast.pim))

    assert given.author == cast.pim
    assert told("caught_confirmed") == ["Pim"]


def test_who_is_named_later_is_told_that_it_waits(sat, cast):
    reword_caught(
        advice=sat.by_nobody, wording=replace(WHOLE, giver=cast.pim), seen=1, by=cast.chris
    )

    assert told("caught") == ["Ada", "Pim"]
    assert sat.fresh("by_nobody").author == cast.pim


def test_the_giver_gives_it_no_other_name(sat, cast):
    with pytest.raises(errors.NotAllowed):
        confirmed(sat.by_ada, cast.ada, replace(WHOLE, giver=cast.pim))

    assert sat.fresh().author == cast.ada


def test_who_has_a_conflict_or_has_joined_the_region_no_longer_gives_it(sat, cast):
    ConflictFactory(person=cast.ada, region=cast.south)
    with pytest.raises(errors.NotAllowed):
        confirmed(sat.by_ada, cast.ada)
    with pytest.raises(errors.GiverMissing):
        confirmed(sat.by_ada, cast.chris)


def test_who_has_joined_the_team_confirms_nothing(sat, cast):
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)
    forget(cast.ada)

    with pytest.raises(errors.NotAllowed):
        confirmed(sat.by_ada, cast.ada)
    assert [one for one in tasks_for(cast.ada) if one.kind == "caught"] == []


def test_what_is_given_before_the_sitting_step_is_told_to_the_region_when_that_opens(sat, cast):
    with clock.frozen(IN_REVIEW):
        given = confirm_caught(advice=sat.by_ada, wording=WHOLE, seen=1, by=cast.ada)
        forget(cast.rob)
        assert not Recommendation.objects.visible_to(cast.rob).exists()
        assert (tell_teams_of_caught(), told("caught_given")) == (0, [])
    forget(cast.rob)

    assert [tell_teams_of_caught(), tell_teams_of_caught()] == [1, 0]
    assert told("caught_given") == ["Mia", "Rob"]
    assert list(Recommendation.objects.visible_to(cast.rob)) == [given]


def test_when_the_region_answers_no_more_nothing_is_given(sat, cast):
    RoundStep.objects.filter(kind=StepKind.RESPONSE).update(
        opens_at=STARTS - timedelta(days=3),
        due_at=STARTS - timedelta(days=2),
        closes_at=STARTS - timedelta(days=1),
    )

    with pytest.raises(errors.StepClosed):
        confirmed(sat.by_ada, cast.ada)


def test_when_september_s_list_is_fixed_nothing_is_given_to_june(sat, cast):
    september = RoundFactory(edition=cast.edition, season="september")
    FrozenList.objects.create(round=september, dossier=sat.table.scene.dossier)

    with pytest.raises(errors.StepClosed):
        confirmed(sat.by_ada, cast.ada)


def test_a_draft_is_dropped_with_a_reason_once(sat, cast):
    with pytest.raises(errors.ReasonMissing):
        drop_caught(advice=sat.by_ada, reason=" ", by=cast.ada)
    drop_caught(advice=sat.by_ada, reason="It is in my review", by=cast.ada)
    drop_caught(advice=sat.by_ada, reason="Another", by=cast.chris)

    row = sat.fresh()
    assert (row.dropped_by, row.drop_reason) == (cast.ada, "It is in my review")
    assert row.withdrawn_at is not None
    assert told("caught_dropped") == ["Chris"]
    with pytest.raises(errors.AlreadySettled):
        confirmed(sat.by_ada, cast.ada)


def test_the_giver_hears_that_a_facilitator_dropped_it(sat, cast):
    drop_caught(advice=sat.by_ada, reason="Said twice", by=cast.chris)

    assert told("caught_dropped") == ["Ada"]


def test_what_is_given_is_not_dropped_but_taken_back_by_its_giver(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)

    with pytest.raises(errors.AlreadySettled):
        drop_caught(advice=given, reason="No", by=cast.chris)
    with pytest.raises(errors.NotAllowed):
        withdraw_recommendation(recommendation=given, by=cast.chris)
    withdraw_recommendation(recommendation=given, by=cast.ada)

    assert not Recommendation.objects.given().exists()


def test_it_is_merged_with_what_a_review_says_and_stands_alone_again(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)
    task = AssignmentFactory(
        round_plan=sat.table.scene.plan, person=cast.eva, planned_by=cast.chris
    )
    same = RecommendationFactory(review=ReviewFactory(assignment=task, submitted=True))

    merged = merge_recommendations(
        chosen=[given, same], by=cast.chris, title="Begin with ten", source="Both say so."
    )
    assert list(Recommendation.objects.current()) == [merged]
    assert merged.is_merged
    assert {row.pk for row in merged.originals.all()} == {given.pk, same.pk}

    unmerge_recommendation(merged=merged, by=cast.chris)
    assert set(Recommendation.objects.current()) == {given, same}


@pytest.mark.parametrize(
    "values",
    [
        {"confirmed_at": STARTS},
        {"confirmed_at": STARTS, "confirmed_by": "ada", "source": ""},
        {"confirmed_at": STARTS, "confirmed_by": "ada", "title": ""},
        {"dropped_by": "ada"},
        {"drop_reason": "No"},
        {"dropped_by": "ada", "drop_reason": "No"},
        {"withdrawn_at": STARTS},
        {"withdrawn_at": STARTS, "dropped_by": "ada"},
        {
            "withdrawn_at": STARTS, "dropped_by": "ada", "drop_reason": "No",
            "confirmed_at": STARTS, "confirmed_by": "ada",
        },
    ],
)  # fmt: skip
def test_the_database_refuses_a_draft_that_is_half_settled(sat, cast, values):
    whole = {name: cast.ada if value == "ada" else value for name, value in values.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=sat.by_ada.pk).update(**whole)


def test_the_database_refuses_a_second_draft_and_two_origins(sat, cast):
    twice = {"caught": sat.by_ada.caught, "round_plan": sat.by_ada.round_plan, "author": cast.ada}
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(position=9, title="x", source="x", **twice)
    advice = RecommendationFactory()
    for values in (
        {"caught": CaughtAdvice.objects.create(
            sitting=sat.table.sitting, title="x", caught_by=cast.pim)},
        {"confirmed_at": timezone.now(), "confirmed_by": cast.ada},
        {"withdrawn_at": timezone.now(), "dropped_by": cast.ada, "drop_reason": "x"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.filter(pk=advice.pk).update(**values)


def test_the_database_refuses_to_merge_what_nobody_gave(sat, cast):
    merged = Recommendation.objects.create(
        round_plan=sat.by_ada.round_plan, author=cast.chris, position=9, title="x", source="x"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=sat.by_ada.pk).update(merged_into=merged)
