"""Freezing the advice on which a September round looks back."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from plans.models import Dossier
from reviews.models import FrozenAdvice, FrozenList
from reviews.queries.advice import lines_of
from reviews.queries.look_back import open_advice
from sessions.models import Round, Season


@transaction.atomic
def freeze_advice(
    *, round_: Round, dossier: Dossier, by: Person | None = None
) -> FrozenList | None:
    """Keep the open advice of a plan as it stands, once; nothing before the September round opens.

    Done twice it gives the list that was frozen first: the database refuses every change of it.
    """
    known = FrozenList.objects.filter(round=round_, dossier=dossier)
    found = known.first()
    if found is not None or not has_opened(round_):
        return found
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)  # one at a time
    found = known.first()
    if found is not None:
        return found
    frozen = FrozenList.objects.create(round=round_, dossier=held)
    rows = open_advice(held.pk, round_.edition_id).select_related("response")
    lines = lines_of(rows.prefetch_related("commitments"))
    FrozenAdvice.objects.bulk_create(
        FrozenAdvice(
            frozen_list=frozen,
            recommendation=line.advice,
            position=position,
            claim=line.claim.key,
            advice_revision=line.advice.revision,
        )
        for position, line in enumerate(lines, 1)
    )
    changes = {"recommendations": (0, len(lines))}
    record("advice.frozen", by=by, target=frozen, changes=changes, region_id=held.region_id)
    return frozen


def has_opened(round_: Round) -> bool:
    """Whether a September round is published and its first step has opened."""
    if round_.season != Season.SEPTEMBER or round_.published_at is None:
        return False
    return round_.steps.filter(opens_at__lte=now()).exists()
