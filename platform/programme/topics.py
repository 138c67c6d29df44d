"""What a pair says in private: only who takes part reads it."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from people.levels import Level
from people.models import Person
from people.queries import Visitor, facilitators_of, standing, team_of
from programme.models import Pair

KIND = "pair"


class PairTopic:
    """A pair of regions, or a region and a friend; who facilitates knows that it exists."""

    key = KIND

    def threads_visible_to(self, person: Visitor) -> Q:
        """Who takes part."""
        return Q(target_id__in=Pair.objects.visible_to(person).values("pk"), audience=None)

    def moderated_by(self, person: Visitor) -> Q:
        """Where a report goes: who facilitates reads what was reported, not the conversation."""
        runs = Pair.objects.filter(edition__in=standing(person).facilitates)
        return Q(target_id__in=runs.values("pk"))

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """Who takes part, for these people alone."""
        return level == Level.REGION and self._takes_part(person, target_id)

    def may_post(self, person: Person, target_id: int, level: str) -> bool:  # noqa: ARG002 -- one level
        """Who takes part."""
        return self._takes_part(person, target_id)

    def threads_written_by(self, person: Person) -> Q:
        """The same of many."""
        return Q(target_id__in=Pair.objects.visible_to(person).values("pk"))

    def may_moderate(self, person: Person, target_id: int) -> bool:  # noqa: ARG002 -- nobody does
        """Nobody: these people settle it between them."""
        return False

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """Who takes part."""
        return self._takes_part(person, target_id)

    def moderators(self, target_id: int) -> Iterable[Person]:
        """Who facilitates the edition, for reports."""
        edition = self.edition_of(target_id)
        return facilitators_of(edition) if edition else Person.objects.none()

    def edition_of(self, target_id: int) -> int | None:
        """The pair's edition."""
        return Pair.objects.filter(pk=target_id).values_list("edition_id", flat=True).first()

    def title(self, target_id: int) -> str:
        """Who with whom."""
        return self.titles([target_id]).get(target_id, "")

    def titles(self, target_ids: Collection[int]) -> dict[int, str]:
        """The same for many, in one query."""
        rows = Pair.objects.select_related("region", "other_region", "friend")
        return {row.pk: str(row) for row in rows.filter(pk__in=target_ids)}

    def url(self, target_id: int) -> str:
        """The page of the pair."""
        return reverse("pairs:pair-detail", args=[target_id])

    def people(self, target_id: int, level: str) -> Iterable[Person]:  # noqa: ARG002 -- one level
        """Both teams, or the team and the friend."""
        pair = Pair.objects.filter(pk=target_id).first()
        if pair is None:
            return Person.objects.none()
        found = Q(pk__in=team_of(pair.edition_id, pair.region_id).values("pk"))
        if pair.other_region_id:
            found |= Q(pk__in=team_of(pair.edition_id, pair.other_region_id).values("pk"))
        return Person.objects.filter(found | Q(pk=pair.friend_id), is_active=True)

    def _takes_part(self, person: Person, target_id: int) -> bool:
        return Pair.objects.visible_to(person).filter(pk=target_id).exists()

    def who_reads(self, target_id: int, level: str) -> str:  # noqa: ARG002 -- one level
        """Both sides, and no facilitator."""
        pair = Pair.objects.select_related("region", "other_region", "friend").get(pk=target_id)
        words = {"region": pair.region, "other": pair.other_region or pair.friend}
        if pair.friend_id:
            return _("the team of %(region)s and %(other)s, nobody else") % words
        return _("the teams of %(region)s and %(other)s, nobody else") % words
