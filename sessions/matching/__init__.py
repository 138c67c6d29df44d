"""Who reviews what: an exact and explainable choice, pure functions over plain values."""

from sessions.matching.check import check
from sessions.matching.effect import Change, Effect, effect
from sessions.matching.errors import Impossible
from sessions.matching.reasons import Reason, ReasonKind, reasons
from sessions.matching.solve import solve
from sessions.matching.why_not import Wish, blocked_cover, why_not

__all__ = [
    "Change",
    "Effect",
    "Impossible",
    "Reason",
    "ReasonKind",
    "Wish",
    "blocked_cover",
    "check",
    "effect",
    "reasons",
    "solve",
    "why_not",
]
