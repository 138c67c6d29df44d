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


class FileChanged(DomainError):
    """Another file was added at a field after the page was opened; the sentence names it."""


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


class BuiltOn(DomainError):
    """The region or a reviewer did something with this advice."""

    sentence = _(
        "The region has already answered this advice or promised something on it, so it stays as it is."
    )


class OnTheList(DomainError):
    """The advice stands on the frozen list of a later round."""

    sentence = _("This advice is on the list of the September round already, so it stays as it is.")


class AlreadyMerged(DomainError):
    """Somebody merged it, or took it back, meanwhile."""

    sentence = _(
        "Some of this advice was merged or taken back meanwhile. Look at the list and choose again."
    )


class NothingToMerge(DomainError):
    """One piece of advice alone is not merged."""

    sentence = _("Choose at least two recommendations that say the same.")


class OtherPlan(DomainError):
    """Only advice on one plan in one round can be the same advice."""

    sentence = _("Choose recommendations on the same plan in the same round.")


class RoundEnded(DomainError):
    """What was advised in a round is fixed when it is over."""

    sentence = _("This round has ended, so its advice stays as it is.")


class WordsMissing(DomainError):
    """A merged recommendation needs a title and a text."""

    sentence = _("Write a title and a text for the merged recommendation.")


class MergedAway(DomainError):
    """What is answered is the merged one."""

    sentence = _("This advice was merged with other advice. Answer the merged recommendation.")


class AlreadySettled(DomainError):
    """A draft of a sitting was confirmed or dropped meanwhile."""

    sentence = _("This advice was confirmed or dropped meanwhile. Nothing was changed.")


class GiverMissing(DomainError):
    """Advice is given by somebody who was at the table and is not of the region."""

    sentence = _("Say who gave this advice: somebody from the sitting who is not of the region.")


class CaughtUnfinished(DomainError):
    """What was caught in a hurry lacks something that advice needs."""

    sentence = _("Write what it is and why, and for whom, before you confirm this advice.")


class TakenBack(DomainError):
    """Its giver took it back meanwhile."""

    sentence = _("This advice was taken back meanwhile.")


class AlreadyJudged(DomainError):
    """The giver of the advice judged with this in sight."""

    sentence = _("A reviewer has already judged the follow-up, so this evidence stays.")


class AdviceNotHere(DomainError):
    """Advice that is not on this plan, or not any more."""

    sentence = _("Some of this advice is no longer on this plan. Look again, and then choose.")


class PartNotChanged(DomainError):
    """Nothing changed in this part of the plan, so no advice changed it."""

    sentence = _("One of these parts did not change after all. Look again, and then choose.")


class LinkStays(DomainError):
    """A reviewer wrote with this link in sight."""

    sentence = _(
        "A review of this version was handed in, so you can add advice but no longer remove it."
    )


class FormUnfinished(DomainError):
    """A form that cannot be published yet."""

    sentence = _("The form cannot be published yet. Mend what is listed first.")


class AlreadyPublished(DomainError):
    """A version of this form already says exactly what the draft says."""

    sentence = _(
        "A version of this form already says exactly this. "
        "Change something, or choose that version for a round."
    )


class FormTooLarge(DomainError):
    """More sections, questions or options than a form may have."""


class DraftExists(DomainError):
    """Somebody already works on the next version."""

    sentence = _("There is already a draft of this form. Publish it or throw it away first.")


class BadFile(DomainError):
    """A file that holds no form."""


class Touched(DomainError):
    """What a move touches is no longer what was shown."""

    sentence = _("The drafts changed while you were looking. Look again before you move them.")
