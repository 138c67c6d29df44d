"""A form as one reviewer meets it: every input with its key, given the plan's questions. No database."""

from reviews.controls.layout import CANNOT_JUDGE, lay_out
from reviews.controls.parts import (
    OFFERED_LEVELS,
    Block,
    Choices,
    Control,
    Earlier,
    Group,
    Question,
    Setting,
    Shape,
    Sheet,
)
from reviews.controls.values import WHO_READS, measured, normal

__all__ = [
    "CANNOT_JUDGE",
    "OFFERED_LEVELS",
    "WHO_READS",
    "Block",
    "Choices",
    "Control",
    "Earlier",
    "Group",
    "Question",
    "Setting",
    "Shape",
    "Sheet",
    "lay_out",
    "measured",
    "normal",
]
