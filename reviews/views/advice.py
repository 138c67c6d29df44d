"""Recommendations: the list, the story of one, and the region's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from plans.models import Dossier
from reviews import actions
from reviews.errors import RowChanged
from reviews.forms import ProposalForm, ResponseForm
from reviews.models import Recommendation, ResponseKind
from reviews.queries.advice import readable
from reviews.queries.changes import changes_because_of
from reviews.queries.courses import cross_table_of
from reviews.queries.follow_up import follow_up_of, theme_of
from reviews.queries.lists import Filters, choices_for, page_of_lines, rows_for
from reviews.queries.story import Story, story_of


@require_GET
@login_required
def recommendation_list(request: PersonRequest) -> HttpResponse:
    """The advice that one may read, with what became of it."""
    filters = Filters.read(request.GET)
    rows = rows_for(request.user, filters)
    context = {
        "page": page_of_lines(request.user, rows, request.GET.get("page")),
        "table": cross_table_of(rows, request.user),
        "filters": filters,
        "choices": choices_for(request.user),
        "query": filters.encoded,
    }
    return render(request, "reviews/recommendation_list.html", context)


def seen_advice(request: PersonRequest, pk: int) -> Recommendation:
    """Given advice that the reader may see; else 404."""
    return get_object_or_404(readable(request.user), pk=pk)


@require_GET
@login_required
def recommendation_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One page from June to September: said, answered, promised, done, judged."""
    story = story_of(seen_advice(request, pk), request.user)
    return _page(request, story, _form(story))


def _form(story: Story) -> ResponseForm:
    """What the team proposes, else what was answered; a proposal is newer than the answer."""
    response, proposal = story.line.response, story.proposal
    words = proposal or response
    initial = {"kind": words.kind, "reason": words.reason} if words else {}
    revisions = {
        "revision": response.revision if response else 0,
        "proposal_revision": proposal.revision if proposal else 0,
    }
    return ResponseForm(initial={**revisions, **initial})


def _page(
    request: PersonRequest, story: Story, form: ResponseForm, status: int = 200
) -> HttpResponse:
    changed = changes_because_of(story.advice, request.user)
    context = {"story": story, "form": form, "changed": changed}
    return render(request, "reviews/recommendation_detail.html", context, status=status)


@require_POST
@login_required
def recommendation_respond(request: PersonRequest, pk: int) -> HttpResponse:
    """The region's answer; a stale page gets both answers back and overwrites nothing."""
    advice = seen_advice(request, pk)
    story = story_of(advice, request.user)
    if story.answer_refusal:
        raise PermissionDenied(story.answer_refusal)
    posted = request.POST.copy()
    form = ResponseForm(posted)
    if not form.is_valid():
        return _page(request, story, form, 422)
    try:
        actions.respond(
            recommendation=advice,
            by=request.user,
            kind=ResponseKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            seen=form.seen(),
            proposal_seen=form.cleaned_data.get("proposal_revision"),
        )
    except RowChanged as error:
        return _changed(request, pk, form, posted, error)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, story, form, 422)
    messages.success(
        request, _("The answer is sent. The person who gave the advice gets a notice.")
    )
    return redirect("reviews:recommendation-detail", pk)


def _changed(
    request: PersonRequest, pk: int, form: ResponseForm, posted: QueryDict, error: RowChanged
) -> HttpResponse:
    """Both texts under each other; sending again now overwrites knowingly."""
    fresh = story_of(seen_advice(request, pk), request.user)
    form.add_error(None, str(error))
    posted["revision"] = str(fresh.line.response.revision if fresh.line.response else 0)
    posted["proposal_revision"] = str(fresh.proposal.revision if fresh.proposal else 0)
    return _page(request, fresh, form, 409)


@require_POST
@login_required
def recommendation_propose(request: PersonRequest, pk: int) -> HttpResponse:
    """What somebody of the team proposes to answer; the lead signs it."""
    advice = seen_advice(request, pk)
    if not request.user.has_perm("reviews.propose_answer", advice):
        raise PermissionDenied(
            _("The team of %(region)s proposes answers.")
            % {"region": advice.round_plan.dossier.region.name}
        )
    story = story_of(advice, request.user)
    if story.propose_refusal:
        raise PermissionDenied(story.propose_refusal)
    posted = request.POST.copy()
    form = ProposalForm(posted)
    if not form.is_valid():
        return _page(request, story, form, 422)
    try:
        actions.propose_answer(
            recommendation=advice,
            by=request.user,
            kind=form.cleaned_data["kind"],
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data.get("proposal_revision") or 0,
        )
    except RowChanged as error:
        return _changed(request, pk, form, posted, error)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, story, form, 422)
    messages.success(
        request, _("The proposal is saved. Only your team sees it until it is signed.")
    )
    return redirect("reviews:recommendation-detail", pk)


@require_POST
@login_required
def recommendation_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """The giver takes advice back."""
    advice = seen_advice(request, pk)
    if not request.user.has_perm("reviews.withdraw_recommendation", advice):
        if advice.is_merged:
            raise PermissionDenied(_("Each giver takes back his or her own words."))
        raise PermissionDenied(
            _("Only %(name)s can take this advice back.") % {"name": advice.author.name}
        )
    try:
        actions.withdraw_recommendation(recommendation=advice, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reviews:recommendation-detail", pk)
    messages.success(request, _("You took the advice back."))
    return redirect("reviews:recommendation-list")


@require_GET
@login_required
def dossier_follow_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Advice and commitments of one plan: a page, and a fragment for the plan's own page."""
    dossier = get_object_or_404(
        Dossier.objects.visible_to(request.user).select_related("region", "edition"), pk=pk
    )
    found = follow_up_of(dossier, request.user)
    template = "reviews/_follow_up.html" if request.htmx else "reviews/dossier_follow_up.html"  # type: ignore[attr-defined]  # django-htmx
    return render(
        request,
        template,
        {"found": found, "dossier": dossier, "theme": theme_of(dossier, request.user)},
    )
