"""Deciding on words that somebody proposed for a passage."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from plans.actions import accept_suggestion, decline_suggestion
from plans.actions.suggestions import proposal_for
from plans.errors import TextChanged, WordsElsewhere
from plans.models import Suggestion, SuggestionState
from plans.passage_forms import AcceptForm, DeclineForm
from plans.views.common import need
from plans.views.passages import OnPassage, passage_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def suggestion_decide(request: PersonRequest, pk: int) -> HttpResponse:
    """The words that stand there, those that are proposed, and what to do with them."""
    on = passage_of(request, pk)
    suggestion: Suggestion | None = getattr(on.anchor, "suggestion", None)
    if suggestion is None:
        raise Http404
    need(request.user, "plans.write_dossier", on.newest.dossier)
    decline = DeclineForm(request.POST if "reason" in request.POST else None)
    refused = ""
    if request.method == "POST":
        try:
            if _decided(request, on, suggestion, decline):
                return redirect("discussion:thread-detail", pk)
        except (TextChanged, WordsElsewhere):
            refused = str(WordsElsewhere.sentence)
        except DomainError as error:
            refused = str(error)
    status = 409 if refused else 422 if decline.errors else 200
    return _page(request, on, suggestion, decline, refused, status)


def _decided(
    request: PersonRequest, on: OnPassage, suggestion: Suggestion, decline: DeclineForm
) -> bool:
    if decline.is_bound:
        if not decline.is_valid():
            return False
        words = decline.cleaned_data
        decline_suggestion(
            suggestion=suggestion, reason=words["reason"], by=request.user, key=words["key"]
        )
        messages.success(request, _("The words were not taken over. The conversation says why."))
        return True
    accept = AcceptForm(request.POST)
    if not accept.is_valid():
        return False
    accept_suggestion(
        suggestion=suggestion, dossier=on.newest.dossier, by=request.user, **accept.cleaned_data
    )
    messages.success(
        request, _("The words stand in the working text. Others read them in the next version.")
    )
    return True


def _page(
    request: PersonRequest,
    on: OnPassage,
    suggestion: Suggestion,
    decline: DeclineForm,
    refused: str,
    status: int,
) -> HttpResponse:
    dossier = on.newest.dossier
    suggestion = Suggestion.objects.select_related("anchor__version", "anchor__thread").get(
        pk=suggestion.pk
    )
    proposal = proposal_for(suggestion, dossier)
    context = {
        "anchor": on.anchor,
        "dossier": dossier,
        "suggestion": suggestion,
        "proposal": proposal,
        "is_open": suggestion.state == SuggestionState.OPEN,
        "accept": AcceptForm(initial={"revision": proposal.revision, "key": uuid4()}),
        "decline": decline,
        "refused": refused,
    }
    return render(request, "plans/suggestion_decide.html", context, status=status)
