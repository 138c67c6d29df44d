"""What is still to do on a desk: open questions in order, how far each part is, hints."""

from dataclasses import dataclass

from reviews.checks import Done, missing, progress, shown
from reviews.coaching import Hint, hints
from reviews.controls import Block, Control, Group, Sheet
from reviews.queries.desk import Desk
from reviews.schema import Kind


@dataclass(frozen=True)
class Open:
    """One answer that must be mended or given before handing in."""

    key: str
    part: str
    label: str
    sentence: str


def still_open(desk: Desk) -> list[Open]:
    """Everything that keeps the review from being handed in, in the order of the form."""
    lacking = missing(desk.sheet, desk.values)
    return [
        Open(control.key, str(section.title), name_of(block, group, control), lacking[control.key])
        for section, blocks in desk.sheet.parts
        for block in blocks
        for group in block.groups
        for control in group.controls
        if control.key in lacking
    ]


def names_of(desk: Desk) -> dict[str, str]:
    """What every input of the form is called, by key."""
    return {
        control.key: name_of(block, group, control)
        for block in desk.sheet.blocks()
        for group in block.groups
        for control in group.controls
    }


def name_of(block: Block, group: Group, control: Control) -> str:
    """What an input is called where its surroundings are missing."""
    if block.field.kind == Kind.RECOMMENDATIONS:
        return f"{block.field.prompt} {group.number}: {control.label}"
    if block.field.kind == Kind.VERIFICATIONS:
        return f"{group.controls[0].help}: {control.label}"
    if control is not group.controls[0]:
        return f"{block.field.prompt}: {control.label}"
    return control.label


def parts_done(desk: Desk) -> dict[str, Done]:
    """By section, how many of the questions that must be answered are."""
    values = shown(desk.sheet, desk.values)
    return {part[0].key: progress(Sheet((part,)), values) for part in desk.sheet.parts}


def hints_of(desk: Desk) -> list[Hint]:
    """What could be better, never what must: only at answers that count."""
    return hints(desk.sheet, shown(desk.sheet, desk.values))
