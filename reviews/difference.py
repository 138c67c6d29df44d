"""What a region says of its follow-up beside what reviewers recognise, and the difference in words. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from reviews.models.choices import Judgement, ProgressState, ResponseKind

SEEN = {Judgement.NOT: 0, Judgement.SOMEWHAT: 1, Judgement.CLEARLY: 2, Judgement.AMPLY: 3}
# What somebody who agrees with the region recognises, from and up to.
FITS: dict[str, tuple[int, int]] = {
    ProgressState.DONE: (2, 3),
    ProgressState.ON_SCHEDULE: (1, 3),
    ProgressState.NEEDS_ATTENTION: (0, 2),
    ProgressState.NOT_STARTED: (0, 0),
    ProgressState.STOPPED: (0, 0),
    ResponseKind.ADOPTED: (1, 3),
    ResponseKind.PARTLY: (1, 3),
    ResponseKind.NOT: (0, 0),
    ResponseKind.PENDING: (0, 0),
    "": (0, 0),
}
LET_GO = {ProgressState.STOPPED, ResponseKind.NOT}


class Gap(StrEnum):
    """How a judgement stands to the region's own claim."""

    NONE = "none"
    LESS = "less"  # the reviewer recognises less than the region reports
    MORE = "more"
    OVERTAKEN = "overtaken"  # the reviewer says that events decided


@dataclass(frozen=True)
class Claim:
    """What the region itself says of one recommendation."""

    response: str = ""  # a key of ResponseKind, or nothing
    states: tuple[str, ...] = ()  # of its commitments
    evidence: int = 0  # how many pieces the reader may see

    @property
    def key(self) -> str:
        """All of it as one key: the progress of its commitments, else its response."""
        running = [state for state in self.states if state != ProgressState.STOPPED]
        if not self.states:
            return self.response
        if not running:
            return ProgressState.STOPPED.value
        for state in (ProgressState.NEEDS_ATTENTION, ProgressState.ON_SCHEDULE):
            if state in running:
                return state.value
        done = [state for state in running if state == ProgressState.DONE]
        if len(done) == len(running):
            return ProgressState.DONE.value
        return (ProgressState.ON_SCHEDULE if done else ProgressState.NOT_STARTED).value

    @property
    def words(self) -> str:
        """The claim as the region would say it."""
        return claim_in_words(self.key)


def claim_in_words(key: str) -> str:
    """One claim in the reader's language."""
    if key in ProgressState.values:
        return str(ProgressState(key).label)
    if key in ResponseKind.values:
        return str(ResponseKind(key).label)
    return _("nothing yet")


@dataclass(frozen=True)
class Judged:
    """What one reviewer recognises."""

    who: str
    judgement: str  # a key of Judgement, or nothing
    gave: bool = False  # whether the advice is this reviewer's own
    remark: str = ""
    at: datetime | None = None

    @property
    def words(self) -> str:
        """The judgement in the reader's language."""
        return str(Judgement(self.judgement).label) if self.judgement else _("only a remark")


@dataclass(frozen=True)
class Voice:
    """One judgement beside the claim."""

    judged: Judged
    gap: Gap
    sentence: str  # the difference in words; empty without one


@dataclass(frozen=True)
class Difference:
    """The region's claim with every judgement beside it."""

    claim: Claim
    voices: tuple[Voice, ...] = ()
    among_givers: bool = False  # whether those who gave the advice recognise different things

    @property
    def sentences(self) -> list[str]:
        """What differs, in words."""
        return [voice.sentence for voice in self.voices if voice.sentence]

    @property
    def any(self) -> bool:
        """Whether somebody sees it differently."""
        return bool(self.sentences)


def gap_of(claim: str, judgement: str) -> Gap:
    """How one judgement stands to a claim."""
    if judgement == Judgement.OVERTAKEN:
        return Gap.NONE if claim in LET_GO else Gap.OVERTAKEN
    if judgement not in SEEN:
        return Gap.NONE
    least, most = FITS[claim]
    seen = SEEN[Judgement(judgement)]
    return Gap.LESS if seen < least else Gap.MORE if seen > most else Gap.NONE


def difference(claim: Claim, judgements: Iterable[Judged]) -> Difference:
    """The claim beside what each reviewer recognises; those who gave the advice come first."""
    rows = sorted(judgements, key=lambda one: not one.gave)
    voices = tuple(_voice(claim, one) for one in rows)
    said = {one.judgement for one in rows if one.gave and one.judgement}
    return Difference(claim, voices, among_givers=len(said) > 1)


def _voice(claim: Claim, judged: Judged) -> Voice:
    gap = gap_of(claim.key, judged.judgement)
    return Voice(judged, gap, _sentence(gap, claim, judged))


def _sentence(gap: Gap, claim: Claim, judged: Judged) -> str:
    if gap is Gap.NONE:
        return ""
    words = {
        "claim": claim.words,
        "who": judged.who,
        "judgement": str(Judgement(judged.judgement).label),
    }
    if gap is Gap.OVERTAKEN:
        said = _("The region reports: %(claim)s. %(who)s says that events have overtaken it.")
    elif gap is Gap.MORE:
        said = _("The region reports: %(claim)s. %(who)s already recognises it: %(judgement)s.")
    elif judged.judgement == Judgement.NOT:
        said = _("The region reports: %(claim)s. %(who)s does not recognise it yet.")
    else:
        said = _("The region reports: %(claim)s. %(who)s recognises a part of it so far.")
    return said % words
