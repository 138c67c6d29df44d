"""Minutes: reading, writing, correcting, agreeing, making final."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.text import render as render_text
from people.http import PersonRequest
from sessions.actions import minutes as actions
from sessions.errors_sitting import WrittenMeanwhile
from sessions.forms.minutes import CorrectionForm, MinutesForm, SettleForm
from sessions.forms.room import SeenForm
from sessions.models import Correction, CorrectionState, Minutes, Sitting
from sessions.queries.minutes import difference, minutes_page
from sessions.queries.sittings import when_in_words
from sessions.views.common import page
from sessions.views.sitting_common import catch_up, run_sitting, seen_sitting, sitting_for


@require_GET
@login_required
def sitting_minutes(request: PersonRequest, pk: int) -> HttpResponse:
    """The minutes with what people say of them."""
    return _show(request, seen_sitting(request, pk))


@require_http_methods(["GET", "POST"])
@login_required
def minutes_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the minutes anew."""
    sitting = sitting_for(request, pk, "sessions.note_sitting")
    minutes, theirs = _minutes(sitting), None
    form = MinutesForm(
        request.POST or None, initial={"body": minutes.body, "seen": minutes.revision}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_minutes(
                minutes=minutes, body=given["body"], seen=given["seen"], by=request.user
            )
        except WrittenMeanwhile as error:
            form.add_error(None, str(error))
            minutes.refresh_from_db()
            theirs = minutes
            catch_up(form, minutes.revision)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The minutes are saved. Earlier texts are kept."))
            return redirect("sessions:sitting-minutes", sitting.pk)
    context = {"sitting": sitting, "minutes": minutes, "form": form, "theirs": theirs}
    return page(request, "minutes_edit", context, refused=form.is_bound)


@require_POST
@login_required
def minutes_correct(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what should be said otherwise."""
    sitting = sitting_for(request, pk, "sessions.answer_sitting")
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, sitting, form)
    given = form.cleaned_data
    try:
        actions.propose_correction(
            minutes=_minutes(sitting), body=given["body"], key=given["key"], by=request.user
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _show(request, sitting, form)
    messages.success(request, _("Your correction is sent to who takes the notes."))
    return redirect("sessions:sitting-minutes", sitting.pk)


@require_POST
@login_required
def correction_settle(request: PersonRequest, pk: int, correction: int) -> HttpResponse:
    """Take a correction over, or say why not."""
    sitting = sitting_for(request, pk, "sessions.note_sitting")
    row = get_object_or_404(_minutes(sitting).corrections.select_related("minutes"), pk=correction)
    form = SettleForm(request.POST)
    if form.is_valid():
        state, answer = CorrectionState(form.cleaned_data["state"]), form.cleaned_data["answer"]
        try:
            actions.settle_correction(correction=row, state=state, answer=answer, by=request.user)
        except DomainError as error:
            form.add_error("answer", str(error))
        else:
            messages.success(request, _("The correction is settled."))
            return redirect("sessions:sitting-minutes", sitting.pk)
    elif "state" in form.errors:
        form.add_error("answer", _("Say whether you take the correction over."))
    return _show(request, sitting, settle=form, at=row)


@require_POST
@login_required
def minutes_agree(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree with the text as it stands."""
    sitting = sitting_for(request, pk, "sessions.answer_sitting")
    return _seen(request, sitting, actions.approve_minutes, _("You agree with these minutes."))


@require_POST
@login_required
def minutes_finish(request: PersonRequest, pk: int) -> HttpResponse:
    """Make the minutes final."""
    sitting = run_sitting(request, pk)
    return _seen(request, sitting, actions.finish_minutes, _("The minutes are final."))


@require_GET
@login_required
def minutes_version(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """What changed in one version of the minutes."""
    sitting = seen_sitting(request, pk)
    minutes = _minutes(sitting)
    version = get_object_or_404(minutes.versions.select_related("saved_by"), number=number)
    parts = difference(minutes, number)
    html = "" if parts else render_text(version.body).html
    context = {"sitting": sitting, "version": version, "parts": parts, "html": html}
    return page(request, "minutes_version", context)


def _show(
    request: PersonRequest,
    sitting: Sitting,
    form: CorrectionForm | None = None,
    *,
    settle: SettleForm | None = None,
    at: Correction | None = None,
) -> HttpResponse:
    """The page; a form that was refused stands where it was sent from, with what was typed."""
    shown = minutes_page(sitting, request.user)
    if shown is None:
        raise Http404
    corrections = [
        (row, settle if row == at else SettleForm(auto_id=f"settle-{row.pk}-%s"))
        for row in shown.corrections
    ]
    context = {
        "sitting": sitting,
        "page": shown,
        "form": form or CorrectionForm(),
        "corrections": corrections,
        "when": when_in_words(sitting.starts_at, sitting.ends_at),
    }
    return page(request, "sitting_minutes", context, refused=bool(form or settle))


def _minutes(sitting: Sitting) -> Minutes:
    return get_object_or_404(Minutes.objects.filter(sitting=sitting))


def _seen(request: PersonRequest, sitting: Sitting, act: object, done: str) -> HttpResponse:
    """Do something with the text that the reader had before the eyes."""
    minutes, form = _minutes(sitting), SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    try:
        act(minutes=minutes, seen=seen, by=request.user)  # type: ignore[operator]  # one of two actions
        messages.success(request, done)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:sitting-minutes", sitting.pk)
