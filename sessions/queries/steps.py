"""The steps of a round in words, for one reader."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from people.models import Person
from people.queries import standing
from sessions.models import Round, RoundStep, StepKind
from sessions.stages import Stage, Stages, moment_in_words


@dataclass(frozen=True)
class StepLine:
    """One step as a reader sees it: name, where it stands, dates in words."""

    step: RoundStep
    stage: Stage
    label: str
    status: str
    state: str
    when: str

    @property
    def due_at(self) -> datetime | None:
        """The moment that counts for this reader."""
        return self.stage.due_at


def step_lines(round_: Round, person: Person, stages: Stages | None = None) -> list[StepLine]:
    """The steps in their order, with the reader's extensions counted. Two queries without `stages`.

    Who is in several teams of an edition reads the extension of the first one.
    """
    known = stages or Stages.load([round_])
    regions = sorted(standing(person).team_regions(round_.edition_id))
    region_id = regions[0] if regions else None
    return [
        _line(
            step, known.of(StepKind(step.kind), round_.pk, region_id=region_id, person_id=person.pk)
        )
        for step in known.steps(round_.pk)
    ]


def current_line(lines: list[StepLine]) -> StepLine | None:
    """The step that is open, else the one that comes next."""
    for status in ("now", "next"):
        for line in lines:
            if line.status == status:
                return line
    return None


def _line(step: RoundStep, stage: Stage) -> StepLine:
    status, state = _status(step, stage)
    due = stage.due_at or step.due_at
    when = _("due %(day)s, %(time)s") % {"day": _day(due), "time": moment_in_words(due)["time"]}
    label = str(step.get_kind_display()).capitalize()
    return StepLine(step, stage, label, status, state, _extended(when) if stage.extended else when)


def _extended(when: str) -> str:
    return _("%(when)s, with more time for you") % {"when": when}


def _day(moment: datetime) -> str:
    """The day, with the year when it is not this one."""
    here = clock.local(moment)
    return date_format(here, "j F" if here.year == clock.today().year else "j F Y")


def _status(step: RoundStep, stage: Stage) -> tuple[str, str]:
    closes = {"day": _day(stage.closes_at or step.closes_at)}
    if clock.now() < step.opens_at:
        return "next", _("Opens %(day)s") % {"day": _day(step.opens_at)}
    if stage.open and stage.late:
        return "now", _("After the deadline, open until %(day)s") % closes
    if stage.open:
        return "now", _("Open until %(day)s") % closes
    if stage.closed:
        return "done", _("Closed %(day)s") % closes
    return "next", _("Waits until the round is published")
