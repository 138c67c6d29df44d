"""Saving the text of a section."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.text import Rendered, clean_source, render
from people.models import Person
from plans.actions.locking import hold, text_changes
from plans.errors import Saved, TextChanged
from plans.models import Dossier, Section


def save_section(*, dossier: Dossier, key: str, source: str, revision: int, by: Person) -> Section:
    """Keep what somebody wrote in a section. Raises TextChanged, TextTooLong.

    `revision` is the one that the writer started from. The text is rendered before the plan is
    held, so that a text that takes long holds up nobody else.
    """
    source = clean_source(source)
    return _store(dossier, key, source, render(source), revision, by)


@transaction.atomic
def _store(
    dossier: Dossier, key: str, source: str, rendered: Rendered, revision: int, by: Person
) -> Section:
    dossier = hold(dossier)
    section, _made = Section.objects.get_or_create(dossier=dossier, key=key)
    if section.source == source:
        return section
    if section.revision != revision:
        raise TextChanged(
            Saved(section.source, section.revision, str(section.saved_by or ""), section.saved_at)
        )
    old, section.source = section.source, source
    section.html, section.renderer = rendered.html, rendered.version
    section.revision, section.saved_at, section.saved_by = revision + 1, now(), by
    section.save(update_fields=["source", "html", "renderer", "revision", "saved_at", "saved_by"])
    record(
        "plans.section_saved",
        by=by,
        target=section,
        changes=text_changes(old, source),
        region_id=dossier.region_id,
    )
    return section
