"""Advice without an answer, without somebody who takes it up, and commitments that need attention.

Merged advice counts once. What was advised in June matters until September, so all rounds are asked.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.clock import now, start_of_day, today
from notifications.actions import notify
from people.models import Person
from people.queries import team_of
from plans.models import Dossier
from reviews.models import Commitment, ProgressState, Recommendation, ResponseKind
from reviews.notices_risks import ANSWER_WANTED, OWNER_WANTED, PROMISE_ASKED
from reviews.queries.helping import FINISHED
from sessions.models import Round, RoundPlan, StepKind
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.scope import WEEK, Scope

ANSWER, OWNER, PROMISE = "answer-late", "advice-unowned", "promise-stuck"
TAKEN_OVER = (ResponseKind.ADOPTED, ResponseKind.PARTLY)
PATIENCE = timedelta(days=7)


def late_answers(scope: Scope) -> list[Risk]:
    """Plans whose region is late with an answer; a pending one is no answer yet. One query, once answers are due."""
    if not scope.is_late(StepKind.RESPONSE):
        return []
    found = []
    for plan in _waiting_for_answers(scope):
        stage = scope.stages.of_plan(StepKind.RESPONSE, plan, None)
        if stage.late and stage.due_at:
            count: int = plan.waiting  # type: ignore[attr-defined]  # annotated
            words = ngettext(
                "%(region)s: %(count)d recommendation waits for an answer.",
                "%(region)s: %(count)d recommendations wait for an answer.",
                count,
            ) % {"region": plan.dossier.region.name, "count": count}
            move = Move(Verb.REMIND, _("Remind team"))
            found.append(_risk(ANSWER, plan, plan.pk, words, stage.due_at, move))
    return found


def _waiting_for_answers(scope: Scope) -> QuerySet[RoundPlan]:
    unanswered = Q(response=None) | Q(response__kind=ResponseKind.PENDING)
    rows = Recommendation.objects.current().filter(unanswered, round_plan=OuterRef("pk"))
    counts = rows.order_by().values("round_plan").annotate(count=Count("pk")).values("count")
    plans = RoundPlan.objects.filter(round__in=scope.rounds).annotate(waiting=Subquery(counts))
    return plans.filter(waiting__gt=0).select_related("dossier__region", "round__edition")


def unowned_advice(scope: Scope) -> list[Risk]:
    """Advice that a region took over a week ago, and for which nobody made a commitment. One query."""
    rows = (
        Recommendation.objects.current()
        .visible_to(scope.person)
        .filter(
            round_plan__round__in=scope.rounds,
            response__kind__in=TAKEN_OVER,
            response__given_at__lte=now() - PATIENCE,
            commitments=None,
        )
        .select_related("round_plan__dossier__region", "round_plan__round__edition", "response")
    )
    words = _("%(region)s takes over “%(title)s”, and nobody is named who does it.")
    return [
        _risk(
            OWNER,
            row.round_plan,
            row.pk,
            words % {"region": row.round_plan.dossier.region.name, "title": row.title},
            row.response.given_at,
            Move(Verb.ASK, _("Ask who does it")),
            url=reverse("reviews:recommendation-detail", args=[row.pk]),
        )
        for row in rows
    ]


def stuck_promises(scope: Scope) -> list[Risk]:
    """Dossiers with commitments that need attention, or are past their date. One query."""
    troubled = Q(state=ProgressState.NEEDS_ATTENTION) | Q(due_on__lt=today())
    rows = Commitment.objects.filter(troubled, recommendation__round_plan__round__in=scope.rounds)
    about = ("dossier", "dossier__region", "dossier__region__name")
    counts = (
        rows.exclude(state__in=FINISHED)
        .order_by("dossier")
        .values(*about)
        .annotate(
            count=Count("pk", distinct=True),
            first=Min("due_on"),
            told=Max("progress__reported_at"),
            round=Max("recommendation__round_plan__round"),
        )
    )
    rounds = {round_.pk: round_ for round_ in scope.rounds}
    return [_stuck(rounds[row["round"]], row) for row in counts]


def _stuck(round_: Round, row: Mapping[str, Any]) -> Risk:
    words = ngettext(
        "%(region)s: %(count)d commitment needs attention or is past its date.",
        "%(region)s: %(count)d commitments need attention or are past their date.",
        row["count"],
    ) % {"region": row["dossier__region__name"], "count": row["count"]}
    due = start_of_day(row["first"])
    since = due if row["first"] < today() else row["told"] or now()
    return Risk(
        kind=PROMISE,
        round=round_,
        subject=row["dossier"],
        words=words,
        since=since,
        harm_at=max(due, since),
        url=reverse("reviews:dossier-follow-up", args=[row["dossier"]]),
        move=Move(Verb.ASK, _("Ask how it goes")),
        region_id=row["dossier__region"],
    )


def _risk(
    kind: str,
    plan: RoundPlan,
    subject: int,
    words: str,
    since: datetime,
    move: Move,
    url: str = "",
) -> Risk:
    return Risk(
        kind=kind,
        round=plan.round,
        subject=subject,
        words=words,
        since=since,
        harm_at=since if kind == ANSWER else since + WEEK,
        url=url or reverse("reviews:dossier-follow-up", args=[plan.dossier_id]),
        move=move,
        region_id=plan.dossier.region_id,
    )


def _ask_for_answer(risk: Risk, by: Person, cause: str) -> str:
    plan = RoundPlan.objects.select_related("dossier__region", "version").get(pk=risk.subject)
    context = {"plan": plan.version.title, "dossier": plan.dossier_id}
    team = team_of(risk.round.edition_id, plan.dossier.region_id)
    notify(team, ANSWER_WANTED, about=plan, by=by, key=cause, context=context)
    return _told(plan.dossier)


def _ask_for_owner(risk: Risk, by: Person, cause: str) -> str:
    rows = Recommendation.objects.select_related(
        "round_plan__dossier__region", "round_plan__version"
    )
    advice = rows.get(pk=risk.subject)
    dossier = advice.round_plan.dossier
    context = {"plan": advice.round_plan.version.title}
    team = team_of(risk.round.edition_id, dossier.region_id)
    notify(team, OWNER_WANTED, about=advice, by=by, key=cause, context=context)
    return _told(dossier)


def _ask_for_progress(risk: Risk, by: Person, cause: str) -> str:
    dossier = Dossier.objects.select_related("region").get(pk=risk.subject)
    context = {"region": dossier.region.name, "plan": dossier.title, "dossier": dossier.pk}
    team = team_of(risk.round.edition_id, dossier.region_id)
    notify(team, PROMISE_ASKED, about=dossier, by=by, key=cause, context=context)
    return _told(dossier)


def _told(dossier: Dossier) -> str:
    return _("The team of %(region)s is asked.") % {"region": dossier.region}


register(
    RiskKind(
        key=ANSWER,
        title=gettext_lazy("Advice without an answer"),
        find=late_answers,
        deeds={Verb.REMIND: _ask_for_answer},
    )
)
register(
    RiskKind(
        key=OWNER,
        title=gettext_lazy("Advice that nobody takes up"),
        find=unowned_advice,
        deeds={Verb.ASK: _ask_for_owner},
    )
)
register(
    RiskKind(
        key=PROMISE,
        title=gettext_lazy("Commitments that need attention"),
        find=stuck_promises,
        deeds={Verb.ASK: _ask_for_progress},
        rank=2,
    )
)
