"""What is still missing before a review can be handed in, and how far it is. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text import word_count
from reviews.controls import Block, Control, Group, Shape, Sheet
from reviews.schema import Kind

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """How much of what must be answered is answered."""

    done: int
    total: int


def is_empty(value: Any) -> bool:
    """Whether somebody left this open: white space is nothing, zero does not occur."""
    return (
        value is None
        or value is False
        or value == []
        or (isinstance(value, str) and not value.strip())
    )


def missing(sheet: Sheet, values: Values) -> dict[str, str]:
    """Key to sentence, for everything that must be mended first; empty when it can be handed in."""
    found: dict[str, str] = {}
    for block in sheet.blocks():
        for key, sentence in _of_block(block, values):
            found.setdefault(key, sentence)
    return found


def _of_block(block: Block, values: Values) -> Iterator[tuple[str, str]]:
    for control in block.controls:
        if sentence := _too_long(control, values.get(control.key)):
            yield control.key, sentence
    match block.field.kind:
        case Kind.SCALE:
            yield from _scale(block, values)
        case Kind.RECOMMENDATIONS:
            yield from _advice(block, values)
        case _:
            for control in block.controls:
                if control.required and is_empty(values.get(control.key)):
                    yield control.key, _needed(control)


def _needed(control: Control) -> str:
    if control.shape == Shape.CHECKBOX:
        return _("Tick this box to confirm it.")
    return _("Choose an answer.") if not control.is_text else _("Write something here.")


def _too_long(control: Control, value: Any) -> str:
    if not (control.is_text and control.word_limit and isinstance(value, str)):
        return ""
    count = word_count(value)
    if count <= control.word_limit:
        return ""
    return ngettext(
        "Use at most %(limit)d word. You have %(count)d now.",
        "Use at most %(limit)d words. You have %(count)d now.",
        control.word_limit,
    ) % {"limit": control.word_limit, "count": count}


def _scale(block: Block, values: Values) -> Iterator[tuple[str, str]]:
    score, why = block.controls
    value = values.get(score.key)
    if is_empty(value):
        if score.required:
            yield score.key, _("Choose a point, or say that you cannot judge it.")
    elif value in block.field.required_at and is_empty(values.get(why.key)):
        yield why.key, _("Explain why you chose %(point)s.") % {"point": value}


def is_begun(group: Group, values: Values) -> bool:
    """Whether anything is filled in at this recommendation."""
    return any(not is_empty(values.get(control.key)) for control in group.controls)


def _advice(block: Block, values: Values) -> Iterator[tuple[str, str]]:
    begun = [group for group in block.groups if is_begun(group, values)]
    for group in begun:
        for control in group.controls:
            if control.required and is_empty(values.get(control.key)):
                sentence = (
                    _("Choose for whom this is meant.") if control.options else _needed(control)
                )
                yield control.key, sentence
    if len(begun) < block.field.minimum:
        free = next(group for group in block.groups if group not in begun)
        yield (
            free.controls[0].key,
            ngettext(
                "Give at least %(n)d recommendation.",
                "Give at least %(n)d recommendations.",
                block.field.minimum,
            )
            % {"n": block.field.minimum},
        )


def progress(sheet: Sheet, values: Values) -> Done:
    """Of the questions that must be answered, how many are."""
    units = [unit for block in sheet.blocks() for unit in _units(block, values)]
    return Done(sum(units), len(units))


def _units(block: Block, values: Values) -> list[bool]:
    """One entry for each question that must be answered: whether it is."""
    if block.field.kind == Kind.RECOMMENDATIONS:
        wanted = max(block.field.minimum, sum(is_begun(group, values) for group in block.groups))
        whole = sum(
            is_begun(group, values)
            and all(
                not is_empty(values.get(control.key))
                for control in group.controls
                if control.required
            )
            for group in block.groups
        )
        return [True] * whole + [False] * (wanted - whole)
    if block.field.kind == Kind.SCALE:
        return [not list(_scale(block, values))] if block.controls[0].required else []
    return [not is_empty(values.get(control.key)) for control in block.controls if control.required]
