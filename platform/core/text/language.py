"""Which of the two languages a text is in, told by its small words. Pure."""

import re
from collections.abc import Iterator

from core.text.common import DUTCH, ENGLISH

LEAST = 2  # small words; and at least twice as many as of the other language
# Small words of both languages tell nothing here.
_SHARED = frozenset(["in", "is", "was", "we", "of", "over", "me", "men", "die"])
_ALONE = {"nl": DUTCH - _SHARED, "en": ENGLISH - _SHARED}
_WORD = re.compile(r"[^\W\d_]+")
_FENCE = ("```", "~~~")
# What is quoted, pointed at or named is no sign of the language that somebody writes in.
_OTHER = re.compile(
    r"`[^`\n]{0,300}`|“[^”\n]{0,300}”|https?://\S{1,300}|@\[[^\[\]\n]{0,120}\]\([^()\n]{0,40}\)"
)


def language_of(text: str, otherwise: str) -> str:
    """The language of a Markdown text; `otherwise` when it is too short to say, or is in both."""
    words = [word.casefold() for line in _own_lines(text) for word in _WORD.findall(line)]
    found = {code: sum(word in alone for word in words) for code, alone in _ALONE.items()}
    first, second = sorted(found, key=lambda code: found[code], reverse=True)
    return first if found[first] >= max(LEAST, 2 * found[second]) else otherwise


def _own_lines(text: str) -> Iterator[str]:
    """The lines that somebody wrote: no quoted paragraphs, no code."""
    in_code = False
    for line in text.split("\n"):
        begins = line.lstrip()
        if begins.startswith(_FENCE):
            in_code = not in_code
        elif not in_code and not begins.startswith(">"):
            yield _OTHER.sub(" ", line)
