"""The people of the demo that one can log in as."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "klankbord-demo"  # noqa: S105 -- known on purpose: the demo has nothing to hide
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Account:
    """One account of the demo: its key stands before the @."""

    key: str
    role: Promise
    can: Promise


ACCOUNTS = (
    Account("facilitator", _("Facilitator"), _("plans the rounds and sees what is at risk")),
    Account("lead", _("Region lead"), _("submits the plan and answers advice")),
    Account("member", _("Region member"), _("writes along with the team")),
    Account("friend", _("Critical friend (core)"), _("reviews the plans of the round")),
    Account("extra", _("Critical friend (additional)"), _("reviews one plan, for a while")),
    Account("peer", _("Peer from another region"), _("reviews a plan of colleagues")),
    Account("researcher", _("Researcher"), _("reflects on the plans")),
    Account("observer", _("Observer"), _("reads along and asks questions")),
    Account("executive", _("Executive"), _("reads summaries")),
    Account("stranger", _("Lead of a region outside the round"), _("sees only what is shared")),
    Account("admin", _("Administrator"), _("looks after the technical side")),
)


def address(key: str) -> str:
    """The address of a demo account."""
    return f"{key}@{DOMAIN}"
