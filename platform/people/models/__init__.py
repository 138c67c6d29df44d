"""Persons, organisations, regions, memberships and invitations."""

from people.models.invitation import Invitation, InvitationState
from people.models.membership import REGION_ROLES_SET, Membership, Role
from people.models.organisation import Alias, Organisation, Sector
from people.models.person import Language, Person
from people.models.region import Goal, Municipality, Region

__all__ = [
    "REGION_ROLES_SET",
    "Alias",
    "Goal",
    "Invitation",
    "InvitationState",
    "Language",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
    "Region",
    "Role",
    "Sector",
]
