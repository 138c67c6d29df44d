"""Who is who, oneself, and what every role may do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import change_profile
from people.directory import organisations_for, people_for
from people.forms import DirectoryForm, ProfileForm
from people.http import PersonRequest, keep_language
from people.models import Person
from people.queries import present_membership, standing
from people.roles import ROLES
from people.second_factor import has_one, is_asked_of

PER_PAGE = 50


@login_required
@require_safe
def directory(request: PersonRequest) -> HttpResponse:
    """Everybody that the reader may know of."""
    form = DirectoryForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = people_for(
        request.user,
        words=wanted.get("q", ""),
        role=wanted.get("role", ""),
        sector=wanted.get("sector", ""),
    )
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in wanted.items() if value})
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "sees_addresses": request.user.has_perm("people.see_addresses"),
    }
    return render(request, "people/person_directory.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """What others see of me, my language, and the way to how I log in."""
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        person = change_profile(person=request.user, values=form.cleaned_data, by=request.user)
        with override(person.language):
            messages.success(request, _("Your profile is saved."))
        answer = redirect("people:profile")
        keep_language(request, answer, person.language)
        return answer
    context = {
        "form": form,
        "memberships": standing(request.user).memberships,
        "has_second_factor": has_one(request.user),
        "second_factor_asked": is_asked_of(request.user),
    }
    return render(request, "people/person_profile.html", context)


@login_required
@require_safe
def role_list(request: PersonRequest) -> HttpResponse:
    """The table of roles: who each is and what each may."""
    mine = {row.role for row in standing(request.user).memberships}
    context = {
        "roles": ROLES.values(),
        "mine": mine,
        "membership": present_membership(request.user),
    }
    return render(request, "people/role_list.html", context)


@login_required
@require_safe
def organisation_list(request: PersonRequest) -> HttpResponse:
    """Organisations, with the other names under which they are known."""
    page = Paginator(organisations_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_edit": request.user.has_perm("people.edit_organisations")}
    return render(request, "people/organisation_list.html", context)
