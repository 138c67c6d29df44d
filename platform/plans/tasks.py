"""What plans do outside a request."""

from django.db.models import Model

from core.text import RENDERER_VERSION, render
from plans.actions.passages import place_passages
from plans.models import Question, Section, Version, VersionQuestion, VersionSection
from plans.queries import compared

BATCH = 200


def compare_with_previous(version_id: int) -> bool:
    """Compute what changed since the version before, so that its first reader need not wait."""
    new = Version.objects.get(pk=version_id)
    old = Version.objects.filter(dossier=new.dossier_id, number__lt=new.number).first()
    if old is not None:
        compared(old, new)
    return old is not None


def place_in_version(version_id: int) -> int:
    """Find the passages that conversations are about in a fresh version; how many."""
    return place_passages(Version.objects.select_related("dossier").get(pk=version_id))


def render_again() -> int:
    """Make the HTML of texts that an older renderer made again, some at a time; how many.

    What people wrote, and what was submitted, stays as it is: only its HTML is new.
    """
    return sum(_render(model) for model in (Section, Question, VersionSection, VersionQuestion))


def _render(model: type[Model]) -> int:
    old = model._default_manager.filter(renderer__lt=RENDERER_VERSION).exclude(source="")
    rows = list(old.values_list("pk", "source")[:BATCH])
    for pk, source in rows:
        made = render(source)
        # Somebody may have saved a newer text meanwhile; that one is rendered already.
        model._default_manager.filter(pk=pk, source=source).update(
            html=made.html, renderer=made.version
        )
    return len(rows)
