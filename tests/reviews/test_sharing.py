"""Writing a review together: who may be asked, who reads the draft, who hands it in."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from audit.models import Entry
from notifications.models import Notice
from notifications.queries import inbox_of, lines_of
from people.models import Role, Sector
from people.queries import forget
from plans.models import Version
from reviews.actions import (
    invite_co_writer,
    remove_co_writer,
    reopen_review,
    save_answers,
    submit_review,
)
from reviews.errors import AlreadySubmitted, AnswersChanged, NotAllowed, StepClosed
from reviews.models import Answer, CoWriter, Opinion, Review, ReviewState
from reviews.queries import tasks_for
from reviews.queries.circle import circle_of, refusal
from reviews.topics import KINDS
from sessions.models import AssignmentState, Capacity, StepKind
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory
from tests.reviews.shared import colleague, handed_in_together, invited, written
from tests.reviews.stage import handed_in, set_stage

OUTSIDERS = ["chris", "rob", "mia", "ada", "eva", "wim", "olga", "bo", "cas", "ben", "sam"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def login(login):
    """In English, as the words below are."""

    def english(person):
        client = login(person)
        client.cookies["django_language"] = "en"
        return client

    return english


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def nina(stage):
    return colleague(stage, "Nina")


def together_url(stage):
    return reverse("reviews:review-together", args=[stage.pim.pk])


def test_the_circle_of_a_peer_is_the_own_organisation_and_the_own_team(stage, nina):
    stage.cast.pim.organisation = stage.cast.organisations["company"]
    stage.cast.pim.save()
    stage.pim.refresh_from_db()

    assert [person.name for person in circle_of(stage.pim)] == ["Eva", "Nina"]


def test_the_circle_of_a_friend_is_the_own_organisation(stage):
    assert [person.name for person in circle_of(stage.ada)] == ["Wim"]


def test_inviting_begins_the_draft_and_tells_the_person(stage, nina, login):
    login(stage.cast.pim).post(
        reverse("reviews:co-writer-invite", args=[stage.pim.pk]), {"person": nina.pk, "sector": ""}
    )

    seat = CoWriter.objects.get()
    assert (seat.person, seat.sector, seat.review.author) == (
        nina,
        Sector.KNOWLEDGE,
        stage.cast.pim,
    )
    assert [line.text for line in lines_of(inbox_of(nina, 5))] == [
        "Pim asks you to write along in the review of One door."
    ]
    assert Entry.objects.filter(verb="review.shared").count() == 1


def test_inviting_twice_is_harmless(stage, nina):
    invited(stage, nina)

    invited(stage, nina)

    assert (CoWriter.objects.count(), Notice.objects.filter(person=nina).count()) == (1, 1)


def in_the_reviewed_region(stage, person):
    MembershipFactory(
        person=person, edition=stage.cast.edition, role=Role.MEMBER, region=stage.cast.south
    )


def with_a_declared_conflict(stage, person):
    ConflictFactory(person=person, region=stage.cast.south)


def already_a_reviewer(stage, person):
    AssignmentFactory(round_plan=stage.plan, person=person, capacity=Capacity.FRIEND)


def already_planned(stage, person):
    AssignmentFactory(
        round_plan=stage.plan,
        person=person,
        capacity=Capacity.FRIEND,
        state=AssignmentState.PLANNED,
    )


def who_runs_the_edition(stage, person):
    MembershipFactory(person=person, edition=stage.cast.edition, role=Role.FACILITATOR)


def writing_along_elsewhere(stage, person):
    other = AssignmentFactory(
        round_plan=stage.plan,
        person=colleague(stage, "Otto"),
        capacity=Capacity.PEER,
        from_region=stage.cast.north,
    )
    invite_co_writer(assignment=other, person=person, by=other.person)


@pytest.mark.parametrize(
    ("tie", "words"),
    [
        (in_the_reviewed_region, "team of the region"),
        (with_a_declared_conflict, "declared a tie"),
        (already_a_reviewer, "already reviews"),
        (already_planned, "already reviews"),
        (who_runs_the_edition, "runs this edition"),
        (writing_along_elsewhere, "another review"),
    ],
)
def test_who_has_a_tie_is_refused_with_the_reason(stage, nina, login, tie, words):
    tie(stage, nina)
    forget(nina)

    page = login(stage.cast.pim).post(
        reverse("reviews:co-writer-invite", args=[stage.pim.pk]), {"person": nina.pk}
    )

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not CoWriter.objects.filter(review__assignment=stage.pim).exists()


@pytest.mark.parametrize("name", ["sam", "rob", "ada", "olga"])
def test_who_is_elsewhere_is_unknown_as_who_does_not_exist(stage, login, name):
    client = login(stage.cast.pim)
    invite = reverse("reviews:co-writer-invite", args=[stage.pim.pk])

    pages = [
        client.post(invite, {"person": pk}).content
        for pk in (getattr(stage.cast, name).pk, 999_999)
    ]

    assert all(b"There is nobody like that" in page for page in pages)
    assert refusal(getattr(stage.cast, name), stage.pim).startswith("There is nobody like that")
    assert CoWriter.objects.count() == 0


@pytest.mark.parametrize("name", OUTSIDERS)
def test_only_the_holder_invites_and_removes(stage, nina, login, name):
    seat = invited(stage, nina)
    client = login(getattr(stage.cast, name))

    answers = [
        client.get(together_url(stage)),
        client.post(reverse("reviews:co-writer-invite", args=[stage.pim.pk]), {"person": nina.pk}),
        client.post(reverse("reviews:co-writer-remove", args=[stage.pim.pk, seat.pk])),
        client.post(reverse("reviews:co-writer-leave", args=[stage.pim.pk])),
        client.post(reverse("reviews:co-writer-sign", args=[stage.pim.pk]), {"revision": 0}),
        client.post(
            reverse("reviews:co-writer-minority", args=[stage.pim.pk]), {"minority": "Mine"}
        ),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}
    seat.refresh_from_db()
    assert (seat.left_at, seat.signed_at, seat.minority) == (None, None, "")
    with pytest.raises(NotAllowed):
        invite_co_writer(assignment=stage.pim, person=nina, by=getattr(stage.cast, name))
    with pytest.raises(NotAllowed):
        remove_co_writer(seat=seat, by=getattr(stage.cast, name))


def test_a_co_writer_neither_invites_nor_removes_others(stage, nina, login):
    otto = invited(stage, colleague(stage, "Otto"))
    invited(stage, nina)
    client = login(nina)

    answers = [
        client.post(reverse("reviews:co-writer-invite", args=[stage.pim.pk]), {"person": 1}),
        client.post(reverse("reviews:co-writer-remove", args=[stage.pim.pk, otto.pk])),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_co_writers_find_the_task_the_desk_and_the_plan(stage, nina, login):
    invited(stage, nina)
    client = login(nina)

    asked = [(task.kind, task.url) for task in tasks_for(nina)]

    assert asked == [("co-write", together_url(stage))]
    assert client.get(reverse("reviews:review-write", args=[stage.pim.pk])).status_code == 200
    assert client.get(together_url(stage)).status_code == 200
    assert list(Version.objects.visible_to(nina)) == [stage.version]
    listed = client.get(reverse("reviews:review-list")).content.decode()
    assert "you write along with Pim" in listed


def test_two_people_change_one_answer_and_nothing_is_overwritten(stage, nina):
    invited(stage, nina)
    save_answers(assignment=stage.pim, by=nina, given={"core": "From Nina"}, seen={})

    with pytest.raises(AnswersChanged) as caught:
        save_answers(assignment=stage.pim, by=stage.cast.pim, given={"core": "From Pim"}, seen={})

    assert caught.value.theirs["core"].value == "From Nina"
    assert Answer.objects.get().value == "From Nina"
    assert Review.objects.get().author == stage.cast.pim


def test_handing_in_is_the_act_of_the_holder(stage, nina, login):
    invited(stage, nina)
    written(stage.pim, by=nina)

    answer = login(nina).post(reverse("reviews:review-submit", args=[stage.pim.pk]))

    assert answer.status_code == 403
    with pytest.raises(NotAllowed, match="Pim hands in"):
        submit_review(assignment=stage.pim, by=nina)
    assert Review.objects.get().state == ReviewState.DRAFT
    assert submit_review(assignment=stage.pim, by=stage.cast.pim).state == ReviewState.SUBMITTED
    assert Notice.objects.filter(person=nina, kind="reviews.handed_in_together").count() == 1


def test_only_the_holder_opens_it_again(stage, nina, login):
    invited(stage, nina)
    review = handed_in_together(stage)

    answers = [
        login(nina).post(reverse(f"reviews:review-{verb}", args=[review.pk]))
        for verb in ("reopen", "withdraw")
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_reads_the_shared_draft(stage, nina, login, name):
    invited(stage, nina)
    written(stage.pim, core="SHARED SECRET")
    person = getattr(stage.cast, name)
    client = login(person)

    pages = [
        client.get(together_url(stage)),
        client.get(reverse("reviews:review-write", args=[stage.pim.pk])),
        client.get(reverse("reviews:review-detail", args=[Review.objects.get().pk])),
        client.get(reverse("reviews:plan-questions", args=[stage.plan.pk])),
        client.get(reverse("reviews:plan-review-list", args=[stage.plan.pk])),
        client.get(reverse("reviews:my-pattern")),
    ]

    assert all(b"SHARED SECRET" not in page.content for page in pages)
    assert not Review.objects.visible_to(person).exists()


def test_a_co_writer_is_as_blind_as_a_reviewer_until_the_review_is_in(stage, nina):
    review = handed_in(stage.ada)
    Review.objects.filter(pk=review.pk).update(level="network")
    invited(stage, nina)
    blind = Review.objects.submitted().visible_to(nina).exists()
    stage.at(StepKind.SITTING)
    blind_later = Review.objects.submitted().visible_to(nina).exists()
    stage.at(StepKind.REVIEW)

    handed_in_together(stage)

    assert (blind, blind_later) == (False, False)
    assert set(Review.objects.submitted().visible_to(nina)) == set(Review.objects.all())


def test_who_is_told_of_a_thread_counts_co_writers_in(stage, nina):
    review = handed_in(stage.ada)
    invited(stage, nina)
    topic = KINDS[0]
    told_before = {person.name for person in topic.people(review.pk, "session")}
    mine = handed_in_together(stage)

    told = {person.name for person in topic.people(review.pk, "session")}

    assert told_before == {"Ada", "Chris"}
    assert told == {"Ada", "Chris", "Pim", "Nina"}
    assert {person.name for person in topic.people(mine.pk, "session")} == told
    assert topic.may_post(nina, mine.pk, "session")
    assert topic.may_resolve(nina, mine.pk)


@pytest.mark.parametrize(
    "tie", [in_the_reviewed_region, with_a_declared_conflict, already_a_reviewer]
)
def test_a_tie_that_comes_later_ends_writing_along(stage, nina, login, tie):
    invited(stage, nina)
    written(stage.pim)
    tie(stage, nina)
    forget(nina)

    answers = [
        login(nina).get(together_url(stage)),
        login(nina).post(
            reverse("reviews:review-field", args=[stage.pim.pk]),
            {"key": "core", "core": "Mine now", "rev-core": "1"},
        ),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}
    assert not Review.objects.visible_to(nina).exists()
    assert "co-write" not in {task.kind for task in tasks_for(nina)}


def test_who_leaves_reads_no_draft_and_the_text_stays(stage, nina, login):
    invited(stage, nina)
    written(stage.pim, by=nina, core="Nina wrote this")

    answer = login(nina).post(reverse("reviews:co-writer-leave", args=[stage.pim.pk]))

    assert answer.status_code == 302
    assert not Review.objects.visible_to(nina).exists()
    assert tasks_for(nina) == []
    assert Answer.objects.get(key="core").value == "Nina wrote this"
    assert Notice.objects.filter(person=stage.cast.pim, kind="reviews.left_review").count() == 1


def test_the_holder_lets_somebody_go_and_can_ask_again(stage, nina, login):
    seat = invited(stage, nina)
    client = login(stage.cast.pim)

    client.post(reverse("reviews:co-writer-remove", args=[stage.pim.pk, seat.pk]))
    gone = Review.objects.visible_to(nina).exists()
    invited(stage, nina)

    assert gone is False
    assert Review.objects.visible_to(nina).exists()
    assert Notice.objects.filter(person=nina, kind="reviews.invited_along").count() == 2


def test_after_the_step_nobody_is_asked_any_more(stage, nina):
    stage.at(StepKind.SITTING)

    with pytest.raises(StepClosed):
        invited(stage, nina)


def test_a_review_that_is_handed_in_keeps_its_co_writers(stage, nina):
    seat = invited(stage, nina)
    review = handed_in_together(stage)

    with pytest.raises(AlreadySubmitted):
        remove_co_writer(seat=seat, by=stage.cast.pim)

    reopen_review(review=review, by=stage.cast.pim)
    assert Review.objects.visible_to(nina).exists()


def test_the_task_of_the_holder_carries_the_access(stage, nina, login):
    invited(stage, nina)
    stage.pim.state = AssignmentState.WITHDRAWN
    stage.pim.save()

    with pytest.raises(NotAllowed):
        save_answers(assignment=stage.pim, by=nina, given={"core": "x"}, seen={})
    assert not Version.objects.filter(dossier__level="session").visible_to(nina).exists()


def test_somebody_without_a_side_is_asked_for_one(stage):
    person = PersonFactory(name="Noor", organisation=None)
    MembershipFactory(
        person=person, edition=stage.cast.edition, role=Role.MEMBER, region=stage.cast.north
    )

    with pytest.raises(NotAllowed, match="which helix partner"):
        invited(stage, person)

    assert invited(stage, person, sector=Sector.PARTNER).sector == Sector.PARTNER


@pytest.mark.parametrize(
    "wrong",
    [
        {"sector": "nobody"},
        {"signed_revision": 3},
        {"signed_at": "2026-06-01T12:00:00+02:00"},
    ],
)
def test_the_database_refuses_seats_that_cannot_be(stage, nina, wrong):
    seat = invited(stage, nina)

    with pytest.raises(IntegrityError), transaction.atomic():
        CoWriter.objects.filter(pk=seat.pk).update(**wrong)


def test_the_database_refuses_two_seats_of_one_person(stage, nina):
    seat = invited(stage, nina)

    with pytest.raises(IntegrityError), transaction.atomic():
        CoWriter.objects.create(
            review=seat.review, person=nina, sector=Sector.BUSINESS, invited_by=stage.cast.pim
        )


def test_the_database_refuses_two_opinions_of_one_person(stage):
    review = handed_in(stage.ada)
    key = f"answer-{stage.question_ids[0]}"
    Opinion.objects.create(review=review, key=key, person=stage.cast.eva, stance="agree")

    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(review=review, key=key, person=stage.cast.eva, stance="partly")
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.update(stance="maybe")
