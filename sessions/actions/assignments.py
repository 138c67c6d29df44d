"""Choosing reviewers, asking them all at once, and taking it back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now, today
from notifications.actions import notify
from people.models import Membership, Person, Region, Role
from people.queries import forget
from plans.models import VersionQuestion
from sessions.actions.questions import ask_for, check_questions
from sessions.errors import (
    AccessNeedsAnEnd,
    AlreadyPlanned,
    NotACandidate,
    NotAsked,
    NothingToSend,
    NotPublished,
    OwnRegion,
    ReviewHandedIn,
    TieNeedsReason,
)
from sessions.models import Assignment, AssignmentState, Capacity, Round, RoundPlan
from sessions.models.visible import ACTIVE
from sessions.notices import ASKED, WITHDRAWN, asked_context
from sessions.queries.letters import planned_among, planned_in
from sessions.queries.states import handed_in
from sessions.queries.ties import TieBook
from sessions.stages import Stages
from sessions.ties import Tie

ROLES_FOR = {
    Capacity.FRIEND: [Role.FRIEND],
    Capacity.PEER: [Role.LEAD, Role.MEMBER],
    Capacity.RESEARCHER: [Role.RESEARCHER],
}


@transaction.atomic
def plan_assignment(
    *,
    plan: RoundPlan,
    person: Person,
    capacity: Capacity,
    by: Person,
    from_region: Region | None = None,
    access_until: date | None = None,
    conflict_note: str = "",
    questions: Sequence[VersionQuestion] = (),
) -> Assignment:
    """Choose a reviewer, perhaps for some of the region's questions; only facilitators know until the invitations are sent.

    Raises OwnRegion always for the own team, TieNeedsReason for other conflicts without a note,
    NotACandidate, AccessNeedsAnEnd, and AlreadyPlanned. Who declined or was taken out may be
    chosen again.
    """
    plan = RoundPlan.objects.select_for_update().select_related("round", "dossier").get(pk=plan.pk)
    _check_person(plan, person, capacity, from_region, access_until)
    check_questions(plan, questions)
    note = conflict_note.strip()
    check_ties(TieBook.load([plan.dossier.region_id]).of(person, plan.dossier.region_id), note)
    made = Assignment.objects.filter(round_plan=plan, person=person).first() or Assignment(
        round_plan=plan, person=person
    )
    if made.pk and made.state in (AssignmentState.PLANNED, *ACTIVE):
        raise AlreadyPlanned(_("%(name)s was chosen for this plan already.") % {"name": person})
    made.capacity, made.from_region = capacity, from_region
    made.state, made.sent_at, made.answered_at = AssignmentState.PLANNED, None, None
    made.access_until = access_until if capacity == Capacity.EXTRA_FRIEND else None
    made.reason, made.conflict_note = "", note
    made.planned_at, made.planned_by = now(), by
    made.save()
    ask_for(made, questions)
    _record("assignment.planned", made, by)
    return made


@transaction.atomic
def change_note(*, assignment: Assignment, note: str, by: Person) -> Assignment:
    """Write why a review is possible in spite of a conflict that came up."""
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    old, held.conflict_note = held.conflict_note, note.strip()
    held.save(update_fields=["conflict_note"])
    record(
        "assignment.note_changed", by=by, target=held, changes={"note": (old, held.conflict_note)}
    )
    return held


@transaction.atomic
def send_invitations(*, round: Round, by: Person) -> list[Assignment]:  # noqa: A002 -- the noun
    """Ask everybody who is planned in a round, all at once.

    Raises NotPublished, NothingToSend, and OwnRegion, TieNeedsReason or AccessNeedsAnEnd when
    something changed since somebody was chosen; then nobody is asked.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.published_at is None:
        raise NotPublished
    planned = list(planned_in(held))
    if not planned:
        raise NothingToSend
    _ask(planned, by)
    return planned


@transaction.atomic
def ask(*, rows: Sequence[int], by: Person) -> list[Assignment]:
    """Ask these who are planned, and nobody else. Raises as `send_invitations` does."""
    planned = list(planned_among(rows))
    if not planned:
        raise NothingToSend
    if any(row.round_plan.round.published_at is None for row in planned):
        raise NotPublished
    _ask(planned, by)
    return planned


