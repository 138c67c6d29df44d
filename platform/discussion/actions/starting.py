"""Starting a conversation on a thing."""

import hashlib
import json
import secrets
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.text import clean_source
from discussion import targets
from discussion.actions.commands import carry_out
from discussion.actions.indexing import index_subject
from discussion.errors import KeyUsedOtherwise, NotUnderstood, NotVisible, Refused
from discussion.models import Command, Lane, Thread
from discussion.queries import knows_target
from people.levels import Level
from people.models import Person

TITLE = 200
FIRST_ID, MANY_IDS = 10**8, 10**11


def start_thread(  # noqa: PLR0913 -- keywords that say what, where, for whom
    *,
    kind: str,
    target_id: int,
    title: str,
    level: str,
    by: Person,
    key: UUID,
    body: str = "",
    post_kind: str = "",
    audience: Person | None = None,
) -> Thread:
    """A new thread on a thing, with its first post where there is one. Raises a subclass of Refused.

    The same key again gives the thread that was started first.
    """
    title = _checked(title, level)
    if not knows_target(by, kind, target_id):
        raise NotVisible
    target = targets.get(kind)
    if target is None or not _may_start(target, by, target_id, level):
        raise Refused(_("You may not start a conversation here that these people see."))
    backstage = level == Lane.FACILITATORS
    words = [kind, target_id, title, level, clean_source(body), post_kind]
    digest = hashlib.sha256(json.dumps(words).encode()).hexdigest()
    try:
        with transaction.atomic():
            return _start(
                Thread(
                    pk=fresh_id(),
                    target_kind=kind,
                    target_id=target_id,
                    title=title,
                    level=Level.REGION if backstage else level,
                    lane=Lane.FACILITATORS if backstage else Lane.SHARED,
                    audience=audience,
                    created_by=by,
                ),
                Command(author=by, key=key, payload_sha256=digest),
                {"body": body, "post_kind": post_kind},
            )
    except _Taken:
        return _known(by, key, digest)


def fresh_id() -> int:
    """A number of a thread that tells nothing: neither when it began, nor how many there are."""
    return FIRST_ID + secrets.randbelow(MANY_IDS)


def _may_start(target: targets.TargetKind, by: Person, target_id: int, level: str) -> bool:
    if level == Lane.FACILITATORS:
        return target.may_moderate(by, target_id)
    return target.may_start(by, target_id, level)


class _Taken(Exception):
    pass


def _start(thread: Thread, command: Command, first: dict[str, str]) -> Thread:
    thread.save(force_insert=True)
    command.thread = thread
    command.result = {"thread": thread.pk}
    try:
        with transaction.atomic():
            command.save(force_insert=True)
    except IntegrityError:
        raise _Taken from None
    index_subject(thread)
    record("discussion.started", by=thread.created_by, target=thread)
    if first["body"].strip():
        carry_out(
            thread=thread,
            by=thread.created_by,
            key=uuid5(command.key, "first post"),
            kind="post",
            payload=first,
        )
        thread.refresh_from_db()
    return thread


def _known(by: Person, key: UUID, digest: str) -> Thread:
    command = Command.objects.select_related("thread").get(author=by, key=key)
    if command.payload_sha256 != digest:
        raise KeyUsedOtherwise
    return command.thread


def _checked(title: str, level: str) -> str:
    title = " ".join(clean_source(title).split())
    if not title:
        raise NotUnderstood(_("Give the conversation a subject."))
    if len(title) > TITLE:
        raise NotUnderstood(_("This subject is too long. Use at most 200 characters."))
    if level not in (*Level.values, Lane.FACILITATORS):
        raise NotUnderstood(_("Choose who sees this conversation."))
    return title
