"""What changed between two versions, computed once and kept in the shared cache."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils.translation import gettext as _

from core.diff import Part
from plans.changes import CHANGES_VERSION, Comparison, QuestionChange, TextChange, compare
from plans.content import Content
from plans.models import Attachment, Version
from plans.queries.contents import frozen_contents
from plans.sections import BY_KEY, HelpKind
from programme.models import Element

KEPT_SECONDS = 30 * 24 * 3600
# Marks of bold and italic around words or at the edge of a part; the rule under the head of a table.
_MARKS = re.compile(
    r"(?<![\w*])\*{1,3}(?=\w|\Z)"
    r"|(?:(?<=[\w.,;:!?])|\A)\*{1,3}(?![\w*])"
    r"|^\|[ :|-]+\|\n",
    re.MULTILINE,
)


@dataclass(frozen=True)
class ShownChange:
    """One text that changed, with its name and what happened to it in words."""

    anchor: str
    title: str
    label: str
    tone: str
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True)
class Differences:
    """A comparison with the names that its ids stand for."""

    comparison: Comparison
    head_changes: list[ShownChange]
    section_changes: list[ShownChange]
    question_changes: list[ShownChange]
    elements_new: list[str]
    elements_gone: list[str]
    files_new: list[str]
    files_gone: list[str]
    help_kind: tuple[str, str] | None

    @property
    def same(self) -> list[str]:
        """The titles of sections that stayed as they were."""
        return [str(BY_KEY[key].title) for key in self.comparison.same]


def differences(old: Version, new: Version) -> Differences:
    """What changed from one version to another; versions never change, so it is kept by id."""
    key = f"plans:changes:{CHANGES_VERSION}:{old.pk}:{new.pk}"
    comparison = cache.get(key)
    if not isinstance(comparison, Comparison):
        contents = frozen_contents([old, new])
        comparison = compare(contents[old.pk], contents[new.pk])
        cache.set(key, comparison, KEPT_SECONDS)
    return named(comparison)


def since(old: Version, now: Content) -> Differences:
    """What the working copy has changed since a version."""
    return named(compare(frozen_contents([old])[old.pk], now))


def named(comparison: Comparison) -> Differences:
    """The comparison with names in the reader's language."""
    elements = comparison.elements_new | comparison.elements_gone
    element_names = {row.pk: str(row) for row in Element.objects.filter(pk__in=elements)}
    files = comparison.files_new | comparison.files_gone
    file_names = dict(Attachment.objects.filter(pk__in=files).values_list("pk", "name"))
    kinds = comparison.help_kind
    return Differences(
        comparison=comparison,
        head_changes=[_shown(change, _head_title(change.key)) for change in comparison.head],
        section_changes=[
            _shown(change, str(BY_KEY[change.key].title)) for change in comparison.sections
        ],
        question_changes=[_shown_question(change) for change in comparison.questions],
        elements_new=_names(sorted(comparison.elements_new), element_names),
        elements_gone=_names(sorted(comparison.elements_gone), element_names),
        files_new=_names(sorted(comparison.files_new), file_names),
        files_gone=_names(sorted(comparison.files_gone), file_names),
        help_kind=(str(HelpKind(kinds[0]).label), str(HelpKind(kinds[1]).label)) if kinds else None,
    )


def _names(ids: Sequence[int], names: dict[int, str]) -> list[str]:
    return [names[pk] for pk in ids if pk in names]


def _head_title(key: str) -> str:
    return _("Theme") if key == "title" else _("In one sentence")


def _shown(change: TextChange, title: str, note: str = "") -> ShownChange:
    """The words for what happened: new, gone, or how many words came and went."""
    if change.was_empty:
        label, tone = _("New"), "good"
    elif change.is_empty:
        label, tone = _("Removed"), "neutral"
    elif not change.count.changed:
        label, tone = _("Changed"), "info"
    else:
        label = _("Words added: %(new)d, removed: %(gone)d") % {
            "new": change.count.inserted,
            "gone": change.count.deleted,
        }
        tone = "info"
    return ShownChange(f"text-{change.key}", title, label, tone, _readable(change), note)


def _readable(change: TextChange) -> tuple[Part, ...]:
    """Without the marks of Markdown, unless nothing but marks changed."""
    if not change.count.changed:
        return change.parts
    return tuple(part._replace(text=_MARKS.sub("", part.text)) for part in change.parts)


def _shown_question(change: QuestionChange) -> ShownChange:
    """A question by the number that it has now, or had."""
    title = _("Question %(number)d") % {"number": change.is_at or change.was_at}
    note = ""
    if change.was_at and change.is_at and change.was_at != change.is_at:
        note = _("This was question %(number)d.") % {"number": change.was_at}
    same_words = not (change.text.was_empty or change.text.is_empty or change.text.count.changed)
    if note and same_words:
        moved = _shown(change.text, title, note)
        return replace(moved, label=_("Moved"), tone="neutral")
    return _shown(change.text, title, note)
