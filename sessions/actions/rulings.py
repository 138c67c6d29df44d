"""What a facilitator rules about pairs before any matching."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record
from people.models import Person
from sessions.actions.assignments import check_ties
from sessions.errors import NotACandidate
from sessions.errors_matching import AlreadyRuled, AskedAlready
from sessions.models import Apart, Assignment, Round, RoundPlan, Ruling, RulingKind
from sessions.models.visible import ACTIVE
from sessions.queries.pool import pool_of
from sessions.queries.ties import TieBook


@transaction.atomic
def rule_pair(
    *, plan: RoundPlan, person: Person, kind: RulingKind, by: Person, note: str = ""
) -> Ruling:
    """Fix a reviewer at a plan, or rule one out.

    Raises AlreadyRuled, NotACandidate, AskedAlready for ruling out who was asked; for fixing
    OwnRegion always, and TieNeedsReason at a conflict without a note.
    """
    held = RoundPlan.objects.select_for_update().select_related("round", "dossier").get(pk=plan.pk)
    _check_pool(held.round, person)
    if kind == RulingKind.PINNED:
        region_id = held.dossier.region_id
        check_ties(TieBook.load([region_id]).of(person, region_id), note.strip())
    elif Assignment.objects.filter(round_plan=held, person=person, state__in=ACTIVE).exists():
        raise AskedAlready
    try:
        with transaction.atomic():
            made = Ruling.objects.create(
                plan=held, person=person, kind=kind, note=note.strip(), made_by=by
            )
    except IntegrityError as error:
        raise AlreadyRuled from error
    record(f"matching.{kind}", by=by, target=held, changes={"person": (None, person.pk)})
    return made


@transaction.atomic
def lift_ruling(*, ruling: Ruling, by: Person) -> None:
    """Take a ruling about a pair back; done twice, it does nothing the second time."""
    held = Ruling.objects.select_for_update().select_related("plan").filter(pk=ruling.pk).first()
    if held is None:
        return
    record(
        "matching.ruling_lifted",
        by=by,
        target=held.plan,
        changes={"person": (held.person_id, None)},
    )
    held.delete()


@transaction.atomic
def keep_apart(
    *,
    round: Round,  # noqa: A002 -- the noun
    one: Person,
    other: Person,
    by: Person,
    note: str = "",
) -> Apart:
    """Let two reviewers not meet at one plan. Raises NotACandidate, AlreadyRuled."""
    if one.pk == other.pk:
        raise NotACandidate(_("Choose two different people."))
    held = Round.objects.select_for_update().get(pk=round.pk)
    first, second = sorted((one, other), key=lambda person: person.pk)
    _check_pool(held, first, second)
    try:
        with transaction.atomic():
            made = Apart.objects.create(
                round=held, one=first, other=second, note=note.strip(), made_by=by
            )
    except IntegrityError as error:
        raise AlreadyRuled from error
    record(
        "matching.kept_apart", by=by, target=held, changes={"people": (None, [first.pk, second.pk])}
    )
    return made


@transaction.atomic
def let_meet(*, apart: Apart, by: Person) -> None:
    """Let two reviewers meet again; done twice, it does nothing the second time."""
    held = Apart.objects.select_for_update().select_related("round").filter(pk=apart.pk).first()
    if held is None:
        return
    record(
        "matching.let_meet",
        by=by,
        target=held.round,
        changes={"people": ([held.one_id, held.other_id], None)},
    )
    held.delete()


def _check_pool(round_: Round, *people: Person) -> None:
    chosen = Assignment.objects.filter(round_plan__round=round_, person__in=people)
    pool = pool_of(round_.edition_id, chosen.select_related("person__organisation", "from_region"))
    for person in people:
        if person.pk not in pool:
            raise NotACandidate
