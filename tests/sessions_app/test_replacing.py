"""A no and who comes instead; one rule less in the way; additional friends and their questions."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from notifications.models import Notice
from people.models import Membership, Role
from sessions.actions import (
    ask_instead,
    change_access,
    decline_assignment,
    keep_apart,
    loosen,
    plan_assignment,
    rule_pair,
    save_terms,
    send_invitations,
    withdraw_assignment,
)
from sessions.errors import AccessNeedsAnEnd, NotACandidate, NotAsked
from sessions.errors_matching import NotLoosened
from sessions.kept import keep
from sessions.matching.found import Blocked, Missing, Rule, RuleKind
from sessions.matching.given import Side
from sessions.models import (
    Apart,
    AskedFor,
    Assignment,
    Capacity,
    Matching,
    PlanWish,
    Ruling,
    RulingKind,
    Terms,
)
from sessions.notices import DECLINED, asked_in_words
from sessions.queries.letters import planned_in
from sessions.queries.replacing import replace_page
from sessions.stages import Stages
from tests.factories.plans import VersionQuestionFactory
from tests.sessions_app.matched import SMALL


@pytest.fixture
def declined(matched):
    """Bea was asked for South's plan and said no."""
    chris = matched.cast.chris
    made = plan_assignment(
        plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris
    )
    send_invitations(round=matched.round, by=chris)
    made.refresh_from_db()
    decline_assignment(assignment=made, by=matched.bea, reason="Too busy")
    return Assignment.objects.select_related("round_plan__round__edition").get(pk=made.pk)


def test_a_no_takes_two_clicks_and_may_have_a_reason(matched, login):
    chris = matched.cast.chris
    made = plan_assignment(
        plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris
    )
    send_invitations(round=matched.round, by=chris)
    client = login(matched.bea)
    url = reverse("sessions:assignment-answer", args=[made.pk])

    page = client.get(url).content.decode()  # the first click: the link of the mail
    client.post(url, {"answer": "decline"})  # the second: a button that stands open on that page

    form = page[page.index('value="decline"') :]
    assert form.index("<button") < form.index("<details")
    made.refresh_from_db()
    assert (made.state, made.reason) == ("declined", "")


def test_the_notice_of_a_no_leads_to_who_can_come(declined):
    assert DECLINED.url(declined.pk, {}) == reverse(
        "sessions:assignment-replace", args=[declined.pk]
    )


def test_the_best_come_first_with_reasons(matched, declined):
    matched.bob.expertise = "Beyond campus boundaries, studenten"
    matched.bob.save()
    Matching.objects.update_or_create(
        round=matched.round, defaults={**SMALL.as_data(), "saved_by": matched.cast.chris}
    )

    page = replace_page(declined)

    first = page.options[0]
    assert first.reader.person == matched.bob
    assert first.reasons
    assert {line.level.value: line.turn for line in first.turns}["cover"] == 1
    names = {one.reader.person.name for one in page.options}
    assert not names & {"Bea", "Rob", "Mia"}


def test_one_click_asks_and_only_the_one(matched, declined, login):
    other = plan_assignment(
        plan=matched.north, person=matched.cast.ada, capacity=Capacity.FRIEND, by=matched.cast.chris
    )
    url = reverse("sessions:assignment-replace", args=[declined.pk])

    answer = login(matched.cast.chris).post(url, {"person": matched.bob.pk, "capacity": "friend"})

    asked = Assignment.objects.get(person=matched.bob)
    other.refresh_from_db()
    assert answer.status_code == 302
    assert (asked.state, asked.round_plan_id) == ("sent", matched.south.pk)
    assert other.state == "planned"
    assert Notice.objects.filter(kind="sessions.asked", person=matched.bob).count() == 1


