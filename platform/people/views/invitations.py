"""Opening the link of an invitation."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.keys import fingerprint
from core.ratelimit import allow
from people import errors
from people.actions.invitations import REFUSALS, accept_invitation
from people.invited import hold
from people.models import Invitation, InvitationState, Person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation offers, and the button that takes it."""
    if not allow(f"invitation:{get_adapter().get_client_ip(request)}", rate=0.2, burst=30):
        return render(request, "429.html", status=429)
    rows = Invitation.objects.select_related(
        "edition__programme", "region", "organisation", "created_by"
    )
    invitation = rows.filter(token_hash=fingerprint(token)).first()
    if invitation is None:
        return _closed(request, errors.InvitationUnusable(), status=404)
    if invitation.state != InvitationState.OPEN:
        return _closed(request, REFUSALS[invitation.state](), status=410)
    if isinstance(request.user, Person):
        return _for_person(request, invitation, request.user)
    if request.method == "POST":
        return _go_on(request, invitation, token)
    return render(request, "people/invitation_accept.html", {"invitation": invitation})


def _closed(request: HttpRequest, error: errors.InvitationUnusable, *, status: int) -> HttpResponse:
    return render(
        request, "people/invitation_closed.html", {"sentence": error.sentence}, status=status
    )


def _for_person(request: HttpRequest, invitation: Invitation, person: Person) -> HttpResponse:
    context = {"invitation": invitation, "sentence": ""}
    if person.email != invitation.email:
        context["sentence"] = errors.InvitationForSomebodyElse.sentence
        return render(request, "people/invitation_accept.html", context, status=403)
    if request.method != "POST":
        return render(request, "people/invitation_accept.html", context)
    try:
        accept_invitation(invitation=invitation, by=person)
    except errors.InvitationUnusable as error:
        return _closed(request, error, status=410)
    messages.success(request, _("Welcome. You have your new role from now on."))
    return redirect("front:home")


def _go_on(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """To the log-in page or the sign-up page. Whoever has the link reads the mail of that address,
    so telling which of both it is tells nobody else whether the address is known.
    """
    hold(request, token)
    if not Person.objects.filter(email=invitation.email).exists():
        return redirect("account_signup")
    messages.info(request, _("You already have an account. Log in to accept the invitation."))
    back = reverse("people:invitation-accept", args=[token])
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
