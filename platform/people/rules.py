"""Who may do what with people, as sentences."""

from typing import Any

import rules

from people.models import Invitation, Membership, Person, Region, Role
from people.models.membership import REGION_ROLES_SET
from people.queries import Visitor, standing


def may_invite(person: Visitor, invitation: Invitation) -> bool:
    """Whether somebody may send (or withdraw) an invitation like this one.

    An administrator for every role; a facilitator for every role in the own edition but that of
    administrator; a region's lead for lead and members of the own region.
    """
    here = standing(person)
    if here.may("people.administer") or (isinstance(person, Person) and person.is_superuser):
        return True
    if invitation.role == Role.ADMINISTRATOR:
        return False
    if here.may("people.invite", invitation.edition_id):
        return True
    place = (invitation.edition_id, invitation.region_id)
    return invitation.role in REGION_ROLES_SET and place in here.leads


@rules.predicate
def runs_an_edition(person: Visitor, target: Any = None) -> bool:
    """Is a facilitator, of this thing's edition where there is one."""
    return standing(person).may("people.invite", getattr(target, "edition_id", None))


@rules.predicate
def administers(person: Visitor) -> bool:
    """Looks after the technique."""
    is_superuser = isinstance(person, Person) and person.is_active and person.is_superuser
    return is_superuser or standing(person).may("people.administer")


@rules.predicate
def may_see_gallery(person: Visitor) -> bool:
    """Has a role that works with the product's own components."""
    return standing(person).may("ui.view_gallery")


@rules.predicate
def is_in_the_team(person: Visitor, region: Region | None) -> bool:
    """Is lead or member of the region, in an edition of today."""
    return region is not None and region.pk in standing(person).team_regions()


@rules.predicate
def leads_the_region(person: Visitor, region: Region | None) -> bool:
    """Is the region's lead, in an edition of today."""
    return region is not None and region.pk in {led for _, led in standing(person).leads}


@rules.predicate
def leads_the_team_of(person: Visitor, membership: Membership | None) -> bool:
    """Leads the region that this member belongs to."""
    if membership is None or membership.role != Role.MEMBER:
        return False
    return (membership.edition_id, membership.region_id) in standing(person).leads


@rules.predicate
def is_administrators_role(_person: Visitor, membership: Membership | None) -> bool:
    """Concerns a role that only administrators give and take."""
    return membership is not None and membership.role == Role.ADMINISTRATOR


@rules.predicate
def may_manage(person: Visitor, invitation: Invitation | None) -> bool:
    """May withdraw this invitation or send it again."""
    return invitation is not None and may_invite(person, invitation)


@rules.predicate
def leads_any_region(person: Visitor) -> bool:
    """Leads a region today."""
    return bool(standing(person).leads)


runs_it = runs_an_edition | administers

rules.add_perm("ui.view_gallery", may_see_gallery | administers)
rules.add_perm("people.invite", runs_it | leads_any_region)
rules.add_perm("people.invite_to_team", leads_the_region | runs_it)
rules.add_perm("people.manage_invitation", may_manage)
rules.add_perm(
    "people.end_membership",
    administers | (runs_an_edition & ~is_administrators_role) | leads_the_team_of,
)
rules.add_perm("people.edit_region", is_in_the_team)
rules.add_perm("people.see_addresses", runs_it)
rules.add_perm("people.edit_organisations", administers)
rules.add_perm("people.read_log", runs_it)
