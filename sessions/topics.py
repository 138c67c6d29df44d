"""What the reviewers of a plan say to each other in a round: apart until the review step is over."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import now
from discussion.queries import is_revealed
from people.levels import Level
from people.models import Person
from people.queries import Visitor, facilitators_of, standing
from sessions.models import Assignment, Extension, RoundPlan, RoundStep, StepKind

KIND = "panel"


class PanelTopic:
    """The reviewers of one plan in one round, and who facilitates; the region does not read it."""

    key = KIND

    def threads_visible_to(self, person: Visitor) -> Q:
        """Who was asked reads what all read and the own thread; who facilitates reads all."""
        if not isinstance(person, Person):
            return Q(pk__in=[])
        asked = Assignment.objects.active().filter(person=person).values("round_plan_id")
        mine = Q(audience__isnull=True) | Q(audience=person)
        return (Q(target_id__in=asked) & mine) | self.moderated_by(person)

    def moderated_by(self, person: Visitor) -> Q:
        """On plans in rounds of editions that the person facilitates."""
        runs = RoundPlan.objects.filter(round__edition_id__in=standing(person).facilitates)
        return Q(target_id__in=runs.values("pk"))

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """A conversation of all, once the reviewers read each other."""
        return (
            level == Level.SESSION
            and self.apart_until(target_id) is None
            and self.may_post(person, target_id, level)
        )

    def may_post(self, person: Person, target_id: int, level: str) -> bool:  # noqa: ARG002 -- one level
        """Who was asked to review the plan, and who facilitates."""
        return self._reviews(person, target_id) or self.may_moderate(person, target_id)

    def threads_written_by(self, person: Person) -> Q:
        """The same of many: a test proves that both agree."""
        asked = Assignment.objects.active().filter(person=person).values("round_plan_id")
        return Q(target_id__in=asked) | self.moderated_by(person)

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Who facilitates the edition."""
        edition = self.edition_of(target_id)
        return edition is not None and edition in standing(person).facilitates

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """Who facilitates."""
        return self.may_moderate(person, target_id)

    def moderators(self, target_id: int) -> Iterable[Person]:
        """Who facilitates the edition."""
        edition = self.edition_of(target_id)
        return facilitators_of(edition) if edition else Person.objects.none()

    def edition_of(self, target_id: int) -> int | None:
        """The round's edition."""
        rows = RoundPlan.objects.filter(pk=target_id)
        return rows.values_list("round__edition_id", flat=True).first()

    def title(self, target_id: int) -> str:
        """Whose plan the reviewers talk about."""
        return self.titles([target_id]).get(target_id, "")

    def titles(self, target_ids: Collection[int]) -> dict[int, str]:
        """The same for many, in one query."""
        rows = RoundPlan.objects.select_related("dossier__region", "version")
        words = _("Reviewers of %(region)s")
        return {
            row.pk: words % {"region": row.dossier.region} for row in rows.filter(pk__in=target_ids)
        }

    def url(self, target_id: int) -> str:
        """The page of these conversations."""
        return reverse("discussion:target-threads", args=[KIND, target_id])

    def people(self, target_id: int, level: str) -> Iterable[Person]:  # noqa: ARG002 -- one level
        """Who was asked, and who facilitates."""
        asked = Assignment.objects.active().filter(round_plan=target_id).values("person_id")
        edition = self.edition_of(target_id)
        runs = Q(pk__in=facilitators_of(edition).values("pk")) if edition else Q(pk__in=[])
        return Person.objects.filter(Q(pk__in=asked) | runs, is_active=True)

    def who_reads(self, target_id: int, level: str) -> str:  # noqa: ARG002 -- one level
        """The region is not among them."""
        return _("who reviews this plan, and facilitators; not the region")

    def apart_until(self, target_id: int) -> datetime | None:
        """The end of the review step, with every extension that counts for this plan or its reviewers."""
        if is_revealed(KIND, target_id):
            return None
        plan = RoundPlan.objects.select_related("dossier").filter(pk=target_id).first()
        if plan is None:
            return None
        step = RoundStep.objects.filter(round=plan.round_id, kind=StepKind.REVIEW).first()
        if step is None:
            return None
        asked = Assignment.objects.active().filter(round_plan=plan).values("person_id")
        mine = Q(region=plan.dossier.region_id) | Q(person__in=asked)
        longer = Extension.objects.filter(mine, step=step).values_list("closes_at", flat=True)
        end = max([step.closes_at, *longer])
        return end if end > now() else None

    def writes_apart(self, person: Person, target_id: int) -> bool:
        """Who was asked to review the plan."""
        return self._reviews(person, target_id)

    def _reviews(self, person: Person, target_id: int) -> bool:
        rows = Assignment.objects.active().filter(round_plan=target_id, person=person)
        return rows.exists()
