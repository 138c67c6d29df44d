"""Handing in, taking back, opening again."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from discussion.models import Thread
from notifications.models import Notice
from reviews.actions import reopen_review, respond, save_answers, submit_review, withdraw_review
from reviews.errors import (
    AlreadyAnswered,
    AlreadySubmitted,
    NotAllowed,
    NotComplete,
    NotSubmitted,
    StepClosed,
)
from reviews.models import FormVersion, Recommendation, ResponseKind, Review, ReviewState
from reviews.tasks import tell_teams
from sessions.models import RoundStep, StepKind
from tests.reviews.stage import handed_in, set_stage, whole_answers


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def submit_url(assignment):
    return reverse("reviews:review-submit", args=[assignment.pk])


def as_posted(given):
    return given | {f"rev-{key}": "0" for key in given} | {"kind": "on"}


def test_a_whole_review_is_handed_in_and_its_advice_becomes_an_object(stage, login):
    given = whole_answers(stage.ada, relation="none", level="participants")

    response = login(stage.cast.ada).post(submit_url(stage.ada), as_posted(given))

    review = Review.objects.get()
    advice = Recommendation.objects.get()
    assert response.url == reverse("reviews:review-detail", args=[review.pk])
    assert (review.state, review.is_late, review.relation, review.level) == (
        "submitted",
        False,
        "none",
        "participants",
    )
    assert (advice.title, advice.html, advice.addressees, advice.position) == (
        "Make one door",
        "<p>Entrepreneurs <strong>get lost</strong>.</p>",
        ["business"],
        1,
    )
    assert Entry.objects.filter(verb="review.submitted", target_id=str(review.pk)).count() == 1


def test_an_unfinished_review_is_refused_at_the_fields_and_kept(stage, login):
    given = whole_answers(stage.ada) | {"core": "word " * 81, "c1": "1"}

    response = login(stage.cast.ada).post(submit_url(stage.ada), as_posted(given))

    form = response.context["form"]
    review = Review.objects.get()
    assert response.status_code == 422
    assert set(form.errors) == {"core", "c1-why"}
    assert b'href="#id_c1-why"' in response.content
    assert review.state == ReviewState.DRAFT
    assert review.answers.get(key="c1").value == 1


def test_nothing_at_all_is_refused_too(stage):
    with pytest.raises(NotComplete):
        submit_review(assignment=stage.ada, by=stage.cast.ada)

    assert Review.objects.count() == 0


def test_handing_in_twice_is_refused_once(stage, login):
    given = whole_answers(stage.ada)
    client = login(stage.cast.ada)
    client.post(submit_url(stage.ada), as_posted(given))

    second = client.post(submit_url(stage.ada), as_posted(given), follow=True)

    assert second.status_code == 200
    assert Review.objects.count() == 1
    assert Recommendation.objects.count() == 1
    with pytest.raises(AlreadySubmitted):
        submit_review(assignment=stage.ada, by=stage.cast.ada)


def test_after_the_due_moment_it_is_marked_late(stage):
    step = RoundStep.objects.get(round=stage.june, kind=StepKind.REVIEW)
    step.due_at = step.opens_at.replace(microsecond=0) + (step.due_at - step.opens_at) / 100
    step.save()

    assert handed_in(stage.ada).is_late is True


def test_a_closed_step_refuses_with_its_date(stage):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=whole_answers(stage.ada), seen={})
    stage.at(StepKind.SITTING)

    with pytest.raises(StepClosed) as caught:
        submit_review(assignment=stage.ada, by=stage.cast.ada)

    assert str(caught.value) != ""


def test_each_clarifying_question_becomes_one_thread(stage):
    given = {"clarify-1": "Who owns it?", "clarify-2": "Since when?"}
    review = handed_in(stage.ada, **given)
    reopen_review(review=review, by=stage.cast.ada)
    submit_review(assignment=stage.ada, by=stage.cast.ada)

    threads = Thread.objects.on("review", review.pk)

    assert sorted(threads.values_list("title", "level")) == [
        ("Since when?", "session"),
        ("Who owns it?", "session"),
    ]


def test_facilitators_hear_of_it_at_once_and_the_team_when_the_sitting_opens(
    stage, django_capture_on_commit_callbacks
):
    def told():
        return sorted(
            Notice.objects.filter(kind="reviews.submitted").values_list("person__name", flat=True)
        )

    handed_in(stage.ada)
    before = told()
    stage.at(StepKind.SITTING)
    tell_teams()
    tell_teams()

    assert before == ["Chris"]
    assert told() == ["Chris", "Mia", "Rob"]


def test_a_review_taken_back_is_seen_by_its_author_alone(stage):
    review = handed_in(stage.ada)

    withdraw_review(review=review, by=stage.cast.ada)

    everybody = stage.cast.everybody()
    seers = [
        name for name, person in everybody.items() if Review.objects.visible_to(person).exists()
    ]
    assert seers == ["ada"]
    assert Recommendation.objects.given().count() == 0


def test_a_reopened_review_keeps_its_answers_and_the_addresses_of_its_advice(stage):
    review = handed_in(
        stage.ada, **{"rec-2-title": "Second", "rec-2-source": "Why", "rec-2-addressees": ["state"]}
    )
    first, second = review.recommendations.order_by("position")
    reopen_review(review=review, by=stage.cast.ada)
    revisions = dict(review.answers.values_list("key", "revision"))
    save_answers(
        assignment=stage.ada,
        by=stage.cast.ada,
        given={
            "rec-1-title": "One better door",
            "rec-2-title": None,
            "rec-2-source": None,
            "rec-2-addressees": None,
        },
        seen=revisions,
    )
    submit_review(assignment=stage.ada, by=stage.cast.ada)

    first.refresh_from_db()
    second.refresh_from_db()

    assert (first.title, first.revision, first.withdrawn_at) == ("One better door", 2, None)
    assert second.withdrawn_at is not None
    assert list(Recommendation.objects.given()) == [first]


def test_reopening_tells_who_runs_the_round(stage):
    review = handed_in(stage.ada)

    reopen_review(review=review, by=stage.cast.ada)

    assert list(
        Notice.objects.filter(kind="reviews.reopened").values_list("person__name", flat=True)
    ) == ["Chris"]


def test_a_draft_cannot_be_taken_back_or_opened(stage):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "x"}, seen={})
    review = Review.objects.get()

    with pytest.raises(NotSubmitted):
        withdraw_review(review=review, by=stage.cast.ada)
    with pytest.raises(NotSubmitted):
        reopen_review(review=review, by=stage.cast.ada)


def test_after_the_step_it_stays_as_it_is(stage):
    review = handed_in(stage.ada)
    stage.at(StepKind.SITTING)

    for action in (withdraw_review, reopen_review):
        with pytest.raises(StepClosed):
            action(review=review, by=stage.cast.ada)


def test_advice_that_was_answered_is_not_taken_away(stage):
    review = handed_in(stage.ada)
    RoundStep.objects.filter(round=stage.june, kind=StepKind.RESPONSE).update(
        opens_at=RoundStep.objects.get(round=stage.june, kind=StepKind.REVIEW).opens_at
    )
    respond(
        recommendation=review.recommendations.get(),
        by=stage.cast.rob,
        kind=ResponseKind.ADOPTED,
        reason="",
        seen=0,
    )

    with pytest.raises(AlreadyAnswered):
        reopen_review(review=review, by=stage.cast.ada)


@pytest.mark.parametrize("name", ["chris", "rob", "eva", "pim", "wim", "sam", "ben"])
@pytest.mark.parametrize("page", ["review-withdraw", "review-reopen"])
def test_nobody_else_takes_it_back_or_opens_it(stage, login, name, page):
    review = handed_in(stage.ada)

    response = login(getattr(stage.cast, name)).post(reverse(f"reviews:{page}", args=[review.pk]))

    review.refresh_from_db()
    assert response.status_code in {403, 404}
    assert review.state == ReviewState.SUBMITTED


def test_the_actions_refuse_others_too(stage):
    review = handed_in(stage.ada)

    with pytest.raises(NotAllowed):
        withdraw_review(review=review, by=stage.cast.eva)
    with pytest.raises(NotAllowed):
        submit_review(assignment=stage.eva, by=stage.cast.ada)


@pytest.mark.parametrize("page", ["review-withdraw", "review-reopen"])
def test_the_author_does_it_by_a_button(stage, login, page):
    review = handed_in(stage.ada)

    login(stage.cast.ada).post(reverse(f"reviews:{page}", args=[review.pk]))

    review.refresh_from_db()
    assert review.state == {"review-withdraw": "withdrawn", "review-reopen": "draft"}[page]


def test_writes_are_posts(stage, login):
    review = handed_in(stage.ada)
    client = login(stage.cast.ada)
    pages = [
        ("review-withdraw", review.pk),
        ("review-reopen", review.pk),
        ("review-submit", stage.ada.pk),
        ("review-save", stage.ada.pk),
    ]

    assert [
        client.get(reverse(f"reviews:{page}", args=[pk])).status_code for page, pk in pages
    ] == [405] * 4


def test_the_database_wants_one_review_a_person_and_plan(stage):
    review = handed_in(stage.ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            assignment=stage.eva,
            author=review.author,
            round_plan=review.round_plan,
            version=review.version,
            form_version=review.form_version,
        )


@pytest.mark.parametrize(
    ("state", "moment"),
    [("submitted", False), ("draft", True), ("withdrawn", True), ("sent", False)],
)
def test_the_database_wants_a_moment_with_a_submission_and_only_then(stage, state, moment):
    review = handed_in(stage.ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(
            state=state, submitted_at=review.submitted_at if moment else None
        )


def test_a_published_form_never_changes(stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.update(number=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.all()._raw_delete("default")
