"""Entries of the menu under one's name, and the words beside it."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.queries import standing
from ui.frame import for_members


def may_invite(request: HttpRequest) -> bool:
    """Whether the reader invites people."""
    return isinstance(request.user, Person) and request.user.has_perm("people.invite")


def may_read_log(request: HttpRequest) -> bool:
    """Whether the reader may open the log."""
    return isinstance(request.user, Person) and request.user.has_perm("people.read_log")


def roles_in_words(request: HttpRequest) -> str:
    """The reader's roles: 'region lead, South'."""
    if not isinstance(request.user, Person):
        return ""
    rows = standing(request.user).memberships
    said = [
        f"{row.get_role_display()} · {row.region}" if row.region else row.get_role_display()
        for row in rows
    ]
    return ", ".join(dict.fromkeys(said))


ACCOUNT_ENTRIES = (
    ("profile", _("My profile"), "people:profile", "person", 10, for_members),
    ("directory", _("Who is who"), "people:directory", "people", 20, for_members),
    ("invitations", _("Invitations"), "people:invitation-list", "mail", 30, may_invite),
    ("log", _("Log"), "people:log", "list", 40, may_read_log),
)
