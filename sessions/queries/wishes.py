"""What a reviewer may say before the matching: about which plans and regions, and what was said."""

from dataclasses import dataclass

from people.models import Person, Region
from people.queries import standing
from plans.models import Dossier
from sessions.models import Liked, Liking, Reading, Round, RoundPlan, Terms
from sessions.queries.pool import ROLES
from sessions.queries.regions import participating_regions


@dataclass(frozen=True)
class WishLine:
    """One plan that the reader may know of; else a region, of whose plan nothing is said here."""

    region: Region
    dossier: Dossier | None
    liked: Liked

    @property
    def key(self) -> str:
        """Names the line in the form."""
        return f"plan-{self.dossier.pk}" if self.dossier else f"region-{self.region.pk}"


@dataclass(frozen=True)
class WishPage:
    """What one reviewer may say in one round, and what was said."""

    round: Round
    lines: list[WishLine]
    terms: Terms | None
    languages: list[str]


def may_wish(person: Person, round_: Round) -> bool:
    """Whether somebody can be matched: a core friend, or in the team of a region of the edition."""
    return round_.edition_id in standing(person).editions(*ROLES)


def wish_page(round_: Round, person: Person) -> WishPage:
    """Plans that the reader may read, and the other regions by name; never the own one. Six queries."""
    own = standing(person).team_regions(round_.edition_id)
    plans = (
        RoundPlan.objects.visible_to(person)
        .filter(round=round_)
        .exclude(dossier__region__in=own)
        .select_related("dossier__region")
        .order_by("dossier__region__name", "dossier__title")
    )
    said = {
        (row.region_id, row.dossier_id): Liked(row.liked)
        for row in Liking.objects.filter(round=round_, person=person)
    }
    lines = [_line(plan.dossier.region, plan.dossier, said) for plan in plans]
    read = {line.region.pk for line in lines}
    others = participating_regions(round_.edition_id).exclude(pk__in=own | read)
    lines += [_line(region, None, said) for region in others.order_by("name")]
    return WishPage(
        round=round_,
        lines=sorted(lines, key=lambda line: (line.region.name, line.key)),
        terms=Terms.objects.filter(round=round_, person=person).first(),
        languages=list(Reading.objects.filter(person=person).values_list("language", flat=True)),
    )


def _line(
    region: Region, dossier: Dossier | None, said: dict[tuple[int, int | None], Liked]
) -> WishLine:
    own = said.get((region.pk, dossier.pk if dossier else None))
    return WishLine(region, dossier, own or said.get((region.pk, None), Liked.FINE))
