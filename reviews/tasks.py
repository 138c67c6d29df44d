"""What workers do for this app; each may run twice without harm."""

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from core.clock import now
from notifications.models import Notice
from reviews import notices
from reviews.actions.freezing import freeze_advice
from reviews.actions.telling import tell_team
from reviews.actions.telling_caught import tell_team_of_caught
from reviews.models import FrozenList, Recommendation, Review
from reviews.notices_caught import GIVEN
from reviews.queries.caught import ABOUT
from sessions.models import RoundPlan, RoundStep, Season, StepKind


def tell_teams() -> int:
    """Tell regions of the reviews that they may read since the sitting opened; how many reviews.

    It asks which reviews nobody of the team was told of, in rounds that still run: however long the
    sweep stayed away, nothing is lost.
    """
    moment = now()
    steps = RoundStep.objects.filter(round=OuterRef("round_plan__round"))
    cause = Concat(
        Cast("pk", CharField()), Value(":"), Cast("revision", CharField()), output_field=CharField()
    )
    told = Notice.objects.filter(
        kind=notices.SUBMITTED.key,
        key=OuterRef("cause"),
        person__memberships__edition=OuterRef("round_plan__round__edition"),
        person__memberships__region=OuterRef("round_plan__dossier__region"),
    )
    rows = Review.objects.submitted().annotate(cause=cause)
    waiting = rows.filter(
        Exists(steps.filter(kind=StepKind.SITTING, opens_at__lte=moment)),
        Exists(steps.filter(closes_at__gte=moment)),
        ~Exists(told),
    )
    reviews = list(
        waiting.select_related(
            "author",
            "version",
            "round_plan__round",
            "round_plan__version",
            "round_plan__dossier__region",
        )
    )
    for review in reviews:
        tell_team(review)
    return len(reviews)


def tell_teams_of_caught() -> int:
    """Tell regions of confirmed advice from sittings that they may read since the step opened; how many pieces.

    As above: it asks for what nobody was told of, however long the sweep stayed away.
    """
    moment = now()
    steps = RoundStep.objects.filter(round=OuterRef("round_plan__round"))
    told = Notice.objects.filter(kind=GIVEN.key, subject_id=OuterRef("pk"))
    waiting = Recommendation.objects.given().filter(
        Exists(steps.filter(kind=StepKind.SITTING, opens_at__lte=moment)),
        Exists(steps.filter(closes_at__gte=moment)),
        ~Exists(told),
        confirmed_at__isnull=False,
    )
    rows = list(waiting.select_related(*ABOUT, "confirmed_by"))
    for row in rows:
        tell_team_of_caught(row)
    return len(rows)


def freeze_lists() -> int:
    """Freeze June's advice for every plan in a September round that runs; how many lists.

    It asks for what is missing and not for what happened lately, so a missed day loses nothing, and
    a plan that is tied later gets its list at the next sweep.
    """
    moment = now()
    steps = RoundStep.objects.filter(round=OuterRef("round"))
    frozen = FrozenList.objects.filter(round=OuterRef("round"), dossier=OuterRef("dossier"))
    rows = RoundPlan.objects.filter(
        Exists(steps.filter(opens_at__lte=moment)),
        Exists(steps.filter(closes_at__gte=moment)),
        ~Exists(frozen),
        round__season=Season.SEPTEMBER,
        round__published_at__isnull=False,
    )
    plans = list(rows.select_related("round", "dossier"))
    for plan in plans:
        freeze_advice(round_=plan.round, dossier=plan.dossier)
    return len(plans)