def test_a_refusal_is_a_sentence_and_asks_nobody(matched, declined, login):
    url = reverse("sessions:assignment-replace", args=[declined.pk])
    client = login(matched.cast.chris)

    for data in ({"person": matched.cast.rob.pk, "capacity": "friend"}, {"person": "x"}):
        answer = client.post(url, data)
        assert answer.status_code == 422
        assert answer.context["sentence"]

    assert not Assignment.objects.filter(state="sent").exists()


def test_nobody_is_asked_in_a_place_that_is_not_free(matched, declined):
    ask_instead(
        assignment=declined, person=matched.bob, capacity=Capacity.FRIEND, by=matched.cast.chris
    )
    sent = Assignment.objects.get(person=matched.bob)

    with pytest.raises(NotAsked):
        ask_instead(
            assignment=sent,
            person=matched.cast.ada,
            capacity=Capacity.FRIEND,
            by=matched.cast.chris,
        )
    with pytest.raises(NotACandidate):
        ask_instead(
            assignment=declined,
            person=matched.cast.rob,
            capacity=Capacity.FRIEND,
            by=matched.cast.chris,
        )


def test_a_place_that_was_taken_back_is_filled_too(matched):
    chris = matched.cast.chris
    made = plan_assignment(
        plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris
    )
    send_invitations(round=matched.round, by=chris)
    withdraw_assignment(assignment=made, by=chris)

    asked = ask_instead(assignment=made, person=matched.bob, capacity=Capacity.FRIEND, by=chris)

    assert asked.state == "sent"


# One rule less in the way.


def blocked(matched, rule):
    scenario = matched.propose()
    place = Missing(matched.south.pk, Side.BUSINESS, 1)
    scenario.blocked = [keep(place, Blocked((rule,), (rule,)))]
    scenario.save()
    return scenario


def test_a_ruling_is_lifted_with_one_click_and_a_new_proposal_follows(matched):
    chris = matched.cast.chris
    rule_pair(plan=matched.south, person=matched.bea, kind=RulingKind.FORBIDDEN, by=chris)
    rule = Rule(RuleKind.FORBIDDEN, dossier=matched.south.pk, reviewer=matched.bea.pk)

    made = loosen(scenario=blocked(matched, rule), index=0, by=chris)

    assert not Ruling.objects.exists()
    assert made.number == 2


def test_two_people_may_meet_again(matched):
    chris = matched.cast.chris
    keep_apart(round=matched.round, one=matched.bea, other=matched.bob, by=chris)
    rule = Rule(RuleKind.APART, reviewer=matched.bob.pk, other=matched.bea.pk)

    loosen(scenario=blocked(matched, rule), index=0, by=chris)

    assert not Apart.objects.exists()


def test_a_reviewer_gets_one_plan_more_or_fewer(matched):
    chris = matched.cast.chris
    loosen(
        scenario=blocked(matched, Rule(RuleKind.MOST, reviewer=matched.bea.pk)), index=0, by=chris
    )
    save_terms(round=matched.round, person=matched.bob, by=chris, least=1)
    loosen(
        scenario=blocked(matched, Rule(RuleKind.LEAST_LOAD, reviewer=matched.bob.pk)),
        index=0,
        by=chris,
    )

    assert Terms.objects.get(person=matched.bea).most == SMALL.load_most + 1
    assert Terms.objects.get(person=matched.bob).least == 0


def test_a_plan_gets_one_seat_more_or_does_with_one_of_a_side_less(matched):
    chris, south = matched.cast.chris, matched.south.pk
    loosen(scenario=blocked(matched, Rule(RuleKind.WANTED, dossier=south)), index=0, by=chris)
    cover = Rule(RuleKind.COVER, dossier=south, side=Side.BUSINESS)
    loosen(scenario=blocked(matched, cover), index=0, by=chris)

    wish = PlanWish.objects.get()
    assert (wish.wanted, wish.least_business) == (SMALL.wanted + 1, 0)


