"""What a mail brings goes to the thing that it is about: a post, or an answer to an invitation.

As the person whose address was answered, by the rights of this moment.
"""

from uuid import UUID

from core.clock import now
from core.errors import DomainError
from notifications.inbound import registry
from notifications.inbound.checks import addresses_of
from notifications.inbound.errors import NotPosted
from notifications.inbound.reading.invitation import COUNTER, CalendarAnswer
from notifications.inbound.reading.letter import Letter
from notifications.models import Reason, ReplyAddress

COMES: dict[str, bool | None] = {"ACCEPTED": True, "DECLINED": False, "TENTATIVE": None}


def post(kind: registry.Answerable, letter: Letter, address: ReplyAddress, *, key: UUID) -> str:
    """Post the words; the page of the post. Raises NotPosted, or Later."""
    try:
        return kind.post(
            subject_id=address.subject_id,
            number=address.number,
            by=address.person,
            text=letter.body,
            key=key,
        )
    except DomainError as error:
        raise NotPosted(Reason.NOT_ALLOWED, str(error)) from None


def page_of(address: ReplyAddress) -> str:
    """Where an invitation is answered by hand; "" when the address is that of no invitation."""
    kind = registry.invitation(address.subject_type)
    return kind.page(address.subject_id) if kind else ""


def note(letter: Letter, address: ReplyAddress) -> None:
    """Note the answer of a calendar. Raises NotPosted, or Later."""
    kind = registry.invitation(address.subject_type)
    answer = letter.answer
    if kind is None or answer is None:
        raise NotPosted(Reason.WORDS)
    if answer.uid.casefold() != kind.uid(address.subject_id).casefold():
        raise NotPosted(Reason.UNKNOWN)
    if answer.method == COUNTER:
        raise NotPosted(Reason.PROPOSAL)
    try:
        kind.answer(
            subject_id=address.subject_id,
            by=address.person,
            comes=_comes(answer, address),
            sequence=answer.sequence,
            at=min(answer.at or now(), now()),
        )
    except registry.Outdated as outdated:
        raise NotPosted(Reason.OUTDATED, str(outdated)) from None
    except DomainError as error:
        raise NotPosted(Reason.NOT_ALLOWED, str(error)) from None


def _comes(answer: CalendarAnswer, address: ReplyAddress) -> bool | None:
    state = answer.state_of(addresses_of(address.person))
    if state not in COMES:
        raise NotPosted(Reason.UNCLEAR)
    return COMES[state]
