"""How an event changes what a reader sees. The page's script knows the same rules (`reducer.js`).

Pure: no database, no clock. Events and posts are plain dictionaries as the API gives them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

Event = dict[str, Any]
PostView = dict[str, Any]


@dataclass(frozen=True)
class ThreadView:
    """A thread as one reader sees it: the fold of all events up to `head`."""

    head: int = 0
    state: str = "open"
    resolution: str = ""
    outcome: str = ""
    resolved_by: dict[str, Any] | None = None
    resolved_at: str | None = None
    pinned: list[dict[str, Any]] = field(default_factory=list)  # id, number, name; by number
    posts: dict[str, PostView] = field(default_factory=dict)  # by id, in order of their number


class Gap(Exception):
    """An event that is not the next one."""


def apply(view: ThreadView, event: Event) -> ThreadView:
    """The view after the next event. An old event changes nothing; one too far ahead is a Gap."""
    if event["seq"] <= view.head:
        return view
    if event["seq"] != view.head + 1:
        raise Gap(event["seq"])
    changed = _rules[event["kind"]](view, event)
    return replace(changed, head=event["seq"])


def fold(events: Iterable[Event], view: ThreadView | None = None) -> ThreadView:
    """The view after all these events."""
    view = view or ThreadView()
    for event in events:
        view = apply(view, event)
    return view


def _create(view: ThreadView, event: Event) -> ThreadView:
    post = {
        "id": event["post"],
        "number": event["seq"],
        "author": event["actor"],
        "as": event["as"],
        "reply_to": event["reply_to"],
        "body_html": event["body_html"],
        "lang": event["lang"],
        "state": "visible",
        "at": event["at"],
        "edited_at": None,
        "arrived_at": None,
        "deleted": None,
        "reactions": {},
    }
    return replace(view, posts={**view.posts, post["id"]: post})


def _edit(view: ThreadView, event: Event) -> ThreadView:
    return _with_post(view, event, **_text(event), edited_at=event["at"])


def _delete(view: ThreadView, event: Event) -> ThreadView:
    deleted = {"at": event["at"], "by": event["actor"]["id"]}
    gone = _with_post(view, event, state="deleted", body_html="", deleted=deleted)
    return _without_pin(gone, event)


def _restore(view: ThreadView, event: Event) -> ThreadView:
    return _with_post(view, event, state="visible", **_text(event), deleted=None)


def _resolve(view: ThreadView, event: Event) -> ThreadView:
    return replace(
        view,
        state="resolved",
        resolution=event["resolution"],
        outcome=event["outcome"],
        resolved_by=event["actor"],
        resolved_at=event["at"],
    )


def _reopen(view: ThreadView, _event: Event) -> ThreadView:
    return replace(
        view, state="open", resolution="", outcome="", resolved_by=None, resolved_at=None
    )


def _react(view: ThreadView, event: Event) -> ThreadView:
    """A sign of one person, once: said at the end of the line, or taken back."""
    old = view.posts.get(event["post"])
    if old is None:
        return view
    who = {"id": event["actor"]["id"], "name": event["actor"]["name"]}
    said = [one for one in old["reactions"].get(event["sign"], []) if one["id"] != who["id"]]
    said += [who] if event["on"] else []
    reactions = {**old["reactions"], event["sign"]: said}
    return _with_post(view, event, reactions={sign: by for sign, by in reactions.items() if by})


def _pin(view: ThreadView, event: Event) -> ThreadView:
    rest = _without_pin(view, event)
    if not event["on"]:
        return rest
    pin = {"id": event["post"], "number": event["number"], "name": event["name"]}
    return replace(rest, pinned=sorted([*rest.pinned, pin], key=lambda one: one["number"]))


def _move(view: ThreadView, event: Event) -> ThreadView:
    gone = _with_post(view, event, state="moved", body_html="", reactions={})
    return _without_pin(gone, event)


def _arrive(view: ThreadView, event: Event) -> ThreadView:
    post = {**event["written"], **_text(event)}
    return replace(view, posts={**view.posts, event["post"]: post})


def _reveal(view: ThreadView, event: Event) -> ThreadView:
    """A thread apart is closed by it; the thread that all read begins with it."""
    return replace(_reopen(view, event), state=event["state"])


def _text(event: Event) -> dict[str, str]:
    return {"body_html": event["body_html"], "lang": event["lang"]}


def _without_pin(view: ThreadView, event: Event) -> ThreadView:
    return replace(view, pinned=[one for one in view.pinned if one["id"] != event["post"]])


def _with_post(view: ThreadView, event: Event, **fields: Any) -> ThreadView:
    old = view.posts.get(event["post"])
    if old is None:  # older than the window that this reader holds
        return view
    return replace(view, posts={**view.posts, event["post"]: {**old, **fields}})


_rules: dict[str, Callable[[ThreadView, Event], ThreadView]] = {
    "create": _create,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "resolve": _resolve,
    "reopen": _reopen,
    "react": _react,
    "pin": _pin,
    "move": _move,
    "arrive": _arrive,
    "reveal": _reveal,
}
