"""Merging advice that says the same: choosing, writing it together, and undoing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.forms import MergeForm
from reviews.models import Recommendation
from reviews.models.visible import MERGED
from reviews.queries.advice import Line
from reviews.queries.merging import MergePage, merge_page
from reviews.views.advice import seen_advice
from sessions.models import RoundPlan


@require_http_methods(["GET", "POST"])
@login_required
def advice_merge(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose advice on one plan in one round, write it as one, confirm."""
    rows = RoundPlan.objects.visible_to(request.user).select_related(
        "round__edition", "dossier__region", "version"
    )
    plan = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("reviews.merge_recommendations", plan):
        raise PermissionDenied(_("Facilitators merge advice."))
    page = merge_page(plan, request.user, _chosen(request.POST or request.GET))
    if request.method == "POST":
        return _merge(request, page)
    return _page(request, page, MergeForm(initial=_words(page.chosen)))


def _chosen(data: QueryDict) -> set[int]:
    values = data.getlist("advice")
    return {int(value) for value in values if value.isdecimal() and len(value) < 10}


def _words(lines: list[Line]) -> dict[str, str]:
    """The first title, and all texts under each other: a beginning that loses nothing."""
    texts: list[str] = []
    for line in lines:
        if line.advice.source.strip() not in texts:
            texts.append(line.advice.source.strip())
    title = lines[0].advice.title if lines else ""
    return {"title": title, "source": "\n\n".join(texts)}


def _merge(request: PersonRequest, page: MergePage) -> HttpResponse:
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _page(request, page, form, 422)
    chosen = Recommendation.objects.visible_to(request.user).filter(pk__in=_chosen(request.POST))
    try:
        merged = actions.merge_recommendations(
            chosen=list(chosen),
            by=request.user,
            title=form.cleaned_data["title"],
            source=form.cleaned_data["source"],
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, page, form, 422)
    messages.success(request, _("The advice is merged. Who gave it and the region get a notice."))
    return redirect("reviews:recommendation-detail", merged.pk)


def _page(
    request: PersonRequest, page: MergePage, form: MergeForm, status: int = 200
) -> HttpResponse:
    context = {"page": page, "form": form}
    return render(request, "reviews/advice_merge.html", context, status=status)


@require_POST
@login_required
def recommendation_unmerge(request: PersonRequest, pk: int) -> HttpResponse:
    """The originals stand alone again; a second press finds that it was done."""
    gone = Recommendation.objects.filter(MERGED, pk=pk, withdrawn_at__isnull=False)
    undone = gone.select_related("round_plan__round").first()
    if undone is not None and request.user.has_perm(
        "reviews.merge_recommendations", undone.round_plan
    ):
        return redirect("reviews:dossier-follow-up", undone.round_plan.dossier_id)
    advice = seen_advice(request, pk)
    plan = advice.round_plan
    if not advice.is_merged or not request.user.has_perm("reviews.merge_recommendations", plan):
        raise PermissionDenied(_("Facilitators undo a merge."))
    try:
        actions.unmerge_recommendation(merged=advice, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reviews:recommendation-detail", pk)
    messages.success(request, _("The merge is undone. Each recommendation stands alone again."))
    return redirect("reviews:dossier-follow-up", plan.dossier_id)
