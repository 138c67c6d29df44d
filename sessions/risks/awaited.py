"""Reviewers for whom somebody waits: for their answer, or for what they promised."""

from collections.abc import Callable

from django.db.models import Q

from core.clock import now
from sessions.models import Assignment, AssignmentState
from sessions.models.visible import AssignmentQuerySet
from sessions.risks.facts import PATIENCE
from sessions.risks.scope import Scope

# From promises to those that are not kept yet, with what the kinds of risks above ask of them.
Owed = Callable[[AssignmentQuerySet], AssignmentQuerySet]
_owed: list[Owed] = []


def register_owed(narrow: Owed) -> None:
    """Let an app above say which promises are not kept yet; to be called while apps are loaded."""
    if narrow not in _owed:
        _owed.append(narrow)


def awaited(scope: Scope) -> list[Assignment]:
    """Invitations without an answer for a week, and promises not kept, in the rounds that run: one query."""
    return scope.once("awaited", _read)


def _read(scope: Scope) -> list[Assignment]:
    silent = Q(state=AssignmentState.SENT, sent_at__lt=now() - PATIENCE)
    promised = Assignment.objects.within_access().filter(state=AssignmentState.ACCEPTED)
    rows = Assignment.objects.filter(silent | Q(pk__in=promised.values("pk")))
    rows = rows.filter(round_plan__round__in=scope.running)
    for narrow in _owed:
        rows = narrow(rows)
    about = ("person", "round_plan__dossier__region", "round_plan__round__edition")
    return list(rows.select_related(*about))
