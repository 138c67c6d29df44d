"""The words of a letter with places to fill in: `{region}`. Pure: what is wrong with them, and filling them."""

import html
import re
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

PLACE = re.compile(r"\{([^{}\n]{1,40})\}")
_IN_LINE = re.compile(r"%\((\w+)\)s")
_GAPS = re.compile(r"\n{3,}")
_IN_TARGET = re.compile(r"\]\(\s*<?\{")
LINK, QUOTE, SENTENCE, READER, WHY = "link", "text", "sentence", "reader", "why"
ALWAYS = (READER, SENTENCE, QUOTE, LINK, WHY)
DIGEST, LIST, SUMMARY = "digest", "list", "summary"  # the first stands where else the kind stands
OF_DIGEST = (READER, SUMMARY, LIST)


def places_of_line(line: str) -> list[str]:
    """The words that a kind's own sentence is filled with."""
    return list(dict.fromkeys(_IN_LINE.findall(line)))


def troubles(
    subject: str, body: str, known: Collection[str], must: str = LINK
) -> Iterator[tuple[str, str]]:
    """What is wrong, as field and sentence; nothing when it can be sent. `must` stands in every text."""
    for field, text in (("subject", subject), ("body", body)):
        for name in dict.fromkeys(PLACE.findall(text)):
            if name not in known:
                words = {"name": name, "known": _named(known)}
                yield field, _("“{%(name)s}” is not known here. You can use %(known)s.") % words
        if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
            yield (
                field,
                _("A brace stands alone. Write a place to fill in as {link}, with two braces."),
            )
    if must == LINK and _IN_TARGET.search(body):
        yield "body", _("Write {link} by itself, not inside a Markdown link: it becomes a button.")
    if must in PLACE.findall(subject):
        yield "subject", _unfit(must)
    if must not in PLACE.findall(body):
        yield "body", _missing(must)


def _unfit(must: str) -> str:
    if must == LIST:
        return _("The list does not fit in the subject. Put it in the text.")
    return _("The link does not fit in the subject. Put it in the text.")


def _missing(must: str) -> str:
    if must == LIST:
        return _("Put {list} in the text: there stands what waits and what is new.")
    return _("Put {link} in the text: without it nobody gets to what it is about.")


def _named(known: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in known)


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its places filled in, as plain text."""
    return _GAPS.sub("\n\n", PLACE.sub(lambda found: words.get(found[1], ""), text))


def fill_html(made: str, words: Mapping[str, str], blocks: Mapping[str, str]) -> str:
    """The same in HTML that was made of the text: words are escaped, `blocks` are HTML of our own."""
    for name in blocks:  # a block is no part of a paragraph
        made = made.replace(f"<p>{{{name}}}</p>", f"{{{name}}}")
    return PLACE.sub(
        lambda found: (
            blocks[found[1]] if found[1] in blocks else html.escape(words.get(found[1], ""))
        ),
        made,
    )
