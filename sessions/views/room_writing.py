"""What is written in a room: notes, caught advice, silent texts."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import notes as actions
from sessions.actions import silent as silent_actions
from sessions.errors_sitting import WrittenMeanwhile
from sessions.forms.room import CatchForm, CaughtEditForm, NoteAddForm, NoteEditForm, SilentForm
from sessions.models import CaughtAdvice, Note, NoteKind, SilentKind, Sitting
from sessions.queries.room import own_texts
from sessions.views.room import answered, show_room
from sessions.views.sitting_common import catch_up, from_script, sitting_for


@require_POST
@login_required
def note_add(request: PersonRequest, pk: int) -> HttpResponse:
    """A note under a step."""
    sitting = sitting_for(request, pk, "sessions.note_sitting")
    form = NoteAddForm(request.POST, sitting=sitting)
    if not form.is_valid():
        return _refused(request, sitting, "note", form)
    given = form.cleaned_data
    try:
        actions.add_note(
            sitting=sitting,
            item=given["item"],
            kind=NoteKind(given["kind"]),
            body=given["body"],
            key=given["key"],
            by=request.user,
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _refused(request, sitting, "note", form)
    return answered(request, sitting)


@require_http_methods(["GET", "POST"])
@login_required
def note_edit(request: PersonRequest, pk: int, note: int) -> HttpResponse:
    """Other words for a note, or none any more."""
    sitting = sitting_for(request, pk, "sessions.note_sitting")
    row = get_object_or_404(sitting.notes.filter(removed_at=None), pk=note)
    form = NoteEditForm(request.POST or None, initial={"body": row.body, "seen": row.revision})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, row, form)
        except WrittenMeanwhile as error:
            form.add_error(None, str(error))
            theirs = Note.objects.get(pk=row.pk)
            catch_up(form, theirs.revision)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return answered(request, sitting)
    context = {"sitting": sitting, "note": row, "form": form, "theirs": theirs}
    status = 422 if form.is_bound else 200
    return render(request, "sessions/note_edit.html", context, status=status)


@require_POST
@login_required
def advice_catch(request: PersonRequest, pk: int) -> HttpResponse:
    """Advice that was just spoken."""
    sitting = sitting_for(request, pk, "sessions.join_sitting")
    form = CatchForm(request.POST, sitting=sitting)
    if not form.is_valid():
        return _refused(request, sitting, "catch", form)
    try:
        actions.catch_advice(
            sitting=sitting, spoken=_spoken(form), key=form.cleaned_data["key"], by=request.user
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _refused(request, sitting, "catch", form)
    return answered(request, sitting)


@require_http_methods(["GET", "POST"])
@login_required
def caught_edit(request: PersonRequest, pk: int, caught: int) -> HttpResponse:
    """Other words for advice that was caught."""
    sitting = sitting_for(request, pk, "sessions.note_sitting")
    row: CaughtAdvice = get_object_or_404(sitting.caught.all(), pk=caught)
    initial = {
        "title": row.title, "body": row.body, "given_by": row.given_by_id, "seen": row.revision,
    }  # fmt: skip
    form = CaughtEditForm(request.POST or None, sitting=sitting, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_caught(
                caught=row, spoken=_spoken(form), seen=form.cleaned_data["seen"], by=request.user
            )
        except WrittenMeanwhile as error:
            form.add_error(None, str(error))
            row.refresh_from_db()
            catch_up(form, row.revision)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return answered(request, sitting)
    theirs = row if form.is_bound else None
    context = {"sitting": sitting, "theirs": theirs, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "sessions/caught_edit.html", context, status=status)


@require_POST
@login_required
def silent_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the three boxes; each with the revision that its writer saw."""
    sitting = sitting_for(request, pk, "sessions.join_sitting")
    form = SilentForm(request.POST)
    if not form.is_valid():
        return _refused(request, sitting, "silent", form)
    try:
        for kind in SilentKind:
            silent_actions.save_silent(
                sitting=sitting,
                kind=kind,
                body=form.cleaned_data[kind.value],
                seen=form.cleaned_data[f"seen_{kind.value}"],
                by=request.user,
            )
        if request.POST.get("share"):
            silent_actions.share_silent(sitting=sitting, by=request.user)
    except DomainError as error:
        if from_script(request):
            own = own_texts(sitting, request.user)
            theirs = {kind: [row.body, row.revision] for kind, row in own.items()}
            return JsonResponse({"reason": str(error), "theirs": theirs}, status=409)
        form.add_error(None, str(error))
        return _refused(request, sitting, "silent", form)
    seen = {kind: row.revision for kind, row in own_texts(sitting, request.user).items()}
    return answered(request, sitting, seen=seen)


def _change(request: PersonRequest, row: Note, form: NoteEditForm) -> None:
    seen = form.cleaned_data["seen"]
    if request.POST.get("remove"):
        actions.remove_note(note=row, seen=seen, by=request.user)
    else:
        actions.edit_note(note=row, body=form.cleaned_data["body"], seen=seen, by=request.user)


def _spoken(form: CatchForm) -> actions.Spoken:
    given = form.cleaned_data
    return actions.Spoken(given["title"], given["body"], given["given_by"])


def _refused(request: PersonRequest, sitting: Sitting, name: str, form: Form) -> HttpResponse:
    """For a script the first reason; for a page the room with the form as it was typed."""
    if from_script(request):
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"reason": reasons[0] if reasons else _("Try again.")}, status=422)
    return show_room(request, sitting, **{name: form})
