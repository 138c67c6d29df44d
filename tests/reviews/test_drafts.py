"""Drafts: kept while typing, nobody else's business, never taken for a submission."""

import pytest
from django.urls import reverse

from notifications.models import Notice
from reviews.actions import save_answers, submit_review
from reviews.errors import AlreadySubmitted, AnswersChanged, NotAllowed, StepClosed, UnknownField
from reviews.models import Answer, Recommendation, Review, ReviewState, Verification
from sessions.models import AssignmentState, StepKind
from sessions.queries.states import review_states
from tests.reviews.stage import handed_in, set_stage, whole_answers


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def field_url(assignment):
    return reverse("reviews:review-field", args=[assignment.pk])


def write_url(assignment):
    return reverse("reviews:review-write", args=[assignment.pk])


def test_a_look_at_the_desk_writes_nothing(stage, login):
    login(stage.cast.ada).get(write_url(stage.ada))

    assert Review.objects.count() == 0


def test_the_first_answer_begins_a_draft_bound_to_the_version(stage, login):
    response = login(stage.cast.ada).post(
        field_url(stage.ada), {"key": "core", "core": "Clear", "rev-core": "0"}
    )

    review = Review.objects.get()
    assert response.json()["revision"] == 1
    assert (review.state, review.version, review.author) == (
        ReviewState.DRAFT,
        stage.version,
        stage.cast.ada,
    )
    assert Answer.objects.values_list("key", "value", "html").get() == (
        "core",
        "Clear",
        "<p>Clear</p>",
    )


def test_each_save_raises_the_revision_of_its_own_answer(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "One", "rev-core": "0"})
    client.post(field_url(stage.ada), {"key": "wish", "wish": "A wish", "rev-wish": "0"})

    client.post(field_url(stage.ada), {"key": "core", "core": "Two", "rev-core": "1"})

    assert dict(Answer.objects.values_list("key", "revision")) == {"core": 2, "wish": 1}


def test_two_tabs_see_both_texts_and_nothing_is_overwritten(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "From tab one", "rev-core": "0"})

    response = client.post(
        field_url(stage.ada), {"key": "core", "core": "From tab two", "rev-core": "0"}
    )

    body = response.json()
    assert response.status_code == 409
    assert (body["theirs"], body["mine"], body["revision"]) == ("From tab one", "From tab two", 1)
    assert Answer.objects.get().value == "From tab one"


def test_the_same_text_from_two_tabs_is_no_conflict(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "Same", "rev-core": "0"})

    response = client.post(field_url(stage.ada), {"key": "core", "core": "Same", "rev-core": "0"})

    assert (response.status_code, response.json()["revision"]) == (200, 1)


def test_the_whole_form_shows_both_texts_and_keeps_nothing_half(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "From tab one", "rev-core": "0"})

    response = client.post(
        reverse("reviews:review-save", args=[stage.ada.pk]),
        {"core": "From tab two", "rev-core": "0", "wish": "New wish", "rev-wish": "0"},
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "From tab one" in text
    assert "From tab two" in text
    assert "New wish" in text
    assert dict(Answer.objects.values_list("key", "value")) == {"core": "From tab one"}


def test_after_seeing_both_the_writer_may_keep_the_own_text(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "From tab one", "rev-core": "0"})

    client.post(
        reverse("reviews:review-save", args=[stage.ada.pk]),
        {"core": "From tab two", "rev-core": "1"},
    )

    assert Answer.objects.get().value == "From tab two"


def test_without_script_the_button_keeps_everything(stage, login):
    response = login(stage.cast.ada).post(
        reverse("reviews:review-save", args=[stage.ada.pk]),
        {
            "core": "Clear",
            "rev-core": "0",
            "c1": "4",
            "rev-c1": "0",
            "rec-1-addressees": ["business", "state"],
            "rev-rec-1-addressees": "0",
        },
    )

    assert response.status_code == 302
    assert dict(Answer.objects.values_list("key", "value")) == {
        "core": "Clear",
        "c1": 4,
        "rec-1-addressees": ["business", "state"],
    }


def test_an_answer_can_be_emptied_again(stage, login):
    client = login(stage.cast.ada)
    client.post(field_url(stage.ada), {"key": "core", "core": "Clear", "rev-core": "0"})

    client.post(field_url(stage.ada), {"key": "core", "core": "", "rev-core": "1"})

    assert Answer.objects.values_list("value", "html").get() == (None, "")


@pytest.mark.parametrize(
    "sent",
    [
        {"key": "nothing", "nothing": "x"},
        {"key": "c1", "c1": "9"},
        {"key": "focus", "focus": "123456"},
        {"key": "core", "core": "x" * 100_000},
        {},
    ],
)
def test_what_the_form_does_not_know_is_refused_with_a_sentence(stage, login, sent):
    response = login(stage.cast.ada).post(field_url(stage.ada), sent)

    assert response.status_code == 422
    assert response.json()["reason"] != ""
    assert Answer.objects.count() == 0


def test_hostile_text_is_kept_as_text(stage, login):
    hostile = "<script>alert(1)</script> \u202e😀 [x](javascript:1)\x00"

    login(stage.cast.ada).post(
        field_url(stage.ada), {"key": "core", "core": hostile, "rev-core": "0"}
    )

    answer = Answer.objects.get()
    assert "<script" not in answer.html
    assert 'href="javascript' not in answer.html
    assert "\x00" not in answer.value


