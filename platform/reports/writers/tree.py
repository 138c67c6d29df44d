"""A document as plain JSON, for the typst template."""

import re
from typing import Any

from reports.blocks import Block, Document, Facts, Heading, Prose, printable
from reports.rich import Node, parse

_LONG = re.compile(r"\S{40}(?=\S)")
BREAK = "\u200b"  # a line may end here


def tree_of(document: Document, base_url: str) -> dict[str, Any]:
    """Everything that the template shows; all words of people are values, never source."""
    return {
        "title": _words(document.title),
        "subtitle": _words(document.subtitle),
        "about": _words(document.about),
        "running": [_short(one) for one in (document.title, document.subtitle, document.about)],
        "blocks": [_block(block, base_url) for block in document.blocks],
    }


def _words(text: str) -> str:
    """As it can be shown; very long words may be broken."""
    return _LONG.sub(lambda found: found[0] + BREAK, printable(text))


def _short(text: str, length: int = 110) -> str:
    """For the edge of every page."""
    text = printable(text)
    return text if len(text) <= length else f"{text[:length]}…"


def _block(block: Block, base_url: str) -> dict[str, Any]:
    match block:
        case Heading():
            return {"k": "heading", "level": block.level, "text": _words(block.text)}
        case Facts():
            rows = [[_words(term), _words(value)] for term, value in block.rows]
            return {"k": "facts", "rows": rows}
        case Prose():
            parts = [_part(part, block.level, base_url) for part in parse(block.html).parts]
            return {"k": "prose", "aside": block.aside, "parts": parts}
        case _:
            strong = getattr(block, "strong", False)
            return {"k": block.kind, "text": _words(block.text), "strong": strong}


def _part(part: Node | str, level: int, base_url: str) -> Any:
    if isinstance(part, str):
        return _words(part)
    if part.kind == "table":
        return _table(part, level, base_url)
    made: dict[str, Any] = {
        "k": part.kind,
        "parts": [_part(one, level, base_url) for one in part.parts],
    }
    if part.kind == "a":
        made["href"] = address(part.href, base_url)
    if part.kind == "heading":
        made["level"] = min(level + part.level, 6)
    if part.kind == "ol":
        made["start"] = part.start
    if part.kind in ("ul", "ol"):
        made["parts"] = [one for one in made["parts"] if isinstance(one, dict)]
    if part.kind == "pre":
        made = {"k": "pre", "text": _words(part.text().strip("\n"))}
    return made


def _table(table: Node, level: int, base_url: str) -> dict[str, Any]:
    """Rows of equal length; the first is the head when its cells say so."""
    rows = [[cell for cell in row.parts if isinstance(cell, Node)] for row in table.nodes("tr")]
    width = max((len(row) for row in rows), default=0)
    head = bool(rows and rows[0] and all(cell.kind == "th" for cell in rows[0]))
    cells = [
        [[_part(one, level, base_url) for one in cell.parts] for cell in row]
        + [[] for _missing in range(width - len(row))]
        for row in rows
    ]
    return {"k": "table", "width": width, "head": head, "rows": cells}


def address(href: str, base_url: str) -> str:
    """Where a link goes from outside the product; nothing for a place on a page."""
    if href.startswith("/"):
        return f"{base_url}{href}"
    return "" if href.startswith("#") else printable(href)
