"""Posts that were reported: for who facilitates, and the outcome for who reported."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from discussion.actions import handle_report
from discussion.errors import Refused
from discussion.forms import HandleForm
from discussion.models import PostState, Report, ReportState, Thread
from people.http import PersonRequest
from people.queries import standing

MOST = 100


@login_required
@require_GET
def report_list(request: PersonRequest) -> HttpResponse:
    """What waits first, then what was handled."""
    if not standing(request.user).facilitates:
        raise PermissionDenied(_("Only facilitators read what was reported."))
    rows = Report.objects.visible_to(request.user).select_related(
        "post__thread", "post__author", "reported_by", "handled_by"
    )
    waiting = rows.filter(state=ReportState.OPEN).order_by("reported_at", "pk")[:MOST]
    handled = rows.exclude(state=ReportState.OPEN).order_by("-handled_at", "-pk")[:MOST]
    context = {"waiting": waiting, "handled": handled}
    return render(request, "discussion/report_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def report_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One report: facilitators handle it; who reported reads what became of it."""
    mine = Q(pk__in=Report.objects.visible_to(request.user).values("pk"))
    rows = Report.objects.filter(mine | Q(reported_by=request.user)).select_related(
        "post__thread", "post__author__organisation", "reported_by", "handled_by"
    )
    report = get_object_or_404(rows, pk=pk)
    handles = Report.objects.visible_to(request.user).filter(pk=pk).exists()
    reads = Thread.objects.seen_by(request.user, report.post.thread).exists()
    form = HandleForm(request.POST or None, states=_outcomes(report, reads=reads))
    if request.method == "POST":
        if not handles:
            raise PermissionDenied(_("Only facilitators handle what was reported."))
        if form.is_valid() and _handle(request, report, form):
            return redirect("discussion:report-list")
    context = {"report": report, "form": form, "handles": handles, "reads": reads}
    status = 400 if form.errors else 200
    return render(request, "discussion/report_detail.html", context, status=status)


def _outcomes(report: Report, *, reads: bool) -> list[tuple[str, str]]:
    """What may become of it; of a private conversation a facilitator takes nothing away."""
    words = {
        ReportState.KEPT: _("The post stays: there is nothing wrong with it"),
        ReportState.TALKED: _("The post stays: I spoke with the writer"),
        ReportState.REMOVED: _("The post is removed; a tombstone stays"),
    }
    if report.post.state != PostState.VISIBLE:
        words[ReportState.REMOVED] = _("The post is gone already")
    if not reads:
        del words[ReportState.REMOVED]
    return [(state.value, label) for state, label in words.items()]


def _handle(request: PersonRequest, report: Report, form: HandleForm) -> bool:
    try:
        handle_report(report=report, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error("note" if "note" in form.fields else None, str(refused))
        return False
    messages.success(request, _("The report is handled. Who reported it hears of it."))
    return True
