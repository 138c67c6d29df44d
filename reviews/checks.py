"""What is still missing before a review can be handed in, and how far it is. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text import word_count
from reviews.controls import Block, Control, Group, Shape, Sheet
from reviews.schema import Kind, field_of, not_applying

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """How much of what must be answered is answered."""

    done: int
    total: int


def is_empty(value: Any) -> bool:
    """Whether somebody left this open: white space is nothing, and zero is an answer."""
    return (
        value is None
        or value is False
        or value == []
        or (isinstance(value, str) and not value.strip())
    )


def hidden(sheet: Sheet, values: Values) -> frozenset[str]:
    """The fields that do not apply, given these answers."""
    return not_applying((block.field for block in sheet.blocks()), values)


def shown(sheet: Sheet, values: Values) -> dict[str, Any]:
    """The answers that count: those at fields that apply."""
    away = hidden(sheet, values)
    return {key: value for key, value in values.items() if field_of(key) not in away}


def is_needed(block: Block, values: Values) -> bool:
    """Whether the one answer of this field must be given; `values` are the answers that count."""
    condition = block.field.required_if
    if condition is not None and condition.holds(values.get(condition.field)):
        return True
    return block.field.required


def missing(sheet: Sheet, values: Values) -> dict[str, str]:
    """Key to sentence, for everything that must be mended first; empty when it can be handed in."""
    found: dict[str, str] = {}
    away, values = hidden(sheet, values), shown(sheet, values)
    for block in sheet.blocks():
        if block.field.key in away:
            continue
        for key, sentence in _of_block(block, values):
            found.setdefault(key, sentence)
    return found


def _of_block(block: Block, values: Values) -> Iterator[tuple[str, str]]:
    for control in block.controls:
        value = values.get(control.key)
        if sentence := _too_long(control, value) or _out_of_reach(control, value):
            yield control.key, sentence
    match block.field.kind:
        case Kind.SCALE:
            yield from _scale(block, values)
        case Kind.RECOMMENDATIONS:
            yield from _advice(block, values)
        case _:
            for control in _needed_controls(block, values):
                if is_empty(values.get(control.key)):
                    yield control.key, _needed(control)


def _needed_controls(block: Block, values: Values) -> list[Control]:
    controls = block.controls
    if block.field.required_if is not None and is_needed(block, values):
        return list(controls[:1])
    return [control for control in controls if control.required]


def _needed(control: Control) -> str:
    special = {
        Shape.NUMBER: _("Give a number."),
        Shape.DATE: _("Give a date."),
        Shape.FILE: _("Add a file."),
    }
    if control.shape in special:
        return special[control.shape]
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


def _out_of_reach(control: Control, value: Any) -> str:
    if control.shape != Shape.NUMBER or not isinstance(value, int | float):
        return ""
    if control.lowest is not None and value < control.lowest:
        return _("Give a number of at least %(lowest)s.") % {"lowest": control.lowest}
    if control.highest is not None and value > control.highest:
        return _("Give a number of at most %(highest)s.") % {"highest": control.highest}
    return ""


def _scale(block: Block, values: Values) -> Iterator[tuple[str, str]]:
    score, why = block.controls
    value = values.get(score.key)
    if is_empty(value):
        if is_needed(block, values):
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
            next(control.key for control in free.controls if control.required),
            ngettext(
                "Give at least %(n)d recommendation.",
                "Give at least %(n)d recommendations.",
                block.field.minimum,
            )
            % {"n": block.field.minimum},
        )


def progress(sheet: Sheet, values: Values) -> Done:
    """Of the questions that must be answered, how many are."""
    away, values = hidden(sheet, values), shown(sheet, values)
    units = [
        unit
        for block in sheet.blocks()
        if block.field.key not in away
        for unit in _units(block, values)
    ]
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
        return [not list(_scale(block, values))] if is_needed(block, values) else []
    return [not is_empty(values.get(control.key)) for control in _needed_controls(block, values)]
