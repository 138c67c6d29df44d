"""Which frozen version of a plan is reviewed in a round."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from people.levels import Level
from people.models import Person
from plans.models import Dossier, Version
from sessions.errors import NothingSubmitted, PlanIsPrivate, PlanOfAnotherEdition, ReviewHandedIn
from sessions.models import Round, RoundPlan
from sessions.queries.states import handed_in


@transaction.atomic
def tie_plan(*, round: Round, dossier: Dossier, by: Person) -> RoundPlan:  # noqa: A002 -- the noun
    """Tie the newest version of a dossier to a round, in place of an older one.

    Raises PlanOfAnotherEdition, PlanIsPrivate, NothingSubmitted, and ReviewHandedIn when a review
    of the older version was handed in. Done twice, it does nothing the second time.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.edition_id != held.edition_id:
        raise PlanOfAnotherEdition
    if dossier.level == Level.REGION:
        raise PlanIsPrivate
    newest = Version.objects.filter(dossier=dossier).order_by("-number").first()
    if newest is None:
        raise NothingSubmitted
    tied = RoundPlan.objects.filter(round=held, dossier=dossier).select_related("version").first()
    if tied is None:
        tied = RoundPlan.objects.create(
            round=held, dossier=dossier, version=newest, tied_at=now(), tied_by=by
        )
        _record("round.plan_tied", tied, None, by)
    elif tied.version_id != newest.pk:
        _replace(tied, newest, by)
    return tied


def _replace(tied: RoundPlan, newest: Version, by: Person) -> None:
    if handed_in(tied.assignments.values_list("pk", flat=True)):
        sentence = _(
            "A review of version %(old)d was handed in. Version %(new)d cannot take its place in this round."
        )
        raise ReviewHandedIn(sentence % {"old": tied.version.number, "new": newest.number})
    old = tied.version.number
    tied.version, tied.tied_at, tied.tied_by = newest, now(), by
    tied.save(update_fields=["version", "tied_at", "tied_by"])
    _record("round.plan_replaced", tied, old, by)


@transaction.atomic
def untie_plan(*, plan: RoundPlan, by: Person) -> None:
    """Take a plan out of a round for which nobody is planned or asked. Raises ReviewHandedIn."""
    held = (
        RoundPlan.objects.select_for_update().select_related("version", "dossier").get(pk=plan.pk)
    )
    if held.assignments.exists():
        raise ReviewHandedIn(_("Somebody was chosen to review this plan. It stays in the round."))
    if held.sittings.exists():
        raise ReviewHandedIn(_("A sitting is planned about this plan. It stays in the round."))
    _record("round.plan_untied", held, held.version.number, by)
    held.delete()


def _record(verb: str, tied: RoundPlan, old: int | None, by: Person) -> None:
    new = None if verb == "round.plan_untied" else tied.version.number
    changes = {"version": (old, new), "dossier": (tied.dossier_id, tied.dossier_id)}
    record(verb, by=by, target=tied.round, changes=changes, region_id=tied.dossier.region_id)
