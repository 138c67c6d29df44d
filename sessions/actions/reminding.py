"""The sweep of reminders: what the rules want said by now, and nobody was told yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from core.clock import now
from notifications import kinds
from notifications.kinds import Context
from notifications.many import Telling, notify_each
from people.models import Person
from people.queries import facilitators_of
from sessions.ladder import CATCHES_UP, Rung, Slot, slots, slots_due
from sessions.models import (
    Audience,
    Extension,
    Reminder,
    ReminderRule,
    Round,
    RoundStep,
    Side,
    StepKind,
    Subject,
    Unit,
)
from sessions.notices import SILENT, round_context
from sessions.queries.work import Provider, Work, providers_of
from sessions.stages import Stage, Stages

LONGEST_LADDER = timedelta(days=200)
Key = tuple[int | None, int, str, int, datetime, int]


@dataclass(frozen=True)
class Wanted:
    """One reminder that a rule wants, with what it says."""

    rule: ReminderRule
    person: Person
    subject: Subject
    subject_id: int
    stage: Stage
    slot: Slot
    kind: str
    context: dict[str, object]

    @property
    def key(self) -> Key:
        """What makes it the same reminder."""
        due = self.stage.due_at
        assert due is not None  # noqa: S101 -- chosen so
        return (self.rule.pk, self.person.pk, self.subject, self.subject_id, due, self.slot.number)


def rung_of(rule: ReminderRule) -> Rung:
    """A rule as plain values."""
    return Rung(
        Side(rule.side),
        rule.days,
        Unit(rule.unit),
        rule.at,
        rule.times,
        rule.every,
        rule.then_facilitator,
    )


def remind() -> int:
    """Give every reminder whose time has come; how many. Harmless when run twice or at once.

    What was missed while nobody swept is given afterwards, but not what is older than a week. Of
    several rungs that were missed only the last is told; the others are noted as passed.
    """
    moment = now()
    rounds = Round.objects.filter(
        published_at__lte=moment,
        reminder_rules__isnull=False,
        steps__opens_at__lte=moment,
        steps__closes_at__gte=moment - LONGEST_LADDER,
    )
    found = rounds.select_related("edition").distinct().order_by("pk")
    return sum(_remind_in(round_, moment) for round_ in found)


def _remind_in(round_: Round, moment: datetime) -> int:
    rules: dict[str, list[ReminderRule]] = defaultdict(list)
    for rule in round_.reminder_rules.order_by("pk"):
        rules[rule.kind].append(rule)
    facilitators = list(facilitators_of(round_.edition_id))
    count = 0
    for step in round_.steps.filter(opens_at__lte=moment).order_by("position"):
        if not _speaks(step, rules[step.kind], moment):
            continue
        for provider in providers_of(StepKind(step.kind)):
            sweep = _Sweep(round_, step.pk, rules[step.kind], facilitators, moment)
            count += sum(sweep.batches(provider))
    return count


def _speaks(step: RoundStep, rules: list[ReminderRule], moment: datetime) -> bool:
    """Whether any rule has something to say now about this step: asked before reading who is in it."""
    if not rules:
        return False
    extended = Extension.objects.filter(step=step).values_list("due_at", flat=True).distinct()
    return any(
        moment - CATCHES_UP < slot.at <= moment
        for due_at in {step.due_at, *extended}
        for rule in rules
        for slot in slots(rung_of(rule), due_at)
    )


class _Sweep:
    """The rules of one step, batch by batch; each batch is a transaction of its own."""

    def __init__(
        self,
        round_: Round,
        step_id: int,
        rules: list[ReminderRule],
        facilitators: list[Person],
        moment: datetime,
    ) -> None:
        self.round, self.step_id, self.rules = round_, step_id, rules
        self.rungs = [rung_of(rule) for rule in rules]
        self.facilitators, self.moment = facilitators, moment

    def batches(self, provider: Provider) -> Iterator[int]:
        """How many reminders each batch gave."""
        after: int | None = 0
        while after is not None:
            with transaction.atomic():
                # Whoever moves the step or gives more time waits for the batch, or the batch for them.
                step = RoundStep.objects.select_for_update().get(pk=self.step_id)
                step.round = self.round
                page = provider.page(step, after, settings.REMINDER_BATCH)
                given = self._give(step, page.works)
            after = page.last
            yield given

    def _give(self, step: RoundStep, works: list[Work]) -> int:
        stages = Stages.load([self.round], self.moment, extensions=_counting(step, works))
        wanted = {one.key: one for work in works for one in self._wanted(step, work, stages)}
        given = self._given(wanted.values())
        return _tell(step, [one for key, one in wanted.items() if key not in given])

    def _wanted(self, step: RoundStep, work: Work, stages: Stages) -> Iterator[Wanted]:
        kind = StepKind(step.kind)
        stage = stages.of(kind, step.round_id, region_id=work.region_id, person_id=work.reviewer_id)
        if stage.due_at is None or stage.known_at is None:
            return
        known_at = max(stage.known_at, work.since or stage.known_at)
        for at, slot in slots_due(self.rungs, stage.due_at, known_at=known_at, now=self.moment):
            rule = self.rules[at]
            if slot.at > rule.created_at:
                yield from self._to_each(rule, slot, work, stage)

    def _to_each(
        self, rule: ReminderRule, slot: Slot, work: Work, stage: Stage
    ) -> Iterator[Wanted]:
        context = context_of(self.round, rule, stage)
        if slot.to_facilitators:
            for person in self.facilitators:
                yield Wanted(
                    rule, person, Subject.ROUND, self.round.pk, stage, slot, SILENT.key, context
                )
        elif stage.open:
            kind = work.before if rule.side == Side.BEFORE else work.after
            context |= work.context
            for person in work.team if rule.audience == Audience.TEAM else work.doers:
                yield Wanted(
                    rule, person, work.subject, work.subject_id, stage, slot, kind, context
                )

    def _given(self, wanted: Iterable[Wanted]) -> set[Key]:
        """Those that were given before: one query."""
        rows = Reminder.objects.filter(
            rule__in=self.rules,
            person__in={one.person.pk for one in wanted},
            subject_id__in={one.subject_id for one in wanted},
        )
        names = ("rule_id", "person_id", "subject", "subject_id", "due_at", "number")
        return set(rows.values_list(*names))


def context_of(round_: Round, rule: ReminderRule, stage: Stage) -> Context:
    """What the sentence of a reminder is filled with, beside what is known of the work itself."""
    moments = {
        "due_at": stage.due_at.isoformat() if stage.due_at else "",
        "closes_at": stage.closes_at.isoformat() if stage.closes_at else "",
    }
    return round_context(round_, [rule.kind]) | moments


def _counting(step: RoundStep, works: list[Work]) -> QuerySet[Extension]:
    """The extensions of whose work this is."""
    regions = {work.region_id for work in works}
    persons = {work.reviewer_id for work in works}
    return Extension.objects.filter(Q(region__in=regions) | Q(person__in=persons), step=step)


def _tell(step: RoundStep, fresh: list[Wanted]) -> int:
    """Write the rows, and tell each person the last of what was missed about one thing."""
    last: dict[tuple[int, str, int], Wanted] = {}
    for one in sorted(fresh, key=lambda one: (one.slot.at, one.slot.number)):
        last[one.person.pk, one.subject, one.subject_id] = one
    said = {one.key for one in last.values()}
    rows = Reminder.objects.bulk_create(
        Reminder(
            rule=one.rule,
            step=step,
            person=one.person,
            subject=one.subject,
            subject_id=one.subject_id,
            due_at=one.key[4],
            number=one.slot.number,
            planned_at=one.slot.at,
            told=one.key in said,
        )
        for one in fresh
    )
    by_kind: dict[str, list[Telling]] = defaultdict(list)
    for row, one in zip(rows, fresh, strict=True):
        if row.told:
            label = Reminder._meta.label_lower
            telling = Telling(one.person, label, row.pk, f"{row.pk}", dict(one.context))
            by_kind[one.kind].append(telling)
    for key, tellings in by_kind.items():
        kind = kinds.get(key)
        if kind is not None:
            notify_each(tellings, kind)
    return len(said)
