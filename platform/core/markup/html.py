"""Markdown in, HTML out that any page may show. The order is: guard, Markdown, bleach, links."""

import html
import re
from collections.abc import MutableMapping
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from core.markup.guard import guard

Attributes = MutableMapping[tuple[str | None, str] | str, str]

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
    ]
)
RAW_HTML = ("html", "image_link", "image_reference", "short_image_ref")
REL = "nofollow noopener ugc"

_URL = re.compile(r"(?:https?://[^/\\]|mailto:.|/(?![/\\])|#)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]")


def href_ok(value: str) -> bool:
    """Whether a link may go there: http, https, mailto, this site, or this page.

    Unescaped first, because `/&#47;evil` is `//evil`. Bleach's own rule is not enough: it takes
    the digits of `javascript:1` for a port.
    """
    return bool(_URL.match(_INVISIBLE.sub("", html.unescape(value))))


def attribute_ok(tag: str, name: str, value: str) -> bool:
    """The attributes that survive: where a link goes, its title, the first number of a list."""
    if tag == "a":
        return name == "title" or (name == "href" and href_ok(value))
    return tag == "ol" and name == "start" and bool(re.fullmatch(r"\d{1,6}", value))


class ShiftHeadings(Treeprocessor):
    """A text sits under the page's own h1 and h2, so its first level is h3."""

    def run(self, root: Element) -> None:
        """Move each heading down two levels, to h6 at most."""
        for element in root.iter():
            if re.fullmatch(r"h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + 2, 6)}"


def mark_link(attrs: Attributes, new: bool = False) -> Attributes | None:
    """Give every link its rel; make a link of a bare address only when it names http."""
    if new and not str(attrs["_text"]).lower().startswith(("http://", "https://", "www.")):
        return None
    if not href_ok(attrs.get((None, "href"), "#")):
        return None
    attrs[(None, "rel")] = REL
    return attrs


def parser() -> Markdown:
    """A Markdown parser that shows raw HTML as text and knows no images."""
    made = Markdown(
        extensions=["fenced_code", "tables", "sane_lists", "nl2br"], output_format="html"
    )
    made.preprocessors.deregister("html_block")
    for name in RAW_HTML:
        made.inlinePatterns.deregister(name)
    made.treeprocessors.register(ShiftHeadings(made), "shift_headings", 1)
    return made


@cache
def cleaner() -> Cleaner:
    """The wall behind the parser."""
    links = partial(LinkifyFilter, callbacks=[mark_link], skip_tags={"pre", "code"})
    return Cleaner(
        tags=TAGS,
        attributes=attribute_ok,
        protocols={"http", "https", "mailto"},
        strip=False,
        strip_comments=True,
        filters=[links],
    )


def clean(markup: str) -> str:
    """Only the tags, attributes and addresses above; all else becomes visible text."""
    cleaned: Any = cleaner().clean(markup)
    return str(cleaned)


def to_html(source: str) -> str:
    """The safe HTML of a Markdown text."""
    return clean(parser().convert(guard(source)))
