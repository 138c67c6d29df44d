"""A form on paper: parts, blocks and rows, ready for a template that only draws."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from reviews.checks import is_begun
from reviews.controls import Block, Control, Group, Sheet
from reviews.errors import Theirs
from reviews.forms import SheetForm
from reviews.queries.advice import Line
from reviews.schema import Kind, Section

LONG = 6
SHORT = 3


@dataclass(frozen=True)
class Row:
    """One input with the revision that it was read at, and what another window says."""

    field: BoundField
    control: Control
    revision: int
    theirs: Theirs | None
    theirs_text: str

    @property
    def revision_name(self) -> str:
        """The name of the hidden input that carries the revision."""
        return f"rev-{self.control.key}"

    @property
    def lines(self) -> int:
        """Height of a text area."""
        return LONG if (self.control.word_limit or 0) > 120 else SHORT


@dataclass(frozen=True)
class Piece:
    """Inputs that belong together, with what they are about."""

    rows: list[Row]
    number: int = 0
    question: str = ""  # safe HTML of the region's question
    line: Line | None = None  # the earlier recommendation
    mine: bool = False
    begun: bool = False


@dataclass(frozen=True)
class Sheaf:
    """One field of the form."""

    kind: Kind
    key: str
    title: str
    help: str
    pieces: list[Piece]
    spare: list[Piece] = field(default_factory=list)  # not begun: behind a disclosure


@dataclass(frozen=True)
class Part:
    """One section of the form."""

    key: str
    title: str
    intro: str
    sheaves: list[Sheaf]


@dataclass(frozen=True)
class Beside:
    """What stands beside inputs: questions as HTML, earlier advice with its story."""

    questions: Mapping[int, str] = field(default_factory=dict)
    lines: Mapping[int, Line] = field(default_factory=dict)


class Paper:
    """Lays a form out for the template."""

    def __init__(
        self,
        form: SheetForm,
        revisions: Mapping[str, int],
        beside: Beside,
        theirs: Mapping[str, Theirs] | None = None,
    ) -> None:
        self.form, self.revisions, self.beside, self.theirs = form, revisions, beside, theirs or {}

    def parts(self, sheet: Sheet) -> list[Part]:
        """Every section with what is in it."""
        return [self._part(section, blocks) for section, blocks in sheet.parts]

    def _part(self, section: Section, blocks: tuple[Block, ...]) -> Part:
        sheaves = [self._sheaf(block) for block in blocks]
        return Part(section.key, str(section.title), str(section.intro), sheaves)

    def _sheaf(self, block: Block) -> Sheaf:
        asked = block.field
        pieces = [self._piece(asked.kind, group) for group in block.groups]
        first: list[Piece] = pieces
        spare: list[Piece] = []
        if asked.kind in (Kind.RECOMMENDATIONS, Kind.CLARIFYING_QUESTIONS):
            shown = max(
                [asked.minimum, 1, *(i for i, piece in enumerate(pieces, 1) if piece.begun)]
            )
            first, spare = pieces[:shown], pieces[shown:]
        return Sheaf(asked.kind, asked.key, str(asked.prompt), str(asked.help), first, spare)

    def _piece(self, kind: Kind, group: Group) -> Piece:
        rows = [self._row(control) for control in group.controls]
        values = {row.control.key: row.field.value() for row in rows}
        broken = any(row.field.errors or row.theirs for row in rows)
        return Piece(
            rows=rows,
            number=group.number,
            question=self.beside.questions.get(group.about, "")
            if kind == Kind.ANSWER_PER_QUESTION
            else "",
            line=self.beside.lines.get(group.about) if kind == Kind.VERIFICATIONS else None,
            mine=group.mine,
            begun=broken or is_begun(group, values),
        )

    def _row(self, control: Control) -> Row:
        theirs = self.theirs.get(control.key)
        revision = theirs.revision if theirs else self.revisions.get(control.key, 0)
        words = in_words(control, theirs.value) if theirs else ""
        return Row(self.form[control.key], control, revision, theirs, words)


def in_words(control: Control, value: Any) -> str:
    """An answer as a person reads it."""
    if value in (None, "", []):
        return _("(nothing)")
    labels = dict(control.options)
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return labels.get(str(value), str(value))
