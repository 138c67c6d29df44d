"""Every mail and reminder that a round will cause: by the very rules, slots and words of the sweep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Count, QuerySet

from core import clock
from notifications import kinds
from notifications.kinds import Context, Kind
from notifications.samples import Sample, Wordings, samples_of
from people.models import Person
from people.queries import facilitators_of
from sessions.ladder import Rung, Slot, slots
from sessions.models import Audience, Reminder, ReminderRule, Round, RoundStep, Side, StepKind
from sessions.queries.work import Work, providers_of
from sessions.stages import Stage, Stages

NAMES_SHOWN = 60


@dataclass
class Foreseen:
    """One mail that will go out: when, about what, to whom, and how it reads in each language."""

    at: datetime | None
    kind: Kind
    context: Context
    step: str = ""
    when: str = ""
    people: dict[tuple[int, str], tuple[Person, str]] = field(default_factory=dict)
    worded: Wordings = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many mails."""
        return len(self.people)

    @property
    def receivers(self) -> list[tuple[Person, str]]:
        """The first of them by name, each with the region that it is about."""
        found = sorted(self.people.values(), key=lambda pair: (str(pair[0]), pair[1]))
        return found[:NAMES_SHOWN]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.receivers)

    @property
    def samples(self) -> list[Sample]:
        """Subject and text in every language, as the first of them gets it."""
        name = str(self.receivers[0][0]) if self.people else ""
        return samples_of(self.kind, self.context, name=name, worded=self.worded)


# From a round to mails that the app above will send in it.
Oracle = Callable[[Round], list[Foreseen]]
_oracles: list[Oracle] = []


def register_foreseen(oracle: Oracle) -> Oracle:
    """Let the app above say what it will send; to be called while apps are loaded."""
    if oracle not in _oracles:
        _oracles.append(oracle)
    return oracle


def foreseen_above(round_: Round) -> list[Foreseen]:
    """What the rooms above will send."""
    return [mail for oracle in _oracles for mail in oracle(round_)]


@dataclass(frozen=True)
class Speaker:
    """How the sweep reads a rule and fills a notice: handed in, as actions stand above queries."""

    rung_of: Callable[[ReminderRule], Rung]
    context_of: Callable[[Round, ReminderRule, Stage], Context]
    silent: Kind


def reminders_ahead(round_: Round, speaker: Speaker) -> list[Foreseen]:
    """Every reminder that is still to come if nobody does anything, the first first.

    The same queries whatever the number of regions and reviewers, page by page.
    """
    rules = list(round_.reminder_rules.order_by("pk"))
    facilitators = list(facilitators_of(round_.edition_id))
    stages, moment = Stages.load([round_]), clock.now()
    found: dict[tuple[object, ...], Foreseen] = {}
    for step in stages.steps(round_.pk):
        mine = [rule for rule in rules if rule.kind == step.kind]
        for work in _works(step) if mine else ():
            stage = stages.of(
                StepKind(step.kind),
                round_.pk,
                region_id=work.region_id,
                person_id=work.reviewer_id,
            )
            for rule in mine:
                for slot in slots(speaker.rung_of(rule), stage.due_at) if stage.due_at else ():
                    if slot.at > moment and _is_possible(slot, stage):
                        mail = _mail(found, speaker, round_, rule, slot, stage, work)
                        _add(mail, rule, slot, work, facilitators)
    return sorted(found.values(), key=lambda mail: (mail.at or moment, mail.kind.key))


def _works(step: RoundStep) -> Iterator[Work]:
    for provider in providers_of(StepKind(step.kind)):
        after: int | None = 0
        while after is not None:
            page = provider.page(
                step, after, settings.REMINDER_BATCH, ahead=clock.now() < step.opens_at
            )
            yield from page.works
            after = page.last


def _is_possible(slot: Slot, stage: Stage) -> bool:
    """After the close only the facilitators hear."""
    return slot.to_facilitators or stage.closes_at is None or slot.at <= stage.closes_at


def _mail(
    found: dict[tuple[object, ...], Foreseen],
    speaker: Speaker,
    round_: Round,
    rule: ReminderRule,
    slot: Slot,
    stage: Stage,
    work: Work,
) -> Foreseen:
    key = work.before if rule.side == Side.BEFORE else work.after
    kind = speaker.silent if slot.to_facilitators else kinds.get(key) or speaker.silent
    place = (rule.pk, slot.number, stage.due_at, kind.key)
    if place not in found:
        context = speaker.context_of(round_, rule, stage)
        context |= {} if slot.to_facilitators else work.context
        found[place] = Foreseen(slot.at, kind, context, str(rule.get_kind_display()))
    return found[place]


def _add(
    mail: Foreseen, rule: ReminderRule, slot: Slot, work: Work, facilitators: list[Person]
) -> None:
    if slot.to_facilitators:
        people, about = facilitators, ""
    else:
        people = list(work.team if rule.audience == Audience.TEAM else work.doers)
        about = str(work.context.get("region", ""))
    for person in people:
        mail.people[person.pk, f"{work.subject_id if about else ''}"] = (person, about)


def given_in(round_: Round) -> QuerySet[Reminder]:
    """The reminders that were told in a round, the last first."""
    rows = Reminder.objects.filter(step__round=round_, told=True)
    return rows.select_related("step", "person", "rule")


def given_count(round_: Round) -> dict[str, int]:
    """How many were told, by step: one query."""
    rows = Reminder.objects.filter(step__round=round_, told=True).order_by()
    counted = rows.values_list("step__kind").annotate(count=Count("pk"))
    labels = dict(StepKind.choices)
    return {str(labels[kind]): count for kind, count in counted}
