"""Every write and page of advice caught in a sitting, tried by each role, by a stranger and by nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from core import clock
from people.models import Role
from people.queries import forget
from reviews.models import Recommendation
from reviews.queries.asked_caught import drafts_asked, drafts_of
from sessions.models import AgendaItem, RoundStep, StepKind
from tests.factories.people import MembershipFactory
from tests.queries import takes
from tests.reviews.caught import Ended, catch, confirmed, end
from tests.sessions_app.rounds import IN_REVIEW
from tests.sessions_app.sittings import STARTS

NAMES = ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
KNOW_SITTING = {"chris", "rob", "mia", "ada", "pim", "olga"}
WORDS = {
    "title": "Begin with ten", "source": "Because", "addressees": ["business"], "revision": 1,
}  # fmt: skip


def to(view, *args):
    return reverse(f"reviews:{view}", args=args)


def state():
    return list(Recommendation.objects.order_by("pk").values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("act", ["save", "confirm", "drop"])
def test_only_the_giver_and_facilitators_settle_a_draft(sat: Ended, cast, login, name, act):
    client, before = login(getattr(cast, name)), state()
    url = to("caught-drop" if act == "drop" else "caught-detail", sat.by_ada.pk)

    given = {**WORDS, "act": act, "reason": "Said twice", "giver": cast.ada.pk}
    answer = client.post(url, given)

    may = name in ("chris", "ada")
    row = sat.fresh()
    assert answer.status_code == (302 if may else 404)
    assert (state() != before) == may
    done = {
        "save": row.source == "Because" and row.is_draft,
        "confirm": row.confirmed_at is not None,
        "drop": row.drop_reason == "Said twice",
    }
    assert done[act] == may


@pytest.mark.parametrize("name", NAMES)
def test_only_facilitators_take_over(sat: Ended, cast, login, name):
    before = state()

    answer = login(getattr(cast, name)).post(to("caught-take-over", sat.table.sitting.pk))

    expected = 302 if name == "chris" else 403 if name in KNOW_SITTING else 404
    assert answer.status_code == expected
    assert state() == before


def test_who_is_not_logged_in_changes_nothing(sat: Ended, client):
    before = state()
    for url in (
        to("caught-detail", sat.by_ada.pk),
        to("caught-drop", sat.by_ada.pk),
        to("caught-take-over", sat.table.sitting.pk),
    ):
        assert client.post(url, {**WORDS, "act": "confirm", "reason": "x"}).status_code in (
            302,
            403,
        )

    assert state() == before


@pytest.mark.parametrize("view", ["caught-drop", "caught-take-over"])
def test_a_look_writes_nothing(sat: Ended, cast, login, view):
    pk = sat.by_ada.pk if view == "caught-drop" else sat.table.sitting.pk

    assert login(cast.chris).get(to(view, pk)).status_code == 405


def test_a_giver_who_joined_the_region_sees_why_and_writes_nothing(sat: Ended, cast, login):
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)
    forget(cast.ada)
    ada, before = login(cast.ada), state()
    with translation.override("en"):
        page = ada.get(to("caught-detail", sat.by_ada.pk), headers={"accept-language": "en"})

    assert page.status_code == 200
    assert b"caught-form" not in page.content
    assert ada.post(to("caught-detail", sat.by_ada.pk), WORDS).status_code == 403
    assert ada.post(to("caught-drop", sat.by_ada.pk), {"reason": "x"}).status_code == 403
    assert state() == before


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_a_sitting_is_for_who_knows_of_the_sitting(sat: Ended, cast, login, name):
    confirmed(sat.by_ada, cast.ada)

    page = login(getattr(cast, name)).get(to("caught-list", sat.table.sitting.pk))

    assert page.status_code == (200 if name in KNOW_SITTING else 404)
    words = page.content.decode()
    assert ("Begin with ten" in words) == (name in ("chris", "rob", "mia", "ada"))
    assert ("Choose one place" in words) == (name == "chris")


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_missing(sat: Ended, cast, login):
    chris = login(cast.chris)
    answer = chris.post(
        to("caught-detail", sat.by_nobody.pk),
        {"title": "Other words", "source": "", "act": "confirm", "revision": 1},
    )

    assert answer.status_code == 422
    assert "Other words" in answer.content.decode()
    assert set(answer.context["form"].errors) == {"giver", "source", "addressees"}
    for odd in ({}, {"title": "x", "elements": ["a"], "term": "never", "revision": "x"}):
        assert chris.post(to("caught-detail", sat.by_nobody.pk), odd).status_code == 422
    assert chris.post(to("caught-drop", sat.by_nobody.pk), {"reason": ""}).status_code == 422
    assert chris.post(to("caught-drop", sat.by_nobody.pk), {"reason": "x" * 241}).status_code == 422
    assert sat.fresh("by_nobody").revision == 1


def test_a_stale_page_shows_both_texts_and_saves_on_the_second_press(sat: Ended, cast, login):
    ada, chris = login(cast.ada), login(cast.chris)
    url = to("caught-detail", sat.by_ada.pk)
    assert ada.post(url, {**WORDS, "source": "Hers"}).status_code == 302

    mine = {**WORDS, "source": "His", "giver": cast.ada.pk}
    answer = chris.post(url, mine)

    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Hers" in words
    assert "His" in words
    revision = answer.context["form"]["revision"].value()
    assert chris.post(url, {**mine, "revision": revision}).status_code == 302
    assert sat.fresh().source == "His"


def test_when_it_is_too_late_the_button_is_there_with_the_reason(sat: Ended, cast, login):
    ada = login(cast.ada)
    days = {"opens_at": 3, "due_at": 2, "closes_at": 1}
    RoundStep.objects.filter(kind=StepKind.RESPONSE).update(
        **{name: STARTS - timedelta(days=count) for name, count in days.items()}
    )

    page = ada.get(to("caught-detail", sat.by_ada.pk))
    answer = ada.post(to("caught-detail", sat.by_ada.pk), {**WORDS, "act": "confirm"})

    assert page.context["refusal"] != ""
    assert page.context["refusal"] in page.content.decode()
    assert answer.status_code == 422
    assert page.context["refusal"] in str(answer.context["form"].non_field_errors())
    assert sat.fresh().is_draft


def test_before_the_sitting_step_the_page_says_from_when_the_region_reads(sat: Ended, cast, login):
    ada = login(cast.ada)
    with clock.frozen(IN_REVIEW):
        page = ada.get(to("caught-detail", sat.by_ada.pk))

    assert page.context["from_then"] == clock.amsterdam(2017, 6, 22, 9)


def test_what_is_given_says_in_which_sitting_and_at_which_step(sat: Ended, cast, login):
    given = confirmed(sat.by_ada, cast.ada)
    step = AgendaItem.objects.get(pk=sat.by_ada.caught.item_id)

    page = login(cast.rob).get(to("recommendation-detail", given.pk))

    assert page.context["story"].sitting == sat.table.sitting
    assert page.context["story"].step == str(step)
    assert reverse("sessions:sitting-minutes", args=[sat.table.sitting.pk]) in page.content.decode()
    again = login(cast.ada).get(to("caught-detail", given.pk))
    assert again.url == to("recommendation-detail", given.pk)


@pytest.mark.parametrize("view", ["sitting-detail", "sitting-minutes"])
def test_the_pages_of_the_sitting_lead_there(sat: Ended, cast, login, view):
    page = login(cast.rob).get(reverse(f"sessions:{view}", args=[sat.table.sitting.pk]))

    assert to("caught-list", sat.table.sitting.pk) in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_so_many_queries(table, cast, login, count):
    table.open()
    for number in range(3 * count):
        catch(table, f"Begin with {number}", cast.ada, "They are there.")
    end(table)
    rows = list(Recommendation.objects.order_by("pk"))
    for row in rows[:count]:
        confirmed(row, cast.ada)
    for row in rows[count : 2 * count]:
        Recommendation.objects.filter(pk=row.pk).update(
            withdrawn_at=clock.now(), dropped_by=cast.ada, drop_reason="Said twice"
        )
    client = login(cast.chris)
    url = to("caught-list", table.sitting.pk)
    client.get(url)

    with takes(19):
        page = client.get(url).context["page"]

    assert (len(page.waiting), len(page.given), len(page.dropped)) == (count, count, count)


@pytest.mark.parametrize("count", [1, 30])
def test_what_waits_is_asked_in_so_many_queries(table, cast, count, django_assert_num_queries):
    table.open()
    for number in range(count):
        catch(table, f"Begin with {number}", cast.ada, "They are there.")
    end(table)
    ids = list(drafts_of(cast.chris).values_list("pk", flat=True))

    with django_assert_num_queries(3):
        assert len(drafts_asked([(cast.chris, ids)])) == 1
