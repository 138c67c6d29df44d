"""The cockpit: who sees it, what its buttons do, and that they do it once a day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from audit.models import Entry
from core import clock
from notifications.models import Notice
from people.models import Role
from sessions.actions.risks import act_on_risk, put_aside, take_up
from sessions.errors import AsideNeedsALaterDay, AsideNeedsReason, DoneAlready
from sessions.models import Assignment, RiskMark
from sessions.risks.gathering import at_risk, scope_of
from tests.factories.people import MembershipFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory

STRANGERS = ["rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]


def address(cast, view="cockpit-detail"):
    return reverse(f"sessions:{view}", args=[cast.edition.slug])


def lines(cast):
    found = at_risk(scope_of(cast.chris, cast.edition.pk))
    return {(line.risk.kind, line.risk.subject): line for line in found.open}


def fields(line):
    return {
        "round": line.risk.round.pk,
        "kind": line.risk.kind,
        "subject": line.risk.subject,
    }


@pytest.fixture
def english(cast):
    for person in cast.everybody().values():
        person.language = "en"
        person.save()


@pytest.fixture
def waiting(cast, scene):
    """Ada was asked eleven days ago and did not answer."""
    made = AssignmentFactory(round_plan=scene.plan, person=cast.ada, state="sent")
    Assignment.objects.filter(pk=made.pk).update(sent_at=clock.amsterdam(2017, 6, 1, 9))
    return made


def test_a_reminder_is_one_click_and_once_a_day(cast, waiting, login, english):
    line = lines(cast)["invitation-open", waiting.pk]
    client = login(cast.chris)

    first = client.post(address(cast, "risk-act"), fields(line), follow=True)
    again = client.post(address(cast, "risk-act"), fields(line), follow=True)

    assert "Ada is reminded of the invitation." in first.content.decode()
    assert "You can do it again after a day." in again.content.decode()
    assert Notice.objects.filter(kind="sessions.answer-wanted", person=cast.ada).count() == 1
    assert RiskMark.objects.get().times == 1


def test_after_a_day_the_button_works_again_and_asks_for_more(cast, waiting):
    act_on_risk(risk=lines(cast)["invitation-open", waiting.pk].risk, by=cast.chris)

    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        line = lines(cast)["invitation-open", waiting.pk]
        assert (line.wait, line.risk.move.verb) == ("", "replace")


def test_the_button_that_was_pressed_says_who_did_it_and_does_nothing(
    cast, waiting, login, english
):
    act_on_risk(risk=lines(cast)["invitation-open", waiting.pk].risk, by=cast.chris)

    page = login(cast.chris).get(address(cast)).content.decode()

    assert "Chris did this on 12 June 2017 at 10:00. You can do it again after a day." in page


def test_what_was_done_is_in_the_log(cast, waiting):
    act_on_risk(risk=lines(cast)["invitation-open", waiting.pk].risk, by=cast.chris)

    entry = Entry.objects.get(verb="risk.acted")

    assert (entry.actor_id, entry.region_id) == (cast.chris.pk, cast.south.pk)
    assert entry.changes["risk"]["new"] == "invitation-open"
    assert entry.changes["what"]["new"] == "remind"


def test_a_deed_that_fails_leaves_no_mark(cast, scene):
    line = lines(cast)["friends-few", scene.plan.pk]
    AssignmentFactory(round_plan=scene.plan, person=cast.ada, state="declined")

    with (
        translation.override("en"),
        pytest.raises(Exception, match="No critical friend is left"),
    ):
        act_on_risk(risk=line.risk, by=cast.chris)

    assert RiskMark.objects.count() == 0


def test_a_risk_that_is_gone_says_so_and_sends_nothing(cast, waiting, login, english):
    line = lines(cast)["invitation-open", waiting.pk]
    Assignment.objects.update(state="accepted", answered_at=clock.now())

    page = login(cast.chris).post(address(cast, "risk-act"), fields(line), follow=True)

    assert "This is no longer at risk." in page.content.decode()
    assert Notice.objects.filter(kind="sessions.answer-wanted").count() == 0


def test_putting_aside_takes_it_from_the_list_until_the_day(cast, waiting, login, english):
    line = lines(cast)["invitation-open", waiting.pk]
    sent = fields(line) | {"until": "2017-06-15", "reason": "On holiday"}

    page = login(cast.chris).post(address(cast, "risk-aside"), sent, follow=True)

    assert "Until 15 June 2017, by Chris: On holiday" in " ".join(page.content.decode().split())
    assert ("invitation-open", waiting.pk) not in lines(cast)
    with clock.frozen(clock.amsterdam(2017, 6, 15)):
        assert ("invitation-open", waiting.pk) in lines(cast)


def test_a_refused_form_comes_back_with_what_was_typed(cast, waiting, login, english):
    line = lines(cast)["invitation-open", waiting.pk]
    sent = fields(line) | {"until": "2017-06-12", "reason": "On holiday"}

    page = login(cast.chris).post(address(cast, "risk-aside"), sent)

    assert page.status_code == 422
    assert 'value="On holiday"' in page.content.decode()
    assert "Choose a day that still comes." in page.content.decode()
    assert RiskMark.objects.count() == 0


def test_taking_up_again_puts_it_back(cast, waiting, login):
    risk = lines(cast)["invitation-open", waiting.pk].risk
    put_aside(risk=risk, until=clock.amsterdam(2017, 7, 1).date(), reason="Later", by=cast.chris)

    for _ in range(2):
        login(cast.chris).post(
            address(cast, "risk-resume"),
            {"round": risk.round.pk, "kind": risk.kind, "subject": risk.subject},
        )

    assert ("invitation-open", waiting.pk) in lines(cast)
    assert Entry.objects.filter(verb="risk.taken_up").count() == 1


def test_putting_aside_wants_a_later_day_and_a_reason(cast, waiting):
    risk = lines(cast)["invitation-open", waiting.pk].risk

    with pytest.raises(AsideNeedsALaterDay):
        put_aside(risk=risk, until=clock.today(), reason="Later", by=cast.chris)
    with pytest.raises(AsideNeedsReason):
        put_aside(risk=risk, until=clock.amsterdam(2017, 7, 1).date(), reason=" ", by=cast.chris)
    take_up(risk=risk, by=cast.chris)
    assert Entry.objects.filter(verb__startswith="risk.").count() == 0


def test_twice_is_refused_also_by_the_action(cast, waiting):
    risk = lines(cast)["invitation-open", waiting.pk].risk
    act_on_risk(risk=risk, by=cast.chris)

    with pytest.raises(DoneAlready, match="Chris"):
        act_on_risk(risk=risk, by=cast.chris)


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_a_facilitator_of_the_edition_sees_or_changes_it(cast, waiting, login, name):
    client, line = login(getattr(cast, name)), lines(cast)["invitation-open", waiting.pk]
    sent = fields(line) | {"until": "2017-07-01", "reason": "No"}

    assert client.get(reverse("sessions:cockpit")).status_code == 403
    assert client.get(address(cast)).status_code == 403
    for view in ("risk-act", "risk-aside", "risk-resume"):
        assert client.post(address(cast, view), sent).status_code == 403, view
    assert RiskMark.objects.count() == 0


def test_a_facilitator_of_another_edition_finds_nothing(cast, waiting, login):
    other = EditionFactory(programme=cast.edition.programme, year=2018)
    client = login(MembershipFactory(edition=other, role=Role.FACILITATOR).person)
    sent = fields(lines(cast)["invitation-open", waiting.pk])

    assert client.get(address(cast)).status_code == 404
    assert client.post(address(cast, "risk-act"), sent).status_code == 404
    # The own cockpit does not reach into another edition.
    own = reverse("sessions:risk-act", args=[other.slug])
    client.post(own, sent)
    assert Notice.objects.filter(kind="sessions.answer-wanted").count() == 0


def test_who_is_not_logged_in_is_sent_to_the_log_in_page(cast, waiting, client):
    assert client.get(address(cast)).status_code == 302
    assert client.post(address(cast, "risk-act"), {}).status_code in (302, 403)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"round": "x", "kind": "invitation-open", "subject": "1"},
        {"round": "9" * 30, "kind": "invitation-open", "subject": "1"},
        {"round": "1", "kind": "x" * 50, "subject": "1"},
    ],
)
def test_nonsense_names_no_risk(cast, waiting, login, sent):
    for view in ("risk-act", "risk-aside", "risk-resume"):
        assert login(cast.chris).post(address(cast, view), sent).status_code == 404, view


def test_an_unknown_kind_is_no_risk(cast, waiting, login):
    line = lines(cast)["invitation-open", waiting.pk]

    page = login(cast.chris).post(address(cast, "risk-act"), fields(line) | {"kind": "no-kind"})

    assert page.status_code == 302
    assert RiskMark.objects.count() == 0


def test_a_look_changes_nothing(cast, waiting, login):
    before = list(Entry.objects.values())

    assert login(cast.chris).get(address(cast)).status_code == 200

    assert (list(Entry.objects.values()), RiskMark.objects.count()) == (before, 0)


def test_the_home_page_of_a_facilitator_says_how_much_is_at_risk(cast, waiting, login, english):
    count = len(lines(cast))

    pages = {
        name: login(getattr(cast, name)).get("/").content.decode() for name in ("chris", "rob")
    }

    assert f"{count} things in the rounds may go wrong." in pages["chris"]
    assert "may go wrong" not in pages["rob"]


def test_the_cockpit_leads_to_the_present_edition(cast, scene, login):
    response = login(cast.chris).get(reverse("sessions:cockpit"))

    assert response["Location"] == address(cast)
