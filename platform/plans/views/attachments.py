"""Files beside a plan: add, remove, download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.files import serve_private
from people.http import PersonRequest
from plans import actions
from plans.forms import AttachmentForm
from plans.models import Attachment, Dossier
from plans.views.common import need, nothing_here, visible_dossier


@require_POST
@login_required
def attachment_add(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Put a file beside the plan."""
    dossier = visible_dossier(request.user, pk)
    need(request.user, "plans.write_dossier", dossier)
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_attachment(
                dossier=dossier, checked=form.cleaned_data["file"], by=request.user
            )
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The file is added."))
            return redirect(files_of(dossier))
    context = {"dossier": dossier, "form": form, "back": files_of(dossier)}
    return render(request, "plans/attachment_add.html", context, status=422)


@require_POST
@login_required
def attachment_remove(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Take a file out of the working copy."""
    attachment = get_object_or_404(
        Attachment.objects.visible_to(request.user).select_related("dossier__region"), pk=pk
    )
    need(request.user, "plans.write_dossier", attachment.dossier)
    actions.remove_attachment(attachment=attachment, by=request.user)
    messages.success(request, _("The file is removed."))
    return redirect(files_of(attachment.dossier))


@require_safe
def attachment_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, always as a download."""
    attachment = Attachment.objects.visible_to(request.user).filter(pk=pk).first()
    if attachment is None:
        return nothing_here(request)
    return serve_private(attachment.file, name=attachment.name, mime=attachment.mime)


def files_of(dossier: Dossier) -> str:
    """Where the files of a plan stand."""
    return reverse("plans:dossier-detail", args=[dossier.pk]) + "#files"
