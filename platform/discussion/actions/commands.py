"""Carrying out a command on a thread: once, whatever the network does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from core.clock import now
from core.text import MAX_LENGTH, Rendered, render
from discussion import mentions
from discussion.actions import changes
from discussion.actions.places import lock, next_place, write
from discussion.errors import KeyUsedOtherwise, NotVisible, TooFast
from discussion.models import Command, Thread
from discussion.payloads import Said, read
from discussion.queries.naming import known_in
from discussion.reducer import Event
from people.models import Person

A_MINUTE = 120  # commands of one person


@dataclass(frozen=True)
class Result:
    """The answer to a command: 201 the first time, 200 when the same key comes again."""

    status: int
    seq: int
    event: Event
    repeated: bool
    not_told: Sequence[str] = ()


@dataclass(frozen=True)
class Prepared:
    """What is worked out before any row is locked: the rendered text and who is named in it."""

    html: Rendered | None
    named: mentions.Named


def carry_out(
    *,
    thread: Thread,
    by: Person,
    key: UUID,
    kind: str,
    payload: dict[str, Any],
    counted: bool = True,
) -> Result:
    """Do what the command says and give it its place in the log. Raises a subclass of Refused.

    The same key with the same words gives the first answer again; with other words KeyUsedOtherwise.
    What is not `counted` is part of another act, and has no part in how fast somebody may write.
    """
    if not Thread.objects.seen_by(by, thread).exists():
        raise NotVisible
    said = read(kind, payload)
    digest = said.digest(thread.pk)
    if known := _known(by, key, digest):
        return known
    prepared = _prepare(thread, said, by)
    try:
        with transaction.atomic():
            command = Command(author=by, key=key, payload_sha256=digest, counted=counted)
            return _carry_out(thread, by, command, said, prepared)
    except _Taken:  # the same command came twice at once, and the other one was first
        return _known(by, key, digest) or _impossible()


class _Taken(Exception):
    pass


def _known(by: Person, key: UUID, digest: str) -> Result | None:
    command = Command.objects.filter(author=by, key=key).first()
    if command is None:
        return None
    if command.payload_sha256 != digest:
        raise KeyUsedOtherwise
    result = command.result
    return Result(200, result["seq"], result["event"], repeated=True, not_told=result["not_told"])


def _impossible() -> Result:
    raise KeyUsedOtherwise


def preview(*, thread: Thread, by: Person, body: str) -> mentions.Named:
    """Who would be told of this text, and the names in it of who would not: before it is sent."""
    if not Thread.objects.seen_by(by, thread).exists():
        raise NotVisible
    return mentions.find(body, known_in(thread, by, body))


def _prepare(thread: Thread, said: Said, by: Person) -> Prepared:
    if not said.body:
        return Prepared(None, mentions.Named(""))
    named = mentions.find(said.body, known_in(thread, by, said.body))
    source = named.source if len(named.source) <= MAX_LENGTH else said.body
    return Prepared(render(source), named)


def _carry_out(
    thread: Thread, by: Person, command: Command, said: Said, prepared: Prepared
) -> Result:
    _claim(command, thread)
    if command.counted:
        _not_too_fast(by)
    if said.to:
        lock([thread.pk, said.to])
    thread = next_place(thread.pk)
    change = changes.make(thread, by, said, prepared.html)
    told = write(thread, change, by=by, key=str(command.key), named=prepared.named)
    result = {"seq": told["seq"], "event": told, "not_told": prepared.named.not_told}
    Command.objects.filter(pk=command.pk).update(result=result)
    return Result(201, told["seq"], told, repeated=False, not_told=prepared.named.not_told)


def _claim(command: Command, thread: Thread) -> None:
    command.thread = thread
    try:
        with transaction.atomic():
            command.save(force_insert=True)
    except IntegrityError:
        raise _Taken from None


def _not_too_fast(by: Person) -> None:
    since = now() - timedelta(minutes=1)
    recent = Command.objects.filter(author=by, created_at__gt=since, counted=True)
    if recent.count() > A_MINUTE:
        raise TooFast
