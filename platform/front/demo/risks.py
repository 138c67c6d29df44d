"""What needs the facilitator in the demo: a question, a mail that did not arrive, and what was done before."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from core import clock
from discussion.actions import start_thread
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from notifications.models import Delivery, DeliveryState
from people.levels import Level
from people.models import Region
from sessions.actions.risks import act_on_risk, put_aside
from sessions.models import Round
from sessions.risks.gathering import Line, at_risk, scope_of

DEMO = UUID("0b3f2f6e-7f3a-4a52-9a3b-2d6a1c5e2017")
Row = dict[str, Any]


def ask_and_wait(row: Row, dossiers: Dossiers, cast: Cast, moved: Moved) -> None:
    """A question of a critical friend that nobody answered."""
    with clock.frozen(moved.moment(row["at"])):
        start_thread(
            kind="dossier",
            target_id=dossiers[row["dossier"]].pk,
            title=row["title"],
            level=Level.SESSION,
            by=cast[row["by"]],
            key=uuid5(DEMO, row["title"]),
            body=row["body"],
            post_kind=row["kind"],
        )


def do_something(rows: dict[str, Row], round_: Round, cast: Cast, moved: Moved) -> None:
    """One thing was asked a few days ago, another is put aside: as the facilitator's own clicks."""
    by = cast["facilitator"]
    with clock.frozen(moved.moment(rows["done"]["at"])):
        for line in _lines(rows["done"], round_, cast)[:1]:
            act_on_risk(risk=line.risk, by=by)
    until = clock.today() + timedelta(days=rows["aside"]["days"])
    for line in _lines(rows["aside"], round_, cast)[:1]:
        put_aside(risk=line.risk, until=until, reason=rows["aside"]["reason"], by=by)


def lose_a_mail(row: Row, cast: Cast) -> None:
    """The newest mail to somebody was given up; after the mail of earlier was settled."""
    last = Delivery.objects.filter(person=cast[row["person"]]).order_by("pk").last()
    if last is not None:
        last.state, last.sent_at, last.error = DeliveryState.FAILED, None, row["error"]
        last.attempts = 6
        last.save(update_fields=["state", "sent_at", "error", "attempts"])


def _lines(row: Row, round_: Round, cast: Cast) -> list[Line]:
    """What is at risk now, of one kind, and of one region where the data name it."""
    found = at_risk(scope_of(cast["facilitator"], round_.edition_id)).open
    regions = Region.objects.filter(slug=row["region"]) if "region" in row else Region.objects.all()
    wanted = set(regions.values_list("pk", flat=True))
    return [
        line for line in found if line.risk.kind == row["kind"] and line.risk.region_id in wanted
    ]
