"""What a reviewer says before the matching."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.http import PersonRequest
from sessions import actions
from sessions.forms.wishes import WishesForm
from sessions.queries.wishes import may_wish, wish_page
from sessions.views.common import page, seen_round


@require_http_methods(["GET", "POST"])
@login_required
def round_wishes(request: PersonRequest, pk: int) -> HttpResponse:
    """Here or away, how many plans, and which ones gladly; the facilitators alone read it."""
    round_ = seen_round(request, pk)
    if not may_wish(request.user, round_):
        raise PermissionDenied(_("Critical friends and teams of regions say here what suits them."))
    wishes = wish_page(round_, request.user)
    form = WishesForm(request.POST if request.method == "POST" else None, page=wishes)
    if request.method == "POST" and form.is_valid():
        given, me = form.cleaned_data, request.user
        terms = {"away": given["away"], "most": given["most"]}
        actions.say_wishes(
            round=round_, terms=terms, languages=given["languages"], likings=form.likings, by=me
        )
        messages.success(request, _("Thank you. The facilitators take it into account."))
        return redirect("sessions:round-wishes", round_.pk)
    context = {"round": round_, "form": form}
    return page(request, "round_wishes", context, refused=request.method == "POST")
