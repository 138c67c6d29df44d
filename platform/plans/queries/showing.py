"""A plan with its passages marked, for the reader's page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from discussion.anchoring.marking import Mark, marked
from discussion.audience import levels_to_start
from people.models import Person
from people.queries import Visitor
from plans.models import PASSAGE, Version
from plans.passages import blocks_of
from plans.queries.passages import PassageRow, anchors_of, passages_in
from plans.queries.reading import Paragraph, ReadPlan, read_version


@dataclass(frozen=True)
class Reading:
    """A version with its marks, and the conversations on its passages."""

    plan: ReadPlan
    rows: Sequence[PassageRow] = ()

    @property
    def waiting(self) -> list[PassageRow]:
        """Those that still ask for something."""
        return [row for row in self.rows if row.is_open]

    @property
    def done(self) -> list[PassageRow]:
        """Those that ended."""
        return [row for row in self.rows if not row.is_open]

    @property
    def lost(self) -> int:
        """How many of those that wait have lost their words."""
        return sum(row.is_orphan for row in self.waiting)

    @property
    def at_top(self) -> list[PassageRow]:
        """Open conversations before whose passage nothing is left."""
        return [row for row in self.waiting if row.is_orphan and row.found.block == TOP]


def read_with_passages(person: Visitor, version: Version) -> Reading:
    """A version as somebody reads it."""
    plan = read_version(version)
    if not isinstance(person, Person):
        return Reading(plan)
    anchors = anchors_of(person, version.dossier, up_to=version.number)
    rows = passages_in(version, blocks_of(plan), anchors) if anchors else []
    return Reading(with_passages(plan, rows), rows)


def may_talk_about(person: Visitor, version: Version) -> bool:
    """Whether somebody may start a conversation on a passage of this version."""
    return isinstance(person, Person) and bool(levels_to_start(person, PASSAGE, version.pk))


TOP = ""  # the block of orphans that stood before everything that is left


def with_passages(plan: ReadPlan, rows: Sequence[PassageRow]) -> ReadPlan:
    """The same plan: marks where open conversations are about, and what is gone after its block."""
    by_block: dict[str, list[PassageRow]] = defaultdict(list)
    for row in rows:
        if row.is_open:
            by_block[row.found.block].append(row)
    if not by_block:
        return plan
    return replace(
        plan,
        sections=[
            replace(one, paragraphs=[_shown(block, by_block) for block in one.paragraphs])
            for one in plan.sections
        ],
        questions=[
            replace(one, paragraphs=tuple(_shown(block, by_block) for block in one.paragraphs))
            for one in plan.questions
        ],
    )


def _shown(block: Paragraph, by_block: dict[str, list[PassageRow]]) -> Paragraph:
    rows = by_block.get(block.name, [])
    marks = [
        Mark(row.found.start, row.found.end, _badge(row), sure=not row.is_unsure)
        for row in rows
        if not row.is_orphan
    ]
    return replace(
        block,
        html=marked(block.html, marks),
        orphans=tuple(row for row in rows if row.is_orphan),
    )


def _badge(row: PassageRow) -> str:
    words = _("Conversation %(number)d") % {"number": row.number}
    if row.is_unsure:
        words = _("Conversation %(number)d, perhaps about this") % {"number": row.number}
    return format_html(
        '<a class="passage__badge" id="passage-{}" href="{}" aria-label="{}">{}{}</a>',
        row.thread.pk,
        reverse("discussion:thread-detail", args=[row.thread.pk]),
        words,
        row.number,
        "?" if row.is_unsure else "",
    )
