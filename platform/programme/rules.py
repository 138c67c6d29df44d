"""Who may change the programme's planning."""

import rules

from people.queries import Visitor, standing
from programme.models import Step


@rules.predicate
def runs_the_edition(person: Visitor, step: Step | None) -> bool:
    """Is a facilitator of the edition that the step belongs to."""
    return step is not None and standing(person).may("programme.edit", step.edition_id)


rules.add_perm("programme.edit_step", runs_the_edition)
