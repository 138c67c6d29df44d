"""Sending mails, each once: claimed and decided about in batches, handed over one by one."""

import logging
import time
import uuid
from collections.abc import Collection
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from math import inf

from django.db.models import Q, QuerySet

from core.clock import now
from core.keys import claim
from notifications.actions.bounces import give_up
from notifications.deciding import Verdict, decide
from notifications.models import Delivery, DeliveryState
from notifications.posting import Post, post, refusal, surely_stayed

logger = logging.getLogger(__name__)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
STUCK = timedelta(minutes=10)  # a worker that died in the middle
BATCH = 100
FRESH = 20  # seconds; who reads a notice later than this before its turn is decided about again
WORDS = ("address", "subject", "text", "html", "headers")
States = dict[int, DeliveryState]


class TurnLost(Exception):
    """Another worker took the mail over, because this one was away for long."""


def due() -> list[int]:
    """Mails whose time has come, oldest first; also those that a dead worker left half-way."""
    rows = Delivery.objects.filter(_due()).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _due() -> Q:
    half_way = Q(state=DeliveryState.SENDING, next_try_at__lte=now() - STUCK)
    return half_way | Q(state=DeliveryState.TODO, next_try_at__lte=now())


def send(delivery_id: int, through: Post | None = None) -> DeliveryState | None:
    """Send one mail if it is still to be sent; the state that it has then, or nothing."""
    with nullcontext(through) if through else post() as way:
        return send_many([delivery_id], way).get(delivery_id)


def send_many(ids: Collection[int], through: Post, *, until: float = inf) -> States:
    """Send those of these mails that are still to be sent; the states that they have then.

    The batch is claimed and decided about together. Each mail then takes two writes of its own: before
    its last line, and after the answer. Between these two nobody can know whether it left; were they
    shared, a worker that dies would leave as many mails in doubt as share them (docs/adr/0007).

    One worker at a time has the turn; whoever lost it meanwhile breaks off before the mail's last line.
    A mail that surely had not left when its worker died goes out as new. One of which nobody can know,
    because the worker died while the other side answered, goes out again under the same Message-ID:
    mail programs show it once.

    After `until`, as `time.monotonic` counts, what did not leave waits for the next time.
    """
    turn = uuid.uuid4()
    if not _take(ids, turn):
        return {}
    try:
        return _send_claimed(turn, through, until)
    except BaseException:  # the worker is told to stop: nobody has to wait until it counts as dead
        _give_back(turn)
        raise


def _take(ids: Collection[int], turn: uuid.UUID) -> bool:
    """Claim those that are still to be sent, in one statement."""
    mine = Delivery.objects.filter(_due(), pk__in=ids)
    return claim(mine, state=DeliveryState.SENDING, turn=turn, next_try_at=now())


def _send_claimed(turn: uuid.UUID, through: Post, until: float) -> States:
    """What has this turn; a decision that grew old on the way is taken again."""
    ended: States = {}
    mails = _claimed(turn)
    while mails:
        late = min(until, time.monotonic() + FRESH)
        sent = _send_decided(mails, _decided(mails), turn, through, late)
        ended |= {pk: state for pk, state in sent.items() if state}
        if len(sent) == len(mails):
            break
        if time.monotonic() > until:
            _give_back(turn)
            break
        claim(_unsent(turn), next_try_at=now())
        mails = _claimed(turn)
    return ended


def _send_decided(
    mails: list[Delivery],
    verdicts: dict[int, Verdict | Exception],
    turn: uuid.UUID,
    through: Post,
    late: float,
) -> dict[int, DeliveryState | None]:
    """One by one, until it is late; at least one."""
    sent: dict[int, DeliveryState | None] = {}
    for mail in mails:
        if sent and time.monotonic() > late:
            break
        sent[mail.pk] = _send_one(mail, verdicts[mail.pk], turn, through)
    return sent


