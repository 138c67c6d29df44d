"""Commitments: making one, changing it, reporting how it goes, showing what was done."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.clock import today
from core.errors import DomainError
from core.files import serve_private
from people.http import PersonRequest
from people.levels import Level
from plans.models import Dossier
from reviews import actions
from reviews.actions.commitments import Promise, Proof
from reviews.errors import MergedAway, RowChanged
from reviews.forms import CommitmentForm, EvidenceForm, ProgressForm
from reviews.models import Commitment, Evidence, EvidenceKind, ProgressState, Recommendation
from reviews.queries.follow_up import theme_of
from reviews.queries.helping import help_wanted
from reviews.queries.promises import PromisePage, promise_page
from reviews.views.advice import seen_advice

FIELDS = ("what", "owner", "due_on", "result", "help_needed")


def _promise(form: CommitmentForm) -> Promise:
    return Promise(**{name: form.cleaned_data[name] for name in FIELDS})


@require_http_methods(["GET", "POST"])
@login_required
def commitment_create(request: PersonRequest, pk: int) -> HttpResponse:
    """A commitment on a recommendation."""
    advice = seen_advice(request, pk)
    return _create(request, advice.round_plan.dossier, advice)


@require_http_methods(["GET", "POST"])
@login_required
def commitment_create_own(request: PersonRequest, pk: int) -> HttpResponse:
    """A commitment of the region's own accord."""
    rows = Dossier.objects.visible_to(request.user).select_related("region", "edition")
    return _create(request, get_object_or_404(rows, pk=pk), None)


def _create(
    request: PersonRequest, dossier: Dossier, advice: Recommendation | None
) -> HttpResponse:
    if advice is not None and advice.merged_into_id is not None:
        raise PermissionDenied(str(MergedAway()))
    if not request.user.has_perm("reviews.commit", dossier):
        raise PermissionDenied(
            _("The lead of %(region)s makes commitments.") % {"region": dossier.region.name}
        )
    form = CommitmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.commit(
                dossier=dossier, by=request.user, promise=_promise(form), recommendation=advice
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The commitment is made."))
            return redirect("reviews:commitment-detail", made.pk)
    theme = theme_of(dossier, request.user)
    context = {
        "form": form,
        "dossier": dossier,
        "advice": advice,
        "commitment": None,
        "theme": theme,
    }
    return render(
        request, "reviews/commitment_form.html", context, status=422 if form.is_bound else 200
    )


def seen_commitment(request: PersonRequest, pk: int) -> Commitment:
    """A commitment that the reader may see; else 404."""
    rows = Commitment.objects.visible_to(request.user).select_related(
        "dossier__region",
        "dossier__edition",
        "made_by",
        "recommendation__author",
        "recommendation__round_plan__round",
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
@login_required
def commitment_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Other words or another day; what it was stays in the log."""
    commitment = seen_commitment(request, pk)
    if not request.user.has_perm("reviews.change_commitment", commitment):
        raise PermissionDenied(
            _("The lead of %(region)s changes commitments.")
            % {"region": commitment.dossier.region.name}
        )
    initial = {name: getattr(commitment, name) for name in (*FIELDS, "revision")}
    form = CommitmentForm(request.POST or None, initial=initial)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_commitment(
                commitment=commitment, by=request.user, promise=_promise(form), seen=form.seen()
            )
        except DomainError as error:
            form.add_error(None, str(error))
            status = 409 if isinstance(error, RowChanged) else 422
        else:
            messages.success(request, _("The commitment is changed."))
            return redirect("reviews:commitment-detail", pk)
    context = {
        "form": form,
        "dossier": commitment.dossier,
        "advice": commitment.recommendation,
        "commitment": commitment,
        "theme": theme_of(commitment.dossier, request.user),
    }
    return render(request, "reviews/commitment_form.html", context, status=status)


@require_GET
@login_required
def commitment_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One commitment: how it goes and what shows it."""
    return _page(request, promise_page(seen_commitment(request, pk), request.user))


def _page(
    request: PersonRequest,
    page: PromisePage,
    *,
    progress: ProgressForm | None = None,
    evidence: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    commitment = page.commitment
    context: dict[str, Any] = {
        "page": page,
        "commitment": commitment,
        "progress_form": progress
        or ProgressForm(initial={"state": commitment.state, "revision": commitment.revision}),
        "evidence_form": evidence
        or EvidenceForm(initial={"dated": today(), "kind": "link", "level": Level.SESSION}),
        "evidence_open": evidence is not None,
        "theme": theme_of(commitment.dossier, request.user),
    }
    return render(request, "reviews/commitment_detail.html", context, status=status)


def _refuse_strangers(page: PromisePage) -> None:
    if page.refusal:
        raise PermissionDenied(page.refusal)


@require_POST
@login_required
def commitment_progress(request: PersonRequest, pk: int) -> HttpResponse:
    """Report how it goes."""
    commitment = seen_commitment(request, pk)
    page = promise_page(commitment, request.user)
    _refuse_strangers(page)
    posted = request.POST.copy()
    form = ProgressForm(posted)
    if not form.is_valid():
        return _page(request, page, progress=form, status=422)
    try:
        actions.report_progress(
            commitment=commitment,
            by=request.user,
            state=ProgressState(form.cleaned_data["state"]),
            explanation=form.cleaned_data["explanation"],
            seen=form.seen(),
        )
    except DomainError as error:
        fresh = promise_page(seen_commitment(request, pk), request.user)
        form.add_error(None, str(error))
        posted["revision"] = str(fresh.commitment.revision)
        return _page(
            request, fresh, progress=form, status=409 if isinstance(error, RowChanged) else 422
        )
    messages.success(request, _("The progress is reported."))
    return redirect("reviews:commitment-detail", pk)


@require_POST
@login_required
def evidence_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add something that shows what was done."""
    commitment = seen_commitment(request, pk)
    page = promise_page(commitment, request.user)
    _refuse_strangers(page)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, page, evidence=form, status=422)
    data = form.cleaned_data
    proof = Proof(
        kind=EvidenceKind(data["kind"]),
        text=data["text"],
        dated=data["dated"],
        url=data["url"],
        source=data["source"],
        level=Level(data["level"]),
        file=data["file"],
        amount=data["amount"],
        unit=data["unit"],
    )
    try:
        actions.add_evidence(commitment=commitment, by=request.user, proof=proof)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, page, evidence=form, status=422)
    messages.success(request, _("The evidence is added."))
    return redirect("reviews:commitment-detail", pk)


@require_POST
@login_required
def evidence_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back what was added by mistake."""
    rows = Evidence.objects.ever_visible_to(request.user).select_related("commitment__dossier")
    evidence = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("reviews.remove_evidence", evidence):
        raise PermissionDenied(_("Who added evidence takes it back, or the lead of the region."))
    try:
        actions.remove_evidence(evidence=evidence, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The evidence is taken back."))
    return redirect("reviews:commitment-detail", evidence.commitment_id)


@require_GET
@login_required
def help_list(request: PersonRequest) -> HttpResponse:
    """Which help regions need for what they promised, and who offered what."""
    page = help_wanted(request.user, request.GET.get("page"))
    return render(request, "reviews/help_list.html", {"page": page})


@require_GET
@login_required
def evidence_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, as a download."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user).exclude(file=""), pk=pk)
    return serve_private(evidence.file, name=evidence.file_name, mime=evidence.mime)
