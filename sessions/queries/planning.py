"""The dates of a round beside its template, the holidays and the other rounds; and as a picture."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core import clock
from people.models import Person
from programme.models import Edition
from sessions.blueprint import STANDARD, Blueprint
from sessions.checking import Finding, Setting, check
from sessions.models import Extension, Round, RoundStep, Season, StepKind
from sessions.picture import NARROW, Longer, Picture, draw
from sessions.queries.extensions import extensions_of
from sessions.queries.templates import blueprint_of, template_of
from sessions.schedule import Moments, moments_of
from sessions.workdays import holidays_between, working_days_between


@dataclass(frozen=True)
class TimelineRow:
    """One step in the table behind the picture."""

    step: Moments
    step_id: int | None
    working_days: int
    minimum: int
    longer: list[Extension] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """The steps as a picture, for wide screens and for phones, and the same as a table."""

    rows: list[TimelineRow]
    wide: Picture | None
    narrow: Picture | None
    holidays: list[tuple[date, str]]
    now: datetime


def timeline(
    steps: Sequence[Moments],
    *,
    extensions: Sequence[Extension] = (),
    ids: dict[str, int] | None = None,
    blueprint: Blueprint = STANDARD,
) -> Timeline:
    """Draw a row of steps, saved or not. No queries."""
    now = clock.now()
    kinds = {pk: StepKind(kind) for kind, pk in (ids or {}).items()}
    longer = [
        Longer(kinds[row.step_id], row.due_at, row.closes_at, str(row.region or row.person))
        for row in extensions
    ]
    rows = [_row(step, ids or {}, blueprint, extensions) for step in steps]
    first, last = _ends(steps)
    return Timeline(
        rows=rows,
        wide=draw(steps, now=now, longer=longer),
        narrow=draw(steps, now=now, longer=longer, width=NARROW),
        holidays=holidays_between(first, last) if steps else [],
        now=now,
    )


def timeline_of(round_: Round, person: Person) -> Timeline:
    """The round as its reader may see it, with the extensions in sight: three queries at most."""
    return timeline_with(round_, extensions_of(round_, person), blueprint_of(template_of(round_)))


def timeline_with(round_: Round, extensions: Sequence[Extension], blueprint: Blueprint) -> Timeline:
    """The same when the extensions in sight and the template are known. No queries."""
    ids = {step.kind: step.pk for step in round_.steps.all()}
    steps = moments_of(round_.steps.all())
    return timeline(steps, extensions=extensions, ids=ids, blueprint=blueprint)


def findings_of(round_: Round, blueprint: Blueprint | None = None) -> list[Finding]:
    """What is wrong with the saved dates of a round, or had better be otherwise: two queries, and its template."""
    setting = setting_for(round_, blueprint or blueprint_of(template_of(round_)))
    return check(moments_of(round_.steps.all()), setting)


def setting_for(round_: Round, blueprint: Blueprint) -> Setting:
    """What the dates of a round are held against."""
    others = other_rounds(round_.edition_id, Season(round_.season))
    planning = round_.published_at is None
    return Setting(
        Season(round_.season), blueprint.minimums, clock.now(), others, planning=planning
    )


def setting_of_new(edition: Edition | None, season: Season, blueprint: Blueprint) -> Setting:
    """The same for a round that is not there yet."""
    others = other_rounds(edition.pk, season) if edition else []
    return Setting(season, blueprint.minimums, clock.now(), others, planning=True)


def other_rounds(edition_id: int, season: Season) -> list[tuple[Season, list[Moments]]]:
    """The steps of the edition's other rounds: one query."""
    steps = RoundStep.objects.filter(round__edition=edition_id).exclude(round__season=season)
    found: dict[Season, list[RoundStep]] = defaultdict(list)
    for step in steps.select_related("round").order_by("round__season", "position"):
        found[Season(step.round.season)].append(step)
    return [(other, moments_of(rows)) for other, rows in found.items()]


def _row(
    step: Moments, ids: dict[str, int], blueprint: Blueprint, extensions: Sequence[Extension]
) -> TimelineRow:
    opens, due = clock.local(step.opens_at).date(), clock.local(step.due_at).date()
    pk = ids.get(step.kind)
    mine = [row for row in extensions if row.step_id == pk]
    minimum = blueprint.minimums.get(step.kind, 0)
    return TimelineRow(step, pk, working_days_between(opens, due), minimum, mine)


def _ends(steps: Sequence[Moments]) -> tuple[date, date]:
    if not steps:
        return clock.today(), clock.today()
    first = min(step.opens_at for step in steps)
    return clock.local(first).date(), clock.local(max(step.closes_at for step in steps)).date()