def _send_one(
    delivery: Delivery, verdict: Verdict | Exception, turn: uuid.UUID, through: Post
) -> DeliveryState | None:
    if isinstance(verdict, Exception):
        return _after(verdict, delivery, turn)
    if verdict.until:
        return _finish(delivery, turn, DeliveryState.TODO, next_try_at=verdict.until)
    if verdict.state != DeliveryState.TODO:
        return _finish(delivery, turn, verdict.state, error=verdict.error)
    return _hand_over(delivery, turn, through)


def _claimed(turn: uuid.UUID) -> list[Delivery]:
    """What has this turn, with what is asked of every mail; oldest first."""
    about = ("notice", "digest", "person__mail_hours", "batch")
    return list(_unsent(turn).select_related(*about).order_by("pk"))


def _unsent(turn: uuid.UUID) -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.SENDING, turn=turn)


def _give_back(turn: uuid.UUID) -> None:
    """Let the next worker have what has not begun to leave."""
    _unsent(turn).filter(handed_at=None).update(state=DeliveryState.TODO, turn=None)


def _decided(mails: list[Delivery]) -> dict[int, Verdict | Exception]:
    """About all together; where that breaks, about halves, until what is broken stands alone."""
    try:
        return dict(decide(mails))
    except Exception as error:  # noqa: BLE001 -- one broken mail must not hold up the others
        if len(mails) == 1:
            return {mails[0].pk: error}
    middle = len(mails) // 2
    return _decided(mails[:middle]) | _decided(mails[middle:])


def _hand_over(delivery: Delivery, turn: uuid.UUID, through: Post) -> DeliveryState | None:
    try:
        through.hand_over(delivery, partial(_note_leaving, delivery, turn))
    except TurnLost:
        return None
    except Exception as error:  # noqa: BLE001 -- any mail server's trouble is tried again
        return _after(error, delivery, turn)
    attempts = delivery.attempts + 1
    return _finish(delivery, turn, DeliveryState.SENT, sent_at=now(), attempts=attempts, error="")


def _note_leaving(delivery: Delivery, turn: uuid.UUID) -> None:
    """Note, committed, with which words it leaves, and that from now on nobody knows.

    Raises TurnLost when it is another's mail by now.
    """
    if not claim(_held(delivery, turn), handed_at=now(), next_try_at=now(), **_words(delivery)):
        raise TurnLost


def _words(delivery: Delivery) -> dict[str, object]:
    """What was chosen for it; a code or an invitation had its words before."""
    bare = delivery.notice_id is None and delivery.digest_id is None
    return {} if bare else {name: getattr(delivery, name) for name in WORDS}


def _held(delivery: Delivery, turn: uuid.UUID) -> QuerySet[Delivery]:
    return _unsent(turn).filter(pk=delivery.pk)


def _finish(
    delivery: Delivery, turn: uuid.UUID, state: DeliveryState, **more: object
) -> DeliveryState | None:
    """Note how it ended, unless another has the turn by now."""
    return state if claim(_held(delivery, turn), state=state, turn=None, **more) else None


def _after(error: Exception, delivery: Delivery, turn: uuid.UUID) -> DeliveryState | None:
    """What follows on trouble: give the address up, try later, or in the end give the mail up."""
    logger.warning("mail failed", extra={"delivery": delivery.pk, "error": type(error).__name__})
    attempts = delivery.attempts + 1
    left = _words(delivery)
    if surely_stayed(error) and delivery.handed_at is None:
        left["handed_at"] = None
    if said := refusal(error):
        give_up(address=delivery.address, reason=said)
        return _finish(
            delivery, turn, DeliveryState.FAILED, error=said[:240], attempts=attempts, **left
        )
    state = DeliveryState.TODO if attempts <= len(WAITS) else DeliveryState.FAILED
    return _finish(
        delivery,
        turn,
        state,
        attempts=attempts,
        next_try_at=now() + WAITS[min(attempts, len(WAITS)) - 1],
        error=type(error).__name__[:240],
        **left,
    )
