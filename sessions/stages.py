"""Whether a step is open: the one place where moments, extensions and the clock meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
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

    @property
    def closed(self) -> bool:
        """Whether it was open and is so no more."""
        return self.late and not self.open


def moment_in_words(moment: datetime) -> dict[str, str]:
    """Date and time as clocks in Amsterdam show them, for sentences."""
    here = clock.local(moment)
    return {"date": date_format(here, "j F Y"), "time": date_format(here, "G:i")}


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
    return Stage(not reason, at > due, step.opens_at, due, closes, reason, bool(given))


def _shut(reason: str) -> Stage:
    return Stage(open=False, late=False, opens_at=None, due_at=None, closes_at=None, reason=reason)


def _words(step: RoundStep, moment: datetime) -> dict[str, str]:
    return {"step": str(step.get_kind_display()), **moment_in_words(moment)}


class Stages:
    """The steps of some rounds with their extensions, read in two queries whatever their number."""

    def __init__(self, steps: Iterable[RoundStep], at: datetime | None = None) -> None:
        self._steps = {(step.round_id, step.kind): step for step in steps}
        self._at = at or clock.now()

    @classmethod
    def load(cls, rounds: Iterable[int | Round], at: datetime | None = None) -> Self:
        """Read the steps of these rounds, given as rows or ids."""
        steps = RoundStep.objects.filter(round__in=set(rounds)).select_related("round")
        return cls(steps.prefetch_related("extensions"), at)

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
        given = [
            extension
            for extension in (step.extensions.all() if step else ())
            if (extension.region_id is not None and extension.region_id == region_id)
            or (extension.person_id is not None and extension.person_id == person_id)
        ]
        return stage_at(step, given, self._at)

    def of_plan(self, kind: StepKind, plan: RoundPlan, person_id: int | None) -> Stage:
        """The stage for a person on a plan; the plan comes with its dossier."""
        return self.of(kind, plan.round_id, region_id=plan.dossier.region_id, person_id=person_id)

    def of_assignment(self, kind: StepKind, assignment: Assignment) -> Stage:
        """The stage for the reviewer of an assignment; it comes with `round_plan__dossier`."""
        return self.of_plan(kind, assignment.round_plan, assignment.person_id)
