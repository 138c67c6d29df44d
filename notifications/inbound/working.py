"""Working off one mail that came in: once, whatever dies meanwhile."""

import logging
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Q
from django.utils import translation

from audit.context import coming_by
from audit.models import How
from core.clock import now
from core.keys import claim
from core.text import language_of
from notifications.actions import note_bounce
from notifications.inbound import registry
from notifications.inbound.answering import tell_files, tell_refused, tell_words
from notifications.inbound.checks import check, check_words, owners_of
from notifications.inbound.errors import LeftAlone, NotPosted
from notifications.inbound.handing_on import note, page_of, post
from notifications.inbound.reading.letter import Letter, read
from notifications.models import InboundMail, InboundState, Reason, ReplyAddress
from people.models import Language, Person

logger = logging.getLogger(__name__)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
STUCK = timedelta(minutes=10)  # a worker that died in the middle
SPACE = UUID("2f6f0d1e-6a53-4c0b-9a55-0f6f4d1c7f10")  # in which a mail gives a command its key


def due() -> list[int]:
    """Mails whose time has come, oldest first; also those that a dead worker left half-way."""
    rows = InboundMail.objects.filter(_takeable()).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:200])


def _takeable() -> Q:
    half_way = Q(state=InboundState.WORKING, next_try_at__lte=now() - STUCK)
    return half_way | Q(state=InboundState.TODO, next_try_at__lte=now())


def work_off(mail_id: int) -> InboundState | None:
    """Read one mail and post or note it, or say why not; the state that it has then, or nothing when it is not its turn.

    The post is a command whose key comes from the mail: a worker that dies after the post and before
    it was noted leaves a mail that is read again, and the same key posts nothing twice.
    """
    mine = InboundMail.objects.filter(_takeable(), pk=mail_id)
    taken = {"state": InboundState.WORKING, "next_try_at": now(), "attempts": F("attempts") + 1}
    if not claim(mine, **taken):
        return None
    rows = InboundMail.objects.select_related("reply_address__person", "person")
    mail = rows.get(pk=mail_id)
    with coming_by(How.MAIL):
        return _work(mail)


def _work(mail: InboundMail) -> InboundState:
    letter = Letter(sender=mail.sender, message_id=mail.message_id)
    if mail.attempts > len(WAITS) + 1:  # of these some ended with the worker itself
        return _give_up(mail, letter)
    try:
        letter = _read(mail)
        with translation.override(_language(letter)):
            return _decide(mail, letter)
    except registry.Later:
        return _try_later(mail, letter, "Later")
    except Exception as error:
        logger.exception("mail that came in failed", extra={"mail": mail.pk})
        return _try_later(mail, letter, type(error).__name__)


def _read(mail: InboundMail) -> Letter:
    """What the mail says; an empty letter of an unknown sender when nobody can read it."""
    try:
        return read(bytes(mail.raw))
    except Exception:  # noqa: BLE001 -- mail is made by strangers, and read by an old parser
        logger.warning("mail cannot be read", extra={"mail": mail.pk})
        return Letter(sender=mail.sender, message_id=mail.message_id, unreadable=True)


def _decide(mail: InboundMail, letter: Letter) -> InboundState:
    if letter.bounce:
        note_bounce(
            message_id=letter.bounce.message_id,
            permanent=letter.bounce.permanent,
            reason=letter.bounce.reason,
        )
        return _end(mail, InboundState.BOUNCE)
    try:
        if letter.unreadable:
            raise NotPosted(Reason.UNREADABLE)
        address = check(mail, letter)
        return _count(mail, letter, address)
    except LeftAlone as alone:
        return _end(mail, InboundState.IGNORED, reason=alone.reason)
    except NotPosted as refused:
        return _refuse(mail, letter, refused)


def _count(mail: InboundMail, letter: Letter, address: ReplyAddress) -> InboundState:
    """Post the words, or note the answer of a calendar; first keep what was understood."""
    kind = registry.get(address.subject_type)
    if kind is None:
        return _note(mail, letter, address)
    check_words(letter)
    _keep_words(mail, letter, address.person)
    mail.place = post(kind, letter, address, key=uuid5(SPACE, mail.identity))
    with transaction.atomic():
        state = _end(mail, InboundState.POSTED)
        tell_files(mail, letter)
    return state


def _note(mail: InboundMail, letter: Letter, address: ReplyAddress) -> InboundState:
    _keep_words(mail, letter, address.person)
    mail.place = page_of(address)
    note(letter, address)
    with transaction.atomic():
        state = _end(mail, InboundState.NOTED)
        tell_words(mail, letter)
    return state


def _keep_words(mail: InboundMail, letter: Letter, person: Person) -> None:
    mail.person, mail.body, mail.left_out = person, letter.body, letter.left_out
    if letter.answer:  # the rest is what a program says of it
        mail.body, mail.left_out = letter.answer.words, ""
    mail.files = [] if letter.answer else letter.files
    mail.save(update_fields=["person", "body", "left_out", "files"])


@transaction.atomic
def _refuse(mail: InboundMail, letter: Letter, refused: NotPosted) -> InboundState:
    """End without a post. Nobody is told whom we do not know and who knows no address of ours:

    that would answer mail with a borrowed sender.
    """
    owners = owners_of(letter.sender)
    address = mail.reply_address
    if address and address.person_id in owners:
        _keep_words(mail, letter, address.person)
        mail.place = page_of(address)
    sentence = refused.sentence(of_calendar=letter.answer is not None)
    mail.sentence = sentence[:300]
    state = _end(mail, InboundState.REFUSED, reason=refused.reason)
    if owners or address:
        tell_refused(mail, letter, sentence)
    return state


def _end(mail: InboundMail, state: InboundState, reason: Reason = Reason.NONE) -> InboundState:
    mail.state, mail.reason, mail.done_at = state, reason, now()
    mail.save(update_fields=["state", "reason", "done_at", "place", "sentence", "error"])
    return state


def _try_later(mail: InboundMail, letter: Letter, error: str) -> InboundState:
    """Again in a while; after the last time the person gets the text back, and administrators see it."""
    mail.error = error[:120]
    if mail.attempts <= len(WAITS):
        mail.state = InboundState.TODO
        mail.next_try_at = now() + WAITS[mail.attempts - 1]
        mail.save(update_fields=["state", "next_try_at", "error"])
        return InboundState.TODO
    return _give_up(mail, letter)


def _give_up(mail: InboundMail, letter: Letter) -> InboundState:
    with transaction.atomic(), translation.override(_language(letter)):
        sentence = NotPosted(Reason.ERROR).sentence(of_calendar=letter.answer is not None)
        mail.sentence = sentence[:300]
        _end(mail, InboundState.FAILED, reason=Reason.ERROR)
        if owners_of(letter.sender):
            tell_refused(mail, letter, sentence)
    return InboundState.FAILED


def _language(letter: Letter) -> str:
    """Of who sent it, where that is known; else that of the mail itself."""
    person = Person.objects.filter(pk__in=owners_of(letter.sender)).first()
    return person.language if person else language_of(letter.body, Language.DUTCH)
