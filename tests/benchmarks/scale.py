"""An edition of any size, in the shape of the demo: made in bulk, without actions, the same every time.

One region has three plans that stand in both rounds, twenty reviews, a hundred recommendations with
responses, commitments, progress, evidence and judgements. Three hundred regions make 900 plans,
6,000 reviews and 30,000 recommendations.
"""

import datetime
import random
from dataclasses import dataclass, field
from typing import Any

from people.models import Membership, Organisation, Person, Region, Role, Sector
from plans.models import Dossier, Question, Version, VersionQuestion, VersionSection
from programme.models import Edition, Participation, ParticipationStatus
from reviews.models import (
    Answer,
    Commitment,
    Evidence,
    FormDraft,
    FormVersion,
    FrozenAdvice,
    FrozenList,
    Progress,
    ProgressState,
    Recommendation,
    Response,
    Review,
    ReviewState,
    Verification,
)
from sessions.models import (
    Assignment,
    AssignmentState,
    Capacity,
    Round,
    RoundPlan,
    Season,
    StepKind,
)
from tests.benchmarks.rooms import Rooms
from tests.factories.reviews import seeded
from tests.factories.sessions import RoundFactory, steps_around
from tests.people import Cast

PLANS = 3  # a region
JUNE = 4  # reviews of a plan
SEPTEMBER = (3, 3, 2)  # reviews of the first, second and third plan
GIVEN = {Season.JUNE: 6, Season.SEPTEMBER: 4}  # recommendations of a review; see `_pieces`
LOOKED_AT = 6  # pieces of June's advice that a review in September judges
FRIENDS = 4  # critical friends for each region, so that a desk does not grow with the edition
BEGUN = 3  # of so many open reviews in September, one is begun
HELP = (
    4  # of so many pieces of June's advice, one comes with an offer, and one promise asks for help
)
BATCH = 1000
STATES = [state.value for state in ProgressState]
KINDS = ["adopted", "partly", "not", "pending"]
SEEN = ["not", "somewhat", "clearly", "amply", "overtaken"]


@dataclass
class Scaled:
    """What was made, and who looks at it."""

    edition: Edition
    june: Round
    september: Round
    facilitator: Person
    lead: Person
    friend: Person
    dossier: Dossier
    june_plan: RoundPlan
    september_plan: RoundPlan
    task: Assignment  # of the friend, in September, open
    advice: Recommendation
    review: Review
    region: Region
    commitment: Commitment
    form: FormDraft  # of September's form, which drafts of now may move to
    rooms: Rooms  # sittings, a conference, proposals and mail
    counts: dict[str, int] = field(default_factory=dict)


def scaled(cast: Cast, regions: int, seed: int = 2017) -> Scaled:
    """Fill the cast's edition with so many regions. Seconds for three, half a minute for 300."""
    return _Builder(cast, regions, random.Random(seed)).build()


