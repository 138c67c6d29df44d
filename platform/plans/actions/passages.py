"""Conversations on passages: starting one, placing them in a version, pointing one out again."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.text import clean_source
from discussion.actions import carry_out, start_thread
from discussion.anchoring import State
from discussion.anchoring.passages import Passage, cut_exactly, whole_words
from discussion.errors import KeyUsedOtherwise
from discussion.models import Thread
from discussion.rules import rights_in
from people.models import Person
from plans.errors import MayNotAttach, PassageGone, SameWords
from plans.models import PASSAGE, Anchor, Placement, PlacementState, Suggestion, Version
from plans.passages import blocks_of
from plans.queries import read_version
from plans.queries.passages import places_in

TITLE = 90  # characters of the quote that name the conversation
SAID = "%s\n\n> %s"


@dataclass(frozen=True)
class Place:
    """A slice of a paragraph of a version, in code points, with the words that the reader saw there."""

    block: str
    start: int
    end: int
    quote: str


@transaction.atomic
def start_passage(
    *,
    version: Version,
    place: Place,
    by: Person,
    key: UUID,
    body: str,
    level: str,
    post_kind: str = "",
    words: str = "",
) -> Thread:
    """Start a conversation on a passage, with other words for it where there are any.

    The same key again gives the conversation that was started first. Raises NotThere, TooMuch,
    SameWords, and what a conversation refuses.
    """
    passage = _cut(version, place)
    words = " ".join(clean_source(words).split())
    if words == " ".join(passage.quote.split()):
        raise SameWords
    said = clean_source(body)
    if words:
        said = SAID % (said, _("Proposed words: “%(words)s”") % {"words": words})
    thread = start_thread(
        kind=PASSAGE,
        target_id=version.pk,
        title=_title(passage.quote),
        level=level,
        by=by,
        key=key,
        body=said,
        post_kind=post_kind,
    )
    anchor, made = Anchor.objects.get_or_create(
        thread=thread,
        defaults={
            "version": version,
            "block": place.block,
            "start": passage.start,
            "end": passage.end,
            "quote": passage.quote,
            "before": passage.before,
            "after": passage.after,
        },
    )
    if (anchor.block, anchor.start, anchor.end) != (place.block, passage.start, passage.end):
        raise KeyUsedOtherwise
    if made and words:
        Suggestion.objects.create(anchor=anchor, words=words)
    if made:
        _place_in_newer(anchor)
    return thread


def _cut(version: Version, place: Place) -> Passage:
    """The passage from the start of its first word to the end of its last. Raises NotThere, TooMuch."""
    text = next(
        (one.text for one in blocks_of(read_version(version)) if one.name == place.block), ""
    )
    passage = cut_exactly(text, place.start, place.end, place.quote)
    start, end = whole_words(text, passage.start, passage.end)
    return cut_exactly(text, start, end, text[start:end])


def _title(quote: str) -> str:
    words = " ".join(quote.split())
    short = words if len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0] + "…"
    return _("“%(words)s”") % {"words": short}


def _place_in_newer(anchor: Anchor) -> None:
    """Somebody read an older version: the newer ones have it at once."""
    version = anchor.version
    newer = Version.objects.filter(dossier=version.dossier_id, number__gt=version.number)
    for later in newer.order_by("number"):
        _store(later, [anchor])


def place_passages(version: Version) -> int:
    """Find every passage of older versions in a fresh one, and keep where: once. How many."""
    anchors = Anchor.objects.filter(
        version__dossier=version.dossier_id, version__number__lt=version.number
    ).exclude(placements__version=version)
    return _store(version, list(anchors.select_related("version", "thread")))


def _store(version: Version, anchors: list[Anchor]) -> int:
    if not anchors:
        return 0
    found = places_in(version, blocks_of(read_version(version)), anchors)
    rows = [
        Placement(
            anchor_id=pk,
            version=version,
            state=one.state.value,
            block=one.block,
            start=one.start,
            end=one.end,
            score=one.score,
            method=one.method,
        )
        for pk, one in found.items()
    ]
    # Two workers may have the same version, and the author may have pointed one out meanwhile.
    Placement.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def may_attach(person: Person, thread: Thread) -> bool:
    """Who started the conversation, who may say that it ended, and who facilitates."""
    rights = rights_in(person, thread)
    return rights.resolve or rights.moderate or (rights.post and thread.created_by_id == person.pk)


@transaction.atomic
def attach_passage(
    *,
    anchor: Anchor,
    version: Version,
    place: Place,
    by: Person,
    key: UUID,
    counted: bool = True,
) -> Placement:
    """Point out where a passage stands in a version, and say so in the conversation.

    Raises MayNotAttach, PassageGone, NotThere, TooMuch, and what a conversation refuses.
    """
    thread = Thread.objects.seen_by(by, anchor.thread).first()
    readable = Version.objects.visible_to(by).filter(pk=version.pk).exists()
    if thread is None or not readable or not may_attach(by, thread):
        raise MayNotAttach
    if (anchor.version.dossier_id, True) != (
        version.dossier_id,
        anchor.version.number < version.number,
    ):
        raise PassageGone
    passage = _cut(version, place)
    _keep_by_hand(anchor, version, place.block, passage, by)
    said = _("In version %(number)d this conversation is about:") % {"number": version.number}
    carry_out(
        thread=thread,
        by=by,
        key=uuid5(key, "attached"),
        kind="post",
        payload={"body": SAID % (said, " ".join(passage.quote.split()))},
        counted=counted,
    )
    return Placement.objects.get(anchor=anchor, version=version)


def _keep_by_hand(
    anchor: Anchor, version: Version, block: str, passage: Passage, by: Person
) -> None:
    same = " ".join(passage.quote.split()) == " ".join(anchor.quote.split())
    before = Placement.objects.filter(anchor=anchor, version=version).first()
    row, _made = Placement.objects.update_or_create(
        anchor=anchor,
        version=version,
        defaults={
            "state": PlacementState.MOVED if same else PlacementState.EDITED,
            "block": block,
            "start": passage.start,
            "end": passage.end,
            "score": 1.0,
            "method": "hand",
            "decided_at": now(),
            "decided_by": by,
        },
    )
    # Later versions were looked up from a place that somebody has just corrected.
    later = Placement.objects.filter(anchor=anchor, version__number__gt=version.number)
    later.filter(decided_at=None).delete()
    record(
        "plans.passage_attached",
        by=by,
        target=anchor.thread,
        changes={"place": (_named(before), _named(row))},
        region_id=version.dossier.region_id,
    )


def _named(row: Placement | None) -> str:
    if row is None or row.state == State.ORPHAN:
        return ""
    return f"{row.block}:{row.start}-{row.end}"
