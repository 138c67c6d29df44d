"""A dossier as a report: what its reader may read, as plain values. The writers know nothing else.

Texts of people are HTML as `core.text.render` made it; all else is plain text. Moments are aware.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Who:
    """Somebody, with the organisation and the capacity in which this was done."""

    name: str
    organisation: str = ""
    capacity: str = ""


@dataclass(frozen=True)
class Act:
    """Who did something, and when."""

    by: Who
    at: datetime


@dataclass(frozen=True)
class Section:
    """A part of the plan."""

    key: str
    title: str
    html: str


@dataclass(frozen=True)
class Outcome:
    """What the region did with the answers to its question."""

    kind: str
    label: str
    html: str
    given: Act


@dataclass(frozen=True)
class Question:
    """What the region asks."""

    id: int
    number: int
    html: str
    outcome: Outcome | None = None


@dataclass(frozen=True)
class File:
    """A file beside the plan; the report names it and does not hold it."""

    name: str
    size: int  # bytes


@dataclass(frozen=True)
class Plan:
    """The version of the plan that the report shows."""

    id: int
    number: int
    title: str
    summary: str
    help_kind: str
    elements: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    files: tuple[File, ...]
    submitted: Act


@dataclass(frozen=True)
class Change:
    """What the region said that it changed in a version."""

    number: int
    note: str  # Markdown source, shown as plain text
    submitted: Act


@dataclass(frozen=True)
class Said:
    """One answer of a reviewer."""

    key: str
    title: str
    words: str = ""
    html: str = ""
    about: str = ""  # the region's question, as HTML
    advice: str = ""  # title of the earlier recommendation that this looks back on
    file: str = ""  # name of the file that answers


@dataclass(frozen=True)
class Chapter:
    """One section of the form."""

    key: str
    title: str
    said: tuple[Said, ...]
    advice: tuple[str, ...] = ()  # titles of what was recommended here


@dataclass(frozen=True)
class Partner:
    """Somebody who wrote along in a review for one helix partner, perhaps with a view of its own."""

    who: Who
    signature: str
    minority_html: str = ""


@dataclass(frozen=True)
class Review:
    """What one reviewer wrote."""

    id: int
    dossier: int
    round: str
    version: int
    handed_in: Act
    is_late: bool
    relation: str
    chapters: tuple[Chapter, ...]
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True)
class Response:
    """What the region answered."""

    id: int
    kind: str
    label: str
    html: str
    given: Act
    is_late: bool = False


@dataclass(frozen=True)
class Progress:
    """One report on how a commitment goes."""

    state: str
    label: str
    explanation: str
    reported: Act


@dataclass(frozen=True)
class Evidence:
    """What shows that something was done."""

    id: int
    kind: str
    label: str
    text: str
    url: str
    file: str
    source: str
    dated: date
    added: Act


@dataclass(frozen=True)
class Commitment:
    """What is promised."""

    id: int
    dossier: int
    advice: int | None
    what: str
    owner: str
    due_on: date
    result: str
    help_needed: str
    state: str
    label: str
    made: Act
    progress: tuple[Progress, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Verification:
    """What a reviewer recognised of the follow-up."""

    id: int
    review: int
    judgement: str
    label: str
    remark: str
    round: str
    given: Act


@dataclass(frozen=True)
class Advice:
    """One recommendation with everything that became of it."""

    id: int
    dossier: int
    review: int | None  # none for one that was merged from others
    round: str
    title: str
    html: str
    kind: str
    addressees: tuple[str, ...]
    elements: tuple[str, ...]
    term: str
    effect: str
    effort: str
    offer: str
    given: Act
    response: Response | None = None
    commitments: tuple[Commitment, ...] = ()
    verifications: tuple[Verification, ...] = ()
    originals: "tuple[Advice, ...]" = ()


@dataclass(frozen=True)
class Post:
    """What one person wrote in a thread; one that was deleted or moved has no text."""

    id: str
    number: int
    kind: str
    html: str
    language: str
    deleted: bool
    reply_to: int | None  # number of the post that it answers
    written: Act
    edited_at: datetime | None = None
    moved: bool = False


@dataclass(frozen=True)
class Thread:
    """A conversation on the plan or on something about it."""

    id: int
    title: str
    about: str
    level: str
    state: str
    outcome: str
    resolved: Act | None
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class DossierReport:
    """Everything of one dossier that one person may read, in one language, at one moment."""

    id: int
    region: str
    edition: str
    theme: str
    is_example: bool
    made_for: str
    made_at: datetime
    language: str
    plan: Plan | None
    versions: tuple[int, ...] = ()  # all that the reader may read; `plan` is the newest
    changes: tuple[Change, ...] = ()
    reviews: tuple[Review, ...] = ()
    advice: tuple[Advice, ...] = ()
    own: tuple[Commitment, ...] = field(default=())  # promised of the region's own accord
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True)
class PlanInRound:
    """A dossier as it stands in a round; without words when its version is not the reader's."""

    id: int
    region: str
    theme: str
    version: int | None
    summary: str
    help_kind: str
    submitted: Act | None


@dataclass(frozen=True)
class RoundReport:
    """Everything of one round that one person may read."""

    id: int
    name: str
    edition: str
    made_for: str
    made_at: datetime
    language: str
    plans: tuple[PlanInRound, ...] = ()
    reviews: tuple[Review, ...] = ()
    advice: tuple[Advice, ...] = ()
    own: tuple[Commitment, ...] = ()
    verifications: tuple[tuple[Verification, int], ...] = ()  # with the id of the advice


Report = DossierReport | RoundReport
