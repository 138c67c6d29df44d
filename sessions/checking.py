"""What is wrong with a row of steps, what had better be otherwise, and what would help. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from sessions.blueprint import on_the_clock
from sessions.models import Season, StepKind
from sessions.schedule import Fault, Moments, faults, overlap_with
from sessions.workdays import (
    holiday_name,
    is_working_day,
    working_day_after,
    working_day_before,
    working_days_between,
    working_days_from,
)


@dataclass(frozen=True)
class Repair:
    """One other moment that takes a finding away."""

    kind: StepKind
    field: str
    moment: datetime
    label: str
    how: str

    @property
    def key(self) -> str:
        """What the button sends; what it means is computed again."""
        return f"{self.kind}.{self.field}.{self.how}"


@dataclass(frozen=True)
class Finding:
    """A sentence about one field of one step. What is `refused` is not saved; the rest may be."""

    kind: StepKind
    field: str
    sentence: str
    refused: bool = False
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What a row of steps is held against."""

    season: Season
    minimums: Mapping[StepKind, int]
    now: datetime
    others: Sequence[tuple[Season, Sequence[Moments]]] = ()
    # While a round is planned what is over already is said; later it is nobody's business any more.
    planning: bool = False


def check(steps: Sequence[Moments], setting: Setting) -> list[Finding]:
    """Everything that is refused, then everything that had better be otherwise."""
    wrong = [_refused(steps, fault) for fault in faults(steps)]
    for season, other in setting.others:
        clash = overlap_with(steps, setting.season, other, season)
        wrong += [Finding(clash.kind, clash.field, clash.sentence, refused=True)] if clash else []
    return [*wrong, *_warnings(steps, setting)]


def repaired(steps: Sequence[Moments], repair: Repair) -> list[Moments]:
    """The row after a repair."""
    return [
        _with(step, repair.field, repair.moment) if step.kind == repair.kind else step
        for step in steps
    ]


def _with(step: Moments, field: str, moment: datetime) -> Moments:
    parts = {"opens_at": step.opens_at, "due_at": step.due_at, "closes_at": step.closes_at}
    return Moments(step.kind, **(parts | {field: moment}))


def find_repair(found: Iterable[Finding], key: str) -> Repair | None:
    """The repair behind a button, if it still is one."""
    return next((one for finding in found for one in finding.repairs if one.key == key), None)


def _refused(steps: Sequence[Moments], fault: Fault) -> Finding:
    by_kind = {step.kind: at for at, step in enumerate(steps)}
    step = steps[by_kind[fault.kind]]
    repair = None
    if fault.field == "opens_at":
        edge = steps[by_kind[fault.kind] - 1].closes_at
        repair = Repair(fault.kind, "opens_at", edge, _("Let it open then"), "follow")
    elif fault.field == "closes_at":
        repair = Repair(
            fault.kind, "closes_at", step.due_at, _("Let it close when it is due"), "due"
        )
    elif step.closes_at > step.opens_at:
        label = _("Let it be due when it closes")
        repair = Repair(fault.kind, "due_at", step.closes_at, label, "close")
    return Finding(fault.kind, fault.field, fault.sentence, True, (repair,) if repair else ())


def _warnings(steps: Sequence[Moments], setting: Setting) -> list[Finding]:
    found: list[Finding] = []
    for step in steps:
        over = step.due_at < setting.now
        if over and not setting.planning:
            continue
        found += _on_a_day_off(step)
        found += _too_short(step, setting.minimums.get(step.kind, 0))
        if over:
            sentence = _("The %(step)s step is over already: it is due before now.")
            found.append(Finding(step.kind, "due_at", sentence % {"step": step.kind.label}))
    return found


def _on_a_day_off(step: Moments) -> list[Finding]:
    here = clock.local(step.due_at)
    day = here.date()
    if is_working_day(day):
        return []
    holiday = holiday_name(day)
    words = {"step": step.kind.label, "day": _day(day), "holiday": holiday}
    sentence = (
        _("The %(step)s step is due on %(day)s: %(holiday)s.")
        if holiday
        else _("The %(step)s step is due in the weekend: %(day)s.")
    )
    repairs = [
        _other_day(step, here, working_day_before(day), _("Move to the working day before: %(day)s"), "before"),
        _other_day(step, here, working_day_after(day), _("Move to the working day after: %(day)s"), "after"),
    ]  # fmt: skip
    possible = [one for one in repairs if step.opens_at < one.moment <= step.closes_at]
    return [Finding(step.kind, "due_at", sentence % words, repairs=tuple(possible))]


def _other_day(step: Moments, here: datetime, day: date, label: str, how: str) -> Repair:
    moment = on_the_clock(day, here.time())
    return Repair(step.kind, "due_at", moment, label % {"day": _day(day)}, how)


def _too_short(step: Moments, minimum: int) -> list[Finding]:
    opens, due = clock.local(step.opens_at).date(), clock.local(step.due_at)
    count = working_days_between(opens, due.date())
    if count >= minimum:
        return []
    sentence = ngettext(
        "The %(step)s step has %(count)d working day until it is due; it needs %(minimum)d.",
        "The %(step)s step has %(count)d working days until it is due; it needs %(minimum)d.",
        count,
    )
    words = {"step": step.kind.label, "count": count, "minimum": minimum}
    enough = working_days_from(opens, minimum)
    repair = _other_day(step, due, enough, _("Let it be due on %(day)s"), "longer")
    fits = step.due_at < repair.moment <= step.closes_at
    return [Finding(step.kind, "due_at", sentence % words, repairs=(repair,) if fits else ())]


def _day(day: date) -> str:
    return date_format(day, "l j F Y")
