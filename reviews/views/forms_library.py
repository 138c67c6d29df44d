"""Taking questions over from other forms into one that is being built."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from people.http import PersonRequest
from reviews.building.library import take
from reviews.building.papers import Paper
from reviews.forms import LibraryForm
from reviews.queries.building import library
from reviews.views.forms_builder import bench_for, keep, place, section_on, seen, status_of


@require_http_methods(["GET", "POST"])
@login_required
def form_library(request: PersonRequest, form: int, key: str) -> HttpResponse:
    """Choose questions of published forms; they keep their keys, so that answers can be compared."""
    bench = bench_for(request, form)
    section = section_on(bench, key)
    sent = LibraryForm(library(bench), request.POST or None, initial=seen(bench))

    def change(paper: Paper) -> Paper:
        schema = take(paper.schema, key, sent.chosen(), bench.kept_kinds)
        return replace(paper, schema=schema)

    if request.method == "POST" and sent.is_valid() and keep(request, bench, sent, change, key):
        n = len(sent.chosen())
        told = ngettext("%(n)s question is added.", "%(n)s questions are added.", n) % {"n": n}
        messages.success(request, told)
        return redirect(place(form, f"section-{key}"))
    context = {"bench": bench, "form": sent, "section": section}
    return render(request, "reviews/form_library.html", context, status=status_of(sent))
