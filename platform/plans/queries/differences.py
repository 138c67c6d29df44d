"""What changed between two versions, computed once and kept for ever in the shared cache."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.core.cache import cache
from django.utils.translation import gettext as _

from plans.blocks import Block
from plans.changes import CHANGES_VERSION, Comparison, QuestionChange, TextChange, compare
from plans.content import Content
from plans.hooks import Reason
from plans.models import Attachment, Dossier, Version
from plans.queries.contents import frozen_contents
from plans.sections import BY_KEY, SECTION_KEYS, HelpKind
from programme.models import Element


@dataclass(frozen=True)
class ShownChange:
    """One text that changed, with its name and what happened to it in words."""

    part: str
    title: str
    label: str
    tone: str
    blocks: tuple[Block, ...]
    note: str = ""
    reasons: tuple[Reason, ...] = ()
    boxes: object = None  # a form's field, where reasons are chosen
    picked: int = 0

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"text-{self.part}"


@dataclass(frozen=True)
class Unchanged:
    """Sections beside each other that stayed as they were: title and safe HTML."""

    sections: tuple[tuple[str, str], ...]

    @property
    def titles(self) -> list[str]:
        """What they are called."""
        return [title for title, _html in self.sections]


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
    html: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> list[ShownChange]:
        """Every text that changed, in the order of a plan."""
        return [*self.head_changes, *self.section_changes, *self.question_changes]

    @property
    def run(self) -> list[ShownChange | Unchanged]:
        """The sections in their order: each that changed, and what stayed between them."""
        changed = {change.part: change for change in self.section_changes}
        keys = [key for key in SECTION_KEYS if key in changed or key in self.comparison.same]
        found: list[ShownChange | Unchanged] = []
        for is_changed, group in groupby(keys, key=changed.__contains__):
            if is_changed:
                found += [changed[key] for key in group]
            else:
                same = tuple((str(BY_KEY[key].title), self.html.get(key, "")) for key in group)
                found.append(Unchanged(same))
        return found

    def because(
        self, reasons: Mapping[str, Sequence[Reason]], *, only: bool = False
    ) -> "Differences":
        """The same with why each text changed; with `only` nothing else."""
        bare = Differences(Comparison(), [], [], [], [], [], [], [], None)
        told = (bare if only else self)._with(
            self, lambda one: replace(one, reasons=tuple(reasons.get(one.part, ())))
        )
        return told._with(told, lambda one: one if one.reasons else None) if only else told

    def with_boxes(
        self, boxes: Mapping[str, object], picked: Mapping[str, Collection[int]]
    ) -> "Differences":
        """The same with a form's field beside each text, and how much is chosen there."""
        return self._with(
            self,
            lambda one: replace(
                one, boxes=boxes.get(one.part), picked=len(picked.get(one.part, ()))
            ),
        )

    def _with(
        self, source: "Differences", made: Callable[[ShownChange], ShownChange | None]
    ) -> "Differences":
        def of(changes: Sequence[ShownChange]) -> list[ShownChange]:
            return [one for change in changes if (one := made(change)) is not None]

        return replace(
            self,
            head_changes=of(source.head_changes),
            section_changes=of(source.section_changes),
            question_changes=of(source.question_changes),
        )


def differences(old: Version, new: Version) -> Differences:
    """What changed from one version to another."""
    rows = new.sections.values_list("key", "html")
    return named(compared(old, new), dict(rows))


def compared(old: Version, new: Version) -> Comparison:
    """The comparison of two versions, which never change: kept by their ids, without an end."""
    key = f"plans:changes:{CHANGES_VERSION}:{old.pk}:{new.pk}"
    known = cache.get(key)
    if isinstance(known, Comparison):
        return known
    contents = frozen_contents([old, new])
    found = compare(contents[old.pk], contents[new.pk])
    cache.set(key, found, timeout=None)
    return found


def since(old: Version, now: Content, dossier: Dossier) -> Differences:
    """What the working copy has changed since a version."""
    rows = dossier.sections.values_list("key", "html")
    return named(compare(frozen_contents([old])[old.pk], now), dict(rows))


def named(comparison: Comparison, html: Mapping[str, str]) -> Differences:
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
        html=html,
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
    return ShownChange(change.key, title, label, tone, change.blocks, note)


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
