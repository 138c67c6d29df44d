"""The way of advice from June to September: given, answered, acted upon, judged. Nothing is lost on the way."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise

from reviews.models.choices import Judgement
from reviews.overviews import words
from reviews.overviews.classes import APART, CLASSES, NONE, RESERVED, StageKind
from reviews.summary import Action, CrossTable, Row


def judged_as(verdicts: Iterable[tuple[bool, str]]) -> str:
    """The judgement that counts: of who gave the advice, else of others; the most reserved of several.

    Each verdict says whether it is a giver's, and what it is; an empty one says nothing.
    """
    said = [(not by_giver, RESERVED.index(Judgement(word))) for by_giver, word in verdicts if word]
    return RESERVED[min(said)[1]].value if said else NONE


@dataclass(frozen=True)
class Course:
    """What became of some pieces of advice that fared alike, and how many they are."""

    response: str
    promised: bool
    action: Action
    judged: str
    count: int = 1
    season: str = ""
    region: int = 0

    def at(self, stage: StageKind) -> str:
        """What this advice was at one moment."""
        known: Mapping[StageKind, str] = {
            StageKind.GIVEN: "given",
            StageKind.RESPONSE: self.response,
            StageKind.ACTION: self.action.value,
            StageKind.JUDGED: self.judged,
        }
        return known[stage]


def table_of(courses: Iterable[Course]) -> CrossTable:
    """Promised against done."""
    counts: Counter[tuple[bool, Action]] = Counter()
    for course in courses:
        counts[course.promised, course.action] += course.count
    return CrossTable(
        tuple(Row(action, counts[True, action], counts[False, action]) for action in Action)
    )


@dataclass(frozen=True)
class Node:
    """How much advice was of one class at one moment."""

    stage: StageKind
    key: str
    count: int

    @property
    def label(self) -> Promise:
        """The class in words."""
        return words.CLASSES[self.stage][self.key]

    @property
    def tone(self) -> str:
        """How it is drawn."""
        return words.TONES[self.stage][self.key]


@dataclass(frozen=True)
class Link:
    """How much advice went from one class to one of the next moment."""

    source: Node
    target: Node
    count: int


@dataclass(frozen=True)
class Flow:
    """All advice, moment by moment; each moment counts all of it."""

    stages: tuple[tuple[Node, ...], ...]
    links: tuple[Link, ...]
    total: int

    @property
    def steps(self) -> list[tuple[Promise, tuple[Node, ...]]]:
        """The moments with their names."""
        return [(words.STAGES[nodes[0].stage], nodes) for nodes in self.stages]

    @property
    def tables(self) -> list["FlowTable"]:
        """The same numbers as tables: each moment against the one before it, from the response on."""
        counts = {(link.source, link.target): link.count for link in self.links}
        return [
            FlowTable(
                words.TABLES[following[0].stage],
                columns,
                tuple((node, tuple(counts[node, to] for to in columns)) for node in nodes),
            )
            for nodes, following in pairwise(self.stages[1:])
            for columns in [_told(following)]
        ]


def _told(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The classes of which a table speaks: no zero for a judgement of which the number is not told."""
    hidden = any(node.key == APART and node.count for node in nodes)
    kept = [node for node in nodes if node.count or not hidden or node.key == NONE]
    return tuple(node for node in kept if node.count or node.key != APART)


@dataclass(frozen=True)
class FlowTable:
    """How much advice of each class went to each class of the next moment."""

    caption: Promise
    columns: tuple[Node, ...]
    rows: tuple[tuple[Node, tuple[int, ...]], ...]


def flow_of(courses: Sequence[Course], stages: Sequence[StageKind] = tuple(StageKind)) -> Flow:
    """Count the classes of each moment, and what went from each to the next; zeros stay in."""
    columns = tuple(_nodes(courses, stage) for stage in stages)
    links = [
        link
        for column, following in pairwise(columns)
        for link in _links(courses, column, following)
    ]
    return Flow(columns, tuple(links), sum(course.count for course in courses))


def _nodes(courses: Iterable[Course], stage: StageKind) -> tuple[Node, ...]:
    counts: Counter[str] = Counter()
    for course in courses:
        counts[course.at(stage)] += course.count
    return tuple(Node(stage, key, counts[key]) for key in CLASSES[stage])


def _links(
    courses: Iterable[Course], column: Sequence[Node], following: Sequence[Node]
) -> list[Link]:
    here, there = column[0].stage, following[0].stage
    counts: Counter[tuple[str, str]] = Counter()
    for course in courses:
        counts[course.at(here), course.at(there)] += course.count
    return [
        Link(source, target, counts[source.key, target.key])
        for source in column
        for target in following
    ]
