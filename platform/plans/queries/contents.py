"""What working copies and versions hold, as values; four queries for any number of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from plans.content import AskedQuestion, Content
from plans.models import (
    Attachment,
    Dossier,
    Question,
    Section,
    Version,
    VersionAttachment,
    VersionQuestion,
    VersionSection,
)


def working(dossier: Dossier) -> Content:
    """What the working copy holds now."""
    return working_contents([dossier])[dossier.pk]


def frozen(version: Version) -> Content:
    """What a version holds for ever."""
    return frozen_contents([version])[version.pk]


def working_contents(dossiers: Iterable[Dossier]) -> dict[int, Content]:
    """What each working copy holds, by dossier id."""
    found = list(dossiers)
    ids = [dossier.pk for dossier in found]
    sections: dict[int, dict[str, str]] = defaultdict(dict)
    for section in Section.objects.filter(dossier__in=ids).exclude(source=""):
        sections[section.dossier_id][section.key] = section.source
    questions: dict[int, list[AskedQuestion]] = defaultdict(list)
    for question in Question.objects.filter(dossier__in=ids, dropped_at=None):
        questions[question.dossier_id].append(AskedQuestion(question.pk, question.source))
    elements = _ids(Dossier.elements.through.objects.filter(dossier__in=ids), "dossier", "element")
    present = Attachment.objects.present().filter(dossier__in=ids)
    files = _ids(present, "dossier", "pk")
    return {one.pk: _content(one, one.pk, sections, questions, elements, files) for one in found}


def frozen_contents(versions: Iterable[Version]) -> dict[int, Content]:
    """What each version holds, by version id."""
    found = list(versions)
    ids = [version.pk for version in found]
    sections: dict[int, dict[str, str]] = defaultdict(dict)
    for section in VersionSection.objects.filter(version__in=ids).exclude(source=""):
        sections[section.version_id][section.key] = section.source
    questions: dict[int, list[AskedQuestion]] = defaultdict(list)
    for asked in VersionQuestion.objects.filter(version__in=ids):
        questions[asked.version_id].append(AskedQuestion(asked.question_id, asked.source))
    elements = _ids(Version.elements.through.objects.filter(version__in=ids), "version", "element")
    kept = VersionAttachment.objects.filter(version__in=ids)
    files = _ids(kept, "version", "attachment")
    return {one.pk: _content(one, one.pk, sections, questions, elements, files) for one in found}


def _content(
    one: Dossier | Version,
    pk: int,
    sections: dict[int, dict[str, str]],
    questions: dict[int, list[AskedQuestion]],
    elements: dict[int, set[int]],
    files: dict[int, set[int]],
) -> Content:
    return Content(
        title=one.title,
        summary=one.summary,
        help_kind=one.help_kind,
        elements=frozenset(elements[pk]),
        sections=dict(sections[pk]),
        questions=tuple(questions[pk]),
        files=frozenset(files[pk]),
    )


def _ids(rows: QuerySet[Any], owner: str, owned: str) -> dict[int, set[int]]:
    """Which things belong to each owner."""
    pairs = rows.order_by().values_list(f"{owner}_id", owned if owned == "pk" else f"{owned}_id")
    found: dict[int, set[int]] = defaultdict(set)
    for owner_id, owned_id in pairs:
        found[owner_id].add(owned_id)
    return found
