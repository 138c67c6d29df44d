"""What one person keeps for oneself in a thread: what was read, a draft, how to follow. Not in the audit log."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.text import MAX_LENGTH, clean_source
from discussion.errors import NotUnderstood, NotVisible
from discussion.models import Draft, Follow, FollowLevel, ReadMark, Thread
from discussion.notices import MENTION, POST, RESOLVED
from discussion.ranges import Ranges, union, within
from notifications.actions import mark_read as mark_notices_read
from notifications.models import Notice
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
    _settle_notices(thread, by)
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
def follow(*, thread: Thread, by: Person, level: str) -> Follow:
    """Hear more, as usual, or nothing of a thread."""
    _visible(thread, by)
    if level not in FollowLevel.values:
        raise NotUnderstood(_("Choose how to follow this conversation."))
    row, _made = Follow.objects.update_or_create(
        person=by, thread=thread, defaults={"level": level}
    )
    return row


def _visible(thread: Thread, by: Person) -> Thread:
    found = Thread.objects.visible_to(by).filter(pk=thread.pk).first()
    if found is None:
        raise NotVisible
    return found


def _settle_notices(thread: Thread, by: Person) -> None:
    waiting = Notice.objects.filter(
        person=by,
        kind__in=[POST.key, MENTION.key, RESOLVED.key],
        subject_type=thread._meta.label_lower,
        subject_id=thread.pk,
        read_at=None,
    )
    if ids := list(waiting.values_list("pk", flat=True)):
        mark_notices_read(person=by, notices=ids)
