"""How well a person's expertise meets a plan: words that both use, never a score. Pure."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]{5,}")
# Words that say nothing about what somebody knows.
_COMMON = frozenset(
    {
        "about", "after", "andere", "before", "being", "between", "binnen", "buiten", "could",
        "eigen", "hebben", "kunnen", "nieuwe", "omdat", "onder", "other", "regio", "region",
        "regions", "should", "tegen", "their", "there", "these", "those", "through", "tussen",
        "under", "verder", "vooral", "waarin", "where", "which", "worden", "would", "zodat",
    }
)  # fmt: skip


def words_of(text: str) -> set[str]:
    """The longer words of a text, in small letters."""
    return {word.lower() for word in _WORD.findall(text)} - _COMMON


def shared_elements(expertise: str, elements: Iterable[Sequence[str]]) -> list[str]:
    """Which elements the expertise names. Each element is its names; the first is shown."""
    low = expertise.lower()
    return [names[0] for names in elements if any(name and name.lower() in low for name in names)]


def shared_words(expertise: str, text: str, most: int = 6) -> list[str]:
    """Words that the expertise and the plan share, the longest first."""
    shared = words_of(expertise) & words_of(text)
    return sorted(shared, key=lambda word: (-len(word), word))[:most]
