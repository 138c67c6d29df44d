"""The team of a region, and ending a role."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from people.actions.memberships import end_membership
from people.directory import region_for, team_for
from people.http import PersonRequest
from people.models import Membership


@login_required
@require_safe
def team(request: PersonRequest, slug: str) -> HttpResponse:
    """Who works on the region's plans, and who was asked to."""
    region = get_object_or_404(region_for(request.user), slug=slug)
    found = team_for(request.user, region)
    context = {
        "region": region,
        "rows": [
            (row, request.user.has_perm("people.end_membership", row)) for row in found.members
        ],
        "invitations": found.invitations,
        "may_invite": request.user.has_perm("people.invite_to_team", region),
        "sees_addresses": request.user.has_perm("people.see_addresses"),
    }
    return render(request, "people/region_team.html", context)


@login_required
@require_POST
def membership_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    rows = Membership.objects.visible_to(request.user).select_related("region", "person", "edition")
    membership = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("people.end_membership", membership):
        raise PermissionDenied(_("Only the region's lead or a facilitator ends this role."))
    try:
        end_membership(membership=membership, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("%(name)s no longer has this role.") % {"name": membership.person.name}
        )
    if membership.region:
        return redirect("people:team", membership.region.slug)
    return redirect("people:directory")
