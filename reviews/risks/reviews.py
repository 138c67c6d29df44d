"""Reviews that were promised and are not begun or not in, and questions that no review answers."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import now
from notifications.actions import notify
from people.models import Person
from plans.models import VersionQuestion
from reviews.models import Review
from reviews.notices_risks import QUESTION_OPEN, REVIEW_WANTED
from reviews.queries.open_questions import questions_of, without_answer
from sessions.models import Assignment, AssignmentState, RoundPlan, StepKind
from sessions.models.visible import AssignmentQuerySet
from sessions.notices import asked_context
from sessions.risks.awaited import awaited, register_owed
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.longer import give_a_week
from sessions.risks.scope import SOON, Scope
from sessions.stages import Stage, Stages

LATE, QUESTION = "review-missing", "question-unreviewed"


def not_handed_in(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Without those whose review is in; `begun` where there is a draft.

    That there is a draft is known to who runs the round; what stands in it is not asked.
    """
    mine = Review.objects.filter(assignment=OuterRef("pk"))
    begun = rows.annotate(begun=Exists(mine.filter(state="draft")))
    return begun.exclude(Exists(mine.submitted()), state=AssignmentState.ACCEPTED)


def missing_reviews(scope: Scope) -> list[Risk]:
    """Promised reviews without a draft three days before they are due, or that are not in after. Asks `awaited`."""
    found = []
    for row in awaited(scope):
        if row.state != AssignmentState.ACCEPTED:
            continue
        stage = scope.stages.of_assignment(StepKind.REVIEW, row)
        begun: bool = row.begun  # type: ignore[attr-defined]  # annotated
        if _worries(stage, begun=begun) and _matters(scope, row.round_plan):
            found.append(_late(row, stage))
    return found


def _worries(stage: Stage, *, begun: bool) -> bool:
    if stage.due_at is None or stage.opens_at is None or now() < stage.opens_at:
        return False
    return stage.late or (now() >= stage.due_at - SOON and not begun)


def _matters(scope: Scope, plan: RoundPlan) -> bool:
    """Until the region answered the advice, a late review is still read."""
    return not scope.stages.of_plan(StepKind.RESPONSE, plan, None).late


def _late(row: Assignment, stage: Stage) -> Risk:
    due: datetime = stage.due_at  # type: ignore[assignment]  # `_worries` asked
    plan = row.round_plan
    words = (
        _("%(name)s did not hand in the review for %(region)s.")
        if stage.late
        else _("%(name)s has not begun with the review for %(region)s.")
    )
    more = stage.late and not stage.extended
    return Risk(
        kind=LATE,
        round=plan.round,
        subject=row.pk,
        words=words % {"name": row.person, "region": plan.dossier.region.name},
        since=due if stage.late else due - SOON,
        harm_at=due,
        url=reverse("sessions:assignment-answer", args=[row.pk]),
        move=Move(Verb.EXTEND, _("Give a week more"))
        if more
        else Move(Verb.REMIND, _("Remind reviewer")),
        region_id=plan.dossier.region_id,
    )


def unanswered_questions(scope: Scope) -> list[Risk]:
    """Questions of regions that no review answers once reviews are due, until the sitting. Two queries a round."""
    found = []
    for round_ in scope.running:
        stage = scope.stages.of(StepKind.REVIEW, round_.pk)
        if not stage.late or stage.closed or stage.due_at is None:
            continue
        rows = without_answer(questions_of(round_, scope.person), round_)
        plans = {plan.version_id: plan for plan in scope.plans if plan.round_id == round_.pk}
        found += [
            _open(plans[row.version_id], row, stage.due_at)
            for row in rows.select_related("version__dossier__region")
            if row.version_id in plans
        ]
    return found


def _open(plan: RoundPlan, row: VersionQuestion, since: datetime) -> Risk:
    words = _("%(region)s: question %(number)d has no answer in any review.")
    return Risk(
        kind=QUESTION,
        round=plan.round,
        subject=row.pk,
        words=words % {"region": plan.dossier.region.name, "number": row.position},
        since=since,
        harm_at=since + 2 * SOON,
        url=reverse("reviews:plan-questions", args=[plan.pk]),
        move=Move(Verb.ASK, _("Ask reviewers")),
        region_id=plan.dossier.region_id,
    )


def _remind(risk: Risk, by: Person, cause: str) -> str:
    row = Assignment.objects.select_related("person", "round_plan__dossier__region").get(
        pk=risk.subject
    )
    context = asked_context(row, Stages.load([risk.round]))
    notify([row.person], REVIEW_WANTED, about=row, by=by, key=cause, context=context)
    return _("%(name)s is reminded of the review.") % {"name": row.person}


def _extend(risk: Risk, by: Person, _cause: str) -> str:
    row = Assignment.objects.select_related("person").get(pk=risk.subject)
    reason = _("More time to finish the review.")
    return give_a_week(risk.round, StepKind.REVIEW, by=by, reason=reason, person=row.person)


def _ask(risk: Risk, by: Person, cause: str) -> str:
    question = VersionQuestion.objects.select_related("version__dossier__region").get(
        pk=risk.subject
    )
    rows = Assignment.objects.active().filter(
        round_plan__round=risk.round,
        round_plan__version=question.version_id,
        state=AssignmentState.ACCEPTED,
    )
    context = {"region": question.version.dossier.region.name, "number": question.position}
    told = []
    for row in rows.exclude(review__state="submitted").select_related("person"):
        told += notify([row.person], QUESTION_OPEN, about=row, by=by, key=cause, context=context)
    if not told:
        return _("Every reviewer handed in already, so nobody was asked.")
    return _("The reviewers who still write are asked.")


register_owed(not_handed_in)
register(
    RiskKind(
        key=LATE,
        title=gettext_lazy("Reviews that are not there"),
        find=missing_reviews,
        deeds={Verb.REMIND: _remind, Verb.EXTEND: _extend},
        rank=0,
    )
)
register(
    RiskKind(
        key=QUESTION,
        title=gettext_lazy("Questions that no review answers"),
        find=unanswered_questions,
        deeds={Verb.ASK: _ask},
    )
)
