"""Posts as lines of a page: in their order, with what each reader may do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from discussion.models import PostKind, PostState
from discussion.ranges import Ranges, holds
from discussion.reducer import PostView, ThreadView
from discussion.rules import Rights


@dataclass(frozen=True)
class Line:
    """One post as one reader sees it."""

    post: PostView
    at: datetime
    edited_at: datetime | None
    label: str
    unread: bool
    own: bool
    may_edit: bool
    may_delete: bool
    may_restore: bool

    @property
    def deleted(self) -> bool:
        """Only its place is left."""
        return bool(self.post["state"] == PostState.DELETED)


NOBODY: PostView = {
    "id": "",
    "number": 0,
    "author": {"id": 0, "name": "", "org": "", "sector": ""},
    "as": PostKind.REMARK,
    "reply_to": None,
    "body_html": "",
    "state": PostState.VISIBLE,
    "at": "",
    "edited_at": None,
}
# The form of a post, for the page's script to fill.
BLANK = Line(NOBODY, datetime.min.replace(tzinfo=UTC), None, "", *[False] * 5)


def lines_of(view: ThreadView, reader_id: int, rights: Rights, read: Ranges) -> list[Line]:
    """All posts of the view; an answer stands below the post that it answers."""
    return [_line(post, reader_id, rights, read) for post in in_order(list(view.posts.values()))]


def in_order(posts: Sequence[PostView]) -> list[PostView]:
    """By number, with answers behind their post: one level."""
    return sorted(
        posts,
        key=lambda post: (
            (post["reply_to"] or post)["number"],
            bool(post["reply_to"]),
            post["number"],
        ),
    )


def _line(post: PostView, reader_id: int, rights: Rights, read: Ranges) -> Line:
    own = post["author"]["id"] == reader_id
    visible = post["state"] == PostState.VISIBLE
    mine = rights.moderate or (own and rights.post)
    kind = PostKind(post["as"])
    return Line(
        post=post,
        at=datetime.fromisoformat(post["at"]),
        edited_at=datetime.fromisoformat(post["edited_at"]) if post["edited_at"] else None,
        label="" if kind == PostKind.REMARK else str(kind.label),
        unread=visible and not own and not holds(read, post["number"]),
        own=own,
        may_edit=visible and own and rights.post,
        may_delete=visible and mine,
        may_restore=not visible and mine,
    )
