"""What one person keeps for oneself in a thread: what was read, a draft, how to follow. Not in the audit log."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.text import MAX_LENGTH, clean_source
from discussion.actions.settling import settle_notices
from discussion.errors import NotUnderstood, NotVisible
from discussion.models import Draft, Follow, FollowLevel, ReadMark, Thread
from discussion.ranges import Ranges, union, within
from people.models import Person


@transaction.atomic
def mark_read(*, thread: Thread, by: Person, ranges: Ranges) -> Ranges:
    """Add these numbers to what the person has read, and settle the thread's notices when all is read."""
    head = _visible(thread, by).head_seq
    ReadMark.objects.get_or_create(person=by, thread=thread)
    mark = ReadMark.objects.select_for_update().get(person=by, thread=thread)
    merged = union(mark.ranges, within(ranges, 1, head))
    if merged != mark.ranges:
        mark.ranges = merged
        mark.save(update_fields=["ranges"])
    settle_notices(thread, by)
    return merged


@transaction.atomic
def save_draft(*, thread: Thread, by: Person, body: str) -> Draft | None:
    """Keep an unfinished text; an empty one is forgotten."""
    _visible(thread, by)
    body = clean_source(body)
    if len(body) > MAX_LENGTH:
        raise NotUnderstood(_("This text is too long. Use at most 20,000 characters."))
    if not body:
        Draft.objects.filter(person=by, thread=thread).delete()
        return None
    draft, _made = Draft.objects.update_or_create(
        person=by, thread=thread, defaults={"body_md": body, "saved_at": now()}
    )
    return draft


@transaction.atomic
def follow(*, thread: Thread, by: Person, level: str, until: datetime | None = None) -> Follow:
    """Hear more, as usual, or nothing of a thread; a mute may end by itself."""
    _visible(thread, by)
    if level not in FollowLevel.values:
        raise NotUnderstood(_("Choose how to follow this conversation."))
    if until is not None and (level != FollowLevel.MUTE or until <= now()):
        raise NotUnderstood(_("Only a mute ends by itself, at a moment that is still to come."))
    row, _made = Follow.objects.update_or_create(
        person=by, thread=thread, defaults={"level": level, "until": until}
    )
    return row


def _visible(thread: Thread, by: Person) -> Thread:
    found = Thread.objects.seen_by(by, thread).first()
    if found is None:
        raise NotVisible
    return found
