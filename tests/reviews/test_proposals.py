"""The team proposes an answer, the lead signs it; what it said before stays to be read."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reviews.actions import propose_answer, respond
from reviews.errors import NotAllowed, RowChanged, StepClosed
from reviews.models import Response, ResponseDraft, ResponseKind
from reviews.queries.asked import tasks_for
from reviews.queries.story import story_of
from sessions.models import StepKind
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.reviews.stage import september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    given = RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))
    stage.at(StepKind.RESPONSE)
    return given


def url(page, *args):
    return reverse(f"reviews:{page}", args=args)


def proposed(stage, advice, reason="No money.", seen=0, by=None):
    return propose_answer(
        recommendation=advice, by=by or stage.cast.mia, kind="not", reason=reason, seen=seen
    )


def answered(stage, advice, kind="adopted", reason="", seen=0, **more):
    return respond(
        recommendation=advice,
        by=stage.cast.rob,
        kind=ResponseKind(kind),
        reason=reason,
        seen=seen,
        **more,
    )


def test_a_member_proposes_and_the_lead_signs_it(stage, advice, login):
    login(stage.cast.mia).post(
        url("recommendation-propose", advice.pk), {"kind": "not", "reason": "No money."}
    )
    client = login(stage.cast.rob)
    page = client.get(url("recommendation-detail", advice.pk))
    form = page.context["form"]
    assert (form["kind"].value(), form["reason"].value()) == ("not", "No money.")
    assert b"Mia" in page.content

    client.post(
        url("recommendation-respond", advice.pk),
        {"kind": "not", "reason": "No money.", "revision": "0", "proposal_revision": "1"},
    )

    answer = Response.objects.get()
    assert (answer.kind, answer.reason, answer.given_by) == ("not", "No money.", stage.cast.rob)
    assert ResponseDraft.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["chris", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_outside_the_team_proposes_or_sees_a_proposal(stage, advice, login, name):
    proposed(stage, advice, reason="OUR SECRET")
    person = getattr(stage.cast, name)
    client = login(person)

    post = client.post(
        url("recommendation-propose", advice.pk), {"kind": "adopted", "reason": "THEIRS"}
    )
    page = client.get(url("recommendation-detail", advice.pk))

    assert post.status_code in (403, 404)
    assert b"OUR SECRET" not in page.content
    assert ResponseDraft.objects.get().reason == "OUR SECRET"
    with pytest.raises(NotAllowed):
        proposed(stage, advice, by=person, seen=1, reason="THEIRS")


def test_a_proposal_is_no_answer(stage, advice):
    proposed(stage, advice)

    assert Response.objects.count() == 0
    assert story_of(advice, stage.cast.ada).line.state == "open"


def test_two_members_do_not_overwrite_each_other(stage, advice, login):
    proposed(stage, advice, reason="FIRST")

    response = login(stage.cast.rob).post(
        url("recommendation-propose", advice.pk),
        {"kind": "partly", "reason": "SECOND", "proposal_revision": "0"},
    )

    assert response.status_code == 409
    assert b"FIRST" in response.content
    assert b"SECOND" in response.content
    assert ResponseDraft.objects.get().reason == "FIRST"


def test_a_proposal_that_the_lead_has_not_seen_is_not_thrown_away(stage, advice, login):
    proposed(stage, advice, reason="LATEST WORDS")

    response = login(stage.cast.rob).post(
        url("recommendation-respond", advice.pk),
        {"kind": "adopted", "revision": "0", "proposal_revision": "0"},
    )

    assert response.status_code == 409
    assert b"LATEST WORDS" in response.content
    assert (Response.objects.count(), ResponseDraft.objects.count()) == (0, 1)


def test_the_same_proposal_twice_is_one(stage, advice):
    proposed(stage, advice)

    assert proposed(stage, advice).revision == 1


def test_after_the_step_nothing_is_proposed(stage, advice, login):
    stage.at(StepKind.FOLLOW_UP)

    with pytest.raises(StepClosed):
        proposed(stage, advice)
    post = login(stage.cast.mia).post(url("recommendation-propose", advice.pk), {"kind": "not"})
    assert post.status_code == 403


def test_a_proposal_waits_for_the_lead_also_when_there_is_an_answer(stage, advice):
    answered(stage, advice)
    before = [row for row in tasks_for(stage.cast.rob) if row.kind == "response"]
    with pytest.raises(RowChanged):
        proposed(stage, advice, seen=3)

    proposed(stage, advice)

    after = [row.url for row in tasks_for(stage.cast.rob) if row.kind == "response"]
    assert (before, after) == ([], [url("recommendation-detail", advice.pk)])


def test_what_the_answer_said_before_stays_to_be_read(stage, advice):
    answered(stage, advice, "pending", "Later")
    answered(stage, advice, "partly", "Half of it", seen=1)
    answered(stage, advice, "adopted", "", seen=2)

    story = story_of(advice, stage.cast.ada)

    assert [(one.by, one.kind, one.html) for one in story.before] == [
        ("Rob", str(ResponseKind.PENDING.label), "<p>Later</p>"),
        ("Rob", str(ResponseKind.PARTLY.label), "<p>Half of it</p>"),
    ]


def test_a_respected_no_is_read_with_its_reason_by_giver_and_facilitator(stage, advice, login):
    answered(stage, advice, "not", "We have no money for it.")

    for name in ("ada", "chris"):
        page = login(getattr(stage.cast, name)).get(url("recommendation-detail", advice.pk))
        assert b"We have no money for it." in page.content


@pytest.mark.parametrize(
    ("name", "step", "url_name"),
    [
        ("rob", StepKind.RESPONSE, "#answer"),
        ("mia", StepKind.RESPONSE, "#answer"),
        ("ada", StepKind.RESPONSE, None),
        ("chris", StepKind.RESPONSE, None),
        ("rob", StepKind.FOLLOW_UP, None),
    ],
)
def test_each_reader_gets_one_next_action_or_none(stage, advice, name, step, url_name):
    stage.at(step)

    found = story_of(advice, getattr(stage.cast, name)).next

    assert (found.url if found else None) == url_name


def test_the_database_refuses_an_unknown_kind(stage, advice):
    proposed(stage, advice)

    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseDraft.objects.update(kind="perhaps")


def test_a_reviewer_of_september_is_led_to_the_judgement(stage, advice):
    later = september_after(stage)

    found = story_of(advice, stage.cast.ada).next

    assert found is not None
    assert found.url == reverse("reviews:review-write", args=[later.ada.pk])
    assert story_of(advice, stage.cast.chris).next is None
