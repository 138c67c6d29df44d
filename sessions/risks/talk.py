"""Questions in conversations that nobody answered, and conversations that stand still."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, Max, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import now
from discussion.models import Lane, Post, PostKind, PostState, Thread, ThreadState
from discussion.models.visible import ThreadQuerySet
from discussion.queries import participants_of, readers_of
from notifications.actions import notify
from people.models import Person
from people.queries import team_of
from sessions.models import RoundPlan
from sessions.notices.risks import QUESTION_WAITS, THREAD_WAITS
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.places import known_places, with_dossier
from sessions.risks.scope import WEEK, Scope

QUESTION, STILL = "question-open", "thread-waits"
SOON_ANSWERED = timedelta(days=4)
ASKS = (PostKind.CLARIFYING, PostKind.PROBING)
Placed = tuple[Thread, RoundPlan]


def open_questions(scope: Scope) -> list[Risk]:
    """Conversations in which the team did not answer a question for four days. With `still_threads` together
    two queries, and the reader's policy."""
    found = scope.once("talk", _talk)
    return [
        _risk(QUESTION, thread, plan, found.asked[thread.pk])
        for thread, plan in found.placed
        if thread.pk in found.asked
    ]


def still_threads(scope: Scope) -> list[Risk]:
    """Open conversations in which nobody wrote for a week, without a question that waits for the team."""
    found = scope.once("talk", _talk)
    return [
        _risk(STILL, thread, plan, thread.last_at)
        for thread, plan in found.placed
        if thread.pk not in found.asked and thread.last_at <= now() - WEEK
    ]


@dataclass(frozen=True)
class _Talk:
    """Open conversations about plans in rounds that run, and since when a question waits in some."""

    placed: list[Placed]
    asked: dict[int, datetime]


def _talk(scope: Scope) -> _Talk:
    if not scope.plans:
        return _Talk([], {})
    placed = _placed(scope, with_dossier(_readable(scope)))
    return _Talk(placed, _unanswered(scope, placed))


def _readable(scope: Scope) -> ThreadQuerySet:
    """Open conversations that this facilitator reads, and that are old enough to wait for something.

    Not what reviewers write apart.
    """
    asked = Post.objects.filter(
        kind__in=ASKS, state=PostState.VISIBLE, created_at__lte=now() - SOON_ANSWERED
    )
    old = Q(pk__in=asked.values("thread_id")) | Q(last_at__lte=now() - WEEK)
    rows = Thread.objects.visible_to(scope.person, *known_places())
    return rows.filter(
        old,
        target_kind__in=known_places(),
        state=ThreadState.OPEN,
        audience=None,
        lane=Lane.SHARED,
        post_count__gte=1,
    )


def _placed(scope: Scope, threads: Iterable[Thread]) -> list[Placed]:
    """Those about a plan in a round that runs, with that plan."""
    plans = scope.round_of_dossiers()
    about = [(thread, plans.get(thread.about)) for thread in threads]  # type: ignore[attr-defined]  # annotated
    return [(thread, plan) for thread, plan in about if plan]


def _unanswered(scope: Scope, placed: list[Placed]) -> dict[int, datetime]:
    """Thread to the moment of the first question after which nobody of the team wrote: one query."""
    teams = {thread.pk: scope.teams.of(plan.dossier.region_id) for thread, plan in placed}
    answered: dict[int, int] = {}
    asked: list[tuple[int, int, datetime]] = []
    for what, thread, author, seq, at in _last_and_asked(teams) if teams else ():
        if what == "asked":
            asked.append((thread, seq, at))
        elif author in teams[thread]:
            answered[thread] = max(seq, answered.get(thread, 0))
    found: dict[int, datetime] = {}
    for thread, seq, at in asked:
        if seq > answered.get(thread, 0):
            found[thread] = min(at, found.get(thread, at))
    return found


def _last_and_asked(threads: Collection[int]) -> Iterable[tuple[str, int, int, int, Any]]:
    """The number of the last post of each author in each thread, and all questions that are old enough."""
    posts = Post.objects.filter(thread__in=threads, state=PostState.VISIBLE).order_by()
    old = posts.filter(kind__in=ASKS, created_at__lte=now() - SOON_ANSWERED)
    columns = ("what", "thread_id", "author_id", "number", "at")
    asked = old.annotate(what=Value("asked", CharField()), number=F("seq"), at=F("created_at"))
    last = posts.annotate(what=Value("last", CharField())).values("what", "thread_id", "author_id")
    last = last.annotate(number=Max("seq"), at=Value(None, DateTimeField()))
    return asked.values_list(*columns).union(last.values_list(*columns), all=True)


def _risk(kind: str, thread: Thread, plan: RoundPlan, since: datetime) -> Risk:
    region = plan.dossier.region
    words = {
        QUESTION: _("%(region)s did not answer a question yet: “%(thread)s”."),
        STILL: _("A conversation with %(region)s stands still: “%(thread)s”."),
    }
    return Risk(
        kind=kind,
        round=plan.round,
        subject=thread.pk,
        words=words[kind] % {"region": region.name, "thread": thread.title.strip("“”")},
        since=since,
        harm_at=since + (WEEK if kind == QUESTION else 2 * WEEK),
        url=reverse("discussion:thread-detail", args=[thread.pk]),
        move=Move(Verb.ASK, _("Ask for an answer")),
        region_id=region.pk,
    )


def _ask_team(risk: Risk, by: Person, cause: str) -> str:
    thread = Thread.objects.get(pk=risk.subject)
    team = team_of(risk.round.edition_id, risk.region_id or 0)
    told = notify(
        team, QUESTION_WAITS, about=thread, by=by, key=cause, context={"thread": thread.title}
    )
    if not told:
        return _("The region has nobody in its team yet, so nobody was asked.")
    return _("The team is asked to answer.")


def _ask_participants(risk: Risk, by: Person, cause: str) -> str:
    thread = Thread.objects.get(pk=risk.subject)
    people = readers_of(thread, participants_of(thread))
    notify(people, THREAD_WAITS, about=thread, by=by, key=cause, context={"thread": thread.title})
    return _("Who takes part in the conversation is asked to go on with it, or to resolve it.")


register(
    RiskKind(
        key=QUESTION,
        title=gettext_lazy("Questions without an answer"),
        find=open_questions,
        deeds={Verb.ASK: _ask_team},
    )
)
register(
    RiskKind(
        key=STILL,
        title=gettext_lazy("Conversations that stand still"),
        find=still_threads,
        deeds={Verb.ASK: _ask_participants},
        rank=2,
    )
)
