"""Files that answer a field: added to a draft, served with the rights of the answer."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.files import CheckedFile, UploadRefused, check_upload, serve_private
from people.http import PersonRequest
from reviews import actions
from reviews.queries.readers import readable_file
from reviews.views.desk import desk_for
from reviews.views.writing import keep_all

LONGEST_ID = 15  # digits


class AnswerFileForm(forms.Form):
    """The file that was chosen at one field."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def clean_file(self) -> CheckedFile:
        """The file as it may be kept, checked by its content."""
        try:
            return check_upload(self.cleaned_data["file"])
        except UploadRefused as error:
            raise forms.ValidationError(error.sentence) from error


@require_POST
@login_required
def answer_file_add(request: PersonRequest, assignment: int, key: str) -> HttpResponse:
    """Keep what was typed, and add the file that was chosen at this field."""
    desk = desk_for(request, assignment)
    kept = keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    sent = AnswerFileForm({}, MultiValueDict({"file": request.FILES.getlist(key)}))
    if not sent.is_valid():
        messages.warning(request, " ".join(str(error) for error in sent.errors["file"]))
        return _back(assignment, key)
    try:
        actions.attach_file(
            assignment=desk.assignment,
            key=key,
            file=sent.cleaned_data["file"],
            by=request.user,
            seen=_seen(request, key),
        )
        messages.success(request, _("The file is added."))
    except DomainError as error:
        messages.warning(request, str(error))
    return _back(assignment, key)


@require_POST
@login_required
def answer_file_remove(request: PersonRequest, assignment: int, key: str) -> HttpResponse:
    """Keep what was typed, and take the file away."""
    desk = desk_for(request, assignment)
    kept = keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    try:
        actions.remove_file(
            assignment=desk.assignment, key=key, by=request.user, seen=_seen(request, key)
        )
        messages.success(request, _("The file is removed."))
    except DomainError as error:
        messages.warning(request, str(error))
    return _back(assignment, key)


def _seen(request: PersonRequest, key: str) -> int | None:
    """Which file the page showed at this field."""
    told = request.POST.get(f"saw-{key}", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= LONGEST_ID else None


def _back(assignment: int, key: str) -> HttpResponse:
    place = reverse("reviews:review-write", args=[assignment])
    return redirect(f"{place}#field-{key}")


@require_GET
@login_required
def answer_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, as a download."""
    file = readable_file(pk, request.user)
    if file is None:
        raise Http404
    return serve_private(file.file, name=file.name, mime=file.mime)
