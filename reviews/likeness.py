"""Which pieces of advice may say the same, by the words that they share. A pure function: it suggests, people decide."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

# Shares of common words, from 0 (none) to 1 (all): chosen so that two sentences about the same thing
# in other words are found, and two about different things in the same region are not.
ALIKE = 0.34
FEWEST_SHARED = 2
_WORD = re.compile(r"[^\W\d_]{3,}")
STOP = frozenset(
    _WORD.findall(
        "aan alle als bij dan dat den der deze die dit doe doen door dus een eens elk geen had heb hebben heeft"
        " het hier hij hoe hun iets jij jouw jullie kan kun kunnen maak maar maken meer men met mijn moet"
        " moeten naar niet nog ons ook over ten tot uit van veel via voor waar want was wat wel werd wie wij"
        " wil willen worden wordt zal zei zich zij zijn zodat zonder zou all and are about because been but"
        " can could did does for from get had has have her him his how into its just let like make more most"
        " not now off one our out over own she should some than that the their them then there they this too"
        " use very way what when which who why will with would you your"
    )
)
_ENDINGS = ("ingen", "ing", "eren", "ers", "en", "er", "es", "s", "e")


@dataclass(frozen=True)
class Said:
    """One piece of advice: its id, title and text."""

    pk: int
    title: str
    text: str = ""


@dataclass(frozen=True)
class Alike:
    """Pieces that may say the same, with the words that more than one of them uses."""

    pks: tuple[int, ...]
    shared: tuple[str, ...]


def stems(text: str) -> dict[str, str]:
    """What the text is about: the beginning of each word that means something, with the word itself."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return {_stem(word): word for word in reversed(_WORD.findall(plain)) if word not in STOP}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def likeness(one: Said, other: Said) -> float:
    """From 0 to 1: the share of words in common, of the titles or of the whole, whichever is more."""
    return _alike(_about(one), _about(other))


def _about(said: Said) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(stems(said.title)), frozenset(stems(f"{said.title} {said.text}"))


def _alike(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> float:
    return max(_share(one[0], other[0]), _share(one[1], other[1]))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    common = len(left & right)
    return 2 * common / (len(left) + len(right)) if common >= FEWEST_SHARED else 0.0


def suggest(said: Sequence[Said]) -> list[Alike]:
    """Groups of two or more that look alike, in the order in which they were said.

    Whatever resembles one of a group joins it, so no piece stands in two groups. Work grows with the
    square of the number of pieces, which is a handful for one plan in one round.
    """
    group = {row.pk: {row.pk} for row in said}
    about = {row.pk: _about(row) for row in said}
    for one, other in combinations(said, 2):
        if _alike(about[one.pk], about[other.pk]) >= ALIKE and group[one.pk] is not group[other.pk]:
            joined = group[one.pk] | group[other.pk]
            for pk in joined:
                group[pk] = joined
    found, seen = [], set[int]()
    for row in said:
        if row.pk not in seen and len(group[row.pk]) > 1:
            seen |= group[row.pk]
            members = [one for one in said if one.pk in group[row.pk]]
            found.append(Alike(tuple(one.pk for one in members), _shared(members)))
    return found


def _shared(members: Sequence[Said]) -> tuple[str, ...]:
    """Words that at least two use, as the first of them writes them; at most six."""
    each = [stems(f"{one.title} {one.text}") for one in members]
    words: dict[str, str] = {}
    for known in each:
        for stem, word in known.items():
            if stem not in words and sum(stem in other for other in each) > 1:
                words[stem] = word
    return tuple(sorted(words.values())[:6])
