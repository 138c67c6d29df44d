"""What the pages say, and what stays when something is refused."""

import re

import pytest
from django.urls import reverse

from audit.models import Entry
from core import clock
from notifications.models import Notice
from people.models import Role
from sessions.models import Assignment, Extension, Round
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.plans import VersionFactory
from tests.factories.programme import ElementFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory, ExtensionFactory
from tests.sessions_app.rounds import REVIEW_CLOSES, june_round
from tests.sessions_app.test_whole_path import fields_of


@pytest.fixture
def english(cast):
    """Everybody reads English, so that sentences can be compared."""
    for person in cast.everybody().values():
        person.language = "en"
        person.save()


@pytest.fixture
def chris(cast, login, english):
    return login(cast.chris)


def url(view, *things):
    return reverse(f"sessions:{view}", args=[thing.pk for thing in things])


def words(response):
    """The text of a page's main part, without tags."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_refused_dates_stay_and_the_sentence_stands_at_the_field(cast, chris):
    form = chris.get(url("round-create"), {"sitting": "2017-06-22"})
    sent = fields_of(form) | {"season": "june", "review_opens_at": "2017-06-12T09:00"}

    page = chris.post(url("round-create"), sent)

    assert (page.status_code, Round.objects.count()) == (422, 0)
    assert list(page.context["form"].errors) == ["review_opens_at"]
    assert 'value="2017-06-12T09:00"' in page.content.decode()
    assert "There is a gap between plan and review" in words(page)


def test_a_time_that_the_clock_skips_is_refused_at_its_field(cast, chris):
    form = chris.get(url("round-create"), {"sitting": "2027-04-10"})
    sent = fields_of(form) | {"season": "june", "plan_due_at": "2027-03-28T02:30"}

    page = chris.post(url("round-create"), sent)

    assert list(page.context["form"].errors) == ["plan_due_at"]
    assert Round.objects.count() == 0


def test_making_the_same_round_twice_makes_one(cast, chris):
    form = chris.get(url("round-create"), {"sitting": "2017-06-22"})
    sent = fields_of(form) | {"season": "june"}

    assert [chris.post(url("round-create"), sent).status_code for _ in range(2)] == [302, 422]
    assert Round.objects.count() == 1


def test_nonsense_for_a_sitting_suggests_nothing(chris):
    for given in ("", "yesterday", "0000-00-00", "9999-12-31", "2017-06-22\x00"):
        page = chris.get(url("round-create"), {"sitting": given})
        assert page.status_code in (200, 400), given


def test_dates_are_changed_once_and_the_second_sender_looks_again(cast, chris):
    round_ = june_round(cast)
    sent = fields_of(chris.get(url("round-steps", round_))) | {"revision": 0}
    sent["follow_up_closes_at"] = "2017-08-04T09:00"

    first, second = (chris.post(url("round-steps", round_), sent) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Somebody else changed the dates meanwhile" in words(second)
    assert Notice.objects.filter(kind="sessions.steps-changed", person=cast.rob).count() == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", "٣", "9" * 30])
def test_a_form_without_its_revision_changes_nothing(cast, chris, revision):
    round_ = june_round(cast)
    sent = fields_of(chris.get(url("round-steps", round_))) | {"revision": revision}
    sent["follow_up_closes_at"] = "2017-08-04T09:00"

    assert chris.post(url("round-steps", round_), sent).status_code == 422


def test_publishing_twice_tells_once(cast, chris):
    round_ = june_round(cast, published=False)

    for _ in range(2):
        assert chris.post(url("round-publish", round_)).status_code == 302

    assert Notice.objects.filter(kind="sessions.round-published", person=cast.ada).count() == 1
    assert Entry.objects.filter(verb="round.published").count() == 1


def test_the_step_bar_says_where_each_step_stands(cast, scene, login, english):
    page = words(login(cast.rob).get(url("round-detail", scene.round)))

    assert "Plan Closed 10 June due 8 June, 17:00" in page
    assert "Review Open until 22 June due 19 June, 17:00" in page
    assert "Sitting Opens 22 June due 22 June, 17:00" in page


def test_an_extension_stands_in_the_bar_of_who_got_it(cast, scene, login, english):
    later = clock.amsterdam(2017, 6, 24, 9)
    step = scene.round.steps.get(kind="review")
    ExtensionFactory(step=step, region=cast.south, due_at=later, closes_at=later)

    pages = {
        name: words(login(getattr(cast, name)).get(url("round-detail", scene.round)))
        for name in ("rob", "pim")
    }

    assert "Open until 24 June due 24 June, 9:00, with more time for you" in pages["rob"]
    assert "Open until 22 June due 19 June, 17:00" in pages["pim"]


def test_the_matrix_says_how_far_a_review_is(cast, scene, login, english, handed_in):
    made = AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    handed_in(made.pk)

    assert "Handed in" in words(login(cast.rob).get(url("round-detail", scene.round)))


def test_the_next_thing_to_do_is_one_button(cast, scene, login, english):
    asked = scene.ask(cast.ada)

    pages = {
        name: login(getattr(cast, name)).get(url("round-detail", scene.round)).context["page"].next
        for name in ("ada", "chris", "rob", "olga")
    }

    assert pages["ada"].url == url("assignment-answer", asked)
    assert (pages["chris"], pages["rob"], pages["olga"]) == (None, None, None)


@pytest.mark.parametrize(("reviewers", "tables"), [(30, 1), (31, 0)])
def test_reviewers_who_fit_on_no_screen_side_by_side_stand_under_their_plan(
    scene, chris, reviewers, tables
):
    asked = AssignmentFactory.create_batch(reviewers, round_plan=scene.plan)

    page = chris.get(url("round-detail", scene.round)).content.decode()

    assert page.count('<div class="matrix ') == tables
    assert page.count(f"{asked[-1].person}: ") == 1  # in the list


def test_a_facilitator_sees_what_needs_attention(cast, scene, chris):
    asked = scene.ask(cast.ada)
    Assignment.objects.filter(pk=asked.pk).update(sent_at=clock.amsterdam(2017, 6, 1))
    VersionFactory(dossier=scene.dossier)

    page = words(chris.get(url("round-detail", scene.round)))

    assert "North has no plan in this round." in page
    assert "South submitted a later version of Beyond the campus." in page
    assert "South, Beyond the campus: 0 of 2 critical friends said yes." in page
    assert "Ada did not answer yet for South." in page


def test_what_needs_attention_is_for_facilitators(cast, scene, login, english):
    page = words(login(cast.rob).get(url("round-detail", scene.round)))

    assert "has no plan in this round" not in page


def test_candidates_come_with_fit_load_and_conflicts_and_without_the_own_team(cast, scene, chris):
    element = ElementFactory(programme=cast.edition.programme, name_en="Finance", name_nl="Geld")
    scene.plan.version.elements.add(element)
    cast.ada.expertise = "Finance of small companies"
    cast.ada.save()
    ConflictFactory(person=cast.wim, region=cast.south, note="Advice in 2015")

    page = words(chris.get(url("plan-assign", scene.round, scene.plan)))

    assert "Knows about: Finance" in page
    assert "Conflict works or worked there: Advice in 2015" in page
    assert "Rob" not in page
    assert "Mia" not in page


def test_a_conflict_without_a_reason_is_refused_with_a_sentence(cast, scene, chris):
    ConflictFactory(person=cast.ada, region=cast.south)
    assign = url("plan-assign", scene.round, scene.plan)

    page = chris.post(assign, {"person": cast.ada.pk, "capacity": "friend"})

    assert page.status_code == 422
    assert "There is a conflict. Write why it is possible all the same" in words(page)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"person": "x", "capacity": "friend"},
        {"person": "999999", "capacity": "friend"},
        {"person": "1", "capacity": "judge"},
        {"person": "9" * 40, "capacity": "friend"},
    ],
)
def test_nonsense_for_a_candidate_is_refused(scene, chris, sent):
    page = chris.post(url("plan-assign", scene.round, scene.plan), sent)

    assert (page.status_code, Assignment.objects.count()) == (422, 0)


def test_choosing_twice_chooses_once(cast, scene, chris):
    assign, sent = url("plan-assign", scene.round, scene.plan), {"capacity": "friend"}

    codes = [chris.post(assign, sent | {"person": cast.ada.pk}).status_code for _ in range(2)]

    assert (codes, Assignment.objects.count()) == ([302, 422], 1)


def test_the_own_region_cannot_be_posted_either(cast, scene, chris):
    page = chris.post(
        url("plan-assign", scene.round, scene.plan),
        {
            "person": cast.mia.pk,
            "capacity": "peer",
            "from_region": cast.south.pk,
            "conflict_note": "Please",
        },
    )

    assert (page.status_code, Assignment.objects.count()) == (422, 0)
    assert "Nobody reviews their own region." in words(page)


def test_an_additional_friend_is_chosen_by_address(cast, scene, chris):
    somebody = PersonFactory(email="new@test.example")

    done = chris.post(
        url("plan-extra", scene.round, scene.plan),
        {"email": "New@test.example", "access_until": "2017-07-15"},
    )

    assert done.status_code == 302
    assert Assignment.objects.get().person == somebody


def test_an_address_without_account_says_to_invite_first(cast, scene, chris):
    page = chris.post(
        url("plan-extra", scene.round, scene.plan),
        {"email": "nobody@test.example", "access_until": "2017-07-15"},
    )

    assert (page.status_code, Assignment.objects.count()) == (422, 0)
    assert "Nobody with this address has an account. Invite this person first." in words(page)


def test_a_conflict_of_an_additional_friend_stands_at_the_reason(cast, scene, chris):
    ConflictFactory(person=cast.eva, region=cast.south)
    sent = {"email": cast.eva.email, "access_until": "2017-07-15"}

    page = chris.post(url("plan-extra", scene.round, scene.plan), sent)

    assert list(page.context["extra"].errors) == ["conflict_note"]
    assert 'value="eva@test.example"' in page.content.decode()


def test_the_preview_lists_everybody_with_letter_and_conflicts(cast, scene, chris):
    cast.ada.language = "nl"
    cast.ada.save()
    scene.choose(cast.ada)
    ConflictFactory(person=cast.ada, region=cast.south)

    page = words(chris.get(url("round-send", scene.round)))

    assert "ada@test.example" in page
    assert "Beyond the campus" in page
    assert "works or worked there" in page
    assert "Write a reason at every conflict first, or take the reviewer out." in page


def test_a_reason_written_on_the_preview_lets_the_invitation_go(cast, scene, chris):
    made = scene.choose(cast.ada)
    ConflictFactory(person=cast.ada, region=cast.south)

    refused = chris.post(url("round-send", scene.round))
    chris.post(url("assignment-note", made), {"conflict_note": "Long ago"})
    sent = chris.post(url("round-send", scene.round))

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert Notice.objects.filter(kind="sessions.asked", person=cast.ada).count() == 1


def test_a_too_long_reason_on_the_preview_changes_nothing(cast, scene, chris):
    made = scene.choose(cast.ada, conflict_note="As it was")

    chris.post(url("assignment-note", made), {"conflict_note": "x" * 241})

    made.refresh_from_db()
    assert made.conflict_note == "As it was"


def test_sending_twice_asks_once(cast, scene, chris):
    scene.choose(cast.ada)

    codes = [chris.post(url("round-send", scene.round)).status_code for _ in range(2)]

    assert codes == [302, 422]
    assert Notice.objects.filter(kind="sessions.asked").count() == 1


def test_a_yes_that_comes_too_late_is_a_disabled_button_with_the_reason(
    cast, scene, login, english
):
    asked = scene.ask(cast.ada)

    with clock.frozen(
        REVIEW_CLOSES + (clock.amsterdam(2017, 1, 1, 1) - clock.amsterdam(2017, 1, 1))
    ):
        page = login(cast.ada).get(url("assignment-answer", asked))
        login(cast.ada).post(url("assignment-answer", asked), {"answer": "accept"})

    assert "The review step closed on 22 June 2017 at 9:00." in words(page)
    assert Assignment.objects.get().state == "sent"


def test_an_answer_in_other_words_changes_nothing(cast, scene, login):
    asked = scene.ask(cast.ada)

    for answer in ("", "maybe", "accepted"):
        login(cast.ada).post(url("assignment-answer", asked), {"answer": answer})

    assert Assignment.objects.get().state == "sent"


def test_a_too_long_reason_stays_on_the_page(cast, scene, login):
    asked = scene.ask(cast.ada)

    page = login(cast.ada).post(
        url("assignment-answer", asked), {"answer": "decline", "reason": "x" * 241}
    )

    assert (page.status_code, Assignment.objects.get().state) == (422, "sent")
    assert "x" * 241 in page.content.decode()


def test_a_double_click_on_accept_is_one_yes(cast, scene, login):
    asked, ada = scene.ask(cast.ada), login(cast.ada)

    for _ in range(2):
        assert ada.post(url("assignment-answer", asked), {"answer": "accept"}).status_code == 302

    assert Notice.objects.filter(kind="sessions.accepted").count() == 1


def test_who_was_taken_out_reads_why(cast, scene, chris, login):
    asked = scene.ask(cast.ada)

    chris.post(url("assignment-withdraw", asked), {"reason": "The plan is withdrawn"})

    page = words(login(cast.ada).get(url("assignment-answer", asked)))
    assert "The plan is withdrawn" in page
    assert "This review is no longer asked of you." in page


def test_an_extension_for_both_or_nobody_is_refused(cast, scene, chris):
    scene.ask(cast.ada)
    step = scene.round.steps.get(kind="review")
    sent = {
        "step": step.pk,
        "due_at": "2017-06-24T09:00",
        "closes_at": "2017-06-24T09:00",
        "reason": "Illness",
    }

    for who in ({}, {"region": cast.south.pk, "person": cast.ada.pk}):
        assert chris.post(url("round-extensions", scene.round), sent | who).status_code == 422
    done = chris.post(url("round-extensions", scene.round), sent | {"region": cast.south.pk})

    assert (done.status_code, Extension.objects.count()) == (302, 1)


def test_an_extension_that_shortens_keeps_what_was_typed(cast, scene, chris):
    step = scene.round.steps.get(kind="review")

    page = chris.post(
        url("round-extensions", scene.round),
        {
            "step": step.pk,
            "region": cast.south.pk,
            "due_at": "2017-06-18T09:00",
            "closes_at": "2017-06-24T09:00",
            "reason": "Illness",
        },
    )

    assert "the step is due on 19 June 2017 at 17:00 and closes on 22 June 2017 at 9:00." in words(
        page
    )
    assert 'value="2017-06-18T09:00"' in page.content.decode()


def test_a_step_of_another_round_cannot_be_extended_here(cast, scene, chris):
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.RESEARCHER)
    sent = {"step": 999, "region": cast.south.pk, "reason": "x"}

    assert chris.post(url("round-extensions", scene.round), sent).status_code == 422


def test_taking_out_a_plan_with_reviewers_is_a_disabled_button_with_the_reason(cast, scene, chris):
    scene.choose(cast.ada)

    assert "Somebody was chosen to review it." in words(chris.get(url("round-plans", scene.round)))


def test_the_list_teaches_when_there_is_no_round(cast, login, english):
    assert "No rounds yet" in words(login(cast.ada).get(reverse("sessions:round-list")))
