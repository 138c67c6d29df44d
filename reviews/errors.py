"""What the rules of reviews refuse, in sentences for the person who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class StepClosed(DomainError):
    """The round's step is not open for this person and plan."""


class NotAllowed(DomainError):
    """Somebody else may do this; the sentence says who."""


class AlreadySubmitted(DomainError):
    """A review is handed in once."""

    sentence = _("This review was already handed in.")


class NotSubmitted(DomainError):
    """It must be handed in before this can be done."""

    sentence = _("This review is not handed in.")


class AlreadyAnswered(DomainError):
    """The region built on it."""

    sentence = _(
        "The region has already answered your advice, so the review can no longer be opened."
    )


class UnknownField(DomainError):
    """An answer to a question that this form does not have."""

    sentence = _("This form does not have that question. Reload the page.")


class NoForm(DomainError):
    """Nobody published a form for this season."""

    sentence = _("There is no form for this round yet. Ask a facilitator.")


@dataclass(frozen=True)
class Theirs:
    """What stands in the database at one key, where somebody wanted to write."""

    key: str
    value: Any
    revision: int


class AnswersChanged(DomainError):
    """Some answers were saved elsewhere after they were opened; nothing was overwritten."""

    sentence = _(
        "This was changed in another window while you were writing. Nothing was overwritten."
    )

    def __init__(self, theirs: list[Theirs]) -> None:
        self.theirs = {item.key: item for item in theirs}
        super().__init__()


class NotComplete(DomainError):
    """Something that must be answered is not."""

    sentence = _("The review cannot be handed in yet.")

    def __init__(self, missing: Mapping[str, str]) -> None:
        self.missing = dict(missing)
        super().__init__()


class RowChanged(DomainError):
    """Somebody else saved it after it was opened; nothing was overwritten."""

    sentence = _(
        "Somebody else changed this while you were writing. Nothing was overwritten; look below."
    )


class ReasonMissing(DomainError):
    """All but adopted gives a reason, and what worries is explained."""

    sentence = _("Give the reason.")


class EditionEnded(DomainError):
    """What was promised is fixed when the edition is over."""

    sentence = _("This edition has ended, so nothing can be added any more.")
