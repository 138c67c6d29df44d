"""The region says what helped; a friend sees the own pattern and nobody sees a ranking."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from notifications.models import Notice
from reviews.actions import give_feedback
from reviews.errors import NotAllowed, RowChanged
from reviews.models import AdviceKind, Feedback, Recommendation, Review
from reviews.queries.pattern import Share, pattern_of
from sessions.models import StepKind
from tests.factories.people import RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.reviews import (
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
    VerificationFactory,
    seeded,
)
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory
from tests.reviews.shared import colleague, handed_in_together, invited
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
    return set_stage(cast)


@pytest.fixture
def review(stage):
    review = handed_in(stage.ada, **{"clarify-1": "Who is it for?", "probing": "And why now?"})
    stage.at(StepKind.SITTING)
    return review


def address(review):
    return reverse("reviews:feedback-give", args=[review.pk])


def seers(cast):
    return {
        name
        for name, person in cast.everybody().items()
        if Feedback.objects.visible_to(person).exists()
    }


@pytest.mark.parametrize("name", ["rob", "mia"])
def test_the_team_says_what_helped_and_the_reviewer_hears_it(stage, review, login, name):
    login(getattr(stage.cast, name)).post(
        address(review), {"helped": "Your question about\nlate adopters", "revision": 0}
    )

    assert Feedback.objects.get().helped == "Your question about late adopters"
    assert list(
        Notice.objects.filter(kind="reviews.feedback").values_list("person__name", flat=True)
    ) == ["Ada"]
    page = login(stage.cast.ada).get(reverse("reviews:review-detail", args=[review.pk]))
    assert b"Your question about late adopters" in page.content


@pytest.mark.parametrize(
    "name", ["chris", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_else_says_it(stage, review, login, name):
    person = getattr(stage.cast, name)
    Review.objects.filter(pk=review.pk).update(level="network")

    answer = login(person).post(address(review), {"helped": "Nice", "revision": 0})

    assert answer.status_code in {403, 404}
    assert Feedback.objects.count() == 0


def test_before_the_sitting_the_team_knows_of_no_review(stage, login):
    review = handed_in(stage.ada)

    answer = login(stage.cast.rob).post(address(review), {"helped": "Nice", "revision": 0})

    assert answer.status_code == 404


def test_feedback_is_between_the_region_and_who_wrote(stage):
    nina = colleague(stage, "Nina")
    invited(stage, nina)
    review = handed_in_together(stage, level="participants")
    handed_in(stage.eva)
    stage.at(StepKind.SITTING)
    give_feedback(review=review, by=stage.cast.mia, helped="All of it", seen=0)

    assert seers(stage.cast) == {"rob", "mia", "pim"}
    assert Feedback.objects.visible_to(nina).exists()


@pytest.mark.parametrize("name", ["chris", "eva", "wim"])
def test_a_reader_of_the_review_does_not_meet_the_feedback(stage, login, name):
    review = handed_in(stage.ada, level="participants")
    handed_in(stage.eva)
    stage.at(StepKind.SITTING)
    give_feedback(review=review, by=stage.cast.mia, helped="BETWEEN US", seen=0)

    page = login(getattr(stage.cast, name)).get(reverse("reviews:review-detail", args=[review.pk]))

    assert page.status_code == 200
    assert b"BETWEEN US" not in page.content


def test_a_stale_page_overwrites_nothing(stage, review, login):
    login(stage.cast.rob).post(address(review), {"helped": "FROM ROB", "revision": 0})

    page = login(stage.cast.mia).post(address(review), {"helped": "FROM MIA", "revision": 0})

    assert page.status_code == 409
    assert b"FROM ROB" in page.content
    assert b"FROM MIA" in page.content
    assert Feedback.objects.get().helped == "FROM ROB"
    with pytest.raises(RowChanged):
        give_feedback(review=review, by=stage.cast.mia, helped="Other", seen=0)


@pytest.mark.parametrize("helped", ["", "   ", "x" * 241])
def test_it_is_one_line(stage, review, login, helped):
    page = login(stage.cast.rob).post(address(review), {"helped": helped, "revision": 0})

    assert page.status_code == 422
    assert Feedback.objects.count() == 0


def test_white_space_says_nothing(stage, review):
    with pytest.raises(NotAllowed):
        give_feedback(review=review, by=stage.cast.rob, helped=" \n ", seen=0)


def test_the_database_refuses_an_empty_line_and_a_second_one(stage, review):
    give_feedback(review=review, by=stage.cast.rob, helped="Yes", seen=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.update(helped="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(review=review, helped="Twice", given_by=stage.cast.rob)


def test_a_share_is_a_word_until_three_regions(stage):
    words = [Share("adopted", part, 4, 2).words for part in range(5)]

    assert words == ["none of it", "some of it", "some of it", "most of it", "all of it"]
    assert Share("adopted", 3, 4, 3).words == "3 of 4"
    assert Share("adopted", 0, 0, 9).words == "nothing to tell yet"


def test_the_pattern_counts_the_own_reviews_alone(stage, review, login):
    advice = review.recommendations.get()
    Recommendation.objects.filter(pk=advice.pk).update(kind=AdviceKind.IMPROVE)
    ResponseFactory(recommendation=advice, kind="adopted", given_by=stage.cast.rob)
    give_feedback(review=review, by=stage.cast.rob, helped="The question", seen=0)
    stage.at(StepKind.REVIEW)
    handed_in(stage.eva, **{"clarify-1": "NOT MINE"})

    found = pattern_of(stage.cast.ada)

    assert (len(found.reviews), found.regions, found.questions, found.advice) == (1, 1, 2, 1)
    assert found.kinds == [("do or improve something", 1)]
    assert [(share.label, share.words) for share in found.answered] == [
        ("adopted", "all of it"),
        ("partly adopted", "none of it"),
        ("not adopted", "none of it"),
        ("pending", "none of it"),
    ]
    assert [one.helped for one in found.feedback] == ["The question"]
    assert b"Nobody else sees this page" in login(stage.cast.ada).get("/reviews/pattern/").content


def many(stage, count):
    for number in range(count):
        region = RegionFactory(name=f"Region {number}", slug=f"region-{number}")
        dossier = DossierFactory(edition=stage.cast.edition, region=region)
        plan = RoundPlanFactory(
            round=stage.june, version=VersionFactory(dossier=dossier), dossier=dossier
        )
        task = AssignmentFactory(round_plan=plan, person=stage.cast.ada)
        review = ReviewFactory(assignment=task, submitted=True)
        advice = RecommendationFactory(review=review)
        ResponseFactory(recommendation=advice)
        VerificationFactory(recommendation=advice, review=review)
        Feedback.objects.create(review=review, helped="Yes", given_by=stage.cast.rob)


def test_from_three_regions_on_the_shares_are_numbers(stage):
    seeded()
    many(stage, 3)

    found = pattern_of(stage.cast.ada)

    assert found.answered[0].words == "3 of 3"
    assert found.recognised.words == "3 of 3"


@pytest.mark.parametrize("count", [1, 30])
def test_the_pattern_costs_the_same_for_one_review_and_thirty(
    stage, login, django_assert_num_queries, count
):
    seeded()
    many(stage, count)
    client = login(stage.cast.ada)
    client.get("/reviews/pattern/")

    with django_assert_num_queries(14):
        page = client.get("/reviews/pattern/")

    assert len(page.context["pattern"].reviews) == count


@pytest.mark.parametrize("name", ["chris", "rob", "sam", "ben"])
def test_who_reviews_nothing_finds_an_explanation_and_nobody_elses_pattern(
    stage, review, login, name
):
    page = login(getattr(stage.cast, name)).get("/reviews/pattern/")

    assert page.context["pattern"].reviews == []
    assert b"Nothing to see yet" in page.content
