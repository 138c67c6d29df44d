"""The plan beside the form: numbered paragraphs that can be cited. Numbers and anchors are the plan page's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.urls import reverse
from django.utils.translation import gettext as _

from discussion.anchoring.passages import paragraph_text
from plans.models import Version, VersionQuestion
from plans.paragraphs import paragraphs
from plans.sections import SECTIONS


@dataclass(frozen=True)
class Paragraph:
    """One block of the plan: `place` counts from one within its part, `number` through the plan."""

    part: str
    place: int
    number: int
    anchor: str  # its id on the page of the version
    html: str
    where: str  # its place in words

    @property
    def text(self) -> str:
        """Its words, as the page holds them."""
        return paragraph_text(self.html)

    @property
    def name(self) -> str:
        """How the page calls it when it asks for a citation."""
        return f"{self.part}.{self.place}"


@dataclass(frozen=True)
class PaneSection:
    """A section with text."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class PaneQuestion:
    """A question of the region."""

    id: int
    number: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Pane:
    """A version, ready to read and to cite."""

    version: Version
    sections: tuple[PaneSection, ...]
    questions: tuple[PaneQuestion, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every block that can be cited."""
        for question in self.questions:
            yield from question.paragraphs
        for section in self.sections:
            yield from section.paragraphs

    def paragraph(self, part: str, place: int) -> Paragraph | None:
        """The block at this place, if the version has it."""
        return next(
            (one for one in self.paragraphs() if (one.part, one.place) == (part, place)), None
        )

    def address(self, paragraph: Paragraph) -> str:
        """Where it stands, for ever: on the page of this version."""
        page = reverse("plans:version-detail", args=[self.version.dossier_id, self.version.number])
        return f"{page}#{paragraph.anchor}"


def plan_pane(version: Version) -> Pane:
    """The text of a version, in the order of a plan: two queries."""
    filled = {row.key: row.html for row in version.sections.all() if row.source.strip()}
    numbers = count(1)
    sections = tuple(
        PaneSection(
            kind.key,
            str(kind.title),
            tuple(_of_section(kind.key, str(kind.title), filled[kind.key], numbers)),
        )
        for kind in SECTIONS
        if kind.key in filled
    )
    questions = tuple(
        PaneQuestion(row.question_id, row.position, tuple(_of_question(row)))
        for row in version.questions.order_by("position")
    )
    return Pane(version, sections, questions)


def _of_section(key: str, title: str, html: str, numbers: Iterator[int]) -> Iterator[Paragraph]:
    for place, block in enumerate(paragraphs(html), 1):
        number = next(numbers)
        where = _("%(title)s, paragraph %(number)d") % {"title": title, "number": number}
        yield Paragraph(key, place, number, f"{key}-{place}", block, where)


def _of_question(row: VersionQuestion) -> Iterator[Paragraph]:
    part = f"question-{row.question_id}"
    where = _("Question %(number)d of the region") % {"number": row.position}
    for place, block in enumerate(paragraphs(row.html), 1):
        yield Paragraph(part, place, row.position, part, block, where)
