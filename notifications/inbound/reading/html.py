"""The HTML of a mail to Markdown. Nothing of it is shown: the Markdown is rendered like all text here.

Of our own: docs/adr/0012 says what was tried instead.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from notifications.inbound.reading.html_blocks import Blocks
from notifications.inbound.reading.html_inline import emphasised, linked
from notifications.inbound.reading.html_marks import Given, is_indent
from notifications.inbound.reading.html_page import Page
from notifications.inbound.reading.html_tamed import tamed

DEEPEST = 100

_SPACE = re.compile(r"[ \t\r\n\f]+")
# Not the joiners, of which scripts and signs are made.
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\ue0f1-\ue0f3]")
_SKIPPED = {"style", "script", "title", "template", "head"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "wbr"}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def to_markdown(source: str) -> str:
    """What a reader of the mail would see, as Markdown."""
    reader = _Reader()
    reader.feed(tamed(source))
    reader.close()
    return reader.page.text()


@dataclass(frozen=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    given: Given
    place: tuple[int, int]  # on the page, where it began

    @property
    def quotes(self) -> bool:
        return self.tag == "blockquote" and not is_indent(self.given)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.blocks = Blocks(self.page)
        self.open: list[_Open] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipping += tag != "head"
        elif tag == "body":
            self.skipping = 0
        if tag in _VOID:
            self.blocks.void(tag)
            return
        given = {name: value or "" for name, value in attrs}
        self.blocks.begin(tag, given)
        if len(self.open) <= DEEPEST * 10:
            one = _Open(tag, given, self.page.place)
            self.page.quotes += one.quotes
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and tag != "head":
            self.skipping = max(0, self.skipping - 1)
        for depth, one in enumerate(reversed(self.open[-DEEPEST:])):
            if one.tag == tag:
                for _ in range(depth + 1):
                    self._close(self.open.pop())
                return

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        data = _UNSEEN.sub("", data)
        if not self.page.kept:
            self.page.write(_SPACE.sub(" ", data))
            return
        first, *rest = data.split("\n")
        self.page.write(first)
        for words in rest:
            self.page.end_line(blank=True)
            self.page.write(words)

    def _close(self, one: _Open) -> None:
        if one.tag in _EMPHASIS or one.tag == "a":
            self._close_inline(one)
        self.blocks.end(one.tag, one.given)
        self.page.quotes -= one.quotes

    def _close_inline(self, one: _Open) -> None:
        words = self.page.taken(one.place)
        if words is None:
            return
        if one.tag == "a":
            self.page.write(linked(words, one.given.get("href", "")))
        else:
            self.page.write(emphasised(words, _EMPHASIS[one.tag]))
