"""The parts of a plan as the editor shows and saves them: one form, one revision, one action each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.errors import DomainError
from people.models import Person
from plans import actions
from plans.content import digest
from plans.errors import Saved, TextChanged
from plans.forms import HeadForm, PartForm, QuestionForm, SectionForm, head_digest
from plans.models import Dossier, Question, Section
from plans.sections import BY_KEY, QUESTION_WORDS, SECTIONS, SectionKind
from programme.models import Element

QUESTION = re.compile(r"question-(\d{1,18})")
SENT_QUESTION = re.compile(r"question-(\d{1,18})-source")
Save = Callable[[PartForm, Person], Section | Question | Dossier]


@dataclass
class Part:
    """One part with its form, how to save it, and what came of that."""

    name: str
    form: PartForm
    field: str
    save: Save
    words: int = 0
    revision: int = 0
    saved_at: datetime | None = None
    required: bool = False
    question: Question | None = None
    conflict: Saved | None = None
    written: bool = False

    @property
    def mine(self) -> str:
        """What the writer has in the box."""
        return str(self.form[self.field].value() or "")

    @property
    def question_id(self) -> str:
        """The id of the question for the buttons beside it."""
        return str(self.question.pk) if self.question else ""

    @property
    def stands(self) -> bool:
        """Whether what was sent is now what is kept."""
        return self.conflict is None and not self.form.errors


def write(part: Part, by: Person) -> None:
    """Save what was sent, if it was touched; a refusal stays with the part and the text too."""
    if not part.form.is_valid() or not part.form.touched:
        return
    try:
        row = part.save(part.form, by)
    except TextChanged as error:
        part.conflict = error.saved
        _go_on_from(part, error.saved.revision)
    except DomainError as error:
        part.form.add_error(part.field, str(error))
    else:
        part.written = True
        part.saved_at = row.saved_at
        _go_on_from(part, row.revision)


def _go_on_from(part: Part, revision: int) -> None:
    """The next save starts from what is kept now."""
    part.revision = revision
    data = part.form.data
    data[f"{part.name}-revision"] = str(revision)  # type: ignore[index]  # a mutable copy
    # Emptied after a conflict: saving the same words again is then a decision, not an accident.
    data[f"{part.name}-was"] = "" if part.conflict else part.form.now()  # type: ignore[index]  # as above


def all_parts(dossier: Dossier, data: QueryDict | None = None) -> list[Part]:
    """Every part in the order of the page; questions that were sent stay, also when dropped."""
    rows = {row.key: row for row in dossier.sections.all()}
    sections = [_section(dossier, kind, rows.get(kind.key), data) for kind in SECTIONS]
    sent = [int(found[1]) for name in data or {} if (found := SENT_QUESTION.fullmatch(name))]
    asked = [
        question
        for question in dossier.questions.all()
        if not question.dropped_at or question.pk in sent
    ]
    return [_head(dossier, data), *sections, *(_question(row, data) for row in asked)]


def one_part(dossier: Dossier, name: str, data: QueryDict) -> Part | None:
    """The part with this name, if there is one."""
    if name == "head":
        return _head(dossier, data)
    if name in BY_KEY:
        return _section(dossier, BY_KEY[name], dossier.sections.filter(key=name).first(), data)
    if found := QUESTION.fullmatch(name):
        question = dossier.questions.filter(pk=int(found[1])).first()
        return _question(question, data) if question else None
    return None


def _bound(data: QueryDict | None, name: str) -> QueryDict | None:
    """The data for a part, or nothing when it was not sent at all."""
    return data if data is not None and f"{name}-revision" in data else None


def _head(dossier: Dossier, data: QueryDict | None) -> Part:
    elements = list(dossier.elements.values_list("pk", flat=True))
    words = (dossier.title, dossier.summary, dossier.help_kind)
    form = HeadForm(
        _bound(data, "head"),
        prefix="head",
        elements=Element.objects.filter(programme=dossier.edition.programme_id),
        initial={
            "title": dossier.title,
            "summary": dossier.summary,
            "help_kind": dossier.help_kind,
            "elements": elements,
            "revision": dossier.revision,
            "was": head_digest(*words, elements),
        },
    )
    return Part("head", form, "title", _saves_head(dossier), 0, dossier.revision, dossier.saved_at)


def _section(
    dossier: Dossier, kind: SectionKind, row: Section | None, data: QueryDict | None
) -> Part:
    source, revision = (row.source, row.revision) if row else ("", 0)
    form = SectionForm(
        _bound(data, kind.key),
        prefix=kind.key,
        label=kind.title,
        help_text=kind.help,
        initial={"source": source, "revision": revision, "was": digest(source)},
    )
    save = _saves_section(dossier, kind.key)
    saved_at = row.saved_at if row else None
    return Part(kind.key, form, "source", save, kind.words, revision, saved_at, kind.required)


def _question(row: Question, data: QueryDict | None) -> Part:
    name = f"question-{row.pk}"
    form = QuestionForm(
        _bound(data, name),
        prefix=name,
        label=_("Question %(number)d") % {"number": row.position},
        initial={"source": row.source, "revision": row.revision, "was": digest(row.source)},
    )
    return Part(
        name,
        form,
        "source",
        _saves_question(row),
        QUESTION_WORDS,
        row.revision,
        row.saved_at,
        question=row,
    )


def _saves_head(dossier: Dossier) -> Save:
    def save(form: PartForm, by: Person) -> Dossier:
        data = form.cleaned_data
        return actions.save_head(
            dossier=dossier,
            title=data["title"],
            summary=data["summary"],
            help_kind=data["help_kind"],
            elements=data["elements"],
            revision=data["revision"],
            by=by,
        )

    return save


def _saves_section(dossier: Dossier, key: str) -> Save:
    def save(form: PartForm, by: Person) -> Section:
        data = form.cleaned_data
        return actions.save_section(
            dossier=dossier, key=key, source=data["source"], revision=data["revision"], by=by
        )

    return save


def _saves_question(question: Question) -> Save:
    def save(form: PartForm, by: Person) -> Question:
        data = form.cleaned_data
        return actions.save_question(
            question=question, source=data["source"], revision=data["revision"], by=by
        )

    return save
