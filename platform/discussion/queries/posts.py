"""Reads of single posts: their history, and where moved ones stand now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from core.diff import Part, diff
from core.text import excerpt
from discussion.models import EventKind, Post, Thread, ThreadEvent
from people.models import Person

TELLS_TEXT = [EventKind.CREATE, EventKind.EDIT, EventKind.ARRIVE]
EXCERPT = 120


@dataclass(frozen=True)
class Wording:
    """One wording of a post, and how it differs from the one before."""

    number: int
    at: datetime
    parts: list[Part]
    first: bool
    language: str


def wordings_of(post: Post) -> list[Wording]:
    """Every wording of a post in this thread, newest first: one query."""
    rows = ThreadEvent.objects.filter(post=post, kind__in=TELLS_TEXT).order_by("seq")
    found: list[Wording] = []
    before = ""
    for number, row in enumerate(rows, 1):
        text = str(row.payload.get("body_md", ""))
        parts = diff(before, text) if number > 1 else diff(text, text)
        language = str(row.payload.get("lang") or post.language)
        found.append(Wording(number, row.created_at, parts, number == 1, language))
        before = text
    return found[::-1]


def places_of(post_ids: Collection[str], person: Person) -> dict[str, str]:
    """Where moved posts stand now, of those that this person may read there: one query."""
    if not post_ids:
        return {}
    rows = Post.objects.filter(
        moved_from__in=[UUID(one) for one in post_ids],
        thread__in=Thread.objects.visible_to(person).values("pk"),
    )
    return {
        str(old): place_of(thread, seq)
        for old, thread, seq in rows.values_list("moved_from", "thread", "seq")
    }


def place_of(thread_id: int, number: int) -> str:
    """The address of a post, also when it is not among the newest."""
    page = reverse("discussion:thread-detail", args=[thread_id])
    return f"{page}?around={number}#post-{number}"


def excerpts_of(post_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The beginning of each of these posts, and its language: one query."""
    if not post_ids:
        return {}
    rows = Post.objects.filter(pk__in=post_ids).values_list("pk", "body_md", "language")
    return {
        str(pk): {"words": excerpt(text, EXCERPT), "lang": language} for pk, text, language in rows
    }
