"""Citing a paragraph without script: choose the answer in which it comes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.actions.citing import Place
from reviews.controls import Shape
from reviews.queries.ahead import names_of
from reviews.queries.desk import Desk
from reviews.queries.pane import Paragraph, plan_pane
from reviews.views.desk import desk_for


class AnswerForm(forms.Form):
    """In which answer a paragraph is cited."""

    key = forms.ChoiceField(label=gettext_lazy("In which answer?"))

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


@require_http_methods(["GET", "POST"])
@login_required
def review_cite_page(request: PersonRequest, assignment: int) -> HttpResponse:
    """One paragraph, and the answers that can hold it; the quote comes below what stands there."""
    desk = desk_for(request, assignment)
    paragraph = _paragraph(desk, request.GET.get("passage", ""))
    form = AnswerForm(answers_that_quote(desk), request.POST or None)
    if request.method == "POST" and desk.writable and form.is_valid():
        key = form.cleaned_data["key"]
        try:
            _cite(request, desk, key, paragraph)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The passage is cited in your answer."))
            return redirect(f"{reverse('reviews:review-write', args=[assignment])}#id_{key}")
    context = {
        "desk": desk,
        "plan": desk.assignment.round_plan,
        "paragraph": paragraph,
        "form": form,
    }
    return render(
        request, "reviews/review_cite.html", context, status=422 if form.is_bound else 200
    )


def answers_that_quote(desk: Desk) -> list[tuple[str, str]]:
    """The answers with room for a quote, by name."""
    names = names_of(desk)
    return [
        (control.key, names[control.key])
        for control in desk.sheet.controls()
        if control.shape == Shape.TEXT
    ]


def _paragraph(desk: Desk, name: str) -> Paragraph:
    part, _dot, place = name.partition(".")
    found = None
    if place.isascii() and place.isdecimal() and len(place) < 6:
        found = plan_pane(desk.version).paragraph(part, int(place))
    if found is None:
        raise Http404
    return found


def _cite(request: PersonRequest, desk: Desk, key: str, paragraph: Paragraph) -> None:
    text = paragraph.text
    place = Place(desk.version.pk, paragraph.part, paragraph.place, 0, len(text), text)
    actions.cite_below(
        assignment=desk.assignment,
        by=request.user,
        key=key,
        place=place,
        seen=desk.revisions.get(key, 0),
    )
