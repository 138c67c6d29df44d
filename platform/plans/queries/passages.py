"""Conversations on passages, each where it stands in the text that somebody reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from discussion.anchoring import Block, Found, Spot, State, place_all
from discussion.models import Thread, ThreadState
from people.queries import Visitor
from plans.models import PASSAGE, Anchor, Dossier, Placement, Suggestion, Version
from plans.passages import blocks_of
from plans.queries.reading import read_version


@dataclass(frozen=True)
class PassageRow:
    """A conversation, what it was about, and where that stands in the text at hand.

    `number` counts through the text at hand, those that wait for an answer first.
    """

    number: int
    anchor: Anchor
    found: Found
    now: str  # the words as they stand now; "" for an orphan

    @property
    def thread(self) -> Thread:
        """The conversation."""
        return self.anchor.thread

    @property
    def suggestion(self) -> Suggestion | None:
        """Other words that were proposed."""
        return getattr(self.anchor, "suggestion", None)

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.thread.state == ThreadState.OPEN

    @property
    def is_orphan(self) -> bool:
        """Whether its words are gone."""
        return self.found.state == State.ORPHAN

    @property
    def is_unsure(self) -> bool:
        """Whether its words may stand where it is shown, or not."""
        return self.found.state == State.UNSURE


def anchors_of(person: Visitor, dossier: Dossier, *, up_to: int | None = None) -> list[Anchor]:
    """The passages of a plan whose conversations somebody may read, up to a version."""
    rows = Anchor.objects.filter(
        version__dossier=dossier, thread__in=Thread.objects.visible_to(person, PASSAGE)
    ).select_related("thread__created_by", "version", "suggestion")
    return list(rows.filter(version__number__lte=up_to) if up_to is not None else rows)


def passages_in(
    version: Version, blocks: Sequence[Block], anchors: Sequence[Anchor]
) -> list[PassageRow]:
    """Where each passage stands in a version, in the order of its text."""
    return _rows(blocks, anchors, places_in(version, blocks, anchors))


def passages_in_working_copy(
    newest: Version | None, blocks: Sequence[Block], anchors: Sequence[Anchor]
) -> list[PassageRow]:
    """The same in a text that is not submitted yet."""
    if newest is None:
        return []
    return _rows(blocks, anchors, _looked_up(newest.number + 1, blocks, anchors))


def places_in(
    version: Version, blocks: Sequence[Block], anchors: Sequence[Anchor]
) -> dict[int, Found]:
    """By anchor: its own place, the one that was stored, or for a fresh version looked up now."""
    known = {
        one.pk: Found(State.EXACT, one.block, one.start, one.end, 1.0, "own")
        for one in anchors
        if one.version_id == version.pk
    }
    for row in Placement.objects.filter(version=version, anchor__in=anchors):
        known[row.anchor_id] = found_of(row)
    missing = [one for one in anchors if one.pk not in known]
    return known | _looked_up(version.number, blocks, missing)


@dataclass(frozen=True)
class AboutPassage:
    """What a conversation is about; `row` is where that stands in the newest version, if newer."""

    anchor: Anchor
    newest: Version
    row: PassageRow | None

    @property
    def suggestion(self) -> Suggestion | None:
        """Other words that were proposed."""
        return getattr(self.anchor, "suggestion", None)


def about_passage(person: Visitor, thread_id: int) -> AboutPassage | None:
    """The passage of a conversation, as far as this reader reads versions."""
    rows = Anchor.objects.select_related("thread", "version__dossier__region", "suggestion")
    anchor = rows.filter(thread=thread_id).first()
    if anchor is None:
        return None
    versions = Version.objects.visible_to(person).filter(dossier=anchor.version.dossier_id)
    newest = versions.order_by("-number").first()
    if newest is None or newest.number <= anchor.version.number:
        return AboutPassage(anchor, newest or anchor.version, None)
    (row,) = passages_in(newest, blocks_of(read_version(newest)), [anchor])
    return AboutPassage(anchor, newest, row)


def found_of(row: Placement) -> Found:
    """A stored placement as a value."""
    return Found(State(row.state), row.block, row.start, row.end, row.score, row.method)


def _looked_up(number: int, blocks: Sequence[Block], anchors: Sequence[Anchor]) -> dict[int, Found]:
    """Each from the last earlier version in which it surely stood: small steps lose little."""
    sources: dict[Version, dict[int, Spot]] = defaultdict(dict)
    for anchor, (version, spot) in _last_places(number, anchors).items():
        sources[version][anchor] = spot
    found: dict[int, Found] = {}
    for version, spots in sources.items():
        placed = place_all(blocks_of(read_version(version)), blocks, spots.values())
        found |= dict(zip(spots, placed, strict=True))
    return found


def _last_places(number: int, anchors: Sequence[Anchor]) -> dict[int, tuple[Version, Spot]]:
    found = {one.pk: (one.version, Spot(one.block, one.start, one.end)) for one in anchors}
    if not anchors:
        return found
    sure = Placement.objects.filter(
        anchor__in=anchors,
        version__number__lt=number,
        state__in=[State.EXACT, State.EDITED, State.MOVED],
    )
    for row in sure.select_related("version").order_by("version__number"):
        found[row.anchor_id] = (row.version, Spot(row.block, row.start, row.end))
    return found


def _rows(
    blocks: Sequence[Block], anchors: Iterable[Anchor], places: dict[int, Found]
) -> list[PassageRow]:
    texts = {block.name: block.text for block in blocks}
    order = {block.name: place for place, block in enumerate(blocks, 1)}
    pairs = [(one, places[one.pk]) for one in anchors if one.pk in places]
    pairs.sort(
        key=lambda pair: (
            order.get(pair[1].block, 0),
            pair[1].state == State.ORPHAN,
            pair[1].start,
            pair[0].pk,
        )
    )
    waiting = [pair for pair in pairs if pair[0].thread.state == ThreadState.OPEN]
    done = [pair for pair in pairs if pair[0].thread.state != ThreadState.OPEN]
    return [
        PassageRow(number, anchor, found, texts.get(found.block, "")[found.start : found.end])
        for number, (anchor, found) in enumerate([*waiting, *done], 1)
    ]
