"""Finding posts by their words: only ever among what somebody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from core.text import MAX_LENGTH, Piece, asked, excerpt, excerpt_around
from discussion import targets
from discussion.models import IndexedWord, Post, PostState, Thread
from people.models import Person

Cursor = tuple[datetime, str]
Stems = frozenset[str]


@dataclass(frozen=True)
class Hit:
    """One post that was found: its thread, what that hangs on, and the words around what was asked for."""

    post: Post
    target_title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Found:
    """What a question brought: how many posts in all, one page of them, and where the next one begins."""

    count: int
    hits: Sequence[Hit]
    more: Cursor | None = None


def find_posts(person: Person, question: str, *, limit: int, before: Cursor | None = None) -> Found:
    """Posts in which each word stands, in any form, or in their subject; newest first.

    A question without a word that tells something finds nothing. The number of queries does not
    grow with what is found.
    """
    wanted = asked(question)
    if not wanted:
        return Found(0, [])
    found = _matching(person, wanted)
    page = found.select_related("thread", "author__organisation").order_by("-created_at", "-pk")
    if before:
        page = page.filter(Q(created_at__lt=before[0]) | Q(created_at=before[0], pk__lt=before[1]))
    posts = list(page[: limit + 1])
    shown = posts[:limit]
    more = (shown[-1].created_at, str(shown[-1].pk)) if len(posts) > limit else None
    return Found(found.count(), _hits(shown, wanted), more)


def _matching(person: Person, wanted: Sequence[Stems]) -> QuerySet[Post]:
    readable = Thread.objects.visible_to(person).order_by().values("pk")
    found = Post.objects.filter(thread__in=readable, state=PostState.VISIBLE)
    for stems in wanted:
        rows = IndexedWord.objects.filter(stem__in=stems)
        in_post = Q(pk__in=rows.filter(post__isnull=False).values("post"))
        in_subject = Q(thread__in=rows.filter(thread__isnull=False).values("thread"))
        found = found.filter(in_post | in_subject)
    return found


def _hits(posts: Sequence[Post], wanted: Sequence[Stems]) -> list[Hit]:
    things = {(post.thread.target_kind, post.thread.target_id) for post in posts}
    titles = targets.labels(things)
    return [
        Hit(
            post,
            titles[(post.thread.target_kind, post.thread.target_id)],
            excerpt_around(excerpt(post.body_md, MAX_LENGTH), wanted),
        )
        for post in posts
    ]
