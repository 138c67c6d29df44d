"""A plan as it is read: a version or the working copy, in one form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plans.models import Attachment, Dossier, Section, Version
from plans.paragraphs import paragraphs
from plans.sections import SECTIONS


@dataclass(frozen=True)
class Paragraph:
    """One block of text: numbered through the sections, `anchor` is its id on the page.

    `name` is its part and its place in it: "core.2". `orphans` are the passages that stood after it.
    """

    number: int
    anchor: str
    html: str
    name: str = ""
    orphans: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ReadSection:
    """One section with its paragraphs; `id` is the section that threads hang on."""

    id: int | None
    key: str
    title: str
    paragraphs: list[Paragraph]

    @property
    def anchor(self) -> str:
        """Its id on the page: the same in every version, so that a link keeps its place."""
        return f"section-{self.id}" if self.id else self.key


@dataclass(frozen=True)
class ReadQuestion:
    """One question; `id` is the object that threads and answers hang on."""

    id: int
    number: int
    html: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class ReadPlan:
    """All that there is to read."""

    title: str
    summary: str
    help_kind: str
    elements: list[str]
    sections: list[ReadSection]
    questions: list[ReadQuestion]
    files: list[Attachment]


def read_working(dossier: Dossier) -> ReadPlan:
    """The working copy, for the team."""
    rows = dossier.sections.exclude(source="")
    asked = dossier.questions.filter(dropped_at=None)
    return ReadPlan(
        title=dossier.title,
        summary=dossier.summary,
        help_kind=dossier.get_help_kind_display(),
        elements=[str(element) for element in dossier.elements.all()],
        sections=_sections([(row.key, row.html, row.pk) for row in rows]),
        questions=[_question(row.pk, row.position, row.html) for row in asked],
        files=list(dossier.attachments.present().select_related("uploaded_by")),
    )


def read_version(version: Version) -> ReadPlan:
    """A version, for who may read it."""
    ids = dict(Section.objects.filter(dossier=version.dossier_id).values_list("key", "pk"))
    rows = version.sections.exclude(source="")
    asked = version.questions.all()
    kept = version.attachments.select_related("attachment__uploaded_by").order_by("attachment_id")
    return ReadPlan(
        title=version.title,
        summary=version.summary,
        help_kind=version.get_help_kind_display(),
        elements=[str(element) for element in version.elements.all()],
        sections=_sections([(row.key, row.html, ids.get(row.key)) for row in rows]),
        questions=[_question(row.question_id, row.position, row.html) for row in asked],
        files=[row.attachment for row in kept],
    )


def _question(pk: int, number: int, html: str) -> ReadQuestion:
    part = f"question-{pk}"
    blocks = [
        Paragraph(number, part, block, f"{part}.{place}")
        for place, block in enumerate(paragraphs(html), 1)
    ]
    return ReadQuestion(pk, number, html, tuple(blocks))


def _sections(rows: Iterable[tuple[str, str, int | None]]) -> list[ReadSection]:
    """The sections in their order; paragraphs are counted through the whole plan."""
    by_key = {key: (html, pk) for key, html, pk in rows}
    found, number = [], 0
    for kind in SECTIONS:
        if kind.key not in by_key:
            continue
        html, pk = by_key[kind.key]
        blocks = []
        for place, block in enumerate(paragraphs(html), 1):
            number += 1
            blocks.append(Paragraph(number, f"{kind.key}-{place}", block, f"{kind.key}.{place}"))
        found.append(ReadSection(pk, kind.key, str(kind.title), blocks))
    return found
