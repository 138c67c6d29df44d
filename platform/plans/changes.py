"""What changed between two contents of a plan. Pure: values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.diff import Counts, Part, after, before, counts, diff
from plans.blocks import Block, blocks
from plans.content import AskedQuestion, Content
from plans.sections import SECTION_KEYS

CHANGES_VERSION = 4
"""Rises when the same two contents may give another comparison; older ones are then forgotten."""


@dataclass(frozen=True)
class TextChange:
    """How one text became another; `key` is a section, "title", "summary" or "question-<id>"."""

    key: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    count: Counts
    was_empty: bool
    is_empty: bool


@dataclass(frozen=True)
class QuestionChange:
    """What happened to one question: its words, its place, or whether it is asked at all."""

    text: TextChange
    was_at: int  # 0: was not asked
    is_at: int  # 0: is not asked any more


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two contents, and which sections do not."""

    head: tuple[TextChange, ...] = ()
    help_kind: tuple[str, str] | None = None
    sections: tuple[TextChange, ...] = ()
    same: tuple[str, ...] = ()
    questions: tuple[QuestionChange, ...] = ()
    elements_new: frozenset[int] = frozenset()
    elements_gone: frozenset[int] = frozenset()
    files_new: frozenset[int] = frozenset()
    files_gone: frozenset[int] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether there is any difference at all."""
        sets = (self.elements_new, self.elements_gone, self.files_new, self.files_gone)
        return bool(self.head or self.help_kind or self.sections or self.questions or any(sets))


def compare(old: Content, new: Content) -> Comparison:
    """What differs, section by section and question by question."""
    texts = [(key, old.sections.get(key, ""), new.sections.get(key, "")) for key in SECTION_KEYS]
    head = [("title", old.title, new.title), ("summary", old.summary, new.summary)]
    return Comparison(
        head=_changed(head),
        help_kind=(old.help_kind, new.help_kind) if old.help_kind != new.help_kind else None,
        sections=_changed(texts),
        same=tuple(key for key, was, now in texts if was == now and now),
        questions=_questions(old.questions, new.questions),
        elements_new=new.elements - old.elements,
        elements_gone=old.elements - new.elements,
        files_new=new.files - old.files,
        files_gone=old.files - new.files,
    )


def changed_parts(old: Content, new: Content) -> list[str]:
    """The keys of the texts that differ, in the order of a plan; without comparing their words."""
    was, now = _texts(old), _texts(new)
    return [key for key in {**now, **was} if was.get(key, "") != now.get(key, "")]


def _texts(content: Content) -> dict[str, str]:
    head = {"title": content.title, "summary": content.summary}
    sections = {key: content.sections.get(key, "") for key in SECTION_KEYS}
    asked = {f"question-{question.id}": question.source for question in content.questions}
    return head | sections | asked


def _changed(texts: Iterable[tuple[str, str, str]]) -> tuple[TextChange, ...]:
    return tuple(_text(key, was, now) for key, was, now in texts if was != now)


def _text(key: str, was: str, now: str) -> TextChange:
    parts = tuple(diff(was, now))
    return TextChange(key, parts, blocks(parts), counts(parts), was_empty=not was, is_empty=not now)


def _questions(
    old: tuple[AskedQuestion, ...], new: tuple[AskedQuestion, ...]
) -> tuple[QuestionChange, ...]:
    was_at = {question.id: place for place, question in enumerate(old, 1)}
    is_at = {question.id: place for place, question in enumerate(new, 1)}
    was = {question.id: question.source for question in old}
    now = {question.id: question.source for question in new}
    found = [
        QuestionChange(
            _text(f"question-{pk}", was.get(pk, ""), now.get(pk, "")),
            was_at.get(pk, 0),
            is_at.get(pk, 0),
        )
        for pk in [*is_at, *(pk for pk in was_at if pk not in is_at)]
    ]
    return tuple(
        one
        for one in found
        if one.text.count.changed
        or one.was_at != one.is_at
        or before(one.text.parts) != after(one.text.parts)
    )
