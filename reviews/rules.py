"""Who may do what with reviews and what follows, as sentences."""

import rules

from core.clock import today
from people.queries import Visitor, standing
from plans.models import Dossier
from reviews.models import Commitment, Recommendation, Review
from sessions.models import Assignment, AssignmentState, Round
from sessions.rules import is_own_region


@rules.predicate
def is_own_task(person: Visitor, assignment: Assignment | None) -> bool:
    """The person was asked for this review."""
    return assignment is not None and assignment.person_id == person.pk


@rules.predicate
def is_accepted(_person: Visitor, assignment: Assignment | None) -> bool:
    """The reviewer said yes, and still has access."""
    if assignment is None or assignment.state != AssignmentState.ACCEPTED:
        return False
    return assignment.access_until is None or assignment.access_until >= today()


@rules.predicate
def is_from_outside(person: Visitor, assignment: Assignment | None) -> bool:
    """The plan is not of the person's own region: a team may have grown after the question."""
    return assignment is not None and not is_own_region(person, assignment.round_plan)


@rules.predicate
def is_author(person: Visitor, review: Review | None) -> bool:
    """The person wrote this review."""
    return review is not None and review.author_id == person.pk


@rules.predicate
def gave_it(person: Visitor, recommendation: Recommendation | None) -> bool:
    """The person gave this advice."""
    return recommendation is not None and recommendation.author_id == person.pk


def _place(dossier: Dossier) -> tuple[int, int]:
    return dossier.edition_id, dossier.region_id


@rules.predicate
def signs_for(person: Visitor, dossier: Dossier | None) -> bool:
    """Lead of the plan's region: signs what the region says and promises."""
    return (
        dossier is not None
        and _place(dossier) in standing(person).leads
        and standing(person).may("responses.sign", dossier.edition_id)
    )


@rules.predicate
def is_in_team(person: Visitor, dossier: Dossier | None) -> bool:
    """Lead or member of the plan's region."""
    return dossier is not None and _place(dossier) in standing(person).teams


@rules.predicate
def signs_answer(person: Visitor, recommendation: Recommendation | None) -> bool:
    """Lead of the region that got this advice."""
    return recommendation is not None and signs_for(person, recommendation.round_plan.dossier)


@rules.predicate
def signs_promise(person: Visitor, commitment: Commitment | None) -> bool:
    """Lead of the region that promised this."""
    return commitment is not None and signs_for(person, commitment.dossier)


@rules.predicate
def keeps_promise(person: Visitor, commitment: Commitment | None) -> bool:
    """In the team of the region that promised this."""
    return commitment is not None and is_in_team(person, commitment.dossier)


@rules.predicate
def runs(person: Visitor, round_: Round | None) -> bool:
    """Facilitates the edition of this round."""
    return round_ is not None and standing(person).may("forms.edit", round_.edition_id)


rules.add_perm("reviews.write_review", is_own_task & is_accepted & is_from_outside)
rules.add_perm("reviews.withdraw_review", is_author)
rules.add_perm("reviews.reopen_review", is_author)
rules.add_perm("reviews.withdraw_recommendation", gave_it)
rules.add_perm("reviews.respond", signs_answer)
rules.add_perm("reviews.commit", signs_for)
rules.add_perm("reviews.change_commitment", signs_promise)
rules.add_perm("reviews.report_progress", keeps_promise)
rules.add_perm("reviews.choose_forms", runs)
