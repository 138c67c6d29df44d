"""Who sees which review and which advice: the blind rule, the sitting, the layers."""

import pytest
from django.urls import reverse

from people.levels import Level
from reviews.models import Commitment, Evidence, Recommendation, Review
from reviews.topics import KINDS
from sessions.models import AssignmentState, StepKind
from tests.factories.reviews import CommitmentFactory, EvidenceFactory
from tests.reviews.stage import handed_in, september_after, set_stage

BEFORE = {"ada", "chris"}
SESSION = {"ada", "chris", "rob", "mia"}


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def seers(cast, rows):
    return {name for name, person in cast.everybody().items() if rows.visible_to(person).exists()}


def test_before_the_sitting_only_author_and_facilitator_see_a_review(stage):
    handed_in(stage.ada)

    assert seers(stage.cast, Review.objects) == BEFORE


def test_a_co_reviewer_sees_it_from_the_moment_that_the_own_one_is_in(stage):
    handed_in(stage.ada)
    assert "eva" not in seers(stage.cast, Review.objects.filter(author=stage.cast.ada))

    handed_in(stage.eva)

    assert seers(stage.cast, Review.objects.filter(author=stage.cast.ada)) == BEFORE | {"eva"}
    assert seers(stage.cast, Review.objects.filter(author=stage.cast.eva)) == BEFORE | {"eva"}


def test_the_team_sees_it_from_the_sitting_on(stage):
    handed_in(stage.ada)

    stage.at(StepKind.SITTING)

    assert seers(stage.cast, Review.objects) == SESSION


@pytest.mark.parametrize(
    ("review_level", "plan_level", "more"),
    [
        (Level.SESSION, Level.PUBLIC, set()),
        (Level.PARTICIPANTS, Level.SESSION, set()),
        (Level.PARTICIPANTS, Level.PARTICIPANTS, {"wim", "sam"}),
        (Level.NETWORK, Level.PARTICIPANTS, {"wim", "sam"}),
        (Level.NETWORK, Level.NETWORK, {"wim", "sam", "olga", "bo", "cas"}),
    ],
)
def test_others_see_it_at_its_level_and_never_wider_than_the_plan(
    cast, review_level, plan_level, more
):
    stage = set_stage(cast, level=plan_level)
    review = handed_in(stage.ada)
    Review.objects.filter(pk=review.pk).update(level=review_level)

    assert seers(cast, Review.objects) == BEFORE
    stage.at(StepKind.SITTING)

    assert seers(cast, Review.objects) == SESSION | more


def test_who_still_has_to_write_stays_blind_when_others_may_read(stage):
    review = handed_in(stage.ada)
    Review.objects.filter(pk=review.pk).update(level=Level.NETWORK)
    stage.at(StepKind.SITTING)

    assert not Review.objects.visible_to(stage.cast.pim).exists()


def test_who_declined_is_as_everybody_else(stage):
    review = handed_in(stage.ada)
    Review.objects.filter(pk=review.pk).update(level=Level.PARTICIPANTS)
    stage.pim.state = AssignmentState.DECLINED
    stage.pim.save()
    assert not Review.objects.visible_to(stage.cast.pim).exists()

    stage.at(StepKind.SITTING)

    assert Review.objects.visible_to(stage.cast.pim).exists()


@pytest.mark.parametrize("step", [StepKind.REVIEW, StepKind.SITTING])
@pytest.mark.parametrize("level", [Level.SESSION, Level.PARTICIPANTS, Level.NETWORK])
def test_list_and_door_agree_for_everybody(cast, login, step, level):
    stage = set_stage(cast, level=Level.NETWORK)
    review = handed_in(stage.ada, **{"rec-1-title": "PLANTED ADVICE"})
    Review.objects.filter(pk=review.pk).update(level=level)
    stage.at(step)
    advice = review.recommendations.get()

    for person in cast.everybody().values():
        client = login(person)
        sees = Review.objects.visible_to(person).exists()
        door = client.get(reverse("reviews:review-detail", args=[review.pk]))
        advice_door = client.get(reverse("reviews:recommendation-detail", args=[advice.pk]))
        listed = client.get(reverse("reviews:recommendation-list"))
        counted = client.get(reverse("reviews:review-list")).context["page"].paginator.count

        assert door.status_code == (200 if sees else 404)
        assert advice_door.status_code == (200 if sees else 404)
        assert (b"PLANTED ADVICE" in listed.content) == sees
        assert counted == int(sees)


def test_visitors_are_sent_to_the_door(stage, client):
    review = handed_in(stage.ada)

    response = client.get(reverse("reviews:review-detail", args=[review.pk]))

    assert response.status_code == 302
    assert not Review.objects.visible_to(response.wsgi_request.user).exists()
    assert not Recommendation.objects.visible_to(response.wsgi_request.user).exists()
    assert not Commitment.objects.visible_to(response.wsgi_request.user).exists()
    assert not Evidence.objects.visible_to(response.wsgi_request.user).exists()


def test_a_new_friend_in_september_sees_what_june_advised_and_nothing_of_septembers_others(stage):
    advice = handed_in(stage.ada).recommendations.get()
    later = september_after(stage)
    handed_in(later.ada, **{f"verify-{advice.pk}": "not"})
    eva = stage.cast.eva

    assert list(Recommendation.objects.given().visible_to(eva)) == [advice]
    assert not Review.objects.visible_to(eva).exists()


def test_a_commitment_is_seen_as_the_advice_that_it_answers(stage):
    advice = handed_in(stage.ada).recommendations.get()
    CommitmentFactory(recommendation=advice, made_by=stage.cast.rob)
    stage.at(StepKind.RESPONSE)

    assert seers(stage.cast, Commitment.objects) == SESSION


def test_a_commitment_of_own_accord_is_seen_as_the_submitted_plan(stage):
    CommitmentFactory(recommendation=None, dossier=stage.plan.dossier, made_by=stage.cast.rob)

    assert seers(stage.cast, Commitment.objects) == {
        "chris",
        "rob",
        "mia",
        "ada",
        "eva",
        "pim",
        "wim",
        "sam",
    }


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.REGION, {"rob", "mia"}),
        (Level.SESSION, {"rob", "mia", "chris", "ada", "eva", "pim"}),
        (Level.PARTICIPANTS, {"rob", "mia", "chris", "ada", "eva", "pim", "wim", "sam"}),
        (Level.NETWORK, {"rob", "mia", "chris", "ada", "eva", "pim", "wim", "sam"}),
    ],
)
def test_evidence_is_seen_at_its_level_and_never_wider_than_its_commitment(stage, level, expected):
    promise = CommitmentFactory(recommendation=None, dossier=stage.plan.dossier)
    EvidenceFactory(commitment=promise, level=level)

    assert seers(stage.cast, Evidence.objects) == expected


@pytest.mark.parametrize("step", [StepKind.REVIEW, StepKind.SITTING])
@pytest.mark.parametrize("level", [Level.SESSION, Level.PARTICIPANTS, Level.NETWORK])
@pytest.mark.parametrize("index", [0, 1])
def test_who_is_told_of_a_thread_is_who_may_read_the_review(cast, step, level, index):
    stage = set_stage(cast, level=Level.NETWORK)
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    Review.objects.filter(pk=review.pk).update(level=level)
    stage.at(step)
    topic = KINDS[index]
    target = [review.pk, review.recommendations.get().pk][index]

    told = {person.name for person in topic.people(target, level)}

    assert told == {
        person.name
        for person in cast.everybody().values()
        if topic.readable(person).filter(pk=target).exists()
    }
