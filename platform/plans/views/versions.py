"""Reading a version, and what changed between two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.clock import local
from plans.audience import who_sees
from plans.forms import CompareForm
from plans.models import Version
from plans.queries import differences, read_version
from plans.views.common import known_dossiers, nothing_here


@require_safe
def version_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version: contents, text in numbered paragraphs, conversations."""
    versions = readable_versions(request, pk)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return nothing_here(request)
    context = {
        "version": version,
        "dossier": version.dossier,
        "versions": versions,
        "newest": versions[0],
        "older": next((one for one in versions if one.number < number), None),
        "plan": read_version(version),
        "who": who_sees(version.dossier.level, str(version.dossier.region)),
        "writes": request.user.has_perm("plans.write_dossier", version.dossier),
    }
    return render(request, "plans/version_detail.html", context)


@require_safe
def version_diff(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What changed in a version since the one before it, or since another one that is chosen."""
    versions = readable_versions(request, pk)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return nothing_here(request)
    others = [one for one in versions if one.number != number]
    form = CompareForm(request.GET, numbers=[(one.number, _name(one)) for one in others])
    wanted = form.cleaned_data.get("old") if form.is_valid() else None
    earlier = next((one for one in others if one.number < number), None)
    old = next((one for one in others if one.number == wanted), earlier)
    context = {
        "version": version,
        "dossier": version.dossier,
        "old": old,
        "others": others,
        "form": CompareForm(
            initial={"old": old.number if old else None},
            numbers=[(one.number, _name(one)) for one in others],
        ),
        "found": differences(old, version) if old else None,
        "who": who_sees(version.dossier.level, str(version.dossier.region)),
    }
    return render(request, "plans/version_diff.html", context)


def readable_versions(request: HttpRequest, pk: int) -> list[Version]:
    """The versions of a plan that the reader may read, newest first."""
    dossier = known_dossiers(request.user).filter(pk=pk).first()
    if dossier is None:
        return []
    rows = Version.objects.visible_to(request.user).filter(dossier=dossier)
    versions = list(rows.select_related("submitted_by"))
    for version in versions:
        version.dossier = dossier
    return versions


def _name(version: Version) -> str:
    day = date_format(local(version.submitted_at), "j F Y")
    return _("Version %(number)d, %(day)s") % {"number": version.number, "day": day}
