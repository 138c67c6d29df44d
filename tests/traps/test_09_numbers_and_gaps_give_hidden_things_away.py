"""Trap 9: search, counts, gaps in numbering, export and response time give hidden things away.

There is no search over reviews yet; what can be listed, filtered, counted, exported and timed is played.
Planted: a session-level review with advice that Sam of another region must not know of, and a draft that
nobody but its author knows of. What Sam meets is compared with a world in which they do not exist.
"""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.levels import Level
from reviews.actions import freeze_advice, save_answers
from reviews.models import Commitment, Evidence, FrozenAdvice, Recommendation, Review, Verification
from sessions.models import StepKind
from tests.factories.reviews import CommitmentFactory, EvidenceFactory, ResponseFactory
from tests.reviews.stage import handed_in, september_after, set_stage

SECRET = "PLANTED SECRET"
# Tokens of a page, and the ids that components make up.
CHANGING = re.compile(
    rb'(csrfmiddlewaretoken" value="[^"]+|"X-CSRFToken": "[^"]+|\bu[0-9a-f]{8}\b)'
)
LISTS = ("review-list", "recommendation-list")


@pytest.fixture
def stage(cast):
    return set_stage(cast, level=Level.PARTICIPANTS)


def plant(stage):
    """A whole loop at session level, and a draft of Eva."""
    review = handed_in(stage.ada, **{"rec-1-title": SECRET, "core": SECRET, "level": "session"})
    save_answers(assignment=stage.eva, by=stage.cast.eva, given={"core": SECRET}, seen={})
    stage.at(StepKind.FOLLOW_UP)
    advice = review.recommendations.get()
    ResponseFactory(recommendation=advice, kind="not", reason=SECRET, given_by=stage.cast.rob)
    promise = CommitmentFactory(recommendation=advice, what=SECRET, made_by=stage.cast.rob)
    EvidenceFactory(commitment=promise, text=SECRET, level=Level.SESSION)
    later = september_after(stage)
    freeze_advice(round_=later.june, dossier=later.plan.dossier)
    handed_in(later.ada, **{f"verify-{advice.pk}": "not", f"verify-{advice.pk}-remark": SECRET})
    return review, advice, promise


def look(client, name, *args):
    response = client.get(reverse(f"reviews:{name}", args=args))
    return response.status_code, CHANGING.sub(b"", response.content)


def test_lists_and_counts_are_as_if_nothing_were_there(stage, login):
    sam = login(stage.cast.sam)
    before = {name: look(sam, name) for name in LISTS}
    follow_up = look(sam, "dossier-follow-up", stage.plan.dossier_id)

    plant(stage)

    assert {name: look(sam, name) for name in LISTS} == before
    assert look(sam, "dossier-follow-up", stage.plan.dossier_id) == follow_up
    judged = look(sam, "region-judged", stage.cast.south.slug)
    assert SECRET.encode() not in judged[1]


def test_filters_find_nothing_that_is_hidden(stage, login):
    """Each filter that would match what is planted gives the page that it gives without it."""
    sam = login(stage.cast.sam)
    here = {"round": stage.june.pk}
    filters = [here, {"state": "open"}, {"state": "promised"}, {"region": stage.cast.south.pk}]
    url = reverse("reviews:recommendation-list")

    def found():
        return [CHANGING.sub(b"", sam.get(url, asked).content) for asked in filters]

    before = found()

    plant(stage)

    assert found() == before
    rob = login(stage.cast.rob)
    assert SECRET.encode() in rob.get(url, here).content  # who may read it does find it so


def test_overviews_and_exports_hold_nothing_of_it(stage, login):
    sam = login(stage.cast.sam)
    dossier = stage.plan.dossier_id

    def data(client):
        told = client.get(reverse("reports:dossier-data", args=[dossier]))
        return told.status_code, json.loads(told.content) if told.status_code == 200 else None

    review, _advice, _promise = plant(stage)

    shown = look(sam, "overview-dossier", dossier)
    _status, exported = data(sam)
    assert SECRET.encode() not in shown[1]
    assert SECRET not in json.dumps(exported)
    assert f"/reviews/{review.pk}/" not in json.dumps(exported)
    assert SECRET in json.dumps(data(login(stage.cast.rob))[1])  # it is there to be exported


def test_a_hidden_id_answers_as_one_that_does_not_exist(stage, login):
    review, advice, promise = plant(stage)
    sam = login(stage.cast.sam)
    doors = {
        "review-detail": review.pk,
        "recommendation-detail": advice.pk,
        "commitment-detail": promise.pk,
        "review-write": stage.eva.pk,
    }

    for name, pk in doors.items():
        absent = pk + 100_000
        hidden = sam.get(reverse(f"reviews:{name}", args=[pk]))
        nothing = sam.get(reverse(f"reviews:{name}", args=[absent]))

        assert (hidden.status_code, nothing.status_code) == (404, 404)
        shown = hidden.content.replace(str(pk).encode(), b"#")
        assert CHANGING.sub(b"", shown) == CHANGING.sub(
            b"", nothing.content.replace(str(absent).encode(), b"#").replace(str(pk).encode(), b"#")
        )


def test_a_hidden_id_costs_as_much_as_one_that_does_not_exist(stage, login):
    review, advice, _promise = plant(stage)
    sam = login(stage.cast.sam)

    for name, pk in {"review-detail": review.pk, "recommendation-detail": advice.pk}.items():
        sam.get(reverse(f"reviews:{name}", args=[pk]))
        with CaptureQueriesContext(connection) as hidden:
            sam.get(reverse(f"reviews:{name}", args=[pk]))
        with CaptureQueriesContext(connection) as nothing:
            sam.get(reverse(f"reviews:{name}", args=[pk + 100_000]))

        assert len(hidden) == len(nothing)


def test_no_queryset_lets_a_stranger_count(stage):
    plant(stage)
    sam = stage.cast.sam

    counts = [
        rows.visible_to(sam).count()
        for rows in (Review.objects, Recommendation.objects, Commitment.objects, Evidence.objects)
    ]

    assert counts == [0, 0, 0, 0]
    assert (Verification.objects.count(), FrozenAdvice.objects.count()) == (1, 1)  # they are there


def test_pages_number_by_what_the_reader_sees(stage, login):
    """No number on a page counts what is hidden: the region itself reads one review, not two drafts."""
    save_answers(assignment=stage.pim, by=stage.cast.pim, given={"core": SECRET}, seen={})
    handed_in(stage.ada)
    stage.at(StepKind.SITTING)

    page = login(stage.cast.rob).get(reverse("reviews:review-list"))
    plan = login(stage.cast.rob).get(reverse("reviews:plan-review-list", args=[stage.plan.pk]))

    assert page.context["page"].paginator.count == 1
    assert SECRET.encode() not in page.content + plan.content


@pytest.mark.parametrize(
    ("names", "shown"), [(["ada", "eva"], False), (["ada", "eva", "pim"], True)]
)
def test_too_few_answers_show_no_spread(stage, login, names, shown):
    for name in names:
        handed_in(getattr(stage, name))
    stage.at(StepKind.SITTING)

    plan = login(stage.cast.rob).get(reverse("reviews:plan-review-list", args=[stage.plan.pk]))

    assert bool(plan.context["found"].criteria) is shown
