"""Submitting: the working copy becomes a version that nobody changes any more."""

from collections.abc import Sequence

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.tasks import enqueue
from core.text import clean_source
from notifications.actions import notify
from people.models import Person
from people.queries import facilitators_of, team_of
from plans.actions.locking import hold
from plans.actions.settling import Decision, settle_passages
from plans.changes import changed_parts
from plans.content import fingerprint, is_complete
from plans.errors import ChangeNoteMissing, NotComplete, NothingChanged, PlanMoved
from plans.hooks import Because, change_reasons
from plans.models import (
    Dossier,
    Version,
    VersionAttachment,
    VersionQuestion,
    VersionSection,
)
from plans.notices import OWN_SUBMITTED, SUBMITTED
from plans.queries import frozen, newest_versions, working


@transaction.atomic
def submit_plan(
    *,
    dossier: Dossier,
    by: Person,
    change_note: str = "",
    seen: str = "",
    because: Because | None = None,
    decisions: Sequence[Decision] = (),
) -> Version:
    """Freeze the working copy as the next version.

    `seen` is the fingerprint of what the person looked at before submitting, if there was a look.
    `because` are the reasons of changed parts; without it those that were kept while writing.
    `decisions` say what became of conversations on passages; one that is not named stays open.
    Raises NotComplete, NothingChanged, PlanMoved, ChangeNoteMissing.
    """
    dossier = hold(dossier)
    content = working(dossier)
    newest = newest_versions([dossier.pk]).get(dossier.pk)
    if newest and frozen(newest) == content:
        raise NothingChanged
    if seen and seen != fingerprint(content):
        raise PlanMoved
    if not is_complete(content):
        raise NotComplete
    note = clean_source(change_note)
    if newest and not note.strip():
        raise ChangeNoteMissing
    reasons = change_reasons() if newest else None
    if reasons and because is not None:
        reasons.keep(dossier=dossier, version=None, by=by, because=because)
    version = _freeze(dossier, newest.number + 1 if newest else 1, note if newest else "", by)
    if reasons and newest:
        parts = changed_parts(frozen(newest), content)
        reasons.submitted(version=version, by=by, parts=parts)
    record(
        "plans.submitted",
        by=by,
        target=version,
        changes={"number": (newest.number if newest else None, version.number)},
        region_id=dossier.region_id,
    )
    settle_passages(version=version, by=by, decisions=decisions)
    _tell(version, by)
    enqueue("plans.tasks.compare_with_previous", version.pk)
    enqueue("plans.tasks.place_in_version", version.pk)
    return version


def _freeze(dossier: Dossier, number: int, note: str, by: Person) -> Version:
    version = Version.objects.create(
        dossier=dossier,
        number=number,
        title=dossier.title,
        summary=dossier.summary,
        help_kind=dossier.help_kind,
        change_note=note,
        submitted_at=now(),
        submitted_by=by,
    )
    version.elements.set(dossier.elements.all())
    VersionSection.objects.bulk_create(
        VersionSection(
            version=version, key=row.key, source=row.source, html=row.html, renderer=row.renderer
        )
        for row in dossier.sections.exclude(source="")
    )
    VersionQuestion.objects.bulk_create(
        VersionQuestion(
            version=version,
            question=row,
            position=row.position,
            source=row.source,
            html=row.html,
            renderer=row.renderer,
        )
        for row in dossier.questions.filter(dropped_at=None)
    )
    VersionAttachment.objects.bulk_create(
        VersionAttachment(version=version, attachment=row) for row in dossier.attachments.present()
    )
    return version


def _tell(version: Version, by: Person) -> None:
    dossier = version.dossier
    context = {
        "region": str(dossier.region),
        "title": version.title,
        "number": version.number,
        "dossier": dossier.pk,
    }
    team = team_of(dossier.edition_id, dossier.region_id)
    running = facilitators_of(dossier.edition_id).exclude(pk__in=team)
    notify(running, SUBMITTED, about=version, by=by, context=context)
    notify(team, OWN_SUBMITTED, about=version, by=by, context=context)
