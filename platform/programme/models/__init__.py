"""The programme as data: editions, steps, elements, learning questions, who takes part."""

from programme.models.edition import Edition, Programme, Step, StepState
from programme.models.framework import Element, ElementKind, LearningQuestion
from programme.models.pair import Contact, How, Pair
from programme.models.participation import Participation, ParticipationStatus

__all__ = [
    "Contact",
    "Edition",
    "Element",
    "ElementKind",
    "How",
    "LearningQuestion",
    "Pair",
    "Participation",
    "ParticipationStatus",
    "Programme",
    "Step",
    "StepState",
]
