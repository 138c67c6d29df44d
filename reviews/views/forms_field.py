"""One question of a form that is being built, and the form as a reviewer sees it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people.http import PersonRequest
from reviews.building import blueprint
from reviews.building.blueprint import Gone
from reviews.building.papers import Paper as FormPaper
from reviews.building.problems import hangs_on
from reviews.controls import Earlier, Question, Setting, lay_out
from reviews.forms import KINDS, FieldForm, OptionFormSet, SheetForm, initial_of, options_in
from reviews.queries.building import Bench, published_options
from reviews.schema import WITH_OPTIONS, Field, Kind, Schema, Section, Words
from reviews.views.forms_builder import bench_for, keep, place, seen, status_of
from reviews.views.paper import Beside, Paper

OPTIONS = "options"


@require_http_methods(["GET", "POST"])
@login_required
def form_field(request: PersonRequest, form: int, key: str) -> HttpResponse:
    """Words, options, limits, readers, examples and conditions of one question."""
    bench = bench_for(request, form)
    section, asked = _asked(bench, key)
    earlier = blueprint.earlier_fields(bench.paper.schema, key)
    sent = FieldForm(
        asked,
        earlier,
        request.POST or None,
        initial=seen(bench) | initial_of(asked),
        scale=bench.paper.schema.scale,
    )
    options = _options(request, asked)
    if request.method == "POST" and sent.is_valid() and (options is None or options.is_valid()):
        given = options_in(options, asked) if options else asked.options
        taken = published_options(bench.form, key)

        def change(paper: FormPaper) -> FormPaper:
            fresh = sent.field(blueprint.with_keys(given, taken))
            return replace(paper, schema=blueprint.put_field(paper.schema, fresh))

        if keep(request, bench, sent, change, key):
            messages.success(request, _("Saved."))
            again = "again" in request.POST
            return (
                redirect("reviews:form-field", form, key)
                if again
                else redirect(place(form, f"field-{key}"))
            )
    context = {
        "bench": bench,
        "form": sent,
        "options": options,
        "asked": asked,
        "section": section,
        "kind": dict(KINDS)[asked.kind],
        "hanging": hangs_on(bench.paper.schema, key),
        "parts": parts_of(_alone(bench.paper.schema, asked), "preview_%s"),
    }
    return render(request, "reviews/form_field.html", context, status=status_of(sent))


def _asked(bench: Bench, key: str) -> Any:
    try:
        return blueprint.field_in(bench.paper.schema, key)
    except Gone as error:
        raise Http404 from error


def _alone(schema: Schema, asked: Field) -> Schema:
    """A form of this question only."""
    alone = replace(asked, shown_if=None, required_if=None)
    return replace(schema, sections=(Section("alone", Words(), Words(), (alone,)),))


def _options(request: PersonRequest, asked: Field) -> Any:
    """The rows with options; nothing where a question has none, or has those of the region or the levels."""
    if asked.kind not in WITH_OPTIONS or asked.kind == Kind.LEVEL or asked.source:
        return None
    rows = [
        {"key": option.key, "nl": option.label.nl, "en": option.label.en}
        for option in asked.options
    ]
    return OptionFormSet(request.POST or None, initial=rows, prefix=OPTIONS)


@require_GET
@login_required
def form_preview(request: PersonRequest, form: int) -> HttpResponse:
    """The draft as reviewers will meet it."""
    bench = bench_for(request, form)
    context = {"bench": bench, "parts": parts_of(bench.paper.schema)}
    return render(request, "reviews/form_preview.html", context)


def parts_of(schema: Schema, ids: str = "id_%s") -> list[Any]:
    """A form laid out with a question and an earlier recommendation as examples."""
    setting = Setting(
        questions=(Question(0, _("The first question of the region")),),
        earlier=(Earlier(0, _("A recommendation from June"), mine=True),),
    )
    sheet = lay_out(schema, setting)
    return Paper(SheetForm(sheet, auto_id=ids), {}, Beside({0: setting.questions[0].text})).parts(
        sheet
    )
