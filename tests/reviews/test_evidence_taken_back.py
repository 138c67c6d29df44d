"""Evidence with a figure; and evidence that was a mistake is taken back, not wiped out."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from reviews.actions import add_evidence, remove_evidence
from reviews.actions.commitments import Proof
from reviews.errors import AlreadyJudged, EditionEnded, NotAllowed
from reviews.models import Evidence, EvidenceKind
from reviews.queries.helping import help_wanted
from reviews.queries.promises import promise_page
from sessions.models import StepKind
from tests.factories.programme import StepFactory
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    RecommendationFactory,
    ReviewFactory,
    VerificationFactory,
)
from tests.reviews.stage import september_after, set_stage

DAY = datetime.date(2017, 9, 1)


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    given = RecommendationFactory(
        review=ReviewFactory(assignment=stage.ada, submitted=True), offer="An hour of my time"
    )
    stage.at(StepKind.RESPONSE)
    return given


@pytest.fixture
def promise(stage, advice):
    return CommitmentFactory(recommendation=advice, made_by=stage.cast.rob)


@pytest.fixture
def proof(stage, promise):
    return EvidenceFactory(commitment=promise, added_by=stage.cast.mia, text="WRONG NUMBER")


def url(page, *args):
    return reverse(f"reviews:{page}", args=args)


def test_a_figure_has_an_amount_and_a_unit(stage, promise, login):
    sent = {"kind": "number", "text": "came in", "dated": "2017-09-01", "level": "session"}
    client = login(stage.cast.mia)

    without = client.post(url("evidence-add", promise.pk), sent)
    client.post(
        url("evidence-add", promise.pk), sent | {"amount": "12,50", "unit": "entrepreneurs"}
    )

    kept = Evidence.objects.get()
    assert sorted(without.context["evidence_form"].errors) == ["amount", "unit"]
    assert (kept.amount, kept.unit) == (Decimal("12.5"), "entrepreneurs")
    assert kept.figure in ("12,5", "12.5")


def test_another_kind_keeps_no_amount(stage, promise):
    made = add_evidence(
        commitment=promise,
        by=stage.cast.mia,
        proof=Proof(EvidenceKind.QUOTE, "It helped.", DAY, amount=Decimal(3), unit="x"),
    )

    assert (made.amount, made.unit) == (None, "")


def test_who_added_it_takes_it_back_and_readers_see_that_something_was(
    stage, promise, proof, login
):
    client = login(stage.cast.mia)
    for _press in range(2):
        client.post(url("evidence-remove", proof.pk))

    proof.refresh_from_db()
    page = login(stage.cast.ada).get(url("commitment-detail", promise.pk))
    assert (proof.removed_by, proof.text) == (stage.cast.mia, "WRONG NUMBER")
    assert b"WRONG NUMBER" not in page.content
    assert len(page.context["page"].taken_back) == 1
    assert list(Evidence.objects.visible_to(stage.cast.rob)) == []


def test_the_same_evidence_may_be_added_again_after_it_was_taken_back(stage, promise):
    again = Proof(EvidenceKind.QUOTE, "It helped.", DAY)
    first = add_evidence(commitment=promise, by=stage.cast.mia, proof=again)
    remove_evidence(evidence=first, by=stage.cast.mia)

    assert add_evidence(commitment=promise, by=stage.cast.mia, proof=again) != first


def test_only_who_added_it_and_the_lead_take_it_back(stage, proof, login):
    for name, person in stage.cast.everybody().items():
        if name in ("mia", "rob"):
            continue
        post = login(person).post(url("evidence-remove", proof.pk))
        assert post.status_code in (403, 404), name
        with pytest.raises(NotAllowed):
            remove_evidence(evidence=proof, by=person)

    assert remove_evidence(evidence=proof, by=stage.cast.rob).removed_by == stage.cast.rob


def test_what_a_reviewer_judged_with_stays(stage, advice, promise, proof):
    later = september_after(stage)
    VerificationFactory(
        review=ReviewFactory(assignment=later.ada, submitted=True), recommendation=advice
    )

    with pytest.raises(AlreadyJudged):
        remove_evidence(evidence=proof, by=stage.cast.mia)
    assert not promise_page(promise, stage.cast.mia).evidence[0].removable


def test_after_the_edition_nothing_is_taken_back(stage, proof):
    StepFactory(edition=stage.cast.edition, number=6, planned_end=datetime.date(2017, 12, 31))

    with clock.frozen(clock.amsterdam(2018, 1, 2)), pytest.raises(EditionEnded):
        remove_evidence(evidence=proof, by=stage.cast.mia)


@pytest.mark.parametrize(
    "values", [{"unit": "people", "amount": None}, {"removed_at": clock.now()}]
)
def test_the_database_refuses_half_a_fact(stage, proof, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(**values)


def test_help_that_is_needed_stands_beside_the_help_that_was_offered(stage, advice, login):
    CommitmentFactory(recommendation=advice, help_needed="Somebody who knows rent")
    CommitmentFactory(recommendation=advice, help_needed="DONE ALREADY", state="done")
    CommitmentFactory(recommendation=advice)

    for name, mine in (("ada", True), ("chris", False), ("mia", False)):
        found = help_wanted(getattr(stage.cast, name)).object_list
        assert [(one.commitment.help_needed, one.offers, one.offered_by_me) for one in found] == [
            ("Somebody who knows rent", [("Ada", "An hour of my time")], mine)
        ]
    page = login(stage.cast.sam).get(url("help-list"))
    assert b"Somebody who knows rent" not in page.content


@pytest.mark.parametrize("count", [1, 30])
def test_the_help_list_takes_the_same_queries_for_one_and_thirty(
    stage, advice, login, django_assert_num_queries, count
):
    CommitmentFactory.create_batch(count, recommendation=advice, help_needed="Help")
    client = login(stage.cast.chris)
    client.get(url("help-list"))

    with django_assert_num_queries(11):
        page = client.get(url("help-list"))

    assert len(page.context["page"].object_list) == count


def test_the_help_list_shows_a_page_at_a_time_and_own_offers_first(stage, advice, login):
    CommitmentFactory(recommendation=advice, help_needed="Offered", due_on="2101-01-01")
    CommitmentFactory.create_batch(30, dossier=advice.round_plan.dossier, help_needed="Asked")
    client = login(stage.cast.ada)

    first = client.get(url("help-list")).context["page"].object_list
    second = client.get(url("help-list") + "?page=2")

    needed = [one.commitment.help_needed for one in first]
    assert needed == ["Offered", *["Asked"] * 29]
    assert [one.commitment.help_needed for one in second.context["page"].object_list] == ["Asked"]
