"""Conflicts that can be computed: what ties a reviewer to a region. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

# Where everybody may have an address, so that sharing it says nothing.
COMMON_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.nl", "live.com",
        "live.nl", "msn.com", "icloud.com", "me.com", "yahoo.com", "yahoo.co.uk", "proton.me",
        "protonmail.com", "pm.me", "gmx.net", "gmx.com", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl",
        "planet.nl", "xs4all.nl", "hetnet.nl", "home.nl", "upcmail.nl", "chello.nl", "casema.nl",
        "quicknet.nl", "telfort.nl", "tele2.nl", "freedom.nl", "solcon.nl", "zonnet.nl", "online.nl",
    }
)  # fmt: skip
# Reserved for examples and tests: nobody works there.
RESERVED_ENDINGS = (".example", ".test", ".invalid", ".localhost")
RESERVED_DOMAINS = frozenset({"example.com", "example.org", "example.net"})


class TieKind(StrEnum):
    """Where a tie was found."""

    OWN_REGION = "own_region"
    FORMER_TEAM = "former_team"
    ORGANISATION = "organisation"
    COLLEAGUE = "colleague"
    DOMAIN = "domain"
    DECLARED = "declared"


@dataclass(frozen=True)
class Tie:
    """One thing between a person and a region, in words; `hard` is never allowed."""

    kind: TieKind
    words: str

    @property
    def hard(self) -> bool:
        """Whether no reason makes it possible."""
        return self.kind is TieKind.OWN_REGION


@dataclass(frozen=True)
class Side:
    """What is compared of one person."""

    name: str
    email: str
    organisation_id: int | None = None
    organisation: str = ""
    mail_domain: str = ""
    unconfirmed: tuple[str, ...] = ()  # addresses that the person gave and did not confirm

    @property
    def domains(self) -> set[str]:
        """Mail domains that say where the person works; an address counts before it is confirmed."""
        own = {email.rpartition("@")[2] for email in (self.email, *self.unconfirmed)}
        return {domain.lower() for domain in {*own, self.mail_domain} if domain and telling(domain)}


@dataclass(frozen=True)
class RegionSide:
    """What is compared of a region: its organisation and its team, now and before."""

    name: str
    organisation_id: int
    mail_domain: str = ""
    team: dict[int, Side] = field(default_factory=dict)
    former: frozenset[int] = frozenset()
    declared: dict[int, list[str]] = field(default_factory=dict)


def telling(domain: str) -> bool:
    """Whether a mail domain belongs to one organisation rather than to everybody."""
    low = domain.lower()
    return low not in COMMON_DOMAINS | RESERVED_DOMAINS and not f".{low}".endswith(RESERVED_ENDINGS)


def ties_between(person_id: int, person: Side, region: RegionSide) -> list[Tie]:
    """Everything that ties a person to a region, the hard ones first."""
    if person_id in region.team:
        words = _("%(name)s is in the team of %(region)s.")
        return [Tie(TieKind.OWN_REGION, words % {"name": person.name, "region": region.name})]
    found = [Tie(TieKind.DECLARED, words) for words in region.declared.get(person_id, [])]
    if person_id in region.former:
        words = _("%(name)s was in the team of %(region)s before.")
        found.append(Tie(TieKind.FORMER_TEAM, words % {"name": person.name, "region": region.name}))
    return found + _by_organisation(person, region) + _by_domain(person, region)


def _by_organisation(person: Side, region: RegionSide) -> list[Tie]:
    if person.organisation_id is None:
        return []
    values = {"organisation": person.organisation, "region": region.name}
    if person.organisation_id == region.organisation_id:
        return [Tie(TieKind.ORGANISATION, _("%(organisation)s carries %(region)s.") % values)]
    for colleague in region.team.values():
        if colleague.organisation_id == person.organisation_id:
            words = _("Works at %(organisation)s, as %(colleague)s of the team does.")
            return [Tie(TieKind.COLLEAGUE, words % {**values, "colleague": colleague.name})]
    return []


def _by_domain(person: Side, region: RegionSide) -> list[Tie]:
    of_team = set().union(*(side.domains for side in region.team.values()))
    if region.mail_domain and telling(region.mail_domain):
        of_team.add(region.mail_domain.lower())
    shared = sorted(person.domains & of_team)
    words = _("Has an e-mail address at %(domain)s, as the region has.")
    return [Tie(TieKind.DOMAIN, words % {"domain": domain}) for domain in shared]
