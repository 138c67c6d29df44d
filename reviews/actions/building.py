"""Building the next version of a form: a draft that facilitators share, until it is published."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from reviews import schema
from reviews.actions.publishing import publish_form
from reviews.building.blueprint import new_key
from reviews.building.papers import Paper, paper_of
from reviews.building.problems import problems
from reviews.errors import (
    AlreadyPublished,
    DraftExists,
    FormTooLarge,
    FormUnfinished,
    NotAllowed,
    RowChanged,
)
from reviews.models import Form, FormDraft, FormVersion
from reviews.queries.building import same_as


def _check(by: Person) -> None:
    if not by.has_perm("reviews.edit_forms"):
        raise NotAllowed


@transaction.atomic
def new_form(*, paper: Paper, by: Person, based_on: FormVersion | None = None) -> FormDraft:
    """A form of its own, as a draft: empty, copied from a published version, or from a file."""
    _check(by)
    taken = list(Form.objects.select_for_update().values_list("key", flat=True))
    form = Form.objects.create(
        key=new_key(paper.name.nl or paper.name.en, taken),
        season=paper.season,
        name_nl=paper.name.nl,
        name_en=paper.name.en,
    )
    return _draft(form, paper, by, based_on)


@transaction.atomic
def begin_draft(*, form: Form, by: Person, paper: Paper | None = None) -> FormDraft:
    """The next version of a form: from its newest version, or from a file. Raises DraftExists."""
    _check(by)
    form = Form.objects.select_for_update().get(pk=form.pk)
    if FormDraft.objects.filter(form=form).exists():
        raise DraftExists
    newest = form.versions.order_by("-number").first()
    if paper is None and newest is not None:
        paper = paper_of(newest.schema)
    if paper is None:
        raise FormUnfinished
    return _draft(form, paper, by, newest)


def _draft(form: Form, paper: Paper, by: Person, based_on: FormVersion | None) -> FormDraft:
    draft = FormDraft.objects.create(
        form=form, data=paper.data(form.key), based_on=based_on, saved_by=by
    )
    record("form.drafted", by=by, target=form)
    return draft


@transaction.atomic
def change_draft(
    *, form: Form, by: Person, seen: int, change: Callable[[Paper], Paper], part: str = ""
) -> FormDraft:
    """Make one change to the draft as it was seen. Raises RowChanged, FormTooLarge."""
    draft = _claim(form, by, seen)
    paper = change(paper_of(draft.data))
    draft.data = _kept(paper, form.key)
    draft.revision += 1
    draft.saved_at, draft.saved_by = now(), by
    draft.save(update_fields=["data", "revision", "saved_at", "saved_by"])
    _rename_unpublished(draft, paper)
    record("form.edited", by=by, target=form, changes={"part": ("", part)} if part else None)
    return draft


def _kept(paper: Paper, key: str) -> dict[str, Any]:
    """What can be read again: no more sections, questions and options than a form may have."""
    data = paper.data(key)
    try:
        paper_of(data)
    except schema.SchemaError as error:
        raise FormTooLarge(str(error)) from error
    return data


def _rename_unpublished(draft: FormDraft, paper: Paper) -> None:
    """A form that was never published has no other name than its draft's."""
    if not draft.form.versions.exists():
        names: dict[str, Any] = {"name_nl": paper.name.nl, "name_en": paper.name.en}
        Form.objects.filter(pk=draft.form_id).update(season=paper.season, **names)


@transaction.atomic
def publish_draft(*, form: Form, by: Person, seen: int) -> FormVersion:
    """Make the draft the newest version, for good. Raises FormUnfinished, RowChanged."""
    draft = _claim(form, by, seen)
    paper = paper_of(draft.data)
    if problems(paper.schema, paper.name):
        raise FormUnfinished
    if same_as(paper, form.versions.all()):
        raise AlreadyPublished
    try:
        version = publish_form(data=draft.data, by=by)
    except schema.SchemaError as error:
        raise FormUnfinished(str(error)) from error
    draft.delete()
    return version


@transaction.atomic
def discard_draft(*, form: Form, by: Person, seen: int) -> None:
    """Throw the draft away; of a form that was never published nothing stays but the log."""
    draft = _claim(form, by, seen)
    draft.delete()
    record("form.discarded", by=by, target=form)
    if not form.versions.exists():
        form.delete()


def _claim(form: Form, by: Person, seen: int) -> FormDraft:
    _check(by)
    rows = FormDraft.objects.select_for_update(of=("self",)).select_related("form")
    draft = rows.filter(form=form).first()
    if draft is None or draft.revision != seen:
        raise RowChanged
    return draft
