"""Saving while somebody types, and a look at how it will read."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.clock import local, now
from core.ratelimit import allow
from core.text import TextTooLong
from core.text import render as render_text
from people.http import PersonRequest
from plans.errors import TextChanged
from plans.views.common import visible_dossier
from plans.views.parts import Part, one_part, write


@require_POST
@login_required
def part_save(request: PersonRequest, pk: int, name: str) -> JsonResponse:
    """One part. Answers with what is true now: saved at, refused because, or changed by whom."""
    dossier = visible_dossier(request.user, pk)
    if not request.user.has_perm("plans.write_dossier", dossier):
        return _say(403, _("You may no longer write here. Copy your text to keep it."))
    if not allow(f"plans:save:{request.user.pk}", rate=2, burst=60):
        return _say(429, _("That was too often. We try again."))
    part = one_part(dossier, name, request.POST.copy())
    if part is None or not part.form.is_bound:
        raise Http404
    write(part, request.user)
    if part.conflict:
        html = render_to_string("plans/_part_conflict.html", {"part": part}, request)
        return _say(409, str(TextChanged.sentence), html=html, revision=part.revision, was="")
    if part.form.errors:
        errors = [str(error) for found in part.form.errors.values() for error in found]
        return _say(422, " ".join(errors))
    return _say(200, _saved_words(part), revision=part.revision, was=part.form.now())


@require_POST
@login_required
def preview(request: PersonRequest) -> HttpResponse:
    """How a text will read, by the renderer that will also render it when it is saved."""
    if not allow(f"plans:preview:{request.user.pk}", rate=1, burst=20):
        return HttpResponse(_("That was too often. Wait a moment."), status=429)
    try:
        rendered = render_text(request.POST.get("source", ""))
    except TextTooLong as error:
        return HttpResponse(str(error), status=422)
    return render(request, "plans/_preview.html", {"html": rendered.html})


def _say(status: int, sentence: str, **more: object) -> JsonResponse:
    return JsonResponse({"sentence": sentence, **more}, status=status)


def _saved_words(part: Part) -> str:
    """When it was really saved: an untouched part keeps its older moment."""
    moment = local(part.saved_at or now())
    return _("Saved at %(time)s") % {"time": date_format(moment, "H:i")}
