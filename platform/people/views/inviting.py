"""Inviting people, and what became of earlier invitations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from people.actions.invitations import invite, resend_invitation, revoke_invitation
from people.errors import AlreadyInvited, NotYoursToInvite
from people.forms import InvitationForm
from people.http import PersonRequest
from people.models import Invitation, Region, Role

PER_PAGE = 50


def _refuse_who_may_not(request: PersonRequest) -> None:
    if not request.user.has_perm("people.invite"):
        raise PermissionDenied(
            _("Facilitators invite people, and a region's lead invites their own team.")
        )


@login_required
@require_safe
def invitation_list(request: PersonRequest) -> HttpResponse:
    """Every invitation that the reader may manage, newest first."""
    _refuse_who_may_not(request)
    rows = Invitation.objects.visible_to(request.user)
    waiting = request.GET.get("show") != "all"
    shown = (rows.open() if waiting else rows).select_related(
        "edition__programme", "region", "created_by", "accepted_by"
    )
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": waiting, "query": "" if waiting else "show=all"}
    return render(request, "people/invitation_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: PersonRequest) -> HttpResponse:
    """Invite one person for one role."""
    _refuse_who_may_not(request)
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        initial=_suggested(request),
    )
    if request.method == "POST" and form.is_valid() and _send(request, form):
        region = form.cleaned_data.get("region")
        return (
            redirect("people:team", region.slug) if region else redirect("people:invitation-list")
        )
    return render(request, "people/invitation_create.html", {"form": form})


def _suggested(request: PersonRequest) -> dict[str, Any]:
    """What the link to this page already knows: region and role."""
    slug, role = request.GET.get("region", ""), request.GET.get("role", "")
    region = Region.objects.visible_to(request.user).filter(slug=slug).first()
    return {"region": region, "role": role if role in Role.values else None}


def _send(request: PersonRequest, form: InvitationForm) -> bool:
    try:
        invitation = invite(by=request.user, **form.invitation())
    except AlreadyInvited as error:
        form.add_error("email", str(error))
    except NotYoursToInvite as error:
        form.add_error("role", str(error))
    else:
        messages.success(
            request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email}
        )
        return True
    return False


def _managed(request: PersonRequest, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).select_related("edition", "region")
    invitation = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("people.manage_invitation", invitation):
        raise PermissionDenied(_("You may not change this invitation."))
    return invitation


@login_required
@require_POST
def invitation_resend(request: PersonRequest, pk: int) -> HttpResponse:
    """Mail a new link."""
    invitation = _managed(request, pk)
    try:
        resend_invitation(invitation=invitation, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("A new link is on its way to %(email)s.") % {"email": invitation.email}
        )
    return redirect("people:invitation-list")


@login_required
@require_POST
def invitation_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = _managed(request, pk)
    try:
        revoke_invitation(invitation=invitation, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("people:invitation-list")
