"""The pages: each sees what he or she may read, at the same cost for 3 regions and 30."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from core.clock import now
from people.levels import Level
from reviews.models import Answer, ReviewState
from reviews.queries.criteria import criteria_of
from sessions.models import Season, StepKind
from tests.factories.people import PersonFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
    VerificationFactory,
)
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory, steps_around
from tests.reviews.stage import set_stage

SECRET = "Planted where nobody may find it"


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def answer(review, **values):
    for key, value in values.items():
        Answer.objects.create(review=review, key=key, value=value)


def three_reviews(stage, **values):
    """Ada, Eva and Pim handed in; each chose a point."""
    made = []
    for assignment, point in zip((stage.ada, stage.eva, stage.pim), (2, 3, 3), strict=True):
        review = ReviewFactory(assignment=assignment, submitted=True)
        answer(review, c1=point, **values)
        made.append(review)
    return made


def followed(stage):
    """Advice of Ada with an answer, a commitment in progress, and evidence."""
    advice = RecommendationFactory(review=three_reviews(stage)[0], title="Open one door")
    ResponseFactory(recommendation=advice, kind="adopted", given_by=stage.cast.rob)
    promise = CommitmentFactory(
        recommendation=advice, state="on_schedule", made_by=stage.cast.rob, what="Hire a host"
    )
    ProgressFactory(commitment=promise, reported_by=stage.cast.mia)
    EvidenceFactory(commitment=promise, added_by=stage.cast.mia, level=Level.SESSION)
    return advice


def addresses(stage):
    edition = stage.cast.edition.slug
    return {
        "edition": reverse("reviews:overview-edition", args=[edition]),
        "round": reverse("reviews:overview-round", args=[stage.june.pk]),
        "region": reverse("reviews:overview-region", args=[edition, "south"]),
        "dossier": reverse("reviews:overview-dossier", args=[stage.plan.dossier_id]),
    }


def test_everybody_counts_what_they_may_read(stage, login):
    """Until the sitting the team reads no review, so it counts none; nobody else outside the round does."""
    followed(stage)
    url = addresses(stage)["edition"]

    def counted(step):
        stage.at(step)
        pages = {name: login(person).get(url) for name, person in stage.cast.everybody().items()}
        return {name: page.context["found"].total for name, page in pages.items()}

    none = dict.fromkeys(stage.cast.everybody(), 0)
    reviewing = none | dict.fromkeys(("chris", "ada", "eva", "pim"), 1)
    assert counted(StepKind.REVIEW) == reviewing
    assert counted(StepKind.SITTING) == reviewing | {"rob": 1, "mia": 1}


def test_every_page_opens_for_every_role_and_shows_nobody_too_much(stage, login):
    followed(stage)
    stage.at(StepKind.RESPONSE)
    may_know = {"chris", "rob", "mia", "ada", "eva", "pim"}
    known = {"edition": set(stage.cast.everybody()), "round": set(stage.cast.everybody())}

    for name, person in stage.cast.everybody().items():
        client = login(person)
        pages = {key: client.get(url) for key, url in addresses(stage).items()}
        assert [pages[key].status_code for key in known] == [200, 200], name
        told = b"Hire a host" in pages["dossier"].content
        assert told == (name in may_know), name
        figures = [pages[key].context["found"].total for key in known]
        assert figures == ([1, 1] if name in may_know else [0, 0]), name


def test_somebody_of_another_edition_finds_nothing(stage, login):
    outsider = login(PersonFactory())

    answers = {key: outsider.get(url).status_code for key, url in addresses(stage).items()}

    assert set(answers.values()) == {404}
    page = outsider.get(reverse("reviews:overview"))
    assert page.status_code == 200
    assert 'data-nav="overview"' not in page.content.decode()


def test_the_bar_leads_to_the_edition_and_marks_one_entry(stage, login):
    client = login(stage.cast.bo)

    page = client.get(reverse("reviews:overview"), follow=True)

    assert page.redirect_chain == [(addresses(stage)["edition"], 302)]
    top = page.content.decode().split("</header>")[0]
    assert top.count('aria-current="page" data-nav="overview"') == 1
    assert top.count('aria-current="page" data-nav=') == 1


def test_a_visitor_logs_in_first_and_nothing_is_posted(stage, client, login):
    urls = [*addresses(stage).values(), reverse("reviews:overview")]

    assert {client.get(url).status_code for url in urls} == {302}
    chris = login(stage.cast.chris)
    assert {chris.post(url).status_code for url in urls} == {405}


def test_a_region_outside_the_edition_has_no_page(stage, login):
    RegionFactory(name="Far", slug="far")
    chris = login(stage.cast.chris)

    far = chris.get(reverse("reviews:overview-region", args=[stage.cast.edition.slug, "far"]))

    assert far.status_code == 404


@pytest.mark.parametrize("planted", ["draft", "withdrawn", "taken back", "region only"])
def test_nothing_that_is_hidden_leaks_into_numbers_or_words(stage, login, planted):
    followed(stage)
    stage.at(StepKind.RESPONSE)
    extra = AssignmentFactory(round_plan=stage.plan, planned_by=stage.cast.chris)
    chris = login(stage.cast.chris)
    before = {key: _body(chris, url) for key, url in addresses(stage).items()}
    state = {"draft": ReviewState.DRAFT, "withdrawn": ReviewState.WITHDRAWN}.get(planted)
    if state:
        review = ReviewFactory(assignment=extra, state=state)
        answer(review, c1=5)
        RecommendationFactory(review=review, title=SECRET)
    elif planted == "taken back":
        advice = stage.ada.review.recommendations.get()
        RecommendationFactory(review=advice.review, title=SECRET, withdrawn_at=now())
    else:
        promise = stage.plan.dossier.commitments.get()
        EvidenceFactory(commitment=promise, text=SECRET, level=Level.REGION)

    after = {key: _body(chris, url) for key, url in addresses(stage).items()}

    assert after == before
    assert SECRET not in "".join(after.values())


def _body(client, url):
    """What there is to read on the page."""
    text = client.get(url).content.decode().split('id="main"')[1]
    return " ".join(strip_tags(text).split())


def build(stage, count):
    """Regions with a reviewed plan, its advice answered, promised and judged."""
    for number in range(count):
        region = RegionFactory(name=f"Region {number:02}", slug=f"region-{number}")
        dossier = DossierFactory(edition=stage.cast.edition, region=region, title=f"T{number}")
        plan = RoundPlanFactory(
            round=stage.june, version=VersionFactory(dossier=dossier), dossier=dossier
        )
        review = ReviewFactory(assignment=AssignmentFactory(round_plan=plan), submitted=True)
        answer(review, c1=3)
        advice = RecommendationFactory(review=review)
        ResponseFactory(recommendation=advice)
        CommitmentFactory(recommendation=advice)
        VerificationFactory(recommendation=advice, review=review)


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(("key", "cost"), [("edition", 17), ("round", 17)])
def test_as_many_queries_for_3_regions_as_for_30(
    stage, login, django_assert_num_queries, count, key, cost
):
    build(stage, count)
    client = login(stage.cast.chris)
    url = addresses(stage)[key]
    client.get(url)

    with django_assert_num_queries(cost):
        page = client.get(url)

    assert page.context["found"].total == count
    assert len(page.context["regions"]) == count + 1


@pytest.mark.parametrize("count", [3, 30])
def test_a_region_costs_the_same_for_3_reviews_and_30(
    stage, login, django_assert_num_queries, count
):
    _reviews_of_south(stage, count)
    client = login(stage.cast.chris)
    url = addresses(stage)["region"]
    client.get(url)

    with django_assert_num_queries(20):
        page = client.get(url)

    assert page.context["found"].total == count


@pytest.mark.parametrize("count", [3, 30])
def test_a_story_costs_the_same_for_3_reviews_and_30(
    stage, login, django_assert_num_queries, count
):
    _reviews_of_south(stage, count)
    client = login(stage.cast.chris)
    url = addresses(stage)["dossier"]
    client.get(url)

    with django_assert_num_queries(19):
        page = client.get(url)

    # Each review brings itself, its advice, response, commitment, progress and judgement.
    assert page.context["total"] == 1 + 6 * count


def _reviews_of_south(stage, count):
    for _one in range(count):
        review = ReviewFactory(assignment=AssignmentFactory(round_plan=stage.plan), submitted=True)
        answer(review, c1=3)
        advice = RecommendationFactory(review=review)
        ResponseFactory(recommendation=advice)
        ProgressFactory(commitment=CommitmentFactory(recommendation=advice))
        VerificationFactory(recommendation=advice, review=review)


def spreads(stage, person):
    found = criteria_of(
        person,
        [Season.JUNE],
        by_region=True,
        review__round_plan__round__edition=stage.cast.edition,
    )
    return {line.key: (dict(line.spreads[0].counts), line.spreads[0].total) for line in found.lines}


def test_a_spread_counts_points_from_three_answers_on(stage):
    first, second, third = three_reviews(stage)
    answer(first, c2="na")
    answer(second, c2=4)
    answer(third, c2=None)
    stage.at(StepKind.RESPONSE)

    found = spreads(stage, stage.cast.rob)

    assert found["c1"] == ({2: 1, 3: 2}, 3)
    assert found["c2"] == ({}, 0)  # two answers: left out of the total


def test_a_total_leaves_out_the_one_region_that_it_would_give_away(stage):
    three_reviews(stage)
    build(stage, 1)

    assert spreads(stage, stage.cast.chris)["c1"] == ({2: 1, 3: 2}, 3)


def test_small_regions_count_when_they_hide_each_other(stage):
    three_reviews(stage)
    build(stage, 3)

    assert spreads(stage, stage.cast.chris)["c1"] == ({2: 1, 3: 5}, 6)


def test_before_june_the_page_says_what_comes(stage, login):
    steps_around(stage.june, StepKind.PLAN)

    page = login(stage.cast.bo).get(addresses(stage)["edition"])

    assert [one.kind for one in page.context["awaited"]] == [StepKind.REVIEW, StepKind.SITTING]
    assert (
        "Nothing to count yet" in page.content.decode()
        or "niets te tellen" in page.content.decode()
    )


def test_a_story_is_told_in_order_and_by_kind(stage, login):
    followed(stage)
    stage.at(StepKind.RESPONSE)
    client = login(stage.cast.rob)
    url = addresses(stage)["dossier"]

    story = client.get(url).context
    promises = client.get(url, {"kind": "promise"}).context
    odd = client.get(url, {"kind": "nonsense"}).context

    told = [one for month in story["months"] for one in month.moments]
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert [kind for kind, _name, _count in story["kinds"]] == [
        "plan",
        "review",
        "advice",
        "response",
        "promise",
        "progress",
        "evidence",
    ]
    assert [one.title for month in promises["months"] for one in month.moments] in (
        [["Promised: Hire a host"], ["Toegezegd: Hire a host"]]
    )
    assert len(odd["page"].object_list) == len(told)


def test_every_picture_says_in_words_what_it_shows(stage, login):
    followed(stage)
    client = login(stage.cast.chris)
    client.cookies["django_language"] = "en"

    page = client.get(addresses(stage)["edition"]).content.decode()

    pictures = [part.split("</svg>")[0] for part in page.split("<svg ")[1:]]
    said = [one for one in pictures if 'role="img"' in one.split(">")[0]]
    assert len(said) == 3  # the meter, the flow, one criterion with enough answers
    assert all("<title" in one or "aria-label=" in one.split(">")[0] for one in said)
    assert "<desc id=" in said[0]
    assert "<desc id=" in said[1]
    assert 'style="' not in page.split('id="main"')[1]
    assert "adopted → being done: 1" in said[1]
    assert page.count("<caption") >= 4
