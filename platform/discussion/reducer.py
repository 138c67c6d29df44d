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
    outcome: str = ""
    resolved_by: dict[str, Any] | None = None
    resolved_at: str | None = None
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
        "state": "visible",
        "at": event["at"],
        "edited_at": None,
    }
    return replace(view, posts={**view.posts, post["id"]: post})


def _edit(view: ThreadView, event: Event) -> ThreadView:
    return _with_post(view, event, body_html=event["body_html"], edited_at=event["at"])


def _delete(view: ThreadView, event: Event) -> ThreadView:
    return _with_post(view, event, state="deleted", body_html="")


def _restore(view: ThreadView, event: Event) -> ThreadView:
    return _with_post(view, event, state="visible", body_html=event["body_html"])


def _resolve(view: ThreadView, event: Event) -> ThreadView:
    return replace(
        view,
        state="resolved",
        outcome=event["outcome"],
        resolved_by=event["actor"],
        resolved_at=event["at"],
    )


def _reopen(view: ThreadView, _event: Event) -> ThreadView:
    return replace(view, state="open", outcome="", resolved_by=None, resolved_at=None)


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
}
