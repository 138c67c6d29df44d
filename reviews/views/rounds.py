"""Which form each audience fills in, and what a form looks like."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people.http import PersonRequest
from people.queries import standing
from reviews import actions
from reviews.forms import RoundFormsForm
from reviews.models import FormVersion, RoundForm
from reviews.queries.moving import drafts_behind
from reviews.queries.sheets import newest_of, schema_of
from reviews.views.forms_field import parts_of
from sessions.models import Capacity, Round, Season


@require_http_methods(["GET", "POST"])
@login_required
def round_forms(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the form of each audience in a round."""
    round_ = get_object_or_404(
        Round.objects.visible_to(request.user).select_related("edition__programme"), pk=pk
    )
    if not request.user.has_perm("reviews.choose_forms", round_):
        raise PermissionDenied(_("Only facilitators of this edition choose the forms."))
    versions = list(FormVersion.objects.select_related("form").order_by("form__key", "-number"))
    rows = RoundForm.objects.filter(round=round_)
    initial = {row.audience: str(row.version_id) for row in rows}
    audiences = [(capacity.value, str(capacity.label)) for capacity in Capacity]
    form = RoundFormsForm(audiences, versions, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _choose(request, round_, form.chosen())
    context = {
        "round": round_,
        "form": form,
        "versions": versions,
        "newest": newest_of(Season(round_.season)),
        "behind": _behind(round_),
    }
    return render(
        request, "reviews/round_forms.html", context, status=422 if form.is_bound else 200
    )


def _choose(
    request: PersonRequest, round_: Round, chosen: dict[str, FormVersion | None]
) -> HttpResponse:
    """Keep what was chosen; where drafts are on another form, show first what moving them touches."""
    asked = ""
    for name, version in chosen.items():
        audience = Capacity(name)
        before = RoundForm.objects.filter(round=round_, audience=audience).first()
        same = (before.version_id if before else None) == (version.pk if version else None)
        if not same and version is not None and drafts_behind(round_, audience, version).exists():
            asked = asked or _move_address(round_, audience, version)
            continue
        actions.choose_form(round_=round_, audience=audience, version=version, by=request.user)
    if asked:
        return redirect(asked)
    messages.success(request, _("The forms are chosen. Drafts that were begun keep theirs."))
    return redirect("reviews:round-forms", round_.pk)


def _move_address(round_: Round, audience: Capacity, version: FormVersion) -> str:
    query = urlencode({"audience": str(audience.value), "version": str(version.pk)})
    return f"{reverse('reviews:round-forms-move', args=[round_.pk])}?{query}"


def _behind(round_: Round) -> list[tuple[str, int, str]]:
    """Audiences with drafts on another form than the one that is chosen: label, number, address."""
    chosen = {
        row.audience: row.version for row in round_.forms.select_related("version__form").all()
    }
    newest = newest_of(Season(round_.season))
    found = []
    for audience in Capacity:
        version = chosen.get(audience.value) or newest
        count = drafts_behind(round_, audience, version).count() if version else 0
        if version and count:
            found.append((str(audience.label), count, _move_address(round_, audience, version)))
    return found


@require_GET
@login_required
def form_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """A form as reviewers meet it, with a question and an earlier recommendation as examples."""
    if not standing(request.user).roles:
        raise PermissionDenied(_("Only people with a role in an edition see the forms."))
    version = get_object_or_404(FormVersion.objects.select_related("form"), pk=pk)
    context = {"version": version, "parts": parts_of(schema_of(version))}
    return render(request, "reviews/form_detail.html", context)