def test_a_revision_that_is_no_number_counts_as_none(stage, login):
    response = login(stage.cast.ada).post(
        field_url(stage.ada), {"key": "core", "core": "Clear", "rev-core": "x"}
    )

    assert response.status_code == 200


@pytest.mark.parametrize(
    "name", ["chris", "rob", "mia", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_else_reads_or_writes_the_draft(stage, login, name):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "SECRET WORDS"}, seen={})
    client = login(getattr(stage.cast, name))
    page = client.get(write_url(stage.ada))
    posts = [
        client.post(field_url(stage.ada), {"key": "core", "core": "Other", "rev-core": "1"}),
        client.post(reverse("reviews:review-save", args=[stage.ada.pk]), {"core": "Other"}),
        client.post(reverse("reviews:review-submit", args=[stage.ada.pk]), {"core": "Other"}),
        client.get(reverse("reviews:review-draft", args=[stage.ada.pk])),
    ]

    assert {page.status_code, *(post.status_code for post in posts)} <= {403, 404}
    assert b"SECRET WORDS" not in page.content
    assert Answer.objects.get().value == "SECRET WORDS"


@pytest.mark.parametrize("name", ["chris", "rob", "eva", "pim", "wim", "sam"])
def test_a_whole_draft_is_counted_nowhere(stage, login, name):
    given = whole_answers(stage.ada)
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})
    person = getattr(stage.cast, name)
    client = login(person)
    review = Review.objects.get()
    pages = [
        reverse("reviews:review-list"),
        reverse("reviews:recommendation-list"),
        reverse("reviews:plan-review-list", args=[stage.plan.pk]),
        reverse("reviews:dossier-follow-up", args=[stage.plan.dossier_id]),
    ]

    assert client.get(reverse("reviews:review-detail", args=[review.pk])).status_code == 404
    assert all(b"Make one door" not in client.get(page).content for page in pages)
    assert (
        Recommendation.objects.count(),
        Verification.objects.count(),
        Notice.objects.count(),
    ) == (0, 0, 0)
    assert Review.objects.visible_to(person).count() == 0


def test_a_facilitator_knows_that_a_review_is_being_written_and_others_do_not(stage):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "x"}, seen={})
    ids = [stage.ada.pk]

    assert review_states(stage.cast.chris, ids)[stage.ada.pk].url == ""
    assert review_states(stage.cast.rob, ids) == {}
    assert review_states(stage.cast.eva, ids) == {}
    assert review_states(None, ids)[stage.ada.pk].submitted is False


def test_an_asked_reviewer_first_says_yes(stage, login):
    stage.ada.state = AssignmentState.SENT
    stage.ada.save()
    client = login(stage.cast.ada)

    page = client.get(write_url(stage.ada))
    response = client.post(field_url(stage.ada), {"key": "core", "core": "Clear", "rev-core": "0"})

    assert page.status_code == 200
    assert response.status_code == 403
    assert Review.objects.count() == 0


@pytest.mark.parametrize(
    "state", [AssignmentState.DECLINED, AssignmentState.WITHDRAWN, AssignmentState.PLANNED]
)
def test_without_a_task_there_is_nothing_to_write(stage, state):
    stage.ada.state = state
    if state == AssignmentState.PLANNED:
        stage.ada.sent_at = stage.ada.answered_at = None
    stage.ada.save()

    with pytest.raises(NotAllowed):
        save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "x"}, seen={})


@pytest.mark.parametrize("step", [StepKind.PLAN, StepKind.SITTING, StepKind.RESPONSE])
def test_outside_the_step_nothing_is_kept_and_the_typed_text_stays_on_the_page(stage, login, step):
    stage.at(step)

    response = login(stage.cast.ada).post(
        reverse("reviews:review-save", args=[stage.ada.pk]),
        {"core": "TYPED WORDS", "rev-core": "0"},
    )

    assert response.status_code == 403
    assert b"TYPED WORDS" in response.content
    assert Review.objects.count() == 0


def test_after_the_close_the_draft_is_kept_and_can_be_downloaded(stage, login):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "KEPT WORDS"}, seen={})
    stage.at(StepKind.SITTING)
    client = login(stage.cast.ada)

    page = client.get(write_url(stage.ada))
    download = client.get(reverse("reviews:review-draft", args=[stage.ada.pk]))

    assert b"KEPT WORDS" in page.content
    assert "KEPT WORDS" in download.content.decode()
    assert download["Content-Disposition"].startswith("attachment")
    with pytest.raises(StepClosed):
        submit_review(assignment=stage.ada, by=stage.cast.ada)


def test_a_review_that_is_handed_in_takes_no_drafts(stage, login):
    handed_in(stage.ada)

    with pytest.raises(AlreadySubmitted):
        save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "x"}, seen={})


def test_an_unknown_key_is_refused_and_nothing_is_kept(stage):
    with pytest.raises(UnknownField):
        save_answers(
            assignment=stage.ada, by=stage.cast.ada, given={"core": "x", "evil": "y"}, seen={}
        )

    assert Review.objects.count() == 0


def test_a_conflict_names_every_answer(stage):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "a", "wish": "b"}, seen={})

    with pytest.raises(AnswersChanged) as caught:
        save_answers(
            assignment=stage.ada,
            by=stage.cast.ada,
            given={"core": "c", "wish": "d", "strong": "e"},
            seen={"core": 1},
        )

    assert set(caught.value.theirs) == {"wish"}
    assert Answer.objects.filter(key="strong").count() == 0
