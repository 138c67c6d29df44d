"""What conferences refuse, in sentences that say what to do next."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ConferenceExists(DomainError):
    """An edition has one first and one second conference."""

    sentence = _("This edition has this work conference already. Open it to change it.")


class ConferenceChangedMeanwhile(DomainError):
    """Somebody else saved since the form was opened."""

    sentence = _(
        "Somebody else changed this work conference meanwhile. Look at it and send yours again."
    )


class ProgrammeSticksOut(DomainError):
    """A part of the programme would be outside the conference."""

    sentence = _("The programme goes on after this end. Make it shorter first, or end later.")


class ItemSticksOut(DomainError):
    """A part starts before the conference or ends after it."""

    sentence = _("This part is outside the work conference. Choose a time between start and end.")


class ConferenceIsPublished(DomainError):
    """Publishing happens once."""

    sentence = _("This work conference is published already.")


class ConferenceNotPublished(DomainError):
    """What nobody knows of cannot be held."""

    sentence = _("Publish the work conference first.")


class ConferenceNotOpen(DomainError):
    """Something that happens in the room, before or after it."""

    sentence = _("This is possible while the work conference is going on.")


class ConferenceIsOver(DomainError):
    """Nothing more is asked or added after the end."""

    sentence = _("This work conference is over. You can read everything that was said.")


class AlreadyThatState(DomainError):
    """Somebody else was first."""

    sentence = _("The work conference is already in that state.")


class PaperThere(DomainError):
    """The same file twice."""

    sentence = _("This file is already with the work conference.")


class TooManyPapers(DomainError):
    """A conference is no archive."""

    sentence = _("There are 30 files already. Remove one first.")


class OwnQuestion(DomainError):
    """Nobody supports the own question."""

    sentence = _("This is your own question. It counts already.")


class QuestionIsSettled(DomainError):
    """An answered or hidden question is not supported or taken back."""

    sentence = _("This question was answered or hidden meanwhile.")


class PollNeedsOptions(DomainError):
    """Two to six answers, all different."""

    sentence = _("Give two to six answers that differ.")


class AnotherPollIsOpen(DomainError):
    """One question at a time."""

    sentence = _("Another quick poll is open. Close it first.")


class PollWasOpened(DomainError):
    """What people voted on does not change."""

    sentence = _("This quick poll was opened already. It stays as it is.")


class PollNotOpen(DomainError):
    """A vote before or after."""

    sentence = _("This quick poll is not open. Your vote was not counted.")


class VotedAtOnce(DomainError):
    """Two votes of one person at the same moment."""

    sentence = _(
        "You voted twice at the same moment. One vote counts: look which one, and change it if you want."
    )


class NotAnOption(DomainError):
    """An answer of another question."""

    sentence = _("Choose one of the answers.")


class TopicThere(DomainError):
    """A heading stands on the wall once."""

    sentence = _("This heading is on the wall already.")


class TopicHasCards(DomainError):
    """Somebody wrote under this heading."""

    sentence = _("There are cards under this heading. It stays.")


class CardIsHidden(DomainError):
    """A card that is no longer on the wall."""

    sentence = _("This card is no longer on the wall.")


class AgreementThere(DomainError):
    """The same words twice."""

    sentence = _("This agreement is in the list already.")


class NotInvited(DomainError):
    """An action for somebody who does not see the conference."""

    sentence = _("This person does not take part in this work conference. Choose somebody else.")
