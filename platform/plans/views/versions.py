"""Reading a version, and what changed between two."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.clock import local
from core.errors import DomainError
from people.models import Person
from plans.audience import who_sees
from plans.forms import CompareForm
from plans.hooks import change_reasons, pointers_for
from plans.models import Version
from plans.queries import differences
from plans.queries.showing import may_talk_about, read_with_passages
from plans.views.because import Choosing
from plans.views.common import known_dossiers, need, nothing_here


@require_safe
def version_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version: contents, text in numbered paragraphs, conversations."""
    versions = readable_versions(request, pk)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return nothing_here(request)
    reading = read_with_passages(request.user, version)
    context = {
        "version": version,
        "dossier": version.dossier,
        "versions": versions,
        "newest": versions[0],
        "older": next((one for one in versions if one.number < number), None),
        "plan": reading.plan,
        "reading": reading,
        "talks": may_talk_about(request.user, version),
        "who": who_sees(version.dossier.level, str(version.dossier.region)),
        "writes": request.user.has_perm("plans.write_dossier", version.dossier),
        "pointers": pointers_for(request.user, version.dossier),
    }
    return render(request, "plans/version_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_diff(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What changed in a version since the one before it, or between any two that are chosen.

    The lead says here afterwards because of which advice a version changed.
    """
    versions = readable_versions(request, pk)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return nothing_here(request)
    numbers = [(one.number, _name(one)) for one in versions]
    asked = CompareForm(request.GET, numbers=numbers)
    other = asked.chosen("new")
    if other not in {None, number} and request.method != "POST":
        return redirect(f"{_address(pk, other or number)}?{_query(asked.chosen('old'))}")
    before = next((one for one in versions if one.number < number), None)
    wanted = asked.chosen("old")
    old = next((one for one in versions if one.number == wanted != number), before)
    comparing = Comparing(versions, version, old, before)
    if request.method == "POST":
        return _link(request, comparing)
    return _diff_page(request, comparing)


@dataclass(frozen=True)
class Comparing:
    """Two versions of a plan, among those that the reader may read."""

    versions: list[Version]
    new: Version
    old: Version | None
    before: Version | None  # the version right before the new one, of those

    @property
    def linkable(self) -> bool:
        """Whether this is the step to the next version, whose changes have reasons of their own."""
        return (
            self.old is not None
            and self.old == self.before
            and self.old.number + 1 == self.new.number
        )


def _link(request: HttpRequest, comparing: Comparing) -> HttpResponse:
    """Keep because of which advice the lead says that parts changed."""
    version, person = comparing.new, request.user
    if not isinstance(person, Person):
        return nothing_here(request)
    need(person, "plans.submit_dossier", version.dossier)
    if comparing.before is None or not comparing.linkable:
        raise Http404
    found = differences(comparing.before, version)
    choosing = Choosing(person, version.dossier, version, found, request.POST)
    try:
        choosing.keep(person, version.dossier, version)
    except DomainError as error:
        choosing.form.add_error(None, str(error))
    if choosing.form.errors:
        return _diff_page(request, comparing, choosing)
    messages.success(request, _("Kept. Who gave the advice gets a notice."))
    return redirect("plans:version-diff", version.dossier_id, version.number)


def _diff_page(
    request: HttpRequest, comparing: Comparing, choosing: Choosing | None = None
) -> HttpResponse:
    old, version, person = comparing.old, comparing.new, request.user
    dossier = version.dossier
    found = differences(old, version) if old else None
    reasons = change_reasons()
    known = reasons.between(person, old, version) if old and reasons else {}
    only = bool(known) and "advice" in request.GET
    leads = isinstance(person, Person) and person.has_perm("plans.submit_dossier", dossier)
    if choosing is None and found and leads and comparing.linkable and isinstance(person, Person):
        choosing = Choosing(person, dossier, version, found)
    shown = found.because(known, only=only) if found else None
    if shown and choosing:
        shown = choosing.beside(shown)
    numbers = [(one.number, _name(one)) for one in comparing.versions]
    context = {
        "version": version,
        "dossier": dossier,
        "old": old,
        "others": [one for one in comparing.versions if one != version],
        "form": CompareForm(
            initial={"old": old.number if old else None, "new": version.number}, numbers=numbers
        ),
        "found": shown,
        "advised": sum(change.part in known for change in found.changes) if found else 0,
        "only": only,
        "all_query": _query(old.number if old else None),
        "choosing": choosing,
        "notes": _notes_between(comparing),
        "who": who_sees(dossier.level, str(dossier.region)),
    }
    status = 422 if choosing and choosing.form.errors else 200
    return render(request, "plans/version_diff.html", context, status=status)


def _notes_between(comparing: Comparing) -> list[Version]:
    """The versions after the old one up to the new one, with what the region wrote of each."""
    old = comparing.old
    if old is None:
        return []
    between = [one for one in comparing.versions if old.number < one.number <= comparing.new.number]
    return [one for one in reversed(between) if one.change_note]


def _address(pk: int, number: int) -> str:
    return reverse("plans:version-diff", args=[pk, number])


def _query(old: int | None) -> str:
    return urlencode({"old": old} if old else {})


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
