"""Answers by mail where reviewers write apart, and where a step of the round opened or closed meanwhile."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox

from core import clock
from discussion.actions import open_apart, reveal
from discussion.models import Post, Reveal, Thread
from notifications import tasks
from notifications.inbound.keeping import keep
from notifications.inbound.working import work_off
from notifications.models import InboundMail, InboundState, Notice, Reason, Way
from people.levels import Level
from people.models import Person
from sessions.models import RoundStep, StepKind
from sessions.tasks import reveal_due
from tests.factories.discussion import ThreadFactory, post
from tests.factories.reviews import ReviewFactory
from tests.notifications.answering import DOMAIN, at_once, plain, quoting
from tests.notifications.test_answers import back
from tests.people import Cast
from tests.reviews.stage import Stage, set_stage

OWN = "Alleen voor jou: ik twijfel aan de cijfers."


@pytest.fixture(autouse=True)
def answers_by_mail(settings: Any) -> None:
    settings.REPLY_ADDRESS = f"reply@{DOMAIN}"


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return set_stage(cast, level=Level.PARTICIPANTS)


@dataclass
class Letter:
    """The last mail that somebody got, and the address in it."""

    to: Person
    address: str

    def answered(self, sender: Person | None = None) -> InboundMail:
        """The answer to it, by who got it or by somebody else."""
        by = sender or self.to
        raw = plain(self.address, quoting(OWN), From=by.email)
        kept, _made = keep(raw, Way.WEBHOOK)
        work_off(kept.pk)
        kept.refresh_from_db()
        return kept


def mailed(thread: Thread, to: Person, by: Person) -> Letter:
    """Somebody takes part, somebody else writes, and the mail about it leaves."""
    at_once(to)
    post(thread, to, "Dit zag ik.")
    post(thread, by, "Waarom denk je dat?")
    tasks.send_due()
    letter = next(one for one in reversed(outbox.outbox) if one.to == [to.email])
    return Letter(to, str(letter.extra_headers["Reply-To"]))


@pytest.fixture
def apart(cast: Cast, stage: Stage) -> Letter:
    """Ada writes apart, and Chris asks her something."""
    thread = open_apart(kind="panel", target_id=stage.plan.pk, by=cast.ada)
    return mailed(thread, cast.ada, cast.chris)


def bodies() -> set[str]:
    return set(Post.objects.values_list("body_md", flat=True))


# ------------------------------------------------------------------ while they write apart


def test_an_answer_stands_in_the_own_thread_and_no_other_reviewer_hears_of_it(
    cast: Cast, stage: Stage, apart: Letter
) -> None:
    theirs = open_apart(kind="panel", target_id=stage.plan.pk, by=cast.eva)
    post(theirs, cast.eva, "Wat Eva zag.")
    before = Notice.objects.exclude(person=cast.chris).count()

    came = apart.answered()

    made = Post.objects.get(body_md=OWN)
    assert (came.state, made.author, made.thread.audience) == (
        InboundState.POSTED,
        cast.ada,
        cast.ada,
    )
    assert Notice.objects.exclude(person=cast.chris).count() == before
    for person in (cast.eva, cast.pim, cast.rob, cast.mia):
        assert not Thread.objects.visible_to(person).filter(pk=made.thread_id).exists()


def test_another_reviewer_does_not_answer_in_somebodys_thread(cast: Cast, apart: Letter) -> None:
    came = apart.answered(sender=cast.eva)

    assert (came.state, came.reason) == (InboundState.REFUSED, Reason.SENDER)
    assert OWN not in bodies()
    [letter] = back()
    assert (outbox.outbox[-1].to, "Ada" in letter) == ([cast.eva.email], False)
    assert OWN in letter


def test_who_was_taken_off_the_plan_meanwhile_gets_the_words_back(
    cast: Cast, stage: Stage, apart: Letter
) -> None:
    stage.ada.state, stage.ada.reason = "withdrawn", "Conflict"
    stage.ada.save()

    came = apart.answered()

    assert (came.reason, came.body, OWN in bodies()) == (Reason.NOT_ALLOWED, OWN, False)
    [letter] = back()
    assert "Dit bestaat niet" in letter
    assert OWN in letter


# ------------------------------------------------------------------ when the step is over


@pytest.mark.parametrize("by_the_clock", [True, False])
def test_what_was_written_apart_is_not_shown_to_all_after_the_reveal(
    cast: Cast, stage: Stage, apart: Letter, by_the_clock: bool
) -> None:
    at = clock.now()
    if by_the_clock:
        step = RoundStep.objects.get(round=stage.june, kind=StepKind.REVIEW)
        at = step.closes_at + timedelta(hours=1)
    with clock.frozen(at):
        if by_the_clock:
            assert reveal_due() == 1
        else:
            reveal(kind="panel", target_id=stage.plan.pk, by=cast.chris)

        came = apart.answered()
        letters = [letter for letter in back() if OWN in letter]

    shared = Reveal.objects.get().thread
    assert (came.state, came.reason) == (InboundState.REFUSED, Reason.NOT_ALLOWED)
    assert (came.body, OWN in bodies()) == (OWN, False)
    [letter] = letters
    assert "Dit gesprek is samengevoegd met dat van de andere reviewers." in letter
    assert f"/threads/{shared.pk}" in letter


def test_a_region_that_may_not_read_the_review_any_more_gets_the_words_back(
    cast: Cast, stage: Stage
) -> None:
    """The sitting step, from which a region reads reviews, was moved to later after the mail had left."""
    review = ReviewFactory(assignment=stage.eva, submitted=True)
    stage.at(StepKind.SITTING)
    thread = ThreadFactory(
        target_kind="review", target_id=review.pk, level=Level.SESSION, created_by=cast.chris
    )
    letter = mailed(thread, cast.rob, cast.chris)
    stage.at(StepKind.REVIEW)

    came = letter.answered()

    assert (came.state, came.reason, came.body) == (
        InboundState.REFUSED,
        Reason.NOT_ALLOWED,
        OWN,
    )
    [words] = back()
    assert "Dit bestaat niet" in words
    assert OWN in words
    assert OWN not in bodies()
