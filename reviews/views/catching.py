"""Advice that was caught in a sitting: what became of it, its draft, confirming and dropping."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.errors import RowChanged
from reviews.forms.catching import CaughtForm, DropForm
from reviews.models import Recommendation
from reviews.queries.caught import ABOUT, caught_page, read_from, refusal
from sessions.models import Sitting
from sessions.queries.sittings import sittings_for
from sessions.stages import moment_in_words


@require_GET
@login_required
def caught_list(request: PersonRequest, pk: int) -> HttpResponse:
    """What became of the advice of a sitting: a page, and a fragment for the sitting's own pages."""
    page = caught_page(_sitting(request, pk), request.user)
    template = "reviews/_caught.html" if request.htmx else "reviews/caught_list.html"  # type: ignore[attr-defined]  # django-htmx
    return render(request, template, {"page": page})


@require_POST
@login_required
def caught_take_over(request: PersonRequest, pk: int) -> HttpResponse:
    """Make drafts of what was caught before its plan was in the round."""
    sitting = _sitting(request, pk)
    if not request.user.has_perm("sessions.run_sitting", sitting):
        raise PermissionDenied(_("Facilitators take advice over from a sitting."))
    made = len(actions.take_over(sitting, request.user))
    if made:
        words = ngettext("One draft is made.", "%(count)d drafts are made.", made)
        messages.success(request, words % {"count": made})
    else:
        messages.warning(
            request, _("There is nothing to take over, or the region has no plan in this round.")
        )
    return redirect("reviews:caught-list", sitting.pk)


@require_http_methods(["GET", "POST"])
@login_required
def caught_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One draft: its words, and confirming it. What is given has its own page."""
    advice = _draft(request, pk)
    if request.method == "POST":
        return _write(request, advice)
    if advice.confirmed_at is not None:
        return redirect("reviews:recommendation-detail", advice.pk)
    return _page(request, advice)


@require_POST
@login_required
def caught_drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Let it not become advice."""
    advice = _draft(request, pk)
    _ask(request, advice)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _page(request, advice, drop=form, status=422)
    try:
        actions.drop_caught(advice=advice, reason=form.cleaned_data["reason"], by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reviews:caught-detail", pk)
    messages.success(request, _("The advice is dropped. The minutes keep it."))
    return redirect("reviews:caught-list", advice.caught.sitting_id)  # type: ignore[union-attr]  # a draft has one


def _write(request: PersonRequest, advice: Recommendation) -> HttpResponse:
    _ask(request, advice)
    confirms = request.POST.get("act") == "confirm"
    form = _form(request, advice, request.POST, confirms=confirms)
    if not form.is_valid():
        return _page(request, advice, form, status=422)
    act = actions.confirm_caught if confirms else actions.reword_caught
    try:
        act(advice=advice, wording=form.wording(), seen=form.seen(), by=request.user)
    except RowChanged as error:
        fresh = _draft(request, advice.pk)
        form.add_error(None, str(error))
        form.data = _caught_up(request, fresh)
        return _page(request, fresh, form, status=409, is_stale=True)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, _draft(request, advice.pk), form, status=422)
    if confirms:
        messages.success(request, _given(advice))
        return redirect("reviews:recommendation-detail", advice.pk)
    messages.success(request, _("The draft is saved. The region does not see it yet."))
    return redirect("reviews:caught-detail", advice.pk)


def _given(advice: Recommendation) -> str:
    moment = read_from(advice.round_plan)
    if moment is None:
        return _("The advice is given. The region reads it and answers it.")
    words = _("The advice is given. The region reads it from %(date)s at %(time)s on.")
    return words % moment_in_words(moment)


def _caught_up(request: PersonRequest, fresh: Recommendation) -> QueryDict:
    """What was typed, on the newest revision: who sends again has seen both texts."""
    data = request.POST.copy()
    data["revision"] = str(fresh.revision)
    return data


def _form(
    request: PersonRequest,
    advice: Recommendation,
    data: QueryDict | None = None,
    *,
    confirms: bool = False,
) -> CaughtForm:
    names = request.user.has_perm("reviews.merge_recommendations", advice.round_plan)
    return CaughtForm(data, advice=advice, names=names, confirms=confirms)


def _page(
    request: PersonRequest,
    advice: Recommendation,
    form: CaughtForm | None = None,
    *,
    drop: DropForm | None = None,
    status: int = 200,
    is_stale: bool = False,
) -> HttpResponse:
    may = request.user.has_perm("reviews.settle_caught", advice)
    sittings = sittings_for(request.user).filter(pk=advice.caught.sitting_id)  # type: ignore[union-attr]  # a draft has one
    context = {
        "advice": advice,
        "caught": advice.caught,
        "sitting": sittings.first(),
        "form": form or _form(request, advice),
        "drop": drop or DropForm(),
        "may": may,
        "refusal": refusal(advice.round_plan, request.user),
        "is_stale": is_stale,
        "from_then": read_from(advice.round_plan),
    }
    return render(request, "reviews/caught_detail.html", context, status=status)


def _ask(request: PersonRequest, advice: Recommendation) -> None:
    if not request.user.has_perm("reviews.settle_caught", advice):
        raise PermissionDenied(_("Who gave this advice confirms or drops it, or a facilitator."))


def _sitting(request: PersonRequest, pk: int) -> Sitting:
    return get_object_or_404(sittings_for(request.user), pk=pk)


def _draft(request: PersonRequest, pk: int) -> Recommendation:
    rows = Recommendation.objects.own_of_a_sitting(request.user)
    return get_object_or_404(rows.select_related(*ABOUT, "dropped_by"), pk=pk)