def _bulk(model: Any, rows: list[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows, batch_size=BATCH)
    return made


class _Builder:
    """Makes one kind of rows after the other, each in one go."""

    def __init__(self, cast: Cast, regions: int, dice: random.Random) -> None:
        self.cast, self.count, self.dice = cast, regions, dice
        self.edition, self.by = cast.edition, cast.chris

    def build(self) -> Scaled:
        self.rounds()
        self.people()
        self.plans()
        reviews = self.reviews()
        self.answers(reviews)
        self.advice(reviews)
        self.follow_up()
        self.judgements(reviews)
        self.next_form()
        return self.result(reviews)

    def rounds(self) -> None:
        self.june = RoundFactory(edition=self.edition, season=Season.JUNE, created_by=self.by)
        self.september = RoundFactory(
            edition=self.edition, season=Season.SEPTEMBER, created_by=self.by
        )
        steps_around(self.june, StepKind.FOLLOW_UP)
        steps_around(self.september, StepKind.REVIEW)
        self.forms: dict[str, FormVersion] = {
            season: seeded(season) for season in (Season.JUNE, Season.SEPTEMBER)
        }

    def people(self) -> None:
        bodies = _bulk(
            Organisation,
            [
                Organisation(name=f"Body {n:04}", slug=f"body-{n:04}", sector=list(Sector)[n % 3])
                for n in range(self.count)
            ],
        )
        self.regions = _bulk(
            Region,
            [
                Region(name=f"Region {n:04}", slug=f"region-{n:04}", organisation=body)
                for n, body in enumerate(bodies)
            ],
        )
        self.leads = self._persons("lead", bodies)
        self.friends = self._persons("friend", bodies * FRIENDS)
        _bulk(Membership, [*self._leads(), *self._friends()])
        _bulk(
            Participation,
            [
                Participation(
                    edition=self.edition,
                    organisation=region.organisation,
                    region=region,
                    status=ParticipationStatus.PARTICIPANT,
                )
                for region in self.regions
            ],
        )

    def _persons(self, name: str, bodies: list[Organisation]) -> list[Person]:
        rows = [
            Person(
                name=f"{name.title()} {n:04}",
                email=f"{name}-{n}@scale.example",
                organisation=body,
                expertise="Innovation of small companies",
            )
            for n, body in enumerate(bodies)
        ]
        return _bulk(Person, rows)

    def _leads(self) -> list[Membership]:
        return [
            Membership(person=person, edition=self.edition, role=Role.LEAD, region=region)
            for person, region in zip(self.leads, self.regions, strict=True)
        ]

    def _friends(self) -> list[Membership]:
        return [
            Membership(person=person, edition=self.edition, role=Role.FRIEND)
            for person in self.friends
        ]

    def plans(self) -> None:
        self.dossiers = _bulk(
            Dossier,
            [
                Dossier(
                    edition=self.edition,
                    region=region,
                    title=f"Theme {n}",
                    level="participants",
                    created_by=self.by,
                )
                for region in self.regions
                for n in range(PLANS)
            ],
        )
        questions = _bulk(
            Question,
            [
                Question(
                    dossier=dossier,
                    position=1,
                    source="How?",
                    html="<p>How?</p>",
                    saved_by=self.by,
                )
                for dossier in self.dossiers
            ],
        )
        versions = _bulk(
            Version,
            [
                Version(
                    dossier=dossier,
                    number=number,
                    title=dossier.title,
                    help_kind="sharpen",
                    change_note="" if number == 1 else "Sharper",
                    submitted_by=self.by,
                )
                for dossier in self.dossiers
                for number in (1, 2)
            ],
        )
        asked = {question.dossier_id: question for question in questions}
        text = "Entrepreneurs do not find us. " * 12
        _bulk(
            VersionSection,
            [
                VersionSection(version=version, key="core", source=text, html=f"<p>{text}</p>")
                for version in versions
            ],
        )
        _bulk(
            VersionQuestion,
            [
                VersionQuestion(
                    version=version,
                    question=asked[version.dossier_id],
                    position=1,
                    source="How?",
                    html="<p>How?</p>",
                )
                for version in versions
            ],
        )
        rounds = {1: self.june, 2: self.september}
        self.round_plans = _bulk(
            RoundPlan,
            [
                RoundPlan(
                    round=rounds[version.number],
                    dossier=version.dossier,
                    version=version,
                    tied_by=self.by,
                )
                for version in versions
            ],
        )
        self.asked = asked

    def reviews(self) -> list[Review]:
        """Reviewers of a plan follow each other in the row of friends; they come back in September."""
        rows = []
        for place, plan in enumerate(self.round_plans):
            number, season = place // 2, plan.round.season
            wanted = JUNE if season == Season.JUNE else SEPTEMBER[number % PLANS]
            # In September one more is asked, who has not begun.
            asked = wanted + (season == Season.SEPTEMBER)
            rows += [
                Assignment(
                    round_plan=plan,
                    person=self.friends[(number + n) % len(self.friends)],
                    capacity=Capacity.FRIEND,
                    state=AssignmentState.ACCEPTED,
                    sent_at=self.june.created_at,
                    answered_at=self.june.created_at,
                    planned_by=self.by,
                )
                for n in range(asked)
            ]
        self.assignments = _bulk(Assignment, rows)
        last = {row.round_plan_id: row.pk for row in self.assignments}
        open_ones = {last[plan.pk] for plan in self.round_plans if plan.round == self.september}
        self.tasks = [row for row in self.assignments if row.pk in open_ones]
        self.drafts = _bulk(Review, [self._review(row) for row in self.tasks[1::BEGUN]])
        done = {"state": ReviewState.SUBMITTED, "submitted_at": self.june.created_at}
        return _bulk(
            Review,
            [self._review(row, **done) for row in self.assignments if row.pk not in open_ones],
        )

    def _review(self, row: Assignment, **state: Any) -> Review:
        return Review(
            assignment=row,
            author=row.person,
            round_plan=row.round_plan,
            version=row.round_plan.version,
            form_version=self.forms[row.round_plan.round.season],
            level="participants",
            revision=1,
            **state,
        )

    def answers(self, reviews: list[Review]) -> None:
        texts = ["core", "strong", "concern", "what_if", "probing", "take_away"]
        rows = []
        for review in [*reviews, *self.drafts]:
            question = self.asked[review.round_plan.dossier_id]
            said: dict[str, Any] = {f"c{n}": self.dice.randint(1, 5) for n in range(1, 9)}
            said |= dict.fromkeys([*texts, f"answers-{question.pk}"], "Clear to me.")
            rows += [
                Answer(
                    review=review,
                    key=key,
                    value=value,
                    html="<p>Clear to me.</p>" if isinstance(value, str) else "",
                )
                for key, value in said.items()
            ]
        _bulk(Answer, rows)

    def advice(self, reviews: list[Review]) -> None:
        self.given = _bulk(
            Recommendation,
            [
                Recommendation(
                    review=review,
                    round_plan=review.round_plan,
                    author=review.author,
                    position=n,
                    kind=self.dice.choice(["keep", "improve", "concern", "explore"]),
                    title=f"Make one door {n}",
                    source="Entrepreneurs get lost.",
                    html="<p>Entrepreneurs get lost.</p>",
                    addressees=["business"],
                    offer="" if n % HELP else "A morning of talking it over",
                )
                for number, review in enumerate(reviews)
                for n in range(1, _pieces(number, review) + 1)
            ],
        )

    def follow_up(self) -> None:
        june = [row for row in self.given if row.round_plan.round == self.june]
        answered = [row for row in june if self.dice.random() < 0.9]
        kinds = {row.pk: self.dice.choice(KINDS) for row in answered}
        _bulk(
            Response,
            [
                Response(
                    recommendation=row,
                    kind=kinds[row.pk],
                    reason="" if kinds[row.pk] == "adopted" else "Because.",
                    given_by=self.by,
                )
                for row in answered
            ],
        )
        promised = [row for row in answered if kinds[row.pk] in ("adopted", "partly")]
        commitments = _bulk(
            Commitment,
            [
                Commitment(
                    dossier=row.round_plan.dossier,
                    recommendation=row,
                    what="Open one door",
                    owner="The region",
                    due_on=datetime.date(2100, 1, 1),
                    result="Ten entrepreneurs",
                    help_needed="" if row.position % HELP else "Somebody who did this before",
                    state=self.dice.choice(STATES),
                    made_by=self.by,
                )
                for row in promised
            ],
        )
        self.promises = commitments
        _bulk(
            Progress,
            [
                Progress(
                    commitment=row, state=row.state, explanation="As it goes.", reported_by=self.by
                )
                for row in commitments
            ],
        )
        _bulk(
            Evidence,
            [
                Evidence(
                    commitment=row,
                    kind="number",
                    text="Twelve entrepreneurs",
                    dated=datetime.date(2017, 9, 1),
                    added_by=self.by,
                )
                for row in commitments[::2]
            ],
        )
        self._freeze(june)

    def _freeze(self, june: list[Recommendation]) -> None:
        lists = _bulk(
            FrozenList, [FrozenList(round=self.september, dossier=row) for row in self.dossiers]
        )
        by_dossier = {row.dossier_id: row for row in lists}
        self.open: dict[int, list[Recommendation]] = {row.pk: [] for row in self.dossiers}
        for row in june:
            self.open[row.round_plan.dossier_id].append(row)
        _bulk(
            FrozenAdvice,
            [
                FrozenAdvice(frozen_list=by_dossier[dossier], recommendation=row, position=position)
                for dossier, rows in self.open.items()
                for position, row in enumerate(rows, 1)
            ],
        )

    def judgements(self, reviews: list[Review]) -> None:
        _bulk(
            Verification,
            [
                Verification(
                    review=review,
                    recommendation=row,
                    judgement=self.dice.choice(SEEN),
                    remark="I looked.",
                )
                for review in reviews
                if review.round_plan.round == self.september
                for row in self.open[review.round_plan.dossier_id][:LOOKED_AT]
            ],
        )

    def next_form(self) -> None:
        """September's form is being built anew."""
        now = self.forms[Season.SEPTEMBER]
        self.form = FormDraft.objects.create(
            form=now.form, data=now.schema, based_on=now, saved_by=self.by
        )

    def rooms(self, task: Assignment) -> Rooms:
        """Of September; the friend who looks sits at the first three tables."""
        plans = [plan for plan in self.round_plans if plan.round == self.september]
        mine = [row for row in self.assignments if row.round_plan.round == self.september]
        return Rooms(self.september, plans, mine, self.friends, self.by).fill()

    def result(self, reviews: list[Review]) -> Scaled:
        june_plan, september_plan = self.round_plans[:2]
        task = next(row for row in self.tasks if row.round_plan == september_plan)
        return Scaled(
            edition=self.edition,
            june=self.june,
            september=self.september,
            facilitator=self.by,
            lead=self.leads[0],
            friend=task.person,
            dossier=self.dossiers[0],
            june_plan=june_plan,
            september_plan=september_plan,
            task=task,
            advice=self.promises[0].recommendation,  # answered, promised and shown
            review=reviews[0],
            region=self.regions[0],
            commitment=self.promises[0],
            form=self.form,
            rooms=self.rooms(task),
            counts={
                "regions": len(self.regions),
                "plans": len(self.dossiers),
                "reviews": len(reviews),
                "recommendations": len(self.given),
            },
        )


def _pieces(number: int, review: Review) -> int:
    """Six in June; in September three or four, so that a region gets a hundred in all."""
    if review.round_plan.round.season == Season.JUNE:
        return GIVEN[Season.JUNE]
    return GIVEN[Season.SEPTEMBER] - number % 2
