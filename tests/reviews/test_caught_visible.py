"""Who knows of advice that was caught in a sitting: list, page, count, thread, notice and report agree."""

import pytest
from django.db.models import Q
from django.urls import reverse

from core import clock
from discussion import targets
from notifications.kinds import get
from people.queries import forget
from plans.models import Dossier
from reports.queries.loop import advice_in
from reviews.actions import drop_caught, merge_recommendations
from reviews.models import Recommendation, Review
from reviews.queries.advice import listed
from reviews.queries.caught import caught_page
from reviews.queries.courses import counted_advice
from sessions.models import Assignment, Season
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory
from tests.reviews.caught import confirmed
from tests.sessions_app.rounds import IN_REVIEW

DRAFT = {"chris", "ada"}
GIVEN = {"chris", "rob", "mia", "ada"}


def who(cast, asked):
    for one in cast.everybody().values():
        forget(one)
    return {name for name, one in cast.everybody().items() if asked(one)}


def sees(row):
    return lambda one: Recommendation.objects.visible_to(one).filter(pk=row.pk).exists()


def test_a_draft_is_seen_by_its_giver_and_facilitators_and_is_no_advice(sat, cast):
    assert who(cast, sees(sat.by_ada)) == DRAFT
    assert who(cast, sees(sat.by_rob)) == {"chris"}
    for rows in (listed, counted_advice, Recommendation.objects.of_giver):
        assert who(cast, lambda one, rows=rows: rows(one).exists()) == set()


def test_what_is_given_is_read_as_the_reviews_of_the_plan(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)

    assert who(cast, sees(given)) == GIVEN
    assert who(cast, lambda one: listed(one).exists()) == GIVEN
    assert who(cast, lambda one: counted_advice(one).exists()) == GIVEN
    assert who(cast, lambda one: Recommendation.objects.of_giver(one).exists()) == {"ada"}


def test_the_region_reads_it_from_the_sitting_step_on(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)

    with clock.frozen(IN_REVIEW):
        assert who(cast, sees(given)) == DRAFT


def test_another_reviewer_reads_it_once_the_own_review_is_in(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)
    task = Assignment.objects.get(person=cast.pim)

    review = ReviewFactory(assignment=task)
    assert "pim" not in who(cast, sees(given))
    Review.objects.filter(pk=review.pk).update(state="submitted", submitted_at=clock.now())

    assert who(cast, sees(given)) == GIVEN | {"pim"}


def test_who_reviews_the_plan_in_september_reads_june_s(sat, cast):
    given = confirmed(sat.by_ada, cast.ada)
    september = RoundFactory(edition=cast.edition, season=Season.SEPTEMBER)
    dossier = sat.table.scene.dossier
    again = RoundPlanFactory(round=september, dossier=dossier, version=given.round_plan.version)
    AssignmentFactory(round_plan=again, person=cast.eva)

    assert who(cast, sees(given)) == GIVEN | {"eva"}
    assert who(cast, sees(sat.by_rob)) == {"chris"}


@pytest.mark.parametrize("level", ["participants", "network", "public"])
def test_a_wide_plan_makes_it_no_wider(sat, cast, level):
    Dossier.objects.update(level=level)
    given = confirmed(sat.by_ada, cast.ada)

    assert who(cast, sees(given)) == GIVEN


def test_merged_with_a_shared_review_it_stays_in_the_session(sat, cast):
    Dossier.objects.update(level="network")
    given = confirmed(sat.by_ada, cast.ada)
    task = AssignmentFactory(round_plan=given.round_plan, person=cast.eva)
    review = ReviewFactory(assignment=task, submitted=True, level="network")
    wide = RecommendationFactory(review=review)
    assert {"wim", "olga"} <= who(cast, sees(wide))

    merged = merge_recommendations(chosen=[given, wide], by=cast.chris, title="x", source="y")

    assert who(cast, sees(merged)) == GIVEN | {"eva"}


def test_a_dropped_draft_is_seen_as_a_draft(sat, cast):
    drop_caught(advice=sat.by_ada, reason="Said twice", by=cast.chris)

    assert who(cast, sees(sat.by_ada)) == DRAFT
    assert who(cast, lambda one: caught_page(sat.table.sitting, one).dropped) == DRAFT


def test_the_list_of_the_sitting_agrees(sat, cast):
    confirmed(sat.by_ada, cast.ada)
    pages = {name: caught_page(sat.table.sitting, one) for name, one in cast.everybody().items()}

    assert {name for name, page in pages.items() if page.given} == GIVEN
    assert {name for name, page in pages.items() if page.waiting} == {"chris"}
    assert len(pages["chris"].waiting) == 2


def test_a_conversation_about_it_is_for_who_reads_it(sat, cast):
    topic = targets.get("recommendation")
    everybody = set(cast.everybody().values())
    assert set(topic.people(sat.by_ada.pk, "session")) == set()
    assert not topic.may_post(cast.ada, sat.by_ada.pk, "session")

    given = confirmed(sat.by_ada, cast.ada)

    heard = set(topic.people(given.pk, "session")) & everybody
    assert {one.name.lower() for one in heard} == GIVEN
    assert who(cast, lambda one: topic.may_post(one, given.pk, "session")) == GIVEN
    assert who(cast, lambda one: topic.may_start(one, given.pk, "session")) == GIVEN
    assert who(cast, lambda one: topic.may_start(one, given.pk, "participants")) == set()
    assert who(cast, lambda one: topic.may_resolve(one, given.pk)) == GIVEN
    assert who(cast, lambda one: topic.may_moderate(one, given.pk)) == {"chris"}
    assert topic.edition_of(given.pk) == cast.edition.pk


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [("caught", DRAFT, set()), ("caught_given", set(), GIVEN), ("caught_dropped", set(), set())],
)
def test_a_notice_is_for_who_may_know(sat, cast, kind, before, after):
    ids = {sat.by_ada.pk}
    seen = get(f"reviews.{kind}").still_seen_by
    assert who(cast, lambda one: seen(one, ids)) == before

    confirmed(sat.by_ada, cast.ada)

    assert who(cast, lambda one: seen(one, ids)) == after


def test_a_report_names_the_giver_and_that_it_was_in_a_sitting(sat, cast):
    assert advice_in(cast.chris, Q()) == ()
    confirmed(sat.by_ada, cast.ada)

    (told,) = advice_in(cast.chris, Q())
    assert (told.given.by.name, told.review) == ("Ada", None)
    assert told.given.by.capacity != ""


@pytest.mark.parametrize("view", ["caught-detail", "recommendation-detail"])
def test_the_doors_agree(sat, cast, login, view):
    given = confirmed(sat.by_ada, cast.ada)
    url = reverse(f"reviews:{view}", args=[given.pk])

    there = who(cast, lambda one: login(one).get(url).status_code != 404)

    assert there == (DRAFT if view == "caught-detail" else GIVEN)
