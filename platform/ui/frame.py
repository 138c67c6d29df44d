"""The frame around every page: apps above say here what stands in it; this app imports none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Text = str | Promise
Count = Callable[[HttpRequest], int]
Say = Callable[[HttpRequest], str]
Show = Callable[[HttpRequest], bool]


def for_members(request: HttpRequest) -> bool:
    """Show to whoever is logged in."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def for_everyone(request: HttpRequest) -> bool:  # noqa: ARG001 -- the shape of Show
    """Show to all, logged in or not."""
    return True


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the top bar (or the account menu, or the footer)."""

    key: str
    label: Text
    url_name: str
    icon: str = ""
    place: str = "top"  # top, account, footer
    order: int = 50
    shown: Show = for_members
    short: Text = ""
    prefixes: tuple[str, ...] = ()

    def href(self) -> str:
        """The address, or nothing when no such page exists."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


@dataclass(slots=True)
class _Registry:
    nav: dict[str, NavItem] = field(default_factory=dict)
    counters: dict[str, tuple[Count, Text, str]] = field(default_factory=dict)
    says: dict[str, Say] = field(default_factory=dict)


registry = _Registry()


def register_nav(  # noqa: PLR0913 -- keywords that name the parts of one entry
    key: str,
    label: Text,
    url_name: str,
    *,
    icon: str = "",
    place: str = "top",
    order: int = 50,
    shown: Show = for_members,
    short: Text = "",
    prefixes: tuple[str, ...] = (),
) -> None:
    """Put an entry in the frame. Called from an app's ready(); the same key replaces."""
    registry.nav[key] = NavItem(key, label, url_name, icon, place, order, shown, short, prefixes)


def register_counter(key: str, count: Count, label: Text, *, tone: str = "neutral") -> None:
    """Put a number on the entry with this key (tone "turn": it waits for the reader). Asked once a page, for members."""
    registry.counters[key] = (count, label, tone)


def register_text(key: str, say: Say) -> None:
    """Say a word of the frame: 'edition' (name in the top bar), 'demo_notice', 'role' (under the name)."""
    registry.says[key] = say
