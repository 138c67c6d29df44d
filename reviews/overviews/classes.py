"""Into which classes advice is counted."""

from enum import StrEnum

from reviews.models.choices import Judgement, ResponseKind
from reviews.summary import Action

NONE = "none"  # no response yet; not judged yet
APART = "apart"  # judged, by too few to show how


class StageKind(StrEnum):
    """The four moments at which all advice is counted."""

    GIVEN = "given"
    RESPONSE = "response"
    ACTION = "action"
    JUDGED = "judged"


# What advice can be at each moment, in the order of the picture.
CLASSES: dict[StageKind, tuple[str, ...]] = {
    StageKind.GIVEN: ("given",),
    StageKind.RESPONSE: (
        ResponseKind.ADOPTED.value,
        ResponseKind.PARTLY.value,
        ResponseKind.PENDING.value,
        ResponseKind.NOT.value,
        NONE,
    ),
    StageKind.ACTION: (Action.YES.value, Action.BUSY.value, Action.NO.value),
    StageKind.JUDGED: (
        Judgement.AMPLY.value,
        Judgement.CLEARLY.value,
        Judgement.SOMEWHAT.value,
        Judgement.NOT.value,
        Judgement.OVERTAKEN.value,
        APART,
        NONE,
    ),
}

# The most reserved first: where givers differ, the overview follows the one who saw least.
RESERVED = (
    Judgement.NOT,
    Judgement.SOMEWHAT,
    Judgement.CLEARLY,
    Judgement.AMPLY,
    Judgement.OVERTAKEN,
)


class Fulfilment(StrEnum):
    """What became of a piece of advice: promise and action in one word, as the Voortgangsmeter has it."""

    KEPT = "kept"  # the promise is carried out
    RUNNING = "running"  # the promise is being carried out
    OTHER = "other"  # something was done that was not promised
    NONE = "none"  # nothing was done, promised or not
