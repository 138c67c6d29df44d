"""Who may do what with reviews and what follows, as sentences."""

import rules
from django.http import HttpRequest

from core.clock import today
from people.models import Person
from people.queries import Visitor, standing
from plans.models import Dossier
from reviews.models import Commitment, CoWriter, Evidence, Recommendation, Review
from reviews.models.along import writes
from reviews.queries.caught import may_have_given
from sessions.models import Assignment, AssignmentState, Round, RoundPlan
from sessions.rules import is_own_region


@rules.predicate
def is_own_task(person: Visitor, assignment: Assignment | None) -> bool:
    """The person was asked for this review."""
    return assignment is not None and assignment.person_id == person.pk


@rules.predicate
def writes_along(person: Visitor, assignment: Assignment | None) -> bool:
    """The reviewer invited the person to write along, and nothing came in between."""
    if assignment is None or person.pk is None:
        return False
    rows = CoWriter.objects.present().filter(person_id=person.pk)
    return rows.filter(review__assignment=assignment).exists()


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
    """The person gave this advice; who merged advice of others did not."""
    return (
        recommendation is not None
        and not recommendation.is_merged
        and recommendation.author_id == person.pk
    )


@rules.predicate
def spoke_it(person: Visitor, advice: Recommendation | None) -> bool:
    """Gave this advice in a sitting, and is not of the region: a team may have grown since."""
    return (
        isinstance(person, Person)
        and advice is not None
        and advice.caught_id is not None
        and advice.author_id == person.pk
        and advice.names_its_giver
        and may_have_given(person, advice.round_plan)
    )


@rules.predicate
def runs_its_plan(person: Visitor, advice: Recommendation | None) -> bool:
    """Facilitates the edition in which this was caught in a sitting."""
    return (
        advice is not None and advice.caught_id is not None and runs_plan(person, advice.round_plan)
    )


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
def was_reviewed(person: Visitor, review: Review | None) -> bool:
    """In the team of the region whose plan this review is about."""
    return review is not None and is_in_team(person, review.round_plan.dossier)


@rules.predicate
def reviewed_beside(person: Person, review: Review | None) -> bool:
    """Handed in another review of the same plan, from outside the region."""
    if review is None or is_own_region(person, review.round_plan):
        return False
    rows = Review.objects.submitted().filter(writes(person), round_plan=review.round_plan_id)
    own = Review.objects.filter(writes(person), pk=review.pk)
    return rows.exists() and not own.exists()


@rules.predicate
def signs_answer(person: Visitor, recommendation: Recommendation | None) -> bool:
    """Lead of the region that got this advice."""
    return recommendation is not None and signs_for(person, recommendation.round_plan.dossier)


@rules.predicate
def proposes_answer(person: Visitor, recommendation: Recommendation | None) -> bool:
    """In the team of the region that got this advice."""
    return recommendation is not None and is_in_team(person, recommendation.round_plan.dossier)


@rules.predicate
def runs_plan(person: Visitor, plan: RoundPlan | None) -> bool:
    """Facilitates the edition of the round that this plan is in."""
    return plan is not None and standing(person).may("rounds.run", plan.round.edition_id)


@rules.predicate
def added_it(person: Visitor, evidence: Evidence | None) -> bool:
    """Added this evidence, and is still in the team."""
    return (
        evidence is not None
        and evidence.added_by_id == person.pk
        and is_in_team(person, evidence.commitment.dossier)
    )


@rules.predicate
def signs_evidence(person: Visitor, evidence: Evidence | None) -> bool:
    """Lead of the region whose evidence this is."""
    return evidence is not None and signs_for(person, evidence.commitment.dossier)


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


def has_role(request: HttpRequest) -> bool:
    """The reader has a part in some edition."""
    return isinstance(request.user, Person) and bool(standing(request.user).roles)


rules.add_perm("reviews.write_review", (is_own_task | writes_along) & is_accepted & is_from_outside)
rules.add_perm("reviews.give_opinion", reviewed_beside)
rules.add_perm("reviews.set_outcome", signs_for)
rules.add_perm("reviews.give_feedback", was_reviewed)
rules.add_perm("reviews.submit_review", is_own_task & is_accepted & is_from_outside)
rules.add_perm("reviews.withdraw_review", is_author)
rules.add_perm("reviews.reopen_review", is_author)
rules.add_perm("reviews.withdraw_recommendation", gave_it)
rules.add_perm("reviews.respond", signs_answer)
rules.add_perm("reviews.propose_answer", proposes_answer)
rules.add_perm("reviews.merge_recommendations", runs_plan)
rules.add_perm("reviews.settle_caught", runs_its_plan | spoke_it)
rules.add_perm("reviews.commit", signs_for)
rules.add_perm("reviews.change_commitment", signs_promise)
rules.add_perm("reviews.report_progress", keeps_promise)
rules.add_perm("reviews.remove_evidence", added_it | signs_evidence)


@rules.predicate
def builds_forms(person: Visitor, _form: object = None) -> bool:
    """Facilitates an edition: forms are shared by all of them."""
    return standing(person).may("forms.edit")


rules.add_perm("reviews.choose_forms", runs)
rules.add_perm("reviews.edit_forms", builds_forms)
