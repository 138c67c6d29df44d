"""The roles, as a table that a non-programmer can review: who each is and what each may."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models.membership import Role


@dataclass(frozen=True)
class RoleCard:
    """One role: what it is, in words, and what it may do, as permission names."""

    role: Role
    description: Promise
    layer: str  # the widest level that the role reads by itself: participants, network or public
    permissions: frozenset[str]


ROLES = {
    card.role: card
    for card in (
        RoleCard(
            Role.FACILITATOR,
            _("Runs editions, rounds and forms, assigns reviewers, invites people."),
            "participants",
            frozenset(
                {"programme.edit", "rounds.run", "people.invite", "forms.edit", "ui.view_gallery"}
            ),
        ),
        RoleCard(
            Role.LEAD,
            _("Writes and submits the region's plans, answers advice, makes commitments."),
            "participants",
            frozenset({"plans.write", "plans.submit", "responses.sign", "people.invite_team"}),
        ),
        RoleCard(
            Role.MEMBER,
            _("Writes with the region's team; does not submit."),
            "participants",
            frozenset({"plans.write"}),
        ),
        RoleCard(
            Role.FRIEND,
            _("Reviews the plans that are assigned in a round."),
            "participants",
            frozenset({"reviews.write"}),
        ),
        RoleCard(
            Role.EXTRA_FRIEND,
            _("Reviews one plan, for a limited time."),
            "network",
            frozenset({"reviews.write"}),
        ),
        RoleCard(
            Role.RESEARCHER,
            _("Reflects on plans that are shared with participants."),
            "participants",
            frozenset({"reviews.reflect"}),
        ),
        RoleCard(
            Role.OBSERVER,
            _("Reads what is shared with the network and asks questions there."),
            "network",
            frozenset({"discussion.ask"}),
        ),
        RoleCard(
            Role.EXECUTIVE,
            _("Reads summaries and what is shared with the network."),
            "network",
            frozenset(),
        ),
        RoleCard(
            Role.COMMUNICATION,
            _("Publishes what is agreed."),
            "network",
            frozenset({"communication.publish"}),
        ),
        RoleCard(
            Role.ADMINISTRATOR,
            _("Looks after the technical side; reads no content through this role."),
            "public",
            frozenset({"ui.view_gallery", "people.administer"}),
        ),
    )
}
