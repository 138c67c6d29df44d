"""What changed so far; and submitting: first everything that will be frozen, then the act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from plans import actions
from plans.audience import who_sees, who_sees_working_copy
from plans.content import Content, fingerprint, missing_sections
from plans.errors import NothingChanged
from plans.forms import SubmitForm
from plans.hooks import Because, notes_on
from plans.models import Dossier, Version
from plans.queries import frozen, newest_versions, read_working, since, working
from plans.sections import BY_KEY
from plans.views.because import Choosing
from plans.views.common import need, visible_dossier
from plans.views.settling import Settling


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_changes(request: PersonRequest, pk: int) -> HttpResponse:
    """What the working text changed since the newest version, and because of which advice."""
    dossier = visible_dossier(request.user, pk)
    need(request.user, "plans.write_dossier", dossier)
    newest = newest_versions([dossier.pk]).get(dossier.pk)
    found = since(newest, working(dossier), dossier) if newest else None
    data = request.POST if request.method == "POST" else None
    choosing = Choosing(request.user, dossier, None, found, data) if found else None
    context = {
        "dossier": dossier,
        "newest": newest,
        "found": choosing.beside(found) if choosing and found else None,
        "choosing": choosing,
        "leads": request.user.has_perm("plans.submit_dossier", dossier),
        "who": who_sees_working_copy(str(dossier.region)),
    }
    if data is not None and choosing is not None:
        try:
            choosing.keep(request.user, dossier, None)
        except DomainError as error:
            choosing.form.add_error(None, str(error))
        if not choosing.form.errors:
            messages.success(request, _("Kept. It goes along with the next version."))
            return redirect("plans:dossier-changes", dossier.pk)
        return render(request, "plans/dossier_changes.html", context, status=422)
    return render(request, "plans/dossier_changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_submit(request: PersonRequest, pk: int) -> HttpResponse:
    """What will be frozen, and the one button that does it."""
    dossier = visible_dossier(request.user, pk)
    need(request.user, "plans.submit_dossier", dossier)
    newest = newest_versions([dossier.pk]).get(dossier.pk)
    content = working(dossier)
    if request.method != "POST":
        form = SubmitForm(first=newest is None, initial={"seen": fingerprint(content)})
        return _page(request, dossier, newest, form)
    data = request.POST.copy()
    form = SubmitForm(data, first=newest is None)
    settling = Settling(request.user, dossier, newest, request.POST)
    if newest and request.POST.get("seen") == fingerprint(frozen(newest)):
        messages.info(request, _("Version %(number)d was already submitted.") % _number(newest))
        return redirect("plans:version-detail", dossier.pk, newest.number)
    if form.is_valid() and settling.is_valid():
        try:
            version = actions.submit_plan(
                dossier=dossier,
                by=request.user,
                decisions=settling.decisions,
                because=_because(request, dossier, newest, content),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Version %(number)d is submitted.") % _number(version))
            return redirect("plans:version-detail", dossier.pk, version.number)
    data["seen"] = fingerprint(content)  # the next try is about what is shown now
    return _page(request, dossier, newest, form, settling)


def _because(
    request: PersonRequest, dossier: Dossier, newest: Version | None, content: Content
) -> Because | None:
    """The reasons that were ticked; nothing without a form for them, so that kept ones stay."""
    if newest is None or "reasons" not in request.POST:
        return None
    found = since(newest, content, dossier)
    return Choosing(request.user, dossier, None, found, request.POST).because


def _page(
    request: PersonRequest,
    dossier: Dossier,
    newest: Version | None,
    form: SubmitForm,
    settling: Settling | None = None,
) -> HttpResponse:
    content = working(dossier)
    settling = settling or Settling(request.user, dossier, newest)
    missing = [(key, str(BY_KEY[key].title)) for key in missing_sections(content)]
    if not content.questions:
        missing.append(("questions", _("At least one question for the critical friends")))
    changes = since(newest, content, dossier) if newest else None
    data = request.POST if "reasons" in request.POST else None
    choosing = Choosing(request.user, dossier, None, changes, data) if changes else None
    reason = ""
    if missing:
        reason = _("Some parts are still empty.")
    elif changes and not changes.comparison.anything:
        reason = str(NothingChanged.sentence)
    context = {
        "dossier": dossier,
        "newest": newest,
        "number": newest.number + 1 if newest else 1,
        "plan": read_working(dossier),
        "changes": choosing.beside(changes) if choosing and changes else None,
        "choosing": choosing,
        "missing": missing,
        "reason": reason,
        "form": form,
        "settling": settling,
        "notes": notes_on(dossier),
        "who": who_sees(dossier.level, str(dossier.region)),
    }
    wrong = form.errors or settling.has_errors
    status = 409 if form.non_field_errors() else 422 if wrong else 200
    return render(request, "plans/dossier_submit.html", context, status=status)


def _number(version: Version) -> dict[str, int]:
    return {"number": version.number}
