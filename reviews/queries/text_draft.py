"""A desk as a text form: the whole to fill in elsewhere, or only what was written."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.checks import is_empty
from reviews.controls import Block, Control, Group, Shape
from reviews.models import FormVersion
from reviews.queries.desk import Desk
from reviews.queries.sheets import form_for
from reviews.schema import Kind
from reviews.text_form import Chapter, Head, Item, write

DIGITS = 12  # of the form's content hash


def form_of(desk: Desk) -> FormVersion | None:
    """The version of the form that this desk uses."""
    return desk.review.form_version if desk.review else form_for(desk.assignment)


def head_of(desk: Desk) -> Head:
    """What the text belongs to."""
    form = form_of(desk)
    plan = desk.assignment.round_plan
    return Head(
        desk.assignment.pk,
        plan.dossier_id,
        desk.version.number,
        form.content_hash[:DIGITS] if form else "",
    )


def text_of(desk: Desk, *, answered: bool = False) -> str:
    """The form with the answers as they are kept; or only the answers that there are, to copy."""
    return write(head_of(desk), _intro(desk), _chapters(desk, answered=answered))


def has_words(desk: Desk) -> bool:
    """Whether anything was answered."""
    return any(not is_empty(value) for value in desk.values.values())


def _intro(desk: Desk) -> list[str]:
    plan = desk.assignment.round_plan
    about = _("Review of %(plan)s (version %(n)d), %(region)s, %(round)s") % {
        "plan": desk.version.title,
        "n": desk.version.number,
        "region": plan.dossier.region.name,
        "round": plan.round,
    }
    return [
        about,
        _(
            "Write your answers below the lines that begin with [[. Leave those lines as they are. Lines that begin with ;; explain. Save the file as UTF-8 and upload it; you first see what would change."
        ),
    ]


def _chapters(desk: Desk, *, answered: bool) -> Iterator[Chapter]:
    asked = dict(desk.version.questions.values_list("question_id", "source"))
    for section, blocks in desk.sheet.parts:
        items = tuple(
            item
            for block in blocks
            for item in _items(desk, block, asked)
            if not answered or not is_empty(item.value)
        )
        if items:
            yield Chapter(str(section.title), items)


def _items(desk: Desk, block: Block, asked: Mapping[int, str]) -> Iterator[Item]:
    for group in block.groups:
        for control in group.controls:
            if control.shape != Shape.FILE:
                yield Item(
                    control,
                    desk.values.get(control.key),
                    desk.revisions.get(control.key, 0),
                    _about(block, group, asked) if control is group.controls[0] else "",
                    tuple(_notes(control)),
                )


def _about(block: Block, group: Group, asked: Mapping[int, str]) -> str:
    if block.field.kind == Kind.ANSWER_PER_QUESTION:
        return asked.get(group.about, "")
    if block.field.kind == Kind.RECOMMENDATIONS:
        return f"{block.field.prompt} {group.number}"
    return ""


def _notes(control: Control) -> Iterator[str]:
    if control.required:
        yield _("Needed.")
    if control.word_limit and control.is_text:
        yield ngettext("At most %(n)d word.", "At most %(n)d words.", control.word_limit) % {
            "n": control.word_limit
        }
    if control.shape == Shape.DATE:
        yield _("A date as 2026-09-30.")
    elif control.shape in (Shape.CHECKBOX, Shape.CHECKBOXES):
        yield _("Put an x between the brackets to tick it.")
    elif control.options:
        yield _("Put an x between the brackets of one line.")
