"""Who may do what with a plan, as sentences."""

import rules

from people.queries import Visitor, standing
from plans.models import Dossier


@rules.predicate
def is_in_team(person: Visitor, dossier: Dossier | None) -> bool:
    """Lead or member of the plan's region in its edition."""
    place = dossier and (dossier.edition_id, dossier.region_id)
    return place in standing(person).teams


@rules.predicate
def leads(person: Visitor, dossier: Dossier | None) -> bool:
    """Lead of the plan's region in its edition."""
    place = dossier and (dossier.edition_id, dossier.region_id)
    return place in standing(person).leads


# Also asked of a plan that is not kept yet: Dossier(edition=..., region=...).
rules.add_perm("plans.write_dossier", is_in_team)
rules.add_perm("plans.read_working_copy", is_in_team)
rules.add_perm("plans.submit_dossier", leads)
rules.add_perm("plans.change_level", leads)
