"""The list of plans as somebody may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.queries import Visitor, standing
from plans.models import Dossier
from plans.queries.states import PlanState, newest_versions, states_of


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list: words that this reader may see, and how far the plan is."""

    dossier: Dossier
    title: str
    summary: str
    state: PlanState
    own: bool
    readable: bool


def plan_rows(person: Visitor, dossiers: Iterable[Dossier]) -> list[PlanRow]:
    """A row for each plan, in the given order.

    The team reads its working words and a facilitator the working title. Everybody else reads
    the title of the newest version that is theirs to read, and hears nothing of later work.
    """
    found = list(dossiers)
    here = standing(person)
    own = {d.pk for d in found if (d.edition_id, d.region_id) in here.teams}
    inside = [d for d in found if d.pk in own or d.edition_id in here.facilitates]
    states = states_of(inside)
    readable = newest_versions([dossier.pk for dossier in found], person)
    rows = []
    for dossier in found:
        version = readable.get(dossier.pk)
        words = dossier if dossier.pk in own else version
        rows.append(
            PlanRow(
                dossier=dossier,
                title=dossier.title if dossier.pk in states else words.title if words else "",
                summary=words.summary if words else "",
                state=states.get(dossier.pk) or PlanState(version),
                own=dossier.pk in own,
                readable=bool(words),
            )
        )
    return rows
