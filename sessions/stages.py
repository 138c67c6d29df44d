"""Whether a step is open: the one place where moments, extensions and the clock meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock, zones
from sessions.models import Assignment, Extension, Round, RoundPlan, RoundStep, StepKind


@dataclass(frozen=True)
class Stage:
    """How a step stands for one person and one plan. `reason` is empty while it is open.

    `late` is after the due moment; up to and including the closing moment late work is still taken.
    """

    open: bool
    late: bool
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    reason: str
    extended: bool = False
    # Since when this due moment holds: the round is published, or the time was given.
    known_at: datetime | None = None

    @property
    def closed(self) -> bool:
        """Whether it was open and is so no more."""
        return self.late and not self.open


def moment_in_words(moment: datetime) -> dict[str, str]:
    """Date and time as clocks in Amsterdam show them, for sentences; the reader's own beside it."""
    here, there = clock.local(moment), zones.beside(moment)
    time = date_format(here, "G:i")
    return {"date": date_format(here, "j F Y"), "time": f"{time} ({there})" if there else time}


def stage_at(step: RoundStep | None, extensions: Iterable[Extension], at: datetime) -> Stage:
    """The stage of a step at a moment, given the extensions that count. Asks no database."""
    if step is None:
        return _shut(_("This round does not have this step."))
    given = list(extensions)
    due = max([step.due_at, *(extension.due_at for extension in given)])
    closes = max([step.closes_at, *(extension.closes_at for extension in given)])
    reason = ""
    if step.round.published_at is None:
        reason = _("This round is not published yet.")
    elif at < step.opens_at:
        reason = _("The %(step)s step opens on %(date)s at %(time)s.") % _words(step, step.opens_at)
    elif at > closes:
        reason = _("The %(step)s step closed on %(date)s at %(time)s.") % _words(step, closes)
    since = [extension.created_at for extension in given if extension.due_at == due]
    known_at = max(since, default=step.round.published_at)
    return Stage(not reason, at > due, step.opens_at, due, closes, reason, bool(given), known_at)


def _shut(reason: str) -> Stage:
    return Stage(open=False, late=False, opens_at=None, due_at=None, closes_at=None, reason=reason)


def _words(step: RoundStep, moment: datetime) -> dict[str, str]:
    return {"step": str(step.get_kind_display()), **moment_in_words(moment)}


Longer = dict[tuple[str, int | None], list[Extension]]


class Stages:
    """The steps of some rounds with their extensions, read in two queries whatever their number."""

    def __init__(self, steps: Iterable[RoundStep], at: datetime | None = None) -> None:
        self._steps = {(step.round_id, step.kind): step for step in steps}
        self._at = at or clock.now()
        self._longer: dict[int, Longer] = {}

    @classmethod
    def load(
        cls,
        rounds: Iterable[int | Round],
        at: datetime | None = None,
        *,
        extensions: QuerySet[Extension] | None = None,
    ) -> Self:
        """Read the steps of these rounds, given as rows or ids; of `extensions` only these, when given."""
        steps = RoundStep.objects.filter(round__in=set(rounds)).select_related("round")
        counted = Extension.objects.all() if extensions is None else extensions
        return cls(steps.prefetch_related(Prefetch("extensions", counted)), at)

    @classmethod
    def of_rounds(
        cls, rounds: Iterable[Round], *, extensions: QuerySet[Extension] | None = None
    ) -> Self:
        """The same of rounds that come with their steps: one query, for the extensions."""
        steps = [step for round_ in rounds for step in round_.steps.all()]
        counted = Extension.objects.all() if extensions is None else extensions
        prefetch_related_objects(steps, Prefetch("extensions", counted))
        return cls(steps)

    def steps(self, round_id: int) -> list[RoundStep]:
        """The steps of one round, in their order."""
        rows = (step for step in self._steps.values() if step.round_id == round_id)
        return sorted(rows, key=lambda step: step.position)

    def of(
        self,
        kind: StepKind,
        round_id: int,
        *,
        region_id: int | None = None,
        person_id: int | None = None,
    ) -> Stage:
        """The stage for a region's team, for a reviewer, or for a reviewer of a region's plan."""
        step = self._steps.get((round_id, kind))
        given: list[Extension] = []
        if step is not None:
            longer = self._extensions(step)
            given += longer.get(("region", region_id), ())
            given += longer.get(("person", person_id), ())
        return stage_at(step, given, self._at)

    def _extensions(self, step: RoundStep) -> Longer:
        """The extensions of a step by whom they are for, sorted out once however many ask."""
        known = self._longer.get(step.pk)
        if known is None:
            known = self._longer[step.pk] = {}
            for extension in step.extensions.all():
                for side, pk in (("region", extension.region_id), ("person", extension.person_id)):
                    if pk is not None:
                        known.setdefault((side, pk), []).append(extension)
        return known

    def of_plan(self, kind: StepKind, plan: RoundPlan, person_id: int | None) -> Stage:
        """The stage for a person on a plan; the plan comes with its dossier."""
        return self.of(kind, plan.round_id, region_id=plan.dossier.region_id, person_id=person_id)

    def of_assignment(self, kind: StepKind, assignment: Assignment) -> Stage:
        """The stage for the reviewer of an assignment; it comes with `round_plan__dossier`."""
        return self.of_plan(kind, assignment.round_plan, assignment.person_id)
