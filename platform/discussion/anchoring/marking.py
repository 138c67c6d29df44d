"""Marks passages in the HTML of a paragraph, across its inline tags. Pure.

Where passages overlap, their words are marked once and their numbers stand together behind them.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from discussion.anchoring.passages import paragraph_text


@dataclass(frozen=True)
class Mark:
    """A passage to be marked, in code points, and the badge that stands behind it: HTML of ours."""

    start: int
    end: int
    badge: str
    sure: bool = True


def marked(source: str, marks: Sequence[Mark]) -> str:
    """The same HTML with its passages marked; as it was, where something would not fit."""
    length = len(paragraph_text(source))
    fitting = [one for one in marks if 0 <= one.start < one.end <= length]
    if not fitting:
        return source
    marker = _Marker(_clusters(fitting))
    marker.feed(source)
    marker.close()
    return "".join(marker.pieces) if marker.place == length else source


@dataclass(frozen=True)
class _Cluster:
    """Passages that overlap: from the first start to the last end."""

    start: int
    end: int
    badges: str
    sure: bool


def _clusters(marks: Sequence[Mark]) -> list[_Cluster]:
    found: list[_Cluster] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        if found and mark.start < found[-1].end:
            last = found.pop()
            badges, sure = last.badges + mark.badge, last.sure and mark.sure
            found.append(_Cluster(last.start, max(last.end, mark.end), badges, sure))
        else:
            found.append(_Cluster(mark.start, mark.end, mark.badge, mark.sure))
    return found


class _Marker(HTMLParser):
    """Copies HTML as it is, and wraps the pieces of text that lie in a passage."""

    def __init__(self, clusters: list[_Cluster]) -> None:
        super().__init__(convert_charrefs=False)
        self.clusters = clusters
        self.pieces: list[str] = []
        self.place = 0
        self.in_pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the base's signature
        self.pieces.append(self.get_starttag_text() or "")
        self.in_pre = tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the base's signature
        self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};", len(html.unescape(f"&{name};")))

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};", len(html.unescape(f"&#{name};")))

    def handle_data(self, data: str) -> None:
        if self.in_pre and data.startswith("\n"):  # a browser drops this one
            self.pieces.append("\n")
            data = data[1:]
        self.in_pre = False
        while data:
            size = self._until_next_edge(len(data))
            self._copy(data[:size], size)
            data = data[size:]

    def _until_next_edge(self, most: int) -> int:
        edges = [
            edge - self.place
            for one in self.clusters
            for edge in (one.start, one.end)
            if edge > self.place
        ]
        return min([most, *edges])

    def _copy(self, text: str, size: int) -> None:
        """Add text of so many characters; in a passage it is marked, and its end gets the badges."""
        here = next((one for one in self.clusters if one.start <= self.place < one.end), None)
        self.place += size
        if here is None:
            self.pieces.append(text)
            return
        kind = "passage" if here.sure else "passage passage--unsure"
        # Between the items of a list and the cells of a table no mark may stand.
        self.pieces.append(f'<mark class="{kind}">{text}</mark>' if text.strip() else text)
        if self.place >= here.end:
            self.pieces.append(f'<span class="passage__badges">{here.badges}</span>')
