"""Private contact between rounds: the list, one pair with its log, and opening one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.forms import TextField
from people.http import PersonRequest
from people.models import Person, Region
from people.queries import standing
from programme.models import Edition, How, Pair
from programme.pairs import Refused, friends_of, note_contact, open_pair, regions_of


class PairForm(forms.Form):
    """With whom a team wants to talk in private."""

    whom = forms.ChoiceField(label=gettext_lazy("With whom"))

    def __init__(self, *args: Any, edition: Edition, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = regions_of(edition).exclude(pk=region.pk)
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [
            ("", _("Choose")),
            (_("Regions"), [(f"region-{one.pk}", str(one)) for one in regions]),
            (
                _("Critical friends"),
                [(f"friend-{one.pk}", str(one)) for one in friends_of(edition)],
            ),
        ]

    def parties(self) -> dict[str, Region | Person | None]:
        """The other region, or the friend."""
        kind, _dash, pk = self.cleaned_data["whom"].partition("-")
        region = Region.objects.get(pk=pk) if kind == "region" else None
        friend = Person.objects.get(pk=pk) if kind == "friend" else None
        return {"with_region": region, "friend": friend}


class ContactForm(forms.Form):
    """One contact."""

    day = forms.DateField(
        label=gettext_lazy("When"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=How.choices)
    about = TextField(label=gettext_lazy("About what"), max_length=500, rows=2)
    agreed = TextField(
        label=gettext_lazy("What you agreed"), max_length=500, rows=2, required=False
    )


@login_required
@require_http_methods(["GET", "POST"])
def pair_list(request: PersonRequest) -> HttpResponse:
    """The pairs that I take part in, and to open one; for facilitators which pairs there are."""
    person = request.user
    here = standing(person)
    form = None
    place = _place(person)
    if request.method == "POST" and place is None:
        raise PermissionDenied(_("Only the team of a region begins private contact."))
    if place:
        form = PairForm(request.POST or None, edition=place[0], region=place[1])
        if request.method == "POST" and form.is_valid() and (pair := _open(form, place, person)):
            return redirect("pairs:pair-detail", pair.pk)
    rows = Pair.objects.select_related("region", "other_region", "friend", "edition")
    mine = rows.filter(pk__in=Pair.objects.visible_to(person).values("pk"))
    known = rows.none()
    if here.facilitates:
        known = rows.filter(edition__in=here.facilitates).annotate(last=Max("contacts__day"))
    context = {"mine": mine, "known": known, "form": form, "facilitates": bool(here.facilitates)}
    status = 400 if form and form.errors else 200
    return render(request, "programme/pair_list.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def pair_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """A pair for who takes part: its contacts, and the way to its conversations."""
    rows = Pair.objects.visible_to(request.user).select_related("region", "other_region", "friend")
    pair = get_object_or_404(rows, pk=pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_contact(pair=pair, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, _("The contact is noted."))
            return redirect("pairs:pair-detail", pk)
    context = {
        "pair": pair,
        "form": form,
        "contacts": pair.contacts.select_related("noted_by"),
    }
    status = 400 if form.errors else 200
    return render(request, "programme/pair_detail.html", context, status=status)


def _place(person: Person) -> tuple[Edition, Region] | None:
    """The region for which somebody opens pairs: of the newest edition in which there is a team."""
    held = [row for row in standing(person).memberships if row.region_id]
    in_team = [row for row in held if (row.edition_id, row.region_id) in standing(person).teams]
    row = max(in_team, key=lambda one: (one.edition.is_current, one.edition.year), default=None)
    return (row.edition, row.region) if row and row.region else None


def _open(form: PairForm, place: tuple[Edition, Region], person: Person) -> Pair | None:
    parties: dict[str, Any] = form.parties()
    try:
        return open_pair(edition=place[0], region=place[1], by=person, **parties)
    except Refused as refused:
        form.add_error("whom", str(refused))
        return None
