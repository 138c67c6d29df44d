"""Whether reviewers agree with answers, in words; in numbers only from three people on. No database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviews.summary import FEWEST


class Picture(StrEnum):
    """How opinions on answers lie, without numbers."""

    NONE = "none"
    AGREE = "agree"  # everybody agrees
    PARTLY = "partly"  # nobody sees it differently, and not everybody agrees wholly
    DIFFER = "differ"  # somebody sees it differently


@dataclass(frozen=True)
class Agreement:
    """The opinions on one answer or one question; counts only when they do not show who gave which."""

    picture: Picture
    agree: int | None = None
    partly: int | None = None
    disagree: int | None = None

    @property
    def counted(self) -> bool:
        """Whether there are enough people to give numbers."""
        return self.agree is not None


def agreement(given: Iterable[tuple[int, str]]) -> Agreement:
    """From pairs of a person and a stance (`agree`, `partly`, `disagree`)."""
    pairs = list(given)
    counts = Counter(stance for _person, stance in pairs)
    picture = _picture(counts)
    if len({person for person, _stance in pairs}) < FEWEST:
        return Agreement(picture)
    return Agreement(picture, counts["agree"], counts["partly"], counts["disagree"])


def _picture(counts: Counter[str]) -> Picture:
    if not counts.total():
        return Picture.NONE
    if counts["disagree"]:
        return Picture.DIFFER
    return Picture.PARTLY if counts["partly"] else Picture.AGREE
