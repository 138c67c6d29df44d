"""The invitation that a browser holds: its secret waits in the session until it is accepted."""

from django.http import HttpRequest
from django.urls import reverse

from core.keys import fingerprint
from people.errors import InvitationUnusable
from people.models import Invitation

SESSION_KEY = "invitation_token"


def hold(request: HttpRequest, token: str) -> None:
    """Remember the secret of the link that was opened."""
    request.session[SESSION_KEY] = token


def let_go(request: HttpRequest) -> None:
    """Forget it: it was used."""
    request.session.pop(SESSION_KEY, None)


def held_invitation(request: HttpRequest) -> Invitation | None:
    """The invitation in this session while it can still be accepted; nothing otherwise."""
    token = request.session.get(SESSION_KEY, "")
    if not token:
        return None
    return Invitation.objects.usable().filter(token_hash=fingerprint(token)).first()


def invitation_of(request: HttpRequest) -> Invitation:
    """The same, where a form was shown because of it: raises InvitationUnusable when it is gone."""
    invitation = held_invitation(request)
    if invitation is None:
        raise InvitationUnusable
    return invitation


def link_held(request: HttpRequest) -> str:
    """The page of the link that was opened, which says what became of the invitation."""
    token = request.session.get(SESSION_KEY, "")
    return reverse("people:invitation-accept", args=[token]) if token else reverse("account_signup")
