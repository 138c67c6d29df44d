"""Who writes in a plan first takes hold of it, so that two writes never cross."""

from audit.actions import Changes
from plans.content import changed_piece
from plans.models import Dossier


def hold(dossier: Dossier) -> Dossier:
    """The plan as it is now, held until the transaction ends."""
    return Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)


def text_changes(old: str, new: str) -> Changes:
    """For the log: the piece that changed and where it stood, instead of twice a long text."""
    place, gone, come = changed_piece(old, new)
    return {"source": (gone, come), "place": (place, place)}
