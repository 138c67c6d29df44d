"""What the rules of plans refuse, in sentences for the person who asked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TitleTaken(DomainError):
    """Another plan of this region in this edition has the title."""

    sentence = _("Your region already has a plan with this theme. Choose another name.")


@dataclass(frozen=True)
class Saved:
    """What stands in the database where somebody wanted to write."""

    text: str
    revision: int
    by: str = ""
    at: datetime | None = None


class TextChanged(DomainError):
    """Somebody else saved this part after it was opened; nothing was overwritten."""

    sentence = _("Somebody else changed this part while you were writing. Nothing was overwritten.")

    def __init__(self, saved: Saved) -> None:
        self.saved = saved
        super().__init__()


class QuestionDropped(DomainError):
    """The question was dropped after it was opened."""

    sentence = _(
        "This question was dropped in the meantime. Copy your text to a new question to keep it."
    )


class EmptyQuestion(DomainError):
    """A question without words."""

    sentence = _("Write the question, or drop it.")


class TooManyQuestions(DomainError):
    """There is room for three."""

    sentence = _("A plan asks at most three questions. Drop one first.")


class TooManyFiles(DomainError):
    """There is room for ten."""

    sentence = _("A plan holds at most ten files. Remove one first.")


class FileThere(DomainError):
    """The same content was added before."""

    sentence = _("This file is already there.")


class NotComplete(DomainError):
    """Something that must be filled in is empty."""

    sentence = _("The plan cannot be submitted yet: some parts are still empty.")


class NothingChanged(DomainError):
    """The working copy is what was submitted last."""

    sentence = _("Nothing changed since the last version. There is nothing to submit.")


class ChangeNoteMissing(DomainError):
    """From the second version on, readers want to know what changed."""

    sentence = _("Tell in a few words what changed, and why.")


class PlanMoved(DomainError):
    """Somebody changed the plan between looking and submitting."""

    sentence = _(
        "The plan changed since you opened this page. Look at it again, and then submit it."
    )


class BuiltOnByOthers(DomainError):
    """Others worked with it, so it cannot be taken from them."""

    sentence = _(
        "Others have already worked with this plan, so fewer people than now cannot be chosen."
    )


class LevelMoved(DomainError):
    """Somebody changed the level in the meantime."""

    sentence = _("Somebody changed this in the meantime. Look again, and then choose.")


class SameWords(DomainError):
    """A suggestion that changes nothing."""

    sentence = _("These are the words that stand there already. Write other words, or none.")


class MayNotAttach(DomainError):
    """Pointing out a passage is for who started the conversation, the team and who facilitates."""

    sentence = _(
        "Only who started this conversation, the region's team and facilitators point out its passage."
    )


class PassageGone(DomainError):
    """A passage is pointed out in a version after the one in which it was written about."""

    sentence = _("Choose a passage in a newer version of the same plan.")


class AlreadyDecided(DomainError):
    """A suggestion is decided on once."""

    sentence = _("This suggestion was already decided on.")


class WordsElsewhere(DomainError):
    """The words for which a suggestion was made do not stand in the working text any more."""

    sentence = _(
        "The words that this was proposed for were changed. Nothing was overwritten: compare both texts."
    )