@pytest.mark.parametrize(
    "kind",
    [RuleKind.CONFLICT, RuleKind.LANGUAGE, RuleKind.AWAY, RuleKind.FORBIDDEN, RuleKind.APART],
)
def test_about_some_rules_somebody_decides_and_no_button(matched, kind):
    rule = Rule(kind, dossier=matched.south.pk, reviewer=matched.bea.pk, other=matched.bob.pk)
    scenario = blocked(matched, rule)

    for index in (0, 7):
        with pytest.raises(NotLoosened):
            loosen(scenario=scenario, index=index, by=matched.cast.chris)


def test_an_empty_place_is_explained_with_what_helps(matched, login):
    chris = matched.cast.chris
    for person in (matched.bea, matched.bob):
        rule_pair(plan=matched.south, person=person, kind=RulingKind.FORBIDDEN, by=chris)

    scenario = matched.propose()
    page = login(chris).get(
        reverse("sessions:scenario-detail", args=[matched.round.pk, scenario.pk])
    )

    assert scenario.values["cover"] == 1
    one = page.context["page"].obstacles[0]
    assert "South" in one.words
    assert one.rules
    assert [way.rule.kind for way in one.helps] == [RuleKind.FORBIDDEN]
    url = reverse("sessions:scenario-loosen", args=[matched.round.pk, scenario.pk, 0])
    assert url in page.content.decode()


# Additional friends.


def test_an_additional_friend_is_asked_for_a_question_of_the_plan(matched, login):
    question = VersionQuestionFactory(version=matched.south.version)
    made = plan_assignment(
        plan=matched.south,
        person=matched.cast.eva,
        capacity=Capacity.EXTRA_FRIEND,
        access_until=date(2100, 1, 1),
        questions=[question],
        by=matched.cast.chris,
    )

    row = planned_in(matched.round).get(pk=made.pk)
    words = asked_in_words(row, Stages.load([matched.round]))

    assert question.source in words
    send_invitations(round=matched.round, by=matched.cast.chris)
    page = login(matched.cast.eva).get(reverse("sessions:assignment-answer", args=[made.pk]))
    assert page.context["page"].asked_for == [question.source]


def test_a_question_of_another_plan_is_refused(matched):
    question = VersionQuestionFactory(version=matched.north.version)

    with pytest.raises(NotACandidate):
        plan_assignment(
            plan=matched.south,
            person=matched.cast.eva,
            capacity=Capacity.EXTRA_FRIEND,
            access_until=date(2100, 1, 1),
            questions=[question],
            by=matched.cast.chris,
        )

    assert not AskedFor.objects.exists()


def test_more_time_for_an_additional_friend_lengthens_the_role(matched):
    chris, eva = matched.cast.chris, matched.cast.eva
    end = date(2100, 1, 1)
    made = plan_assignment(
        plan=matched.south,
        person=eva,
        capacity=Capacity.EXTRA_FRIEND,
        access_until=end,
        by=chris,
    )
    send_invitations(round=matched.round, by=chris)

    change_access(assignment=made, until=date(2101, 1, 1), by=chris)

    made.refresh_from_db()
    role = Membership.objects.get(person=eva, role=Role.EXTRA_FRIEND)
    assert (made.access_until, role.until_date) == (date(2101, 1, 1), date(2101, 1, 1))
    with pytest.raises(AccessNeedsAnEnd):
        change_access(assignment=made, until=clock.today().replace(year=2016), by=chris)


def test_a_core_friend_has_no_end_to_change(matched):
    made = plan_assignment(
        plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=matched.cast.chris
    )

    with pytest.raises(NotACandidate):
        change_access(assignment=made, until=date(2100, 1, 1), by=matched.cast.chris)


def test_an_additional_friend_is_never_proposed_for_another_plan(matched):
    eva = matched.cast.eva
    plan_assignment(
        plan=matched.south,
        person=eva,
        capacity=Capacity.EXTRA_FRIEND,
        access_until=date(2100, 1, 1),
        by=matched.cast.chris,
    )

    chosen = matched.propose().chosen

    assert {plan for plan, person in chosen if person == eva.pk} == {matched.south.pk}
