"""What base.html needs: the entries of the frame with their numbers, each asked at most once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from ui.frame import NavItem, Text, for_members, registry

THEME_COOKIE = "theme"
BAR = 4
THEMES = ("auto", "light", "dark")


@dataclass(slots=True)
class Entry:
    """One entry as the page shows it."""

    item: NavItem
    request: HttpRequest
    _count: int | None = None

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def label(self) -> Text:
        return self.item.label

    @property
    def short(self) -> Text:
        return self.item.short or self.item.label

    @property
    def icon(self) -> str:
        return self.item.icon or "chevron-right"

    @property
    def href(self) -> str:
        return self.item.href()

    @property
    def current(self) -> bool:
        """Tell whether the page on screen belongs to this entry."""
        if self.request.path == self.href:
            return True
        mine = self._longest(self.item)
        return bool(mine) and all(mine >= self._longest(other) for other in registry.nav.values())

    def _longest(self, item: NavItem) -> int:
        """How much of the address an entry claims: `/reviews/overviews/` wins from `/reviews/`."""
        claims = [len(one) for one in item.prefixes if self.request.path.startswith(one)]
        return max(claims, default=0)

    @property
    def counted(self) -> bool:
        return self.key in registry.counters

    @property
    def count(self) -> int:
        """The number on it; asked once."""
        if self._count is None:
            counter = registry.counters.get(self.key)
            self._count = counter[0](self.request) if counter and for_members(self.request) else 0
        return self._count

    @property
    def count_label(self) -> Text:
        return registry.counters[self.key][1] if self.counted else ""

    @property
    def count_tone(self) -> str:
        return registry.counters[self.key][2] if self.counted else "neutral"


class Frame:
    """The frame of one page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def top(self) -> list[Entry]:
        return list(self._entries("top"))

    @cached_property
    def account(self) -> list[Entry]:
        return list(self._entries("account"))

    @cached_property
    def footer(self) -> list[Entry]:
        return list(self._entries("footer"))

    @property
    def bottom(self) -> list[Entry]:
        """The first four entries, for the bar at the bottom of a phone."""
        return self.top[:BAR]

    @property
    def beyond(self) -> list[Entry]:
        """What does not fit in that bar; on a phone it stands in the account menu."""
        return self.top[BAR:]

    @cached_property
    def edition(self) -> str:
        return self._say("edition")

    @cached_property
    def demo_notice(self) -> str:
        return self._say("demo_notice")

    @cached_property
    def role(self) -> str:
        return self._say("role")

    @cached_property
    def name(self) -> str:
        """How the reader is called; nobody, when not logged in."""
        if not for_members(self.request):
            return ""
        user = self.request.user
        return str(getattr(user, "name", "") or user.get_username())

    @cached_property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen if chosen in THEMES else "auto"

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, str(name)) for code, name in settings.LANGUAGES]

    def _say(self, key: str) -> str:
        say = registry.says.get(key)
        return say(self.request) if say else ""

    def _entries(self, place: str) -> Iterator[Entry]:
        items = sorted(registry.nav.values(), key=lambda item: (item.order, item.key))
        for item in items:
            if item.place == place and item.shown(self.request) and item.href():
                yield Entry(item, self.request)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: everything is lazy, so a fragment that shows no frame asks nothing."""
    return {"frame": Frame(request)}
