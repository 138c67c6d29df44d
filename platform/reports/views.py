"""The report page, asking for a file, watching it being made, and downloading it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.files import serve_private
from people.http import PersonRequest
from reports import actions, errors
from reports.making import MIMES, file_of, name_of
from reports.models import OF_DOSSIER, OF_ROUND, Export, Format
from reports.page import alone, page_of
from reports.queries import dossier_report
from reports.queries.dossier import readable_dossiers
from reports.queries.exports import exports_of, refusal
from reports.shapes import DossierReport
from sessions.models import Round


def _report(request: PersonRequest, pk: int) -> DossierReport:
    dossier = get_object_or_404(readable_dossiers(request.user), pk=pk)
    return dossier_report(dossier, request.user)


@require_safe
@login_required
def dossier_page(request: PersonRequest, pk: int) -> HttpResponse:
    """The dossier as one page that prints as a report."""
    return HttpResponse(page_of(_report(request, pk)))


@require_safe
@login_required
def dossier_html(request: PersonRequest, pk: int) -> HttpResponse:
    """The same page as a file that needs nothing else."""
    report = _report(request, pk)
    return _download(alone(page_of(report, kept=True)), name_of(report, "html"), "text/html")


@require_safe
@login_required
def dossier_data(request: PersonRequest, pk: int) -> HttpResponse:
    """The dossier as JSON."""
    report = _report(request, pk)
    return _download(file_of(report, Format.DATA), name_of(report, Format.DATA), MIMES[Format.DATA])


def _download(content: bytes | str, name: str, mime: str) -> HttpResponse:
    """A file that was made in this request; no browser shows it as a page of ours."""
    response = HttpResponse(content, content_type=f"{mime}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def dossier_export(request: PersonRequest, pk: int, sort: str) -> HttpResponse:
    """Ask for a PDF or Word file of a dossier."""
    dossier = get_object_or_404(readable_dossiers(request.user), pk=pk)
    if sort not in OF_DOSSIER:
        raise Http404
    try:
        made = actions.ask_for(
            dossier=dossier, sort=Format(sort), language=_language(), by=request.user
        )
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reports:export-list")
    return redirect("reports:export-detail", made.pk)


@require_POST
@login_required
def round_export(request: PersonRequest, pk: int, sort: str) -> HttpResponse:
    """Ask for a file with everything of a round."""
    found = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    if sort not in OF_ROUND:
        raise Http404
    try:
        made = actions.ask_for(
            round_=found, sort=Format(sort), language=_language(), by=request.user
        )
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reports:export-list")
    return redirect("reports:export-detail", made.pk)


def _language() -> str:
    known = [code for code, _name in settings.LANGUAGES]
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in known else settings.LANGUAGE_CODE


@require_safe
@login_required
def export_list(request: PersonRequest) -> HttpResponse:
    """The files that I asked for."""
    return render(request, "reports/export_list.html", {"exports": exports_of(request.user)})


def _own(request: PersonRequest, pk: int) -> Export:
    rows = Export.objects.visible_to(request.user).select_related("maker")
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def export_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a file is, and the button to download it: a page, and a fragment that looks again."""
    return _shown(request, _own(request, pk))


def _shown(request: PersonRequest, export: Export) -> HttpResponse:
    reason = None if export.is_busy else refusal(export)
    context = {"export": export, "reason": str(reason) if reason else ""}
    template = "reports/_export.html" if request.htmx else "reports/export_detail.html"  # type: ignore[attr-defined]  # django-htmx
    return render(request, template, context, status=403 if _is_refused(reason) else 200)


def _is_refused(reason: DomainError | None) -> bool:
    return isinstance(reason, errors.RightsShrank)


@require_safe
@login_required
def export_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, when its maker may still read all of it; else the page that says why not."""
    export = _own(request, pk)
    reason = refusal(export)
    if reason is not None:
        context = {"export": export, "reason": str(reason)}
        status = 403 if _is_refused(reason) else 409
        return render(request, "reports/export_detail.html", context, status=status)
    return serve_private(export.file, name=export.name, mime=MIMES[Format(export.format)])


@require_POST
@login_required
def export_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Make the same file anew, with what one may read now."""
    export = _own(request, pk)
    if export.dossier_id:
        return dossier_export(request, export.dossier_id, export.format)
    return round_export(request, export.round_id or 0, export.format)
