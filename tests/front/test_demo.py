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
from discussion import targets
from discussion.models import Mention, Post, Reaction, Reveal, Thread
from discussion.queries import surely_reading
from front.demo.accounts import ACCOUNTS, PASSWORD, address
from front.demo.loading import load
from notifications.models import Delivery, DeliveryState, Notice
from people.levels import Level
from people.models import Person
from plans.models import Dossier, Question, Section, Suggestion, SuggestionState, Version
from programme.models import Contact, Edition, Element, LearningQuestion, Pair, Step
from reviews.models import (
    ChangeLink,
    Commitment,
    Opinion,
    Outcome,
    ProgressState,
    Recommendation,
    Response,
    ResponseKind,
    Review,
    ReviewState,
    Stance,
)
from sessions.models import Round, RoundPlan, StepKind
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


def test_conversations_are_of_every_kind_and_in_every_state() -> None:
    assert Counter(Thread.objects.values_list("target_kind", flat=True)) == {
        "dossier": 6,
        "passage": 3,
        "panel": 3,
        "pair": 2,
        "question": 1,
    }
    assert Counter(Thread.objects.values_list("state", "resolution")) == {
        ("open", ""): 13,
        ("resolved", "done"): 1,
        ("resolved", "not"): 1,
    }
    assert Counter(Reaction.objects.values_list("sign", flat=True)) == {
        "thanks": 4,
        "helps": 2,
        "agree": 2,
    }
    assert Post.objects.filter(pinned_at__isnull=False).count() == 1
    assert Counter(Post.objects.values_list("language", flat=True)) == {"nl": 31, "en": 1}
    assert Suggestion.objects.get().state == SuggestionState.OPEN
    assert Counter(Contact.objects.values_list("how", flat=True)) == {"call": 2, "visit": 1}


def test_reviewers_of_the_open_round_write_apart() -> None:
    panel = Thread.objects.filter(target_kind="panel")
    reads = {
        key: panel.visible_to(Person.objects.get(email=address(key)), "panel").count()
        for key in ("facilitator", "friend", "extra", "peer", "lead", "observer")
    }

    assert not Reveal.objects.exists()
    assert reads == {
        "facilitator": 3, "friend": 1, "extra": 1, "peer": 0, "lead": 0, "observer": 0
    }  # fmt: skip


def test_a_role_and_a_region_are_named_and_told() -> None:
    told = Mention.objects.values_list("post__thread__title", "person__email")

    assert set(told) == {
        ("Eén ingang: mens of site?", address("friend")),
        ("Eén ingang: mens of site?", address("friend-government")),
        ("Wie is de late aanhaker?", address("lead")),
        ("Wie is de late aanhaker?", address("member")),
    }


def test_every_word_is_by_somebody_invented() -> None:
    assert not Person.objects.filter(is_example=False).exists()
    assert all("(voorbeeld)" in name for name in Person.objects.values_list("name", flat=True))
    assert not Review.objects.filter(is_example=False).exists()
    assert not Dossier.objects.filter(is_example=False).exists()


def test_opening_the_demo_sends_no_storm_of_mail() -> None:
    assert not Delivery.objects.filter(state=DeliveryState.TODO).exists()
    assert Delivery.objects.filter(state=DeliveryState.SENT).exists()
    assert Notice.objects.filter(read_at=None).exists()


def things_to_talk_about() -> Iterator[tuple[str, int, Person]]:
    """A few things of each kind, with somebody who may have begun to talk about it."""
    somebody = Person.objects.earliest("pk")
    things = {
        "dossier": Dossier.objects.all(),
        "section": Section.objects.all(),
        "question": Question.objects.all(),
        "passage": Version.objects.all(),
        "panel": RoundPlan.objects.all(),
        "review": Review.objects.submitted(),
        "recommendation": Recommendation.objects.all(),
        "pair": Pair.objects.all(),
    }
    for kind, rows in things.items():
        for row in list(rows)[:3]:
            yield kind, row.pk, somebody


def test_whoever_is_told_of_a_conversation_reads_it_on_every_kind_of_thing() -> None:
    """So a socket may be let in by that list: at no level does it hold somebody who may not read."""
    threads = Thread.objects.bulk_create(
        Thread(target_kind=kind, target_id=pk, created_by=some, title="-", level=level)
        for kind, pk, some in things_to_talk_about()
        for level in Level.values
    )
    everybody = list(Person.objects.all())
    readable = {
        one.pk: set(Thread.objects.visible_to(one).values_list("pk", flat=True))
        for one in everybody
    }
    told = [(one.pk, pk) for one in threads for pk in surely_reading(one, set(readable))]

    assert [(thread, pk) for thread, pk in told if thread not in readable[pk]] == []
    heard = {one.target_kind for one in threads if one.pk in dict(told)}
    assert heard == {kind.key for kind in targets.all_kinds()}


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
