"""Paragraphs, lines and lists of a mail's HTML: what an element ends and begins on the page. Pure."""

from notifications.inbound.reading.html_marks import (
    END,
    QUOTE,
    SIGNATURE,
    Given,
    begins_quote,
    is_outlooks,
    is_signature,
)
from notifications.inbound.reading.html_page import Page

MOST_LISTS = 6  # in each other

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol"}
_BLOCKS = {"p", "blockquote", "pre", "table", "dl"} | _LISTS | _HEADINGS
_LINES = {"div", "li", "tr", "section", "article", "header", "footer", "dt", "dd", "body", "center"}


class Blocks:
    """The blocks on one page, and the lists that are open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lists: list[int] = []  # for each the next number; 0: bullets

    def void(self, tag: str) -> None:
        """An element that holds nothing."""
        if tag == "br":
            self.page.end_line(blank=True)
        elif tag == "hr":
            self.page.paragraph()
            self.page.mark("---")
            self.page.paragraph()

    def begin(self, tag: str, given: Given) -> None:
        """An element begins."""
        if _is_line(tag, given):
            self.page.end_line()
        elif tag in _BLOCKS and not (tag in _LISTS and self._lists):
            self.page.paragraph()
        if tag in _LISTS:
            self._lists.append(1 if tag == "ol" else 0)
        self.page.kept += tag == "pre"
        self._sign(tag)
        if begins_quote(tag, given):
            self.page.mark(QUOTE)
        elif is_signature(given):
            self.page.mark(SIGNATURE)

    def _sign(self, tag: str) -> None:
        """What stands before the words of the element."""
        if tag == "li":
            self.page.write(self._bullet())
        elif tag in ("td", "th") and self.page.has_words:
            self.page.write(" | ")
        elif tag in _HEADINGS:
            self.page.write("### ")

    def _bullet(self) -> str:
        if not self._lists:
            return "- "
        indent, number = "    " * min(len(self._lists) - 1, MOST_LISTS), self._lists[-1]
        if not number:
            return f"{indent}- "
        self._lists[-1] += 1
        return f"{indent}{number}. "

    def end(self, tag: str, given: Given) -> None:
        """An element ends."""
        if _is_line(tag, given):
            self.page.end_line()
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            if not self._lists:
                self.page.paragraph()
        elif tag in _BLOCKS:
            self.page.paragraph()
        self.page.kept -= tag == "pre"
        if is_signature(given):
            self.page.mark(END)


def _is_line(tag: str, given: Given) -> bool:
    return tag in _LINES or (tag == "p" and is_outlooks(given))
