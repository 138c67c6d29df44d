"""Starting a plan, and saving what stands at its head."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from audit.actions import changed, record
from core.clock import now
from people.models import Person, Region
from plans.actions.locking import hold
from plans.errors import Saved, TextChanged, TitleTaken
from plans.models import Dossier, Section
from plans.sections import SECTION_KEYS
from programme.models import Edition, Element

HEAD = ["title", "summary", "help_kind"]


@transaction.atomic
def create_dossier(
    *, edition: Edition, region: Region, title: str, summary: str = "", by: Person
) -> Dossier:
    """Start a plan with all its sections empty. Raises TitleTaken."""
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                edition=edition,
                region=region,
                title=title,
                summary=summary,
                created_at=now(),
                created_by=by,
                saved_at=now(),
                saved_by=by,
            )
    except IntegrityError as error:
        raise TitleTaken from error
    Section.objects.bulk_create(Section(dossier=dossier, key=key) for key in SECTION_KEYS)
    record("plans.dossier_created", by=by, target=dossier, region_id=region.pk)
    return dossier


@transaction.atomic
def save_head(
    *,
    dossier: Dossier,
    title: str,
    summary: str,
    help_kind: str,
    elements: Iterable[Element],
    revision: int,
    by: Person,
) -> Dossier:
    """Keep title, sentence, kind of help and elements. Raises TextChanged, TitleTaken."""
    dossier = hold(dossier)
    changes = changed(dossier, {"title": title, "summary": summary, "help_kind": help_kind})
    had = set(dossier.elements.values_list("pk", flat=True))
    wanted = {element.pk for element in elements}
    if had != wanted:
        changes["elements"] = (sorted(had), sorted(wanted))
    if not changes:
        return dossier
    if revision != dossier.revision:
        raise TextChanged(_saved(dossier))
    dossier.title, dossier.summary, dossier.help_kind = title, summary, help_kind
    dossier.revision, dossier.saved_at, dossier.saved_by = dossier.revision + 1, now(), by
    try:
        with transaction.atomic():
            dossier.save(update_fields=[*HEAD, "revision", "saved_at", "saved_by"])
    except IntegrityError as error:
        raise TitleTaken from error
    dossier.elements.set(wanted)
    record("plans.head_saved", by=by, target=dossier, changes=changes, region_id=dossier.region_id)
    return dossier


def _saved(dossier: Dossier) -> Saved:
    names = ", ".join(str(element) for element in dossier.elements.all())
    words = [dossier.title, dossier.summary, str(dossier.get_help_kind_display()), names]
    return Saved(
        text="\n".join(word for word in words if word),
        revision=dossier.revision,
        by=str(dossier.saved_by or ""),
        at=dossier.saved_at,
    )
