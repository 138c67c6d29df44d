"""Conversations on passages: starting one, pointing out where it belongs, deciding on other words."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from discussion.anchoring.passages import cut, paragraph_text, whole_words
from discussion.audience import levels_to_start
from discussion.errors import Refused
from discussion.models import Thread
from people.http import PersonRequest
from people.models import Person
from plans.actions import attach_passage, start_passage
from plans.actions.passages import Place, may_attach
from plans.errors import MayNotAttach
from plans.models import PASSAGE, Anchor, Version
from plans.passage_forms import BlockForm, PassageForm, SpotForm, paragraph_choices
from plans.passages import paragraphs_of
from plans.queries import ReadPlan, read_version
from plans.queries.reading import Paragraph
from plans.views.versions import readable_versions


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def passage_new(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Comment on a paragraph of a version, on one of its sentences, or on the words that were selected."""
    version = next((one for one in readable_versions(request, pk) if one.number == number), None)
    if version is None:
        raise Http404
    block = _block(read_version(version), request.GET.get("block", ""))
    levels = levels_to_start(request.user, PASSAGE, version.pk)
    if not levels:
        raise PermissionDenied(_("You may read this plan, but not start a conversation on it."))
    text = paragraph_text(block.html)
    chosen = _chosen(request, text)
    if request.method != "POST":
        form = PassageForm(text=text, chosen=chosen, levels=levels)
        return _new_page(request, version, block, form)
    form = PassageForm(request.POST, text=text, chosen=chosen, levels=levels)
    status = 422
    if form.is_valid():
        try:
            thread = start_passage(
                version=version, place=_place(block.name, form), by=request.user, **_said(form)
            )
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status if isinstance(error, Refused) else status
        else:
            return redirect("discussion:thread-detail", thread.pk)
    return _new_page(request, version, block, form, status)


def _said(form: PassageForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "spot"}


def _place(block: str, form: SpotForm) -> Place:
    start, end = form.chosen
    return Place(block, start, end, form.text[start:end])


def _new_page(
    request: PersonRequest, version: Version, block: Paragraph, form: PassageForm, status: int = 200
) -> HttpResponse:
    part = request.headers.get("HX-Request") and request.method == "GET"
    template = "plans/_passage_form.html" if part else "plans/passage_new.html"
    context = {
        "version": version,
        "dossier": version.dossier,
        "paragraph": block,
        "form": form,
        "address": request.get_full_path(),
    }
    return render(request, template, context, status=status)


def _block(plan: ReadPlan, name: str) -> Paragraph:
    """The paragraph that is asked for; else 404."""
    found = next((one for one in paragraphs_of(plan) if one.name == name), None)
    if found is None or not paragraph_text(found.html).strip():
        raise Http404
    return found


def _chosen(request: PersonRequest, text: str) -> tuple[int, int] | None:
    """The words that were selected, from the start of the first to the end of the last; if they are there."""
    given = request.GET.get("start", ""), request.GET.get("end", "")
    if not all(one.isascii() and one.isdigit() and len(one) < 7 for one in given):
        return None
    start, end = int(given[0]), int(given[1])
    try:
        cut(text, start, end)
        start, end = whole_words(text, start, end)
        cut(text, start, end)
    except DomainError:
        return None
    return start, end


@dataclass(frozen=True)
class OnPassage:
    """A conversation on a passage, as somebody may read it, with the newest version of the plan."""

    anchor: Anchor
    newest: Version


def passage_of(request: PersonRequest, pk: int) -> OnPassage:
    """The conversation and its passage; else 404."""
    anchor = (
        Anchor.objects.filter(
            thread=pk, thread__in=Thread.objects.visible_to(request.user, PASSAGE)
        )
        .select_related("thread", "version__dossier__region", "suggestion")
        .first()
    )
    if anchor is None:
        raise Http404
    versions = readable_versions(request, anchor.version.dossier_id)
    if not versions:
        raise Http404
    return OnPassage(anchor, versions[0])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def passage_attach(request: PersonRequest, pk: int) -> HttpResponse:
    """Point out where a passage stands in the newest version: first the paragraph, then the words."""
    on = passage_of(request, pk)
    if not may_attach(request.user, on.anchor.thread):
        raise PermissionDenied(str(MayNotAttach.sentence))
    if on.newest.number <= on.anchor.version.number:
        raise Http404
    plan = read_version(on.newest)
    name = request.GET.get("block", "")
    block = _block(plan, name) if name else None
    form = None
    if block is not None:
        text = paragraph_text(block.html)
        form = SpotForm(request.POST or None, text=text)
        if (
            request.method == "POST"
            and form.is_valid()
            and _attached(request.user, on, block, form)
        ):
            messages.success(request, _("Kept. The conversation says so too."))
            return redirect("discussion:thread-detail", pk)
    context = {
        "anchor": on.anchor,
        "newest": on.newest,
        "dossier": on.newest.dossier,
        "paragraph": block,
        "block_form": BlockForm(blocks=paragraph_choices(plan), initial={"block": name}),
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "plans/passage_attach.html", context, status=status)


def _attached(by: Person, on: OnPassage, block: Paragraph, form: SpotForm) -> bool:
    """Whether it could be kept; else the form says why not."""
    try:
        attach_passage(
            anchor=on.anchor,
            version=on.newest,
            place=_place(block.name, form),
            by=by,
            key=form.cleaned_data["key"] or uuid.uuid4(),
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True
