"""What changed between two texts, word by word. Pure functions over strings."""

from core.diff.grouping import Counts, Line, counts, lines
from core.diff.words import DELETE, EQUAL, INSERT, Part, after, before, diff

__all__ = [
    "DELETE",
    "EQUAL",
    "INSERT",
    "Counts",
    "Line",
    "Part",
    "after",
    "before",
    "counts",
    "diff",
    "lines",
]
