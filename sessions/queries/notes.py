"""What rounds want a lead to know when submitting a plan."""

from django.utils.translation import gettext as _

from core import clock
from plans.models import Dossier
from sessions.models import Round, StepKind
from sessions.stages import Stages, moment_in_words


def notes_for_lead(dossier: Dossier) -> list[str]:
    """One sentence for each published round whose plan step is open, and for the last one closed.

    Submitting is always possible; which version a round reviews is up to who facilitates.
    """
    rounds = Round.objects.filter(edition=dossier.edition_id, published_at__isnull=False)
    stages = Stages.load(rounds.values_list("pk", flat=True))
    found = []
    for round_ in rounds.select_related("edition"):
        stage = stages.of(StepKind.PLAN, round_.pk, region_id=dossier.region_id)
        if stage.open and stage.closes_at:
            words = _("Plans for the %(round)s are welcome until %(date)s at %(time)s.")
            found.append(words % {"round": round_, **moment_in_words(stage.closes_at)})
        elif stage.closed and stages.steps(round_.pk)[-1].closes_at > clock.now():
            words = _(
                "The plan step of the %(round)s is over. You can submit; a facilitator decides"
                " which version is reviewed."
            )
            found.append(words % {"round": round_})
    return found
