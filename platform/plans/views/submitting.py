"""Submitting: first everything that will be frozen and who will see it, then the act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from plans import actions
from plans.audience import who_sees
from plans.content import fingerprint, missing_sections
from plans.errors import NothingChanged
from plans.forms import SubmitForm
from plans.hooks import notes_on
from plans.models import Dossier, Version
from plans.queries import frozen, newest_versions, read_working, since, working
from plans.sections import BY_KEY
from plans.views.common import need, visible_dossier


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
    if newest and request.POST.get("seen") == fingerprint(frozen(newest)):
        messages.info(request, _("Version %(number)d was already submitted.") % _number(newest))
        return redirect("plans:version-detail", dossier.pk, newest.number)
    if form.is_valid():
        try:
            version = actions.submit_plan(dossier=dossier, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Version %(number)d is submitted.") % _number(version))
            return redirect("plans:version-detail", dossier.pk, version.number)
    data["seen"] = fingerprint(content)  # the next try is about what is shown now
    return _page(request, dossier, newest, form)


def _page(
    request: PersonRequest, dossier: Dossier, newest: Version | None, form: SubmitForm
) -> HttpResponse:
    content = working(dossier)
    missing = [(key, str(BY_KEY[key].title)) for key in missing_sections(content)]
    if not content.questions:
        missing.append(("questions", _("At least one question for the critical friends")))
    changes = since(newest, content) if newest else None
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
        "changes": changes,
        "missing": missing,
        "reason": reason,
        "form": form,
        "notes": notes_on(dossier),
        "who": who_sees(dossier.level, str(dossier.region)),
    }
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "plans/dossier_submit.html", context, status=status)


def _number(version: Version) -> dict[str, int]:
    return {"number": version.number}
