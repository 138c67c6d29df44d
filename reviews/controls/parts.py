"""The parts of a form that is laid out: inputs, groups, blocks, the sheet; and what it needs of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from people.levels import Level
from reviews.schema import Field, Section

OFFERED_LEVELS = (Level.SESSION, Level.PARTICIPANTS, Level.NETWORK)


class Shape(StrEnum):
    """What an input looks like."""

    LINE = "line"
    TEXT = "text"
    RADIO = "radio"
    SCALE = "scale"
    SELECT = "select"
    CHECKBOXES = "checkboxes"
    CHECKBOX = "checkbox"
    NUMBER = "number"
    DATE = "date"
    FILE = "file"  # the answer is the id of an AnswerFile; it is sent on its own


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Control:
    """One input: its key is the key of the answer."""

    key: str
    shape: Shape
    label: str
    help: str = ""
    required: bool = False
    word_limit: int | None = None
    options: Choices = ()
    length: int | None = None
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the answer is people's own text."""
        return self.shape in (Shape.LINE, Shape.TEXT)


@dataclass(frozen=True)
class Group:
    """Inputs that belong together: of one criterion, one question, one recommendation."""

    controls: tuple[Control, ...]
    about: int = 0  # id of the question or the earlier recommendation; zero for none
    number: int = 0
    mine: bool = False


@dataclass(frozen=True)
class Block:
    """One field of the form with its inputs."""

    field: Field
    groups: tuple[Group, ...]

    @property
    def controls(self) -> tuple[Control, ...]:
        """Every input."""
        return tuple(control for group in self.groups for control in group.controls)


@dataclass(frozen=True)
class Question:
    """A question of the region, as it stands in the version."""

    id: int
    text: str


@dataclass(frozen=True)
class Earlier:
    """A recommendation of an earlier round on which this review looks back."""

    id: int
    title: str
    mine: bool


@dataclass(frozen=True)
class Setting:
    """What a form needs to know of the plan that is reviewed."""

    questions: tuple[Question, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    elements: Choices = ()
    levels: tuple[Level, ...] = OFFERED_LEVELS


@dataclass(frozen=True)
class Sheet:
    """A whole form, laid out for one review."""

    parts: tuple[tuple[Section, tuple[Block, ...]], ...]

    def blocks(self) -> Iterator[Block]:
        """Every field, in order."""
        for _section, blocks in self.parts:
            yield from blocks

    def controls(self) -> Iterator[Control]:
        """Every input, in order."""
        for block in self.blocks():
            yield from block.controls

    def control(self, key: str) -> Control | None:
        """The input with this key, if the form has it."""
        return next((control for control in self.controls() if control.key == key), None)
