"""What is counted of each plan in a round while the plans themselves are read."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.clock import now
from plans.models import Version
from sessions.models import Assignment, AssignmentState, Capacity, RoundPlan

PATIENCE = timedelta(days=7)  # so long an invitation may stay open
FRIENDS = (Capacity.FRIEND, Capacity.EXTRA_FRIEND)


def with_newest_version(plans: QuerySet[RoundPlan]) -> QuerySet[RoundPlan, Any]:
    """`newest` is the number of the region's latest version, `newest_at` when it was submitted."""
    versions = Version.objects.filter(dossier=OuterRef("dossier")).order_by().values("dossier")
    return plans.annotate(
        newest=Subquery(versions.annotate(last=Max("number")).values("last")),
        newest_at=Subquery(versions.annotate(last=Max("submitted_at")).values("last")),
    )


def with_friends(plans: QuerySet[RoundPlan, Any]) -> QuerySet[RoundPlan, Any]:
    """How many critical friends said `yes`, how many still may (`hope`), and how many of all are only `chosen`."""
    asked = Assignment.objects.filter(round_plan=OuterRef("pk"))
    friends = asked.filter(capacity__in=FRIENDS)
    waiting = friends.filter(state=AssignmentState.SENT, sent_at__gt=now() - PATIENCE)
    return plans.annotate(
        yes=_count(friends.filter(state=AssignmentState.ACCEPTED)),
        hope=_count(waiting),
        chosen=_count(asked.filter(state=AssignmentState.PLANNED)),
    )


def _count(rows: QuerySet[Assignment]) -> Coalesce:
    counted = rows.order_by().values("round_plan").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, IntegerField()), 0)
