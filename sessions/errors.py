"""What rounds refuse, in sentences that say what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

if TYPE_CHECKING:
    from sessions.schedule import Fault


class RoundExists(DomainError):
    """An edition has one June and one September round."""

    sentence = _("This edition has this round already. Open it to change its dates.")


class StepsDoNotFollow(DomainError):
    """The moments of the steps overlap, leave a gap or are in the wrong order."""

    sentence = _("The steps do not follow each other.")

    def __init__(self, faults: Sequence["Fault"] = ()) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(fault.sentence for fault in faults) or None)


class StepsChangedMeanwhile(DomainError):
    """Somebody else saved other dates since the form was opened."""

    sentence = _("Somebody else changed the dates meanwhile. Look at them and send yours again.")


class AlreadyPublished(DomainError):
    """A round is published once."""

    sentence = _("This round is published already.")


class NotPublished(DomainError):
    """Nobody is asked anything in a round that nobody may know of."""

    sentence = _("Publish the round first. Then you can send invitations.")


class NothingSubmitted(DomainError):
    """Only a submitted version can be reviewed."""

    sentence = _("The region did not submit a version yet.")


class PlanIsPrivate(DomainError):
    """A dossier at level region is read by its team alone."""

    sentence = _("The region keeps this dossier to itself. Ask the region lead to share it first.")


class PlanOfAnotherEdition(DomainError):
    """A round reviews the plans of its own edition."""

    sentence = _("This plan belongs to another edition.")


class ReviewHandedIn(DomainError):
    """What a review is about does not change under it."""


class OwnRegion(DomainError):
    """Nobody ever reviews the own region."""


class TieNeedsReason(DomainError):
    """A known conflict is allowed with a written reason only."""

    sentence = _(
        "There is a conflict. Write why it is possible all the same, or choose somebody else."
    )


class AlreadyPlanned(DomainError):
    """One person is asked once for one plan."""


class NotACandidate(DomainError):
    """The person does not have the part in the edition that the capacity asks for."""

    sentence = _("This person cannot review in this capacity in this edition.")


class AccessNeedsAnEnd(DomainError):
    """An additional critical friend has access for a limited time."""

    sentence = _("Say until when this critical friend has access: today or later.")


class NothingToSend(DomainError):
    """No invitations are waiting."""

    sentence = _("There are no invitations to send. They may have been sent already.")


class NotAsked(DomainError):
    """There is no open question to answer."""


class AnswerTooLate(DomainError):
    """The review step is over, or the access is."""


class ExtensionShortens(DomainError):
    """An extension gives time, it does not take it."""


class RuleExists(DomainError):
    """One rung of the ladder stands there once."""

    sentence = _("This reminder is in the list already. Choose another number of days.")


class SittingHasNoReminderAfter(DomainError):
    """After a sitting there is nothing that still has to be done in it."""

    sentence = _("After a sitting there is nothing to remind of. Choose a moment before it.")


class TemplateExists(DomainError):
    """A template has its name once."""

    sentence = _("There is a template with this name already. Choose another name.")


class TemplateChangedMeanwhile(DomainError):
    """Somebody else saved the template since the form was opened."""

    sentence = _("Somebody else changed this template meanwhile. Look at it and send yours again.")


class MomentNotClear(DomainError):
    """A step would land on an hour that the clock skips or shows twice."""


class RepairGone(DomainError):
    """What a button would have repaired is no longer there."""

    sentence = _("The dates changed meanwhile. Look at them again.")


class DoneAlready(DomainError):
    """Nobody is asked the same twice within a day."""

    sentence = _("Somebody did this already. Look at the list again.")


class NobodyLeft(DomainError):
    """Every critical friend was asked for this plan, or has a conflict."""

    sentence = _(
        "No critical friend is left without a conflict. Invite an additional one for this plan."
    )


class AsideNeedsALaterDay(DomainError):
    """A risk is put aside until a day that comes."""

    sentence = _("Choose a day that still comes.")


class AsideNeedsReason(DomainError):
    """Other facilitators read why a risk is put aside."""

    sentence = _("Write why this can wait. Other facilitators read it.")
