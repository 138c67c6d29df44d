"""Words by their stem, so that "ondernemers" finds "ondernemer". Dutch and English, alike on every database. Pure.

The stemmers are those of Snowball (Dutch: Kraaij and Pohlmann, 1994; English: Porter, 2002).
"""

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import snowballstemmer

from core.text.common import COMMON

STEMS_VERSION = 1  # to be raised when other stems come out: what was kept is then made again
LONGEST = 64  # characters of a stem
_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ĳ": "ij"})
_local = threading.local()  # a stemmer remembers the word it works on: one a thread


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, in code points, and its stems."""

    start: int
    end: int
    stems: frozenset[str]


def words(text: str) -> Iterator[Word]:
    """The words of a text that tell something, in their order."""
    for found in _WORD.finditer(text):
        plain = _plain(found.group())
        if plain and plain not in COMMON:
            yield Word(found.start(), found.end(), _stems_of(plain))


def stems(text: str) -> set[str]:
    """The stems of all words of a text."""
    return {stem for word in words(text) for stem in word.stems}


def asked(question: str, most: int = 8) -> list[frozenset[str]]:
    """What somebody looks for: the stems of each word, every word once, the first `most` words."""
    return list(dict.fromkeys(word.stems for word in words(question)))[:most]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; `hit` when it is a word that was looked for."""

    text: str
    hit: bool = False


def excerpt_around(text: str, wanted: Collection[frozenset[str]], length: int = 240) -> list[Piece]:
    """The text around the first word that was looked for, in pieces, with "…" where it was cut."""
    hits = [word for word in words(text) if any(word.stems & stems for stems in wanted)]
    begin = max(0, hits[0].start - length // 3) if hits else 0
    begin = _after_space(text, begin)
    end = len(text) if len(text) - begin <= length else text.rfind(" ", begin, begin + length)
    end = end if end > begin else min(len(text), begin + length)
    pieces = [Piece("… ")] if begin else []
    at = begin
    for word in hits:
        if word.start >= at and word.end <= end:
            pieces += [Piece(text[at : word.start]), Piece(text[word.start : word.end], hit=True)]
            at = word.end
    pieces += [Piece(text[at:end]), *([Piece(" …")] if end < len(text) else [])]
    return [piece for piece in pieces if piece.text]


def _after_space(text: str, place: int) -> int:
    """The beginning of the first whole word at or after a place."""
    if place == 0:
        return 0
    space = text.find(" ", place)
    return place if space < 0 else space + 1


def _plain(word: str) -> str:
    """Small letters without accents, as most people type them."""
    small = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in small if not unicodedata.combining(sign))[:LONGEST]


def _stems_of(plain: str) -> frozenset[str]:
    if not hasattr(_local, "stemmers"):
        _local.stemmers = [snowballstemmer.stemmer(name) for name in ("dutch", "english")]
    return frozenset(stemmer.stemWord(plain)[:LONGEST] or plain for stemmer in _local.stemmers)
