"""The demo: loaded once, in every state."""

from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from audit.models import Entry
from front.demo.accounts import ACCOUNTS, PASSWORD, address
from front.demo.loading import load
from notifications.models import Delivery, DeliveryState, Notice
from people.models import Person
from plans.models import Dossier
from programme.models import Edition, Element, LearningQuestion, Step
from reviews.models import (
    ChangeLink,
    Commitment,
    Opinion,
    Outcome,
    ProgressState,
    Response,
    ResponseKind,
    Review,
    ReviewState,
    Stance,
)
from sessions.models import Round, StepKind
from sessions.rules import stage_allows

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[bool]:
    """The demo, loaded once for all of these tests, and gone after them: whether it was made now."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_loading_twice_changes_nothing(demo: bool) -> None:
    before = rows()

    assert (demo, load()) == (True, False)
    assert rows() == before


def test_it_holds_the_programme_of_the_plan() -> None:
    assert Edition.objects.get().year == 2017
    assert [step.number for step in Step.objects.order_by("number")] == list(range(7))
    assert (Element.objects.count(), LearningQuestion.objects.count()) == (10, 9)
    assert Counter(Dossier.objects.values_list("region__slug", flat=True)) == {
        "zuid-limburg": 1,
        "midden-brabant": 1,
        "noordoost-brabant": 2,
    }


def test_june_is_finished_and_september_is_being_reviewed_now() -> None:
    june, september = Round.objects.order_by("pk")
    lead = Person.objects.get(email=address("lead"))

    assert not stage_allows(StepKind.FOLLOW_UP, lead, june.plans.first()).open
    assert stage_allows(StepKind.REVIEW, lead, september.plans.first()).open


def test_every_state_of_a_response_and_a_commitment_can_be_seen() -> None:
    assert set(Response.objects.values_list("kind", flat=True)) == set(ResponseKind.values)
    assert set(Commitment.objects.values_list("state", flat=True)) == set(ProgressState.values)
    assert set(Review.objects.values_list("state", flat=True)) >= {
        ReviewState.DRAFT,
        ReviewState.SUBMITTED,
    }


def test_every_change_names_advice_and_questions_are_in_every_state() -> None:
    assert Counter(ChangeLink.objects.values_list("version__title", "part")) == {
        ("MKB buiten de campus", "core"): 1,
        ("MKB buiten de campus", "approach"): 2,
        ("MKB buiten de campus", "obstacles"): 1,
        ("MKB buiten de campus", "parties"): 1,
        ("MKB United: leren van samenwerken", "approach"): 2,
        ("Agrifood en logistiek samen", "approach"): 1,
    }
    assert set(Opinion.objects.values_list("stance", flat=True)) == set(Stance.values)
    assert Counter(Outcome.objects.values_list("kind", flat=True)) == {"used": 2, "partly": 1}


def test_every_word_is_by_somebody_invented() -> None:
    assert not Person.objects.filter(is_example=False).exists()
    assert all("(voorbeeld)" in name for name in Person.objects.values_list("name", flat=True))
    assert not Review.objects.filter(is_example=False).exists()
    assert not Dossier.objects.filter(is_example=False).exists()


def test_opening_the_demo_sends_no_storm_of_mail() -> None:
    assert not Delivery.objects.filter(state=DeliveryState.TODO).exists()
    assert Delivery.objects.filter(state=DeliveryState.SENT).exists()
    assert Notice.objects.filter(read_at=None).exists()


def test_what_was_done_is_in_the_log() -> None:
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"plans.submitted", "round.created", "review.submitted"} <= verbs


@override_settings(DEMO=True)
def test_each_account_of_the_demo_logs_in_with_its_password(client) -> None:
    known = {
        account.key: client.login(email=address(account.key), password=PASSWORD)
        for account in ACCOUNTS
    }
    assert known == dict.fromkeys(known, True)


def test_the_demo_is_not_loaded_where_it_is_off() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("load_demo", stdout=StringIO())
