"""When somebody writes who may not, or may no longer: the reason, and the text to take along."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from people.http import PersonRequest
from plans.models import Dossier
from plans.views.common import reason_against


def lost(request: PersonRequest, pk: int) -> HttpResponse:
    """403 with the reason, or 404 where nothing may be seen; what was typed is given back."""
    dossier = (
        Dossier.objects.visible_to(request.user).select_related("region").filter(pk=pk).first()
    )
    reason = reason_against("plans.write_dossier", dossier) if dossier else ""
    texts = [
        value
        for name, values in request.POST.lists()
        if name.endswith(("-source", "-title", "-summary"))
        for value in values
        if value.strip()
    ]
    if texts:
        context = {"reason": reason, "texts": texts}
        return render(request, "plans/dossier_lost.html", context, status=403 if dossier else 404)
    if dossier is None:
        raise Http404
    raise PermissionDenied(reason)
