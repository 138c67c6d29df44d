"""People's HTML as a small tree, so that every writer keeps its structure. Pure.

The HTML is what `core.text.render` made: paragraphs, lists, bold, links, quotes, tables, code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 12  # quotes in quotes in quotes: deeper ones are shown at this depth
BLOCKS = {"p", "pre", "quote", "ul", "ol", "heading", "table", "hr"}
_NAMES = {
    **{name: name for name in ("p", "pre", "ul", "ol", "li", "table", "tr", "th", "td")},
    **{name: name for name in ("strong", "em", "code", "a", "br", "hr")},
    "blockquote": "quote",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_VOID = {"br", "hr"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"<(/?)h([1-6])>")


@dataclass
class Node:
    """One element with what stands in it."""

    kind: str
    parts: "list[Node | str]" = field(default_factory=list)
    href: str = ""
    level: int = 0  # of a heading: 1 is the highest in this text
    start: int = 1  # of a numbered list

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.kind in BLOCKS

    def text(self) -> str:
        """All words in it."""
        return "".join(_text(part) for part in self.parts)

    def nodes(self, kind: str) -> Iterator["Node"]:
        """Its children of this kind."""
        return (part for part in self.parts if isinstance(part, Node) and part.kind == kind)


def _text(part: "Node | str") -> str:
    if isinstance(part, str):
        return part
    return "\n" if part.kind == "br" else part.text()


class _Builder(HTMLParser):
    """Makes the tree; what it does not know is left out, its words stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]
        self.skipped: list[str] = []  # elements that are shown without their own shape
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = _NAMES.get(tag)
        if kind is None or len(self.open) > DEEPEST:
            if tag not in _VOID:
                self.skipped.append(tag)
            return
        node = Node(kind)
        given = {name: value or "" for name, value in attrs}
        node.href = given.get("href", "") if kind == "a" else ""
        if kind == "ol" and given.get("start", "").isdecimal():
            node.start = int(given["start"])
        if kind == "heading":
            node.level = self._level(int(tag[1]))
        self.open[-1].parts.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def _level(self, raw: int) -> int:
        while self.headings and self.headings[-1] >= raw:
            self.headings.pop()
        self.headings.append(raw)
        return len(self.headings)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()
        elif len(self.open) > 1 and self.open[-1].kind == _NAMES.get(tag):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        inside = {node.kind for node in self.open}
        if "pre" not in inside:
            data = _SPACE.sub(" ", data)
            if self.open[-1].kind in ("root", "ul", "ol", "table", "tr", "quote") and data == " ":
                return
        self.open[-1].parts.append(data)


def parse(html: str) -> Node:
    """The tree of a text. Never fails: of broken HTML all words stay."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def plain(html: str) -> str:
    """A text in words alone, with its lines and list signs: for a cell of a table."""
    return "\n".join(line for line in _lines(parse(html), "") if line.strip()).strip()


def _lines(node: Node, before: str) -> Iterator[str]:
    words: list[str] = []
    number = node.start
    for part in node.parts:
        if isinstance(part, str) or not (part.is_block or part.kind in ("li", "tr")):
            words.append(_with_address(part))
            continue
        if words:
            yield before + "".join(words).strip()
            words = []
        if part.kind == "li":
            sign = f"{number}. " if node.kind == "ol" else "- "
            number += 1
            first, *more = list(_lines(part, "")) or [""]
            yield f"{before}{sign}{first}"
            yield from (f"{before}  {line}" for line in more)
        elif part.kind == "tr":
            yield before + " | ".join(
                cell.text().strip()
                for cell in part.parts
                if isinstance(cell, Node) and cell.kind in ("td", "th")
            )
        else:
            yield from _lines(part, before)
    if words:
        yield before + "".join(words).strip()


def _with_address(part: Node | str) -> str:
    """A link with where it goes, when its words do not say so."""
    if isinstance(part, str) or part.kind != "a":
        return _text(part)
    words = part.text()
    return words if part.href in ("", words) else f"{words} ({part.href})"


def shifted(html: str, level: int) -> str:
    """The same HTML with its headings under a heading of this level, without gaps."""
    held: list[int] = []

    def moved(match: re.Match[str]) -> str:
        if match[1]:
            return f"</h{min(level + len(held), 6)}>"
        raw = int(match[2])
        while held and held[-1] >= raw:
            held.pop()
        held.append(raw)
        return f"<h{min(level + len(held), 6)}>"

    return _HEADING.sub(moved, html)
