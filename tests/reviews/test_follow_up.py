"""From advice to change: answers, commitments, progress, evidence, and September's judgement."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from core import clock
from notifications.models import Notice
from reviews.actions import (
    change_commitment,
    commit,
    report_progress,
    respond,
    withdraw_recommendation,
)
from reviews.actions.commitments import Promise
from reviews.errors import (
    AlreadyAnswered,
    EditionEnded,
    NotAllowed,
    ReasonMissing,
    RowChanged,
    StepClosed,
)
from reviews.models import (
    Commitment,
    Evidence,
    Progress,
    ProgressState,
    Recommendation,
    Response,
    ResponseKind,
    Review,
    Verification,
)
from reviews.queries.advice import line_of, readable, with_story
from reviews.tasks import tell_teams
from sessions.models import StepKind
from tests.factories.programme import StepFactory
from tests.factories.reviews import CommitmentFactory, VerificationFactory
from tests.reviews.stage import handed_in, september_after, set_stage

PROMISE = Promise("Open one door", "The region", datetime.date(2100, 1, 1), "Ten entrepreneurs")
PROMISED = {
    "what": "Open one door",
    "owner": "The region",
    "due_on": "2100-01-01",
    "result": "Ten entrepreneurs",
}


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    given = handed_in(stage.ada).recommendations.get()
    stage.at(StepKind.RESPONSE)
    return given


def url(page, *args):
    return reverse(f"reviews:{page}", args=args)


def test_the_lead_answers_and_the_giver_hears(stage, advice, login):
    response = login(stage.cast.rob).post(
        url("recommendation-respond", advice.pk),
        {"kind": "partly", "reason": "**Not** all.", "revision": "0"},
    )

    answer = Response.objects.get()
    assert response.status_code == 302
    assert (answer.kind, answer.html, answer.given_by, answer.is_late) == (
        "partly",
        "<p><strong>Not</strong> all.</p>",
        stage.cast.rob,
        False,
    )
    assert list(
        Notice.objects.filter(kind="reviews.answered").values_list("person__name", flat=True)
    ) == ["Ada"]


@pytest.mark.parametrize("kind", ["partly", "not", "pending"])
def test_all_but_adopted_gives_a_reason(stage, advice, login, kind):
    response = login(stage.cast.rob).post(
        url("recommendation-respond", advice.pk), {"kind": kind, "reason": "  "}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert Response.objects.count() == 0
    with pytest.raises(ReasonMissing):
        respond(
            recommendation=advice, by=stage.cast.rob, kind=ResponseKind(kind), reason=" ", seen=0
        )


def test_a_changed_answer_keeps_its_history_in_the_log(stage, advice):
    respond(
        recommendation=advice, by=stage.cast.rob, kind=ResponseKind.PENDING, reason="Later", seen=0
    )
    respond(recommendation=advice, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=1)

    entries = Entry.objects.filter(verb="recommendation.answered").order_by("pk")

    assert [entry.changes["kind"]["new"] for entry in entries] == ["pending", "adopted"]
    assert entries[1].changes["reason"]["old"] == "Later"
    assert Response.objects.get().revision == 2


def test_two_tabs_do_not_overwrite_an_answer(stage, advice, login):
    respond(
        recommendation=advice,
        by=stage.cast.rob,
        kind=ResponseKind.NOT,
        reason="FIRST REASON",
        seen=0,
    )

    response = login(stage.cast.rob).post(
        url("recommendation-respond", advice.pk),
        {"kind": "partly", "reason": "SECOND REASON", "revision": "0"},
    )

    assert response.status_code == 409
    assert b"FIRST REASON" in response.content
    assert b"SECOND REASON" in response.content
    assert Response.objects.get().reason == "FIRST REASON"


def test_the_same_answer_twice_is_one_answer(stage, advice):
    for _press in range(2):
        respond(
            recommendation=advice, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0
        )

    assert Response.objects.get().revision == 1


def test_after_the_step_answers_are_closed_with_the_reason(stage, advice, login):
    stage.at(StepKind.FOLLOW_UP)

    response = login(stage.cast.rob).post(
        url("recommendation-respond", advice.pk), {"kind": "adopted"}
    )

    assert response.status_code == 403
    with pytest.raises(StepClosed):
        respond(
            recommendation=advice, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0
        )


def test_a_member_sees_the_button_disabled_with_the_reason(stage, advice, login):
    page = login(stage.cast.mia).get(url("recommendation-detail", advice.pk))

    assert "South" in page.context["story"].answer_refusal
    assert page.context["story"].in_team is True


OTHERS = ["mia", "chris", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]


@pytest.mark.parametrize("name", OTHERS)
def test_only_the_lead_answers_and_promises(stage, advice, login, name):
    person = getattr(stage.cast, name)
    client = login(person)
    posts = [
        client.post(url("recommendation-respond", advice.pk), {"kind": "adopted"}),
        client.post(url("commitment-create", advice.pk), PROMISED),
        client.post(url("commitment-create-own", stage.plan.dossier_id), PROMISED),
    ]

    assert {post.status_code for post in posts} <= {403, 404}
    assert (Response.objects.count(), Commitment.objects.count()) == (0, 0)
    with pytest.raises(NotAllowed):
        respond(recommendation=advice, by=person, kind=ResponseKind.ADOPTED, reason="", seen=0)
    with pytest.raises(NotAllowed):
        commit(dossier=stage.plan.dossier, by=person, promise=PROMISE)


def test_several_commitments_on_one_recommendation(stage, advice, login):
    client = login(stage.cast.rob)
    for what in ("First", "Second"):
        client.post(url("commitment-create", advice.pk), PROMISED | {"what": what})

    assert list(advice.commitments.values_list("what", flat=True)) == ["First", "Second"]
    assert Notice.objects.filter(kind="reviews.promised", person=stage.cast.ada).count() == 2


def test_a_commitment_of_own_accord(stage, login):
    login(stage.cast.rob).post(url("commitment-create-own", stage.plan.dossier_id), PROMISED)

    promise = Commitment.objects.get()
    assert (promise.recommendation, promise.dossier) == (None, stage.plan.dossier)


def test_a_commitment_without_its_parts_is_refused_and_what_was_typed_stays(stage, advice, login):
    response = login(stage.cast.rob).post(
        url("commitment-create", advice.pk), {"what": "TYPED", "due_on": "no day"}
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"owner", "due_on", "result"}
    assert b"TYPED" in response.content


def test_a_commitment_is_changed_by_the_lead_and_the_log_keeps_what_it_was(stage, advice, login):
    promise = CommitmentFactory(recommendation=advice, made_by=stage.cast.rob)
    client = login(stage.cast.rob)
    client.post(
        url("commitment-edit", promise.pk), PROMISED | {"what": "Two doors", "revision": "1"}
    )

    stale = client.post(
        url("commitment-edit", promise.pk), PROMISED | {"what": "Three doors", "revision": "1"}
    )

    promise.refresh_from_db()
    assert (promise.what, stale.status_code) == ("Two doors", 409)
    assert Entry.objects.get(verb="commitment.changed").changes["what"]["old"] == "Open one door"
    with pytest.raises(NotAllowed):
        change_commitment(commitment=promise, by=stage.cast.mia, promise=PROMISE, seen=2)


def test_the_team_reports_progress_and_the_giver_hears_when_it_is_done(stage, advice, login):
    promise = CommitmentFactory(recommendation=advice, made_by=stage.cast.rob)
    client = login(stage.cast.mia)
    client.post(url("commitment-progress", promise.pk), {"state": "on_schedule", "revision": "1"})
    quiet = Notice.objects.filter(kind="reviews.done").count()

    client.post(url("commitment-progress", promise.pk), {"state": "done", "revision": "2"})

    promise.refresh_from_db()
    assert (promise.state, promise.progress.count(), quiet) == ("done", 2, 0)
    assert list(
        Notice.objects.filter(kind="reviews.done").values_list("person__name", flat=True)
    ) == ["Ada"]


@pytest.mark.parametrize("state", ["needs_attention", "stopped"])
def test_what_worries_is_explained(stage, advice, login, state):
    promise = CommitmentFactory(recommendation=advice)

    response = login(stage.cast.mia).post(
        url("commitment-progress", promise.pk), {"state": state, "revision": "1"}
    )

    assert response.status_code == 422
    assert list(response.context["progress_form"].errors) == ["explanation"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(commitment=promise, state=state, reported_by=stage.cast.mia)


def test_progress_from_two_tabs_is_not_lost(stage, advice, login):
    promise = CommitmentFactory(recommendation=advice)
    report_progress(
        commitment=promise, by=stage.cast.rob, state=ProgressState.DONE, explanation="", seen=1
    )

    response = login(stage.cast.mia).post(
        url("commitment-progress", promise.pk),
        {"state": "stopped", "explanation": "MY WORDS", "revision": "1"},
    )

    promise.refresh_from_db()
    assert (response.status_code, promise.state) == (409, "done")
    assert b"MY WORDS" in response.content


def test_pressing_the_button_twice_reports_once(stage, advice):
    promise = CommitmentFactory(recommendation=advice)
    for _press in range(2):
        report_progress(
            commitment=promise, by=stage.cast.mia, state=ProgressState.DONE, explanation="", seen=1
        )

    assert Progress.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["chris", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_outside_the_team_reports_or_adds_evidence(stage, advice, login, name):
    promise = CommitmentFactory(recommendation=advice)
    person = getattr(stage.cast, name)
    client = login(person)
    posts = [
        client.post(url("commitment-progress", promise.pk), {"state": "done", "revision": "1"}),
        client.post(
            url("evidence-add", promise.pk), {"kind": "number", "text": "x", "dated": "2017-09-01"}
        ),
        client.post(url("commitment-edit", promise.pk), PROMISED),
    ]

    assert {post.status_code for post in posts} <= {403, 404}
    assert (Progress.objects.count(), Evidence.objects.count()) == (0, 0)
    with pytest.raises(NotAllowed):
        report_progress(
            commitment=promise, by=person, state=ProgressState.DONE, explanation="", seen=1
        )


def test_progress_is_possible_after_the_round_until_the_edition_ends(stage, advice):
    promise = CommitmentFactory(recommendation=advice)
    StepFactory(edition=stage.cast.edition, number=6, planned_end=datetime.date(2017, 12, 31))
    with clock.frozen(clock.amsterdam(2017, 12, 31, 12)):
        report_progress(
            commitment=promise,
            by=stage.cast.mia,
            state=ProgressState.ON_SCHEDULE,
            explanation="",
            seen=1,
        )

    with clock.frozen(clock.amsterdam(2018, 1, 1, 12)), pytest.raises(EditionEnded):
        report_progress(
            commitment=promise, by=stage.cast.mia, state=ProgressState.DONE, explanation="", seen=2
        )

    assert Progress.objects.count() == 1


EVIDENCE = {
    "kind": "number",
    "text": "Twelve",
    "amount": "12",
    "unit": "entrepreneurs",
    "dated": "2017-09-01",
    "level": "session",
}


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"kind": "link"}, "url"),
        ({"kind": "link", "url": "javascript:alert(1)"}, "url"),
        ({"kind": "file"}, "file"),
        ({"amount": ""}, "amount"),
        ({"amount": "many"}, "amount"),
        ({"unit": ""}, "unit"),
        ({"dated": "yesterday"}, "dated"),
        ({"text": ""}, "text"),
        ({"level": "public"}, "level"),
    ],
)
def test_evidence_that_shows_nothing_is_refused_at_its_field(stage, advice, login, sent, wrong):
    promise = CommitmentFactory(recommendation=advice)

    response = login(stage.cast.mia).post(url("evidence-add", promise.pk), EVIDENCE | sent)

    assert response.status_code == 422
    assert list(response.context["evidence_form"].errors) == [wrong]


@pytest.mark.parametrize(
    "left_over",
    [{"amount": "many"}, {"url": "javascript:alert(1)"}, {"amount": "12", "url": "https://a.nl"}],
)
def test_what_belongs_to_another_kind_is_neither_kept_nor_an_obstacle(
    stage, advice, login, left_over
):
    """Its field is not on the page: an error there could not be seen."""
    promise = CommitmentFactory(recommendation=advice)
    quote = EVIDENCE | {"kind": "quote", "unit": "firms"} | left_over

    response = login(stage.cast.mia).post(url("evidence-add", promise.pk), quote)

    kept = promise.evidence.get()
    assert response.status_code == 302
    assert (kept.kind, kept.text) == ("quote", "Twelve")
    assert (kept.url, kept.amount, kept.unit, kept.file.name) == ("", None, "", "")


def test_a_file_is_kept_privately_and_comes_as_a_download(stage, advice, login, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    promise = CommitmentFactory(recommendation=advice)
    sent = SimpleUploadedFile("count.csv", b"day,people\n1,12\n")
    login(stage.cast.mia).post(
        url("evidence-add", promise.pk), EVIDENCE | {"kind": "file", "file": sent}
    )
    evidence = Evidence.objects.get()

    mine = login(stage.cast.ada).get(url("evidence-file", evidence.pk))
    theirs = login(stage.cast.sam).get(url("evidence-file", evidence.pk))

    assert b"".join(mine.streaming_content) == b"day,people\n1,12\n"
    assert mine["Content-Disposition"] == 'attachment; filename="count.csv"'
    assert theirs.status_code == 404


def test_evidence_whose_file_is_lost_is_told_in_a_sentence(
    stage, advice, login, settings, tmp_path
):
    settings.PRIVATE_ROOT = tmp_path
    promise = CommitmentFactory(recommendation=advice)
    sent = SimpleUploadedFile("count.csv", b"day,people\n1,12\n")
    member = login(stage.cast.mia)
    member.post(url("evidence-add", promise.pk), EVIDENCE | {"kind": "file", "file": sent})
    evidence = Evidence.objects.get()
    evidence.file.storage.delete(evidence.file.name)

    response = member.get(url("evidence-file", evidence.pk))

    assert response.status_code == 404
    assert response.context["reason"] == (
        "Dit bestand is er niet meer. Vraag wie het toevoegde om het opnieuw toe te voegen."
    )


def test_a_wrong_file_is_refused_at_its_field(stage, advice, login):
    promise = CommitmentFactory(recommendation=advice)
    sent = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")

    response = login(stage.cast.mia).post(
        url("evidence-add", promise.pk), EVIDENCE | {"kind": "file", "file": sent}
    )

    assert list(response.context["evidence_form"].errors) == ["file"]
    assert Evidence.objects.count() == 0


def test_the_giver_takes_advice_back_until_it_is_answered(stage, advice, login):
    client = login(stage.cast.ada)
    client.post(url("recommendation-withdraw", advice.pk))

    advice.refresh_from_db()
    assert advice.withdrawn_at is not None
    assert login(stage.cast.rob).get(url("recommendation-detail", advice.pk)).status_code == 404


def test_answered_advice_stays(stage, advice):
    respond(recommendation=advice, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0)

    with pytest.raises(AlreadyAnswered):
        withdraw_recommendation(recommendation=advice, by=stage.cast.ada)


@pytest.mark.parametrize("name", ["rob", "chris", "eva", "sam"])
def test_nobody_else_takes_advice_back(stage, advice, login, name):
    response = login(getattr(stage.cast, name)).post(url("recommendation-withdraw", advice.pk))

    advice.refresh_from_db()
    assert response.status_code in {403, 404}
    assert advice.withdrawn_at is None


def test_the_whole_story_from_june_to_september(stage, advice, login):
    rob, mia, ada, eva = stage.cast.rob, stage.cast.mia, stage.cast.ada, stage.cast.eva
    respond(recommendation=advice, by=rob, kind=ResponseKind.ADOPTED, reason="", seen=0)
    promise = commit(dossier=stage.plan.dossier, by=rob, promise=PROMISE, recommendation=advice)
    report_progress(
        commitment=promise, by=mia, state=ProgressState.DONE, explanation="Open since May", seen=1
    )
    later = september_after(stage)
    page = login(ada).get(url("review-write", later.ada.pk)).content.decode()
    assert "Open since May" in page
    review = handed_in(
        later.ada, **{f"verify-{advice.pk}": "amply", f"verify-{advice.pk}-remark": "I saw it."}
    )
    before = Notice.objects.filter(kind="reviews.judged").count()
    later.at(StepKind.SITTING)
    tell_teams()

    story = line_of(with_story(readable(rob), rob).get(pk=advice.pk))

    assert story.response.kind == "adopted"
    assert [one.state for one in story.commitments] == ["done"]
    assert [(one.review, one.judgement, one.remark) for one in story.judged] == [
        (review, "amply", "I saw it.")
    ]
    assert story.state == "done"
    assert before == 0
    judged = Notice.objects.filter(kind="reviews.judged").values_list("person__name", flat=True)
    assert sorted(judged) == ["Mia", "Rob"]
    assert Verification.objects.filter(review__author=eva).count() == 0


def test_a_judgement_is_hidden_as_long_as_its_review_is(stage, advice):
    later = september_after(stage)
    handed_in(later.ada, **{f"verify-{advice.pk}": "not"})

    def judged_for(person):
        return len(line_of(with_story(readable(person), person).get(pk=advice.pk)).judged)

    assert (
        judged_for(stage.cast.rob),
        judged_for(stage.cast.eva),
        judged_for(stage.cast.chris),
    ) == (0, 0, 1)


def test_september_puts_the_own_advice_first_and_asks_only_that(stage, login):
    handed_in(stage.eva, **{"rec-1-title": "Advice of Eva"})
    mine = handed_in(stage.ada).recommendations.get()
    later = september_after(stage)

    page = login(stage.cast.ada).get(url("review-write", later.ada.pk))

    first = page.context["parts"][0].sheaves[0]
    assert [piece.mine for piece in first.pieces] == [True, False]
    assert first.pieces[0].rows[0].control.key == f"verify-{mine.pk}"
    assert [piece.rows[0].control.required for piece in first.pieces] == [True, False]


def test_a_new_friend_may_leave_the_judging(stage, advice):
    later = september_after(stage)

    review = handed_in(later.eva)

    assert review.verifications.count() == 0


def test_a_draft_judgement_is_seen_nowhere(stage, advice):
    from reviews.actions import save_answers

    later = september_after(stage)
    key = f"verify-{advice.pk}"
    save_answers(assignment=later.ada, by=stage.cast.ada, given={key: "not"}, seen={})
    later.at(StepKind.SITTING)

    assert Verification.objects.count() == 0
    assert Review.objects.submitted().filter(round_plan=later.plan).count() == 0


def test_without_june_september_says_so_and_can_be_finished(stage, login):
    later = september_after(stage)

    page = login(stage.cast.ada).get(url("review-write", later.ada.pk))
    review = handed_in(later.ada)

    assert page.context["parts"][0].sheaves[0].pieces == []
    assert review.state == "submitted"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Response, {"kind": "perhaps"}),
        (Response, {"kind": "not", "reason": ""}),
        (Commitment, {"state": "lost"}),
        (Evidence, {"kind": "song"}),
        (Evidence, {"kind": "link", "url": ""}),
        (Evidence, {"kind": "file", "file": ""}),
        (Verification, {"judgement": "perhaps"}),
        (Recommendation, {"term": "never"}),
        (Recommendation, {"effect": "huge"}),
    ],
)
def test_the_database_refuses_what_must_never_be(stage, advice, model, values):
    from tests.factories.reviews import EvidenceFactory, ResponseFactory

    ResponseFactory(recommendation=advice)
    EvidenceFactory(commitment=CommitmentFactory(recommendation=advice))
    VerificationFactory(recommendation=advice, review=advice.review)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)


def test_the_database_wants_one_answer_judgement_and_place(stage, advice):
    from tests.factories.reviews import RecommendationFactory, ResponseFactory

    ResponseFactory(recommendation=advice)
    VerificationFactory(recommendation=advice, review=advice.review)

    for again in (
        lambda: ResponseFactory(recommendation=advice),
        lambda: VerificationFactory(recommendation=advice, review=advice.review),
        lambda: RecommendationFactory(review=advice.review, position=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()


def test_a_row_that_changed_meanwhile_is_refused_by_the_action(stage, advice):
    promise = CommitmentFactory(recommendation=advice)

    with pytest.raises(RowChanged):
        report_progress(
            commitment=promise, by=stage.cast.mia, state=ProgressState.DONE, explanation="", seen=7
        )
