"""A form on paper: parts, blocks and rows, ready for a template that only draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from reviews.checks import Done, hidden, is_begun
from reviews.coaching import Hint
from reviews.controls import WHO_READS, Block, Control, Group, Shape, Sheet, measured
from reviews.errors import Theirs
from reviews.forms import SheetForm
from reviews.models import AnswerFile
from reviews.queries.advice import Line
from reviews.queries.june import Before
from reviews.schema import Kind, Section
from reviews.views.when import When, needed_when, shown_when

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
    file: AnswerFile | None = None  # what was added at a field that asks for a file
    before: Before | None = None  # the own answer of June
    was: str = ""  # what the page drew, in ten signs
    hints: tuple[Hint, ...] = ()

    @property
    def mine_text(self) -> str:
        """What stands in the box, as a person reads it."""
        return in_words(self.control, self.field.value())

    @property
    def revision_name(self) -> str:
        """The name of the hidden input that carries the revision."""
        return f"rev-{self.control.key}"

    @property
    def was_name(self) -> str:
        """The name of the hidden input that says what the page drew."""
        return f"was-{self.control.key}"

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
    good: str = ""  # examples
    bad: str = ""
    readers: str = ""  # who reads it, when fewer than the review
    shown_if: When | None = None
    required_if: When | None = None
    away: bool = False  # does not apply, given the answers so far


@dataclass(frozen=True)
class Part:
    """One section of the form."""

    key: str
    title: str
    intro: str
    sheaves: list[Sheaf]
    done: int = 0  # of what must be answered here
    total: int = 0

    @property
    def whole(self) -> bool:
        """Whether all that must be answered here is."""
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True)
class Beside:
    """What stands beside inputs: questions as HTML, earlier advice with its story."""

    questions: Mapping[int, str] = field(default_factory=dict)
    lines: Mapping[int, Line] = field(default_factory=dict)
    files: Mapping[str, AnswerFile] = field(default_factory=dict)  # by key of the answer
    marks: Mapping[str, str] = field(default_factory=dict)  # by key, what the answers were
    hints: Iterable[Hint] = ()
    done: Mapping[str, Done] = field(default_factory=dict)  # by section
    before: Mapping[str, Before] = field(default_factory=dict)  # own answers of June, by key


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
        self.sheet = sheet
        self.away = hidden(sheet, self._values(sheet))
        return [self._part(section, blocks) for section, blocks in sheet.parts]

    def _values(self, sheet: Sheet) -> dict[str, Any]:
        above = {block.field.shown_if.field for block in sheet.blocks() if block.field.shown_if}
        return {key: _ticked(self.form[key]) for key in above if key in self.form.fields}

    def _part(self, section: Section, blocks: tuple[Block, ...]) -> Part:
        sheaves = [self._sheaf(block) for block in blocks]
        done = self.beside.done.get(section.key, Done(0, 0))
        title, intro = str(section.title), str(section.intro)
        return Part(section.key, title, intro, sheaves, done.done, done.total)

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
        return Sheaf(
            asked.kind,
            asked.key,
            str(asked.prompt),
            str(asked.help),
            first,
            spare,
            str(asked.example_good),
            str(asked.example_bad),
            str(WHO_READS.get(asked.readers, "")),
            shown_when(self.sheet, asked.shown_if),
            needed_when(self.sheet, asked.required_if),
            asked.key in self.away,
        )

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
        file = self.beside.files.get(control.key)
        before = self.beside.before.get(control.key)
        # Where both texts are shown, saving again is a choice: it counts as a change.
        was = "" if theirs else self.beside.marks.get(control.key, "")
        hints = tuple(hint for hint in self.beside.hints if hint.key == control.key)
        return Row(
            self.form[control.key], control, revision, theirs, words, file, before, was, hints
        )


def _ticked(bound: BoundField) -> Any:
    value = bound.value()
    return bool(value) or None if isinstance(bound.field, forms.BooleanField) else value


def in_words(control: Control, value: Any) -> str:
    """An answer as a person reads it."""
    if value in (None, "", []):
        return _("(nothing)")
    if control.shape in (Shape.NUMBER, Shape.DATE, Shape.FILE):
        return measured(control, value)
    labels = dict(control.options)
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return labels.get(str(value), str(value))
