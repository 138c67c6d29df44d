"""A sitting about South's plan that has ended, with advice that was caught in it."""

import uuid
from dataclasses import dataclass

from core import clock
from people.models import Person
from reviews.actions import confirm_caught
from reviews.actions.catching import Wording
from reviews.models import Recommendation
from sessions.actions.minutes import end_room
from sessions.actions.notes import Spoken, catch_advice
from sessions.models import CaughtAdvice
from tests.sessions_app.sittings import STARTS, Table

WHOLE = Wording("Begin with ten", "They are **there**.", addressees=["business"])


@dataclass
class Ended:
    """The table after the session: Ada gave something, Rob of the region too, and somebody without a name."""

    table: Table
    by_ada: Recommendation
    by_rob: Recommendation
    by_nobody: Recommendation

    def fresh(self, which: str = "by_ada") -> Recommendation:
        """One of them as it is now."""
        return Recommendation.objects.get(pk=getattr(self, which).pk)


def catch(table: Table, title: str, giver: Person | None = None, body: str = "") -> CaughtAdvice:
    """Somebody says something, and Pim catches it."""
    return catch_advice(
        sitting=table.sitting,
        spoken=Spoken(title, body, giver),
        key=uuid.uuid4(),
        by=table.scene.cast.pim,
    )


def end(table: Table) -> None:
    """The facilitator ends the session."""
    end_room(sitting=table.sitting, by=table.scene.cast.chris)


def ended(table: Table) -> Ended:
    """Three pieces of advice are caught, and the session ends."""
    cast = table.scene.cast
    table.open()
    catch(table, "Begin with ten", cast.ada, "They are there.")
    catch(table, "We should hurry", cast.rob)
    catch(table, "Choose one place")
    end(table)
    ada, rob, nobody = Recommendation.objects.order_by("pk")
    return Ended(table, ada, rob, nobody)


def confirmed(one: Recommendation, by: Person, wording: Wording = WHOLE) -> Recommendation:
    """It is given, on the day of the sitting."""
    seen = Recommendation.objects.get(pk=one.pk).revision
    with clock.frozen(STARTS):
        return confirm_caught(advice=one, wording=wording, seen=seen, by=by)
