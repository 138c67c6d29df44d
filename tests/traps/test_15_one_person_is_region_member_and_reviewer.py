"""Trap 15: checks by the type of user leak or hide when one person has several parts.

Pim reviews South (region A), is a member of North (region B), and declared a conflict with West (C).
"""

import pytest
from django.urls import reverse
from django.utils import translation

from people.models import Role
from plans.models import Version
from reviews.actions import give_feedback, give_opinion, invite_co_writer, save_answers
from reviews.errors import NotAllowed
from reviews.models import Feedback, Opinion, Review
from reviews.queries.circle import refusal
from sessions.models import Capacity, StepKind
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.plans import (
    DossierFactory,
    VersionFactory,
    VersionQuestionFactory,
    VersionSectionFactory,
)
from tests.factories.sessions import AssignmentFactory, ConflictFactory, RoundPlanFactory
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def login(login):
    """In English, as the words below are."""

    def english(person):
        client = login(person)
        client.cookies["django_language"] = "en"
        return client

    return english


@pytest.fixture
def stage(cast):
    stage = set_stage(cast)
    ConflictFactory(person=cast.pim, region=cast.west)
    return stage


def plan_in_the_round(stage, region, name):
    """A plan of another region, reviewed by Ada, shared with the session only."""
    dossier = DossierFactory(edition=stage.cast.edition, region=region, title=name, level="session")
    version = VersionFactory(dossier=dossier, number=1)
    VersionSectionFactory(version=version)
    VersionQuestionFactory(version=version, position=1)
    plan = RoundPlanFactory(round=stage.june, version=version, dossier=dossier)
    return AssignmentFactory(
        round_plan=plan,
        person=stage.cast.ada,
        capacity=Capacity.FRIEND,
        planned_by=stage.cast.chris,
    )


@pytest.fixture
def north(stage):
    return plan_in_the_round(stage, stage.cast.north, "North's plan")


@pytest.fixture
def west(stage):
    return plan_in_the_round(stage, stage.cast.west, "West's plan")


def friend_with(stage, person):
    """Gives Ada and this person the same organisation, so that Ada could ask them along."""
    person.organisation = stage.cast.ada.organisation
    person.save()


def test_as_reviewer_of_a_pim_is_blind_until_his_own_is_in(stage):
    review = handed_in(stage.ada)
    before = Review.objects.visible_to(stage.cast.pim).exists()

    handed_in(stage.pim)

    assert before is False
    assert Review.objects.visible_to(stage.cast.pim).filter(pk=review.pk).exists()


def test_as_member_of_b_pim_reads_the_reviews_of_b_from_the_sitting_on(stage, north):
    review = handed_in(north)
    before = Review.objects.visible_to(stage.cast.pim).exists()

    stage.at(StepKind.SITTING)

    assert before is False
    assert list(Review.objects.visible_to(stage.cast.pim)) == [review]


def test_reviewing_a_opens_no_review_of_b_earlier(stage, north):
    handed_in(north)
    handed_in(stage.pim)

    assert [row.author.name for row in Review.objects.visible_to(stage.cast.pim)] == ["Pim"]


def test_pim_never_writes_along_on_b_the_own_region(stage, north):
    friend_with(stage, stage.cast.pim)

    assert "team of the region" in refusal(stage.cast.pim, north)
    with pytest.raises(NotAllowed):
        invite_co_writer(assignment=north, person=stage.cast.pim, by=stage.cast.ada)
    assert not Review.objects.visible_to(stage.cast.pim).exists()


def test_pim_never_writes_along_on_c_with_which_he_has_a_conflict(stage, west):
    friend_with(stage, stage.cast.pim)

    assert "declared a tie" in refusal(stage.cast.pim, west)
    with pytest.raises(NotAllowed):
        invite_co_writer(assignment=west, person=stage.cast.pim, by=stage.cast.ada)


def test_the_reason_says_nothing_of_what_was_declared(stage, west):
    friend_with(stage, stage.cast.pim)
    stage.cast.pim.conflicts.update(note="PRIVATE NOTE")

    assert "PRIVATE NOTE" not in refusal(stage.cast.pim, west)


@pytest.mark.parametrize("where", ["north", "west"])
def test_who_joins_a_team_or_declares_a_conflict_later_reads_no_draft_any_more(stage, west, where):
    colleague = PersonFactory(name="Colleague", organisation=stage.cast.ada.organisation)
    MembershipFactory(person=colleague, edition=stage.cast.edition, role=Role.OBSERVER)
    invite_co_writer(assignment=west, person=colleague, by=stage.cast.ada)
    save_answers(assignment=west, by=colleague, given={"core": "Ours"}, seen={})
    before = Review.objects.visible_to(colleague).exists()

    if where == "west":
        ConflictFactory(person=colleague, region=stage.cast.west)
    else:
        MembershipFactory(
            person=colleague,
            edition=stage.cast.edition,
            role=Role.MEMBER,
            region=stage.cast.west,
        )

    fresh = type(colleague).objects.get(pk=colleague.pk)
    assert before is True
    assert not Review.objects.visible_to(fresh).exists()


def test_pim_has_an_opinion_on_a_and_not_on_b(stage, north):
    about_south = handed_in(stage.ada)
    about_north = handed_in(north)
    handed_in(stage.pim)
    stage.at(StepKind.SITTING)
    keys = [
        review.answers.get(key__startswith="answer-").key for review in (about_south, about_north)
    ]

    give_opinion(review=about_south, key=keys[0], by=stage.cast.pim, stance="agree")
    with pytest.raises(NotAllowed):
        give_opinion(review=about_north, key=keys[1], by=stage.cast.pim, stance="agree")

    assert Opinion.objects.get().review == about_south


def test_pim_says_what_helped_b_and_not_what_helped_a(stage, north):
    about_south = handed_in(stage.ada)
    about_north = handed_in(north)
    handed_in(stage.pim)
    stage.at(StepKind.SITTING)

    give_feedback(review=about_north, by=stage.cast.pim, helped="The example", seen=0)
    with pytest.raises(NotAllowed):
        give_feedback(review=about_south, by=stage.cast.pim, helped="Nice", seen=0)

    assert Feedback.objects.get().review == about_north
    assert not Feedback.objects.visible_to(stage.cast.rob).exists()


def test_c_stays_out_of_sight(stage, west, login):
    review = handed_in(west)
    stage.at(StepKind.SITTING)
    client = login(stage.cast.pim)

    pages = [
        client.get(reverse("reviews:review-detail", args=[review.pk])),
        client.get(reverse("reviews:plan-questions", args=[west.round_plan_id])),
        client.get(reverse("reviews:plan-review-list", args=[west.round_plan_id])),
    ]

    assert [page.status_code for page in pages] == [404, 404, 404]
    assert not Version.objects.visible_to(stage.cast.pim).filter(dossier__title="West's plan")
