"""What somebody who was asked answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now, today
from notifications.actions import notify
from notifications.kinds import Kind
from people.models import Person
from people.queries import facilitators_of, forget
from sessions.actions.conflicts import declare_conflict
from sessions.errors import AnswerTooLate, NotAsked, OwnRegion, ReviewHandedIn
from sessions.models import Assignment, AssignmentState, ConflictKind, StepKind
from sessions.notices import ACCEPTED, DECLINED
from sessions.queries.states import handed_in
from sessions.queries.ties import TieBook
from sessions.rules import stage_allows


@transaction.atomic
def accept_assignment(*, assignment: Assignment, by: Person) -> Assignment:
    """Say yes to a review. Raises NotAsked, AnswerTooLate, OwnRegion. Twice is once."""
    held = _asked(assignment, by)
    if held.state == AssignmentState.ACCEPTED:
        return held
    region_id = held.round_plan.dossier.region_id
    if any(tie.hard for tie in TieBook.load([region_id]).of(by, region_id)):
        raise OwnRegion(_("This is the plan of your own region. Please decline."))
    _check_time(held)
    return _answer(held, by, AssignmentState.ACCEPTED, "", ACCEPTED)


@transaction.atomic
def decline_assignment(
    *, assignment: Assignment, by: Person, reason: str = "", conflict: ConflictKind | None = None
) -> Assignment:
    """Say no to a review, also after a yes; a conflict is kept for later rounds.

    Raises NotAsked, ReviewHandedIn.
    """
    held = _asked(assignment, by)
    if handed_in([held.pk]):
        raise ReviewHandedIn(_("You handed in this review already."))
    if conflict is not None:
        declare_conflict(
            person=by, region=held.round_plan.dossier.region, kind=conflict, note=reason, by=by
        )
    return _answer(held, by, AssignmentState.DECLINED, reason.strip(), DECLINED)


def _asked(assignment: Assignment, by: Person) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",))
    rows = rows.select_related("person__organisation", "round_plan__dossier__region")
    held = rows.get(pk=assignment.pk)
    if held.person_id != by.pk:
        raise NotAsked(_("Only the person who was asked can answer."))
    if held.state == AssignmentState.WITHDRAWN:
        raise NotAsked(_("This review is no longer asked of you."))
    if held.state not in (AssignmentState.SENT, AssignmentState.ACCEPTED):
        raise NotAsked(_("You answered already. Ask a facilitator if you changed your mind."))
    return held


def _check_time(held: Assignment) -> None:
    if held.access_until is not None and held.access_until < today():
        raise AnswerTooLate(_("Your access has ended. Ask a facilitator for more time."))
    stage = stage_allows(StepKind.REVIEW, held.person, held.round_plan)
    if stage.closed:
        raise AnswerTooLate(stage.reason)


def _answer(
    held: Assignment, by: Person, state: AssignmentState, reason: str, kind: Kind
) -> Assignment:
    old, held.state = held.state, state
    held.reason, held.answered_at = reason, now()
    held.save(update_fields=["state", "reason", "answered_at"])
    forget(by)
    plan = held.round_plan
    record(
        f"assignment.{state}",
        by=held.person,
        target=held,
        changes={"state": (old, state)},
        region_id=plan.dossier.region_id,
    )
    context = {
        "reviewer": str(held.person),
        "region": plan.dossier.region.name,
        "round": plan.round_id,
    }
    cause = f"{held.pk}:{held.answered_at.isoformat()}"
    people = facilitators_of(plan.round.edition_id)
    notify(people, kind, about=held, by=held.person, key=cause, context=context)
    return held
