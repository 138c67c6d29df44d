"""What stands in somebody's calendar: the steps that are theirs, as they are due now, sittings and conferences."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from people.models import Person, Region
from people.queries import standing
from sessions.calendar.entries import Entry
from sessions.models import Assignment, Round, RoundStep, Sitting, StepKind
from sessions.queries.calendar_names import Changed, changes_of, uid_of
from sessions.queries.conference_calendar import conferences_in_calendar, entries_of_conferences
from sessions.stages import Stage, Stages

HALF_AN_HOUR = timedelta(minutes=30)
OF_TEAMS = (StepKind.PLAN, StepKind.RESPONSE, StepKind.FOLLOW_UP)


def calendar_of(person: Person) -> list[Entry]:
    """Everything that concerns this person now, in the own language. Constant queries."""
    rounds = list(
        Round.objects.visible_to(person)
        .filter(published_at__isnull=False)
        .select_related("edition")
    )
    sittings = list(sittings_for(person))
    with translation.override(person.language):
        steps, seated = _steps(person, rounds, sittings), _sitting_entries(sittings)
        return [*steps, *seated, *entries_of_conferences(conferences_in_calendar(person))]


def step_entries(person: Person, round_: Round, kind: StepKind) -> list[Entry]:
    """One step of a round for this person: the own ones, else the one of everybody."""
    with translation.override(person.language):
        book = _Book.load(person, [round_])
        step = book.step(round_, kind)
        if step is None:
            return []
        return list(book.own(round_, step)) or [book.general(round_, step)]


def sitting_entry(sitting: Sitting, person: Person) -> Entry | None:
    """A sitting that has a moment."""
    with translation.override(person.language):
        return next(iter(_sitting_entries([sitting])), None)


def sittings_for(person: Person) -> "Iterable[Sitting]":
    """The sittings that the person may know of, that have a moment and take place."""
    rows = Sitting.objects.visible_to(person).standing().exclude(starts_at=None)
    return rows.select_related("round__edition", "region", "round_plan__dossier__region")


def _steps(person: Person, rounds: list[Round], sittings: list[Sitting]) -> Iterable[Entry]:
    book = _Book.load(person, rounds)
    seated = {sitting.round_id for sitting in sittings}
    runs = standing(person).facilitates
    for round_ in rounds:
        for step in book.stages.steps(round_.pk):
            yield from book.own(round_, step)
            is_for_all = step.kind == StepKind.SITTING and book.takes_part(round_)
            shown = round_.edition_id in runs or is_for_all
            if shown and not (step.kind == StepKind.SITTING and round_.pk in seated):
                yield book.general(round_, step)


class _Book:
    """What the steps of some rounds are for one person."""

    def __init__(
        self,
        person: Person,
        stages: Stages,
        regions: dict[int, Region],
        tasks: list[Assignment],
        changed: dict[int, Changed],
    ) -> None:
        self.person, self.stages = person, stages
        self._regions, self._tasks, self._changed = regions, tasks, changed

    @classmethod
    def load(cls, person: Person, rounds: list[Round]) -> "_Book":
        """Five queries, whatever the number of rounds and tasks."""
        teams = standing(person).team_regions()
        tasks = Assignment.objects.active().filter(person=person, round_plan__round__in=rounds)
        return cls(
            person,
            Stages.load(rounds),
            Region.objects.in_bulk(teams) if teams else {},
            list(tasks.select_related("round_plan__dossier__region").order_by("pk")),
            changes_of("work_sessions.round", [round_.pk for round_ in rounds]),
        )

    def step(self, round_: Round, kind: StepKind) -> RoundStep | None:
        """One step of a round."""
        return next((row for row in self.stages.steps(round_.pk) if row.kind == kind), None)

    def takes_part(self, round_: Round) -> bool:
        """Whether the person is in a team or reviews in this round."""
        return bool(standing(self.person).team_regions(round_.edition_id)) or any(
            task.round_plan.round_id == round_.pk for task in self._tasks
        )

    def own(self, round_: Round, step: RoundStep) -> Iterable[Entry]:
        """What the step asks of the person, each with the extensions that count."""
        kind = StepKind(step.kind)
        if kind in OF_TEAMS:
            for region_id in sorted(standing(self.person).team_regions(round_.edition_id)):
                stage = self.stages.of(kind, round_.pk, region_id=region_id)
                region = self._regions[region_id]
                yield self._due(round_, step, stage, region, f"region-{region_id}")
        if kind == StepKind.REVIEW:
            for task in self._tasks:
                plan = task.round_plan
                if plan.round_id == round_.pk:
                    stage = self.stages.of_assignment(kind, task)
                    yield self._due(round_, step, stage, plan.dossier.region, f"plan-{plan.pk}")

    def general(self, round_: Round, step: RoundStep) -> Entry:
        """The step as it is for everybody: for who runs the round, and the days of the sittings."""
        values = {"step": str(step.get_kind_display()), "round": str(round_)}
        if step.kind == StepKind.SITTING:
            words, starts, ends = _("Sittings of the %(round)s"), step.opens_at, step.closes_at
        else:
            words, starts, ends = _("Due in the %(round)s: %(step)s"), None, step.due_at
        return self._entry(
            round_, f"step-{step.pk}", words % values, starts or ends - HALF_AN_HOUR, ends
        )

    def _due(
        self, round_: Round, step: RoundStep, stage: Stage, region: Region, part: str
    ) -> Entry:
        titles = {
            StepKind.PLAN: _("Due: the plan of %(region)s"),
            StepKind.REVIEW: _("Due: your review of the plan of %(region)s"),
            StepKind.RESPONSE: _("Due: the answer of %(region)s to the advice"),
            StepKind.FOLLOW_UP: _("Due: the follow-up of %(region)s"),
        }
        due = stage.due_at or step.due_at
        title = titles[StepKind(step.kind)] % {"region": region.name}
        return self._entry(round_, f"step-{step.pk}-{part}", title, due - HALF_AN_HOUR, due)

    def _entry(
        self, round_: Round, name: str, title: str, starts: datetime, ends: datetime
    ) -> Entry:
        changed = self._changed.get(round_.pk, Changed(0, None))
        url = settings.BASE_URL + reverse("sessions:round-detail", args=[round_.pk])
        return Entry(
            uid=uid_of(name),
            title=title,
            starts_at=starts,
            ends_at=ends,
            changed_at=changed.at or round_.published_at or round_.created_at,
            sequence=changed.times,
            text=f"{round_}\n{url}",
            url=url,
            busy=False,
        )


def _sitting_entries(sittings: list[Sitting]) -> list[Entry]:
    changed = changes_of("work_sessions.sitting", [sitting.pk for sitting in sittings])
    return [
        entry_of_sitting(
            sitting,
            sequence=sitting.revision,
            changed_at=changed.get(sitting.pk, Changed(0, None)).at or sitting.created_at,
        )
        for sitting in sittings
        if sitting.starts_at and sitting.ends_at
    ]


def entry_of_sitting(sitting: Sitting, *, sequence: int, changed_at: datetime) -> Entry:
    """A sitting with a moment, in the language of now."""
    url = settings.BASE_URL + _page_of(sitting)
    words = _("Sitting about %(region)s, %(round)s")
    region = sitting.about
    title = sitting.title or words % {"region": region.name, "round": str(sitting.round)}
    return Entry(
        uid=uid_of_sitting(sitting.pk),
        title=title,
        starts_at=sitting.starts_at or changed_at,
        ends_at=sitting.ends_at or changed_at,
        changed_at=changed_at,
        sequence=sequence,
        text="\n".join(line for line in (str(sitting.round), sitting.link, url) if line),
        place=sitting.place or sitting.link,
        url=url,
    )


def _page_of(sitting: Sitting) -> str:
    try:
        return reverse("sessions:sitting-detail", args=[sitting.pk])
    except NoReverseMatch:
        return reverse("sessions:round-detail", args=[sitting.round_id])


def uid_of_sitting(pk: int) -> str:
    """The name of a sitting, in the feed, in downloads and in mail."""
    return uid_of(f"sitting-{pk}")
