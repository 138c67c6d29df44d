"""Posts as lines of a page: in their order, with what each reader may do. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from discussion.models import PostKind, PostState, Sign
from discussion.ranges import Ranges, holds
from discussion.reducer import PostView, ThreadView
from discussion.rules import OWN_WINDOW, WINDOW, Rights


@dataclass(frozen=True)
class Said:
    """One sign under a post: who said it, and whether the reader did."""

    sign: str
    label: str
    names: tuple[str, ...] = ()
    mine: bool = False


@dataclass(frozen=True)
class Line:
    """One post as one reader sees it."""

    post: PostView
    at: datetime
    edited_at: datetime | None = None
    arrived_at: datetime | None = None
    label: str = ""
    unread: bool = False
    own: bool = False
    pinned: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_restore: bool = False
    may_pin: bool = False
    may_move: bool = False
    may_react: bool = False
    may_report: bool = False
    moved_to: str = ""  # where it stands now, for who may read that
    signs: Sequence[Said] = field(default_factory=tuple)

    @property
    def deleted(self) -> bool:
        """Only its place is left."""
        return bool(self.post["state"] == PostState.DELETED)

    @property
    def moved(self) -> bool:
        """It stands in another thread, and here is its place."""
        return bool(self.post["state"] == PostState.MOVED)

    @property
    def gone(self) -> bool:
        """Its text is not here."""
        return self.deleted or self.moved


NOBODY: PostView = {
    "id": "",
    "number": 0,
    "author": {"id": 0, "name": "", "org": "", "sector": ""},
    "as": PostKind.REMARK,
    "reply_to": None,
    "body_html": "",
    "lang": "",
    "state": PostState.VISIBLE,
    "at": "",
    "edited_at": None,
    "arrived_at": None,
    "deleted": None,
    "reactions": {},
}


@dataclass(frozen=True)
class Reader:
    """Who looks, and when: with the places of moved posts that this reader may know."""

    id: int
    rights: Rights
    read: Ranges
    at: datetime
    places: Mapping[str, str] = field(default_factory=dict)


def blank() -> Line:
    """The form of a post, for the page's script to fill."""
    return Line(NOBODY, datetime.min.replace(tzinfo=UTC), signs=_signs({}, 0))


def lines_of(view: ThreadView, reader: Reader, kind: str = "") -> list[Line]:
    """The posts of the view, of one kind where it is named; an answer stands below its post."""
    pinned = {one["id"] for one in view.pinned}
    posts = in_order([post for post in view.posts.values() if kind in ("", post["as"])])
    return [_line(post, reader, pinned) for post in posts]


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


def may_take_back(post: PostView, reader: Reader) -> bool:
    """Whether this reader may restore a deleted post now; `restore_refusal` says why not."""
    if post["state"] != PostState.DELETED or post["deleted"] is None:
        return False
    since = reader.at - datetime.fromisoformat(post["deleted"]["at"])
    if reader.rights.moderate:
        return since <= WINDOW
    own = reader.id == post["author"]["id"] == post["deleted"]["by"]
    return own and reader.rights.post and since <= OWN_WINDOW


def _line(post: PostView, reader: Reader, pinned: Collection[str]) -> Line:
    rights = reader.rights
    own = post["author"]["id"] == reader.id
    visible = post["state"] == PostState.VISIBLE
    kind = PostKind(post["as"])
    return Line(
        post=post,
        at=datetime.fromisoformat(post["at"]),
        edited_at=_moment(post["edited_at"]),
        arrived_at=_moment(post["arrived_at"]),
        label="" if kind == PostKind.REMARK else str(kind.label),
        unread=visible and not own and not holds(reader.read, post["number"]),
        own=own,
        pinned=post["id"] in pinned,
        may_edit=visible and own and rights.post,
        may_delete=visible and (rights.moderate or (own and rights.post)),
        may_restore=may_take_back(post, reader),
        may_pin=visible and rights.pin,
        may_move=visible and rights.moderate,
        may_react=visible and rights.post,
        may_report=visible and not own,
        moved_to=reader.places.get(post["id"], ""),
        signs=_signs(post["reactions"], reader.id),
    )


def _signs(reactions: Mapping[str, Sequence[Mapping[str, object]]], me: int) -> tuple[Said, ...]:
    """Every sign in its order, with the names of who said it."""
    return tuple(
        Said(
            sign=sign.value,
            label=str(sign.label),
            names=tuple(str(one["name"]) for one in reactions.get(sign, ())),
            mine=any(one["id"] == me for one in reactions.get(sign, ())),
        )
        for sign in Sign
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
