"""The form as a text file: download, fill in offline, look what would change, save."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.controls import Control, Shape
from reviews.errors import AnswersChanged
from reviews.forms import SheetForm, TextFileForm
from reviews.queries.ahead import names_of
from reviews.queries.desk import Desk, desk_of
from reviews.queries.text_draft import head_of, text_of
from reviews.text_changes import Change, Changes, both, compare
from reviews.text_form import Head, parse
from reviews.views.desk import desk_for, seen
from reviews.views.paper import in_words

CHOICE = "take-"


@require_GET
@login_required
def review_draft(request: PersonRequest, assignment: int) -> HttpResponse:
    """The form with the own answers as a text file: also when the step has closed."""
    desk = desk_for(request, assignment)
    response = HttpResponse(text_of(desk), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="review-{assignment}.txt"'
    return response


@require_http_methods(["GET", "POST"])
@login_required
def review_text(request: PersonRequest, assignment: int) -> HttpResponse:
    """Where the file comes back: first only a look at what it would change."""
    desk = desk_for(request, assignment)
    if request.method == "GET":
        return _page(request, desk, TextFileForm())
    form = TextFileForm(request.POST, request.FILES)
    if not desk.writable:
        return _page(request, desk, form, status=403)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    parsed = parse(form.cleaned_data["file"])
    if refusal := _refusal(parsed.head, desk):
        form.add_error("file", refusal)
        return _page(request, desk, form, status=422)
    changes = compare(parsed, desk.sheet, desk.values, desk.revisions, _cleaner(desk))
    return _page(request, desk, TextFileForm(), changes=changes, notes=_notes(parsed.head, desk))


def _refusal(head: Head | None, desk: Desk) -> str:
    if head is None:
        return _("This file has no line that begins with [[klankbord]]. Download the form again.")
    if head.task != desk.assignment.pk:
        return _("This file belongs to another review. Nothing was changed.")
    return ""


def _notes(head: Head | None, desk: Desk) -> list[str]:
    """What is different since the file was made."""
    now = head_of(desk)
    if head is None:
        return []
    found = []
    if head.form != now.form:
        found.append(
            _(
                "The form was changed after you downloaded this file. Below stands what can be kept, and what cannot."
            )
        )
    if head.version != now.version:
        found.append(
            _(
                "Your file is about version %(old)d of the plan; the region has submitted version %(new)d since."
            )
            % {"old": head.version, "new": now.version}
        )
    return found


def _cleaner(desk: Desk) -> Any:
    def clean(control: Control, raw: Any) -> tuple[Any, str]:
        form = SheetForm(desk.sheet, {control.key: raw}, only={control.key})
        if form.is_valid():
            return form.values()[control.key], ""
        return raw, " ".join(str(error) for error in form.errors[control.key])

    return clean


@require_POST
@login_required
def review_text_save(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep what was chosen of the file; what was changed meanwhile is shown again."""
    desk = desk_for(request, assignment)
    if not desk.writable:
        return _page(request, desk, TextFileForm(), status=403)
    keys = {name.removeprefix(CHOICE) for name in request.POST if name.startswith(CHOICE)}
    form = SheetForm(desk.sheet, request.POST, only=keys)
    if not form.is_valid():
        messages.warning(request, _("Something in the file cannot be kept. Upload it again."))
        return redirect("reviews:review-text", assignment)
    filed, revisions = form.values(), seen(request)
    given = {
        key: value
        for key, value in (
            (key, _chosen(request.POST[f"{CHOICE}{key}"], desk.values.get(key), value))
            for key, value in filed.items()
        )
        if value is not _KEEP
    }
    try:
        actions.save_answers(
            assignment=desk.assignment, by=request.user, given=given, seen=revisions
        )
    except AnswersChanged as error:
        messages.warning(request, str(error))
        fresh = desk_of(desk.assignment, request.user)
        return _page(
            request, fresh, TextFileForm(), changes=_again(fresh, filed, revisions), status=409
        )
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reviews:review-write", assignment)
    messages.success(
        request,
        ngettext(
            "%(n)d answer was taken from your file.",
            "%(n)d answers were taken from your file.",
            len(given),
        )
        % {"n": len(given)},
    )
    return redirect("reviews:review-write", assignment)


_KEEP = object()


def _chosen(choice: str, now: Any, filed: Any) -> Any:
    if choice == "file":
        return filed
    return both(now, filed) if choice == "both" else _KEEP


def _again(desk: Desk, filed: dict[str, Any], revisions: dict[str, int]) -> Changes:
    """The same choice once more, against what is kept now."""
    found = Changes()
    for control in desk.sheet.controls():
        if control.key in filed and filed[control.key] != desk.values.get(control.key):
            revision = desk.revisions.get(control.key, 0)
            found.changes.append(
                Change(
                    control,
                    filed[control.key],
                    desk.values.get(control.key),
                    revision,
                    revision != revisions.get(control.key, 0),
                )
            )
    return found


def _page(
    request: PersonRequest,
    desk: Desk,
    form: TextFileForm,
    *,
    changes: Changes | None = None,
    notes: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    names = names_of(desk)
    context = {
        "desk": desk,
        "plan": desk.assignment.round_plan,
        "form": form,
        "changes": changes,
        "rows": [_row(names, change) for change in changes.changes] if changes else [],
        "notes": notes or [],
    }
    return render(request, "reviews/review_text.html", context, status=status)


def _row(names: dict[str, str], change: Change) -> dict[str, Any]:
    control, value = change.control, change.value
    alike = control.is_text or control.shape == Shape.CHECKBOXES
    return {
        "change": change,
        "name": names[control.key],
        "mine": in_words(control, value),
        "now": in_words(control, change.now),
        "values": value if isinstance(value, list) else ["" if value is None else value],
        "joins": alike and value is not None and change.now is not None,
    }
