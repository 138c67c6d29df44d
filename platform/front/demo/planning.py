"""The demo's templates of rounds, a reviewer with more time, and a reader on another clock."""

from datetime import timedelta

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from people.actions import change_profile
from programme.models import Edition
from sessions.actions import bring_templates, give_extension, make_template
from sessions.actions.reminding import remind
from sessions.blueprint import STANDARD, Offset
from sessions.ladder import later
from sessions.models import Round, Season, StepKind


def plan_with_templates(edition: Edition, cast: Cast, moved: Moved) -> None:
    """The usual June and September rounds, and a shorter one that somebody named."""
    by = cast["facilitator"]
    with clock.frozen(moved.moment("2017-03-20T10:00")):
        bring_templates(programme=edition.programme, by=None)
        make_template(
            programme=edition.programme,
            name="Korte ronde in september",
            season=Season.SEPTEMBER,
            blueprint=type(STANDARD)(Offset(-28, at=STANDARD.opens.at), STANDARD.steps),
            by=by,
        )


def give_time(round_: Round, cast: Cast, moved: Moved) -> None:
    """One reviewer of September is ill and gets two working days more."""
    step = round_.steps.get(kind=StepKind.REVIEW)
    with clock.frozen(moved.moment("2017-09-08T11:30")):
        give_extension(
            step=step,
            person=cast["extra"],
            due_at=later(step.due_at, 2),
            closes_at=step.closes_at,
            reason="Griep in de week van de review",
            by=cast["facilitator"],
        )


def live_elsewhere(cast: Cast) -> None:
    """The researcher works from Lisbon this year."""
    person = cast["researcher"]
    change_profile(person=person, values={"time_zone": "Europe/Lisbon"}, by=person)


def remind_until_now() -> None:
    """What the sweep gave in the past week, day by day: so that opening the demo reminds nobody."""
    for days in range(7, 0, -1):
        with clock.frozen(clock.now() - timedelta(days=days)):
            remind()
    remind()
