"""A template and a reminder, more time for every region, and two proposals of a matching."""

from people.models import Person
from sessions.actions.templates import bring_templates
from sessions.models import (
    Assignment,
    Conflict,
    Extension,
    Matching,
    PlanWish,
    Reading,
    ReminderRule,
    Ruling,
    Scenario,
    Terms,
)
from tests.benchmarks.rooms_given import HOUR, NOW, Given, bulk


class Matchings(Given):
    """A template and a reminder, more time for every region, and two proposals of a matching."""

    def planning(self) -> None:
        self.template = bring_templates(programme=self.round.edition.programme, by=self.by)[0]
        self.rule = ReminderRule.objects.create(
            round=self.round, kind="review", side="before", days=5, audience="doer"
        )
        step = self.round.steps.get(kind="review")
        bulk(
            Extension,
            [
                Extension(
                    step=step,
                    region=region,
                    due_at=step.due_at + HOUR,
                    closes_at=step.closes_at + HOUR,
                    reason="Illness",
                    created_by=self.by,
                )
                for region in {plan.dossier.region for plan in self.plans}
            ],
        )

    def matching(self) -> None:
        self.declined = Assignment.objects.create(
            round_plan=self.plans[0],
            person=Person.objects.create(name="Who declined", email="declined@scale.example"),
            capacity="friend",
            state="declined",
            sent_at=NOW,
            answered_at=NOW,
            planned_by=self.by,
        )
        Matching.objects.create(round=self.round, saved_by=self.by)
        first = self.people[: len(self.plans)]
        bulk(
            PlanWish, [PlanWish(plan=plan, language="nl", saved_by=self.by) for plan in self.plans]
        )
        bulk(Reading, [Reading(person=person, language="nl") for person in first])
        bulk(
            Terms,
            [Terms(round=self.round, person=person, most=5, saved_by=self.by) for person in first],
        )
        bulk(
            Conflict,
            [
                Conflict(person=person, region=plan.dossier.region, kind="work", declared_by=person)
                for plan, person in zip(self.plans, reversed(first), strict=False)
            ],
        )
        bulk(
            Ruling,
            [
                Ruling(plan=plan, person=person, kind="forbidden", made_by=self.by)
                for plan, person in zip(self.plans, reversed(first), strict=False)
            ],
        )
        pairs = sorted([row.round_plan_id, row.person_id] for row in self.assignments)
        self.scenario, self.second = (
            Scenario.objects.create(
                round=self.round,
                number=number,
                state="ready",
                pairs=pairs[number:],
                asked_by=self.by,
                finished_at=NOW,
            )
            for number in (1, 2)
        )
