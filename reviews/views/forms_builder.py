"""Building a form: one page with everything, and a small page for each section and question."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.building import blueprint
from reviews.building.blueprint import Gone
from reviews.building.papers import Paper
from reviews.building.problems import lacks_language
from reviews.errors import AlreadyPublished, FormTooLarge, RowChanged
from reviews.forms import KINDS, HeadForm, NewFieldForm, SectionForm, SeenForm, said
from reviews.queries.building import Bench, bench_of, rounds_that_follow
from reviews.schema import Kind, Section
from reviews.views.forms_list import check_builder
from sessions.models import Season

Change = Callable[[Paper], Paper]
STEPS = {"up": -1, "down": 1}


def bench_for(request: PersonRequest, form: int) -> Bench:
    """The draft of this form; 404 when there is none."""
    check_builder(request)
    bench = bench_of(form)
    if bench is None:
        raise Http404(_("There is no draft of this form."))
    return bench


def seen(bench: Bench) -> dict[str, Any]:
    """The revision that goes along with every form."""
    return {"revision": bench.draft.revision}


def keep(request: PersonRequest, bench: Bench, form: SeenForm, change: Change, part: str) -> bool:
    """Make the change; False with a sentence on the form when the draft is another one meanwhile."""
    try:
        actions.change_draft(
            form=bench.form,
            by=request.user,
            seen=form.cleaned_data["revision"],
            change=change,
            part=part,
        )
    except Gone as error:
        raise Http404 from error
    except RowChanged as error:
        form.catch_up(bench.draft.revision)
        form.add_error(None, str(error))
        return False
    except FormTooLarge as error:
        form.add_error(None, str(error))
        return False
    return True


def status_of(form: SeenForm) -> int:
    """200 for a fresh page, 422 for what must be mended, 409 when somebody else was first."""
    if not form.is_bound:
        return 200
    return 409 if form.behind else 422


def place(form: int, key: str = "") -> str:
    """The builder, at one part."""
    address = reverse("reviews:form-build", args=[form])
    return f"{address}#{key}" if key else address


@require_GET
@login_required
def form_build(request: PersonRequest, form: int) -> HttpResponse:
    """Everything of the draft on one page."""
    return _bench_page(request, bench_for(request, form))


def _bench_page(request: PersonRequest, bench: Bench, status: int = 200) -> HttpResponse:
    labels = dict(KINDS)
    sections = [
        (
            section,
            [(asked, labels[asked.kind], lacks_language(asked)) for asked in section.fields],
        )
        for section in bench.paper.schema.sections
    ]
    context = {
        "bench": bench,
        "sections": sections,
        "same_text": str(AlreadyPublished()),
        "closed": bool(bench.problems or bench.same),
        "rounds": rounds_that_follow(bench.form) if not bench.problems else [],
    }
    return render(request, "reviews/form_build.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def form_head(request: PersonRequest, form: int) -> HttpResponse:
    """Name, season, and the words at the points of its scales."""
    bench = bench_for(request, form)
    paper = bench.paper
    initial = seen(bench) | said("name", paper.name) | {"season": paper.season}
    for point, words in paper.schema.scale:
        initial |= said(f"point_{point}", words)
    sent = HeadForm(request.POST or None, initial=initial)

    def change(was: Paper) -> Paper:
        schema = replace(was.schema, scale=sent.scale())
        return Paper(sent.pair("name"), Season(sent.cleaned_data["season"]), schema)

    if request.method == "POST" and sent.is_valid() and keep(request, bench, sent, change, "form"):
        messages.success(request, _("Saved."))
        return redirect(place(form))
    context = {"bench": bench, "form": sent, "title": _("Name and scale")}
    return render(request, "reviews/form_words.html", context, status=status_of(sent))


@require_http_methods(["GET", "POST"])
@login_required
def form_section(request: PersonRequest, form: int, key: str = "") -> HttpResponse:
    """A new section, or other words for one."""
    bench = bench_for(request, form)
    try:
        was = blueprint.section_of(bench.paper.schema, key) if key else None
    except Gone as error:
        raise Http404 from error
    words = said("title", was.title) | said("intro", was.intro) if was else {}
    sent = SectionForm(request.POST or None, initial=seen(bench) | words)

    def change(paper: Paper) -> Paper:
        return replace(paper, schema=_with_section(paper, sent, key))

    if request.method == "POST" and sent.is_valid() and keep(request, bench, sent, change, key):
        messages.success(request, _("Saved."))
        return redirect(place(form, f"section-{key}" if key else "end"))
    title = _("Section") if was else _("New section")
    context = {"bench": bench, "form": sent, "title": title, "was": was}
    return render(request, "reviews/form_words.html", context, status=status_of(sent))


def _with_section(paper: Paper, sent: SectionForm, key: str) -> Any:
    if key:
        was = blueprint.section_of(paper.schema, key)
        return blueprint.put_section(paper.schema, sent.section(key, was.fields))
    taken = [section.key for section in paper.schema.sections]
    title = sent.pair("title")
    fresh = sent.section(blueprint.new_key(title.nl or title.en, taken))
    return blueprint.add_section(paper.schema, fresh)


@require_http_methods(["GET", "POST"])
@login_required
def form_field_new(request: PersonRequest, form: int, key: str) -> HttpResponse:
    """A new question at the end of a section."""
    bench = bench_for(request, form)
    section = section_on(bench, key)
    sent = NewFieldForm(request.POST or None, initial=seen(bench))
    made: list[str] = []

    def change(paper: Paper) -> Paper:
        kind = Kind(sent.cleaned_data["kind"])
        asked = blueprint.new_field(paper.schema, kind, sent.pair("prompt"), bench.kept_kinds)
        made.append(asked.key)
        return replace(paper, schema=blueprint.add_field(paper.schema, key, asked))

    if request.method == "POST" and sent.is_valid() and keep(request, bench, sent, change, key):
        messages.success(request, _("The question is added. Fill in the rest here."))
        return redirect("reviews:form-field", form, made[-1])
    context = {"bench": bench, "form": sent, "title": _("New question"), "section": section}
    return render(request, "reviews/form_words.html", context, status=status_of(sent))


def section_on(bench: Bench, key: str) -> Section:
    """The section with this key; 404 when it is gone."""
    try:
        return blueprint.section_of(bench.paper.schema, key)
    except Gone as error:
        raise Http404 from error


@require_POST
@login_required
def form_part(request: PersonRequest, form: int, part: str, key: str, what: str) -> HttpResponse:
    """Move a section or a question up or down, or take it away."""
    bench = bench_for(request, form)
    sent = SeenForm(request.POST)
    if what not in (*STEPS, "remove") or not sent.is_valid():
        raise Http404
    shift = blueprint.shift_section if part == "section" else blueprint.shift_field
    drop = blueprint.drop_section if part == "section" else blueprint.drop_field

    def change(paper: Paper) -> Paper:
        schema = paper.schema
        changed = shift(schema, key, STEPS[what]) if what in STEPS else drop(schema, key)
        return replace(paper, schema=changed)

    if not keep(request, bench, sent, change, key):
        messages.warning(request, str(RowChanged()))
        return _bench_page(request, bench, status=409)
    return redirect(place(form, f"{part}-{key}" if what in STEPS else ""))


@require_POST
@login_required
def form_publish(request: PersonRequest, form: int) -> HttpResponse:
    """Make the draft the newest version, for good."""
    return _finish(request, form, publish=True)


@require_POST
@login_required
def form_discard(request: PersonRequest, form: int) -> HttpResponse:
    """Throw the draft away."""
    return _finish(request, form, publish=False)


def _finish(request: PersonRequest, form: int, *, publish: bool) -> HttpResponse:
    bench = bench_for(request, form)
    sent = SeenForm(request.POST)
    if not sent.is_valid():
        raise Http404
    revision = sent.cleaned_data["revision"]
    try:
        if publish:
            version = actions.publish_draft(form=bench.form, by=request.user, seen=revision)
            messages.success(request, _("%(form)s is published.") % {"form": version})
            return redirect("reviews:form-versions", form)
        actions.discard_draft(form=bench.form, by=request.user, seen=revision)
    except RowChanged as error:
        messages.warning(request, str(error))
        return _bench_page(request, bench, status=409)
    except DomainError as error:
        messages.warning(request, str(error))
        return _bench_page(request, bench, status=422)
    messages.success(request, _("The draft is thrown away."))
    return redirect("reviews:form-list")