def _ask(planned: Sequence[Assignment], by: Person) -> None:
    book = TieBook.load({row.round_plan.dossier.region_id for row in planned})
    stages = Stages.load({row.round_plan.round_id for row in planned})
    for row in planned:
        check_ties(book.of(row.person, row.round_plan.dossier.region_id), row.conflict_note)
        _let_in(row, by)
        row.state, row.sent_at = AssignmentState.SENT, now()
        row.save(update_fields=["state", "sent_at"])
        _record("assignment.sent", row, by)
        _tell(row, stages, by)


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: Person, reason: str = "") -> None:
    """Take an assignment back: a planned one vanishes, an asked one is told with the reason.

    Raises NotAsked when there is nothing to take back, ReviewHandedIn when the review is in.
    """
    held = _locked(assignment)
    if held.state == AssignmentState.PLANNED:
        _record("assignment.unplanned", held, by)
        _drop(held)
        return
    if held.state not in ACTIVE:
        raise NotAsked(_("This assignment was ended already."))
    if handed_in([held.pk]):
        raise ReviewHandedIn(_("%(name)s handed in this review already.") % {"name": held.person})
    held.state, held.reason = AssignmentState.WITHDRAWN, reason.strip()
    held.save(update_fields=["state", "reason"])
    _record("assignment.withdrawn", held, by)
    context = {"region": held.round_plan.dossier.region.name}
    cause = f"{held.pk}:{now().isoformat()}"
    notify([held.person], WITHDRAWN, about=held, by=by, key=cause, context=context)


def _drop(held: Assignment) -> None:
    """A planned row goes; when a draft from an earlier time hangs on it, it stays as taken back."""
    try:
        with transaction.atomic():
            held.delete()
    except ProtectedError:
        Assignment.objects.filter(pk=held.pk).update(state=AssignmentState.WITHDRAWN)


def check_ties(ties: Sequence[Tie], note: str) -> None:
    """The own region is refused always; other ties without a written reason."""
    for tie in ties:
        if tie.hard:
            raise OwnRegion(_("%(tie)s Nobody reviews their own region.") % {"tie": tie.words})
    if ties and not note:
        raise TieNeedsReason


def _check_person(
    plan: RoundPlan,
    person: Person,
    capacity: Capacity,
    from_region: Region | None,
    access_until: date | None,
) -> None:
    if not person.is_active or (capacity == Capacity.PEER) != (from_region is not None):
        raise NotACandidate
    if capacity == Capacity.EXTRA_FRIEND:
        if access_until is None or access_until < today():
            raise AccessNeedsAnEnd
        return
    if from_region is not None and from_region.pk == plan.dossier.region_id:
        raise OwnRegion(_("Nobody reviews their own region."))
    roles = Membership.objects.active().filter(person=person, edition=plan.round.edition_id)
    if not roles.filter(role__in=ROLES_FOR[capacity], region=from_region).exists():
        raise NotACandidate


def _let_in(row: Assignment, by: Person) -> None:
    """An additional friend gets the role for as long as the access lasts."""
    if row.capacity != Capacity.EXTRA_FRIEND:
        return
    if row.access_until is None or row.access_until < today():
        raise AccessNeedsAnEnd
    member, made = Membership.objects.get_or_create(
        person=row.person,
        edition=row.round_plan.round.edition,
        role=Role.EXTRA_FRIEND,
        region=None,
        defaults={
            "from_date": today(),
            "until_date": row.access_until,
            "organisation": row.person.organisation,
        },
    )
    old = None if made else member.until_date
    if made or (old is not None and old < row.access_until):
        member.until_date = row.access_until
        member.save(update_fields=["until_date"])
        record(
            "membership.extra_friend",
            by=by,
            target=member,
            changes={"until": (old, row.access_until)},
        )
    forget(row.person)


def _tell(row: Assignment, stages: Stages, by: Person) -> None:
    cause = f"{row.pk}:{row.sent_at.isoformat() if row.sent_at else ''}"
    notify([row.person], ASKED, about=row, by=by, key=cause, context=asked_context(row, stages))


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("person", "round_plan__dossier__region", "round_plan__round").get(
        pk=assignment.pk
    )


def _record(verb: str, row: Assignment, by: Person) -> None:
    changes = {
        "person": (row.person_id, row.person_id),
        "state": (None, row.state),
        "plan": (row.round_plan_id, row.round_plan_id),
    }
    region = row.round_plan.dossier.region_id
    record(verb, by=by, target=row, changes=changes, region_id=region)
