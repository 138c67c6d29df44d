"""A dossier as one person may read it: the one read model of page, PDF, Word and JSON."""

from django.db.models import Q
from django.utils.translation import get_language

from core.clock import now
from people.models import Person
from plans.models import Dossier, Version
from plans.models.visible import DossierQuerySet
from plans.queries import read_version
from reports import shapes
from reports.queries.loop import advice_in, own_in, reviews_in
from reports.queries.names import act, of_team
from reports.queries.threads import things_of, threads_on
from reviews.models import Outcome


def readable_dossiers(person: Person) -> DossierQuerySet:
    """Dossiers that somebody may know of, with what a report says of them."""
    return Dossier.objects.visible_to(person).select_related("region", "edition__programme")


def dossier_report(dossier: Dossier, person: Person) -> shapes.DossierReport:
    """Everything of this dossier that the person may read; the queries do not grow with the rows.

    Drafts of others and the working copy are never in it: a report shows what was submitted.
    """
    versions = list(
        Version.objects.visible_to(person)
        .filter(dossier=dossier)
        .select_related("submitted_by__organisation")
        .order_by("-number")
    )
    newest = versions[0] if versions else None
    region = dossier.region.name
    in_dossier = Q(round_plan__dossier=dossier)
    reviews = reviews_in(person, in_dossier)
    advice = advice_in(person, in_dossier)
    plan = _plan(newest, region, _outcomes(dossier, person)) if newest else None
    return shapes.DossierReport(
        id=dossier.pk,
        region=region,
        edition=f"{dossier.edition.programme.name} {dossier.edition.year}",
        theme=newest.title if newest else region,
        is_example=dossier.is_example,
        made_for=str(person),
        made_at=now(),
        language=get_language() or "nl",
        plan=plan,
        versions=tuple(row.pk for row in versions),
        changes=tuple(
            shapes.Change(
                row.number,
                row.change_note,
                act(row.submitted_by, row.submitted_at, of_team(region)),
            )
            for row in versions
            if row.change_note
        ),
        reviews=reviews,
        advice=advice,
        own=own_in(person, [dossier.pk]),
        threads=threads_on(things_of(dossier, reviews, advice), person),
    )


def _outcomes(dossier: Dossier, person: Person) -> dict[int, shapes.Outcome]:
    """Question to what the region did with the answers, as far as the person may know."""
    rows = Outcome.objects.visible_to(person).filter(question__dossier=dossier)
    return {
        row.question_id: shapes.Outcome(
            row.kind,
            str(row.get_kind_display()),
            row.html,
            act(row.given_by, row.given_at, of_team(dossier.region.name)),
        )
        for row in rows.select_related("given_by__organisation")
    }


def _plan(version: Version, region: str, outcomes: dict[int, shapes.Outcome]) -> shapes.Plan:
    read = read_version(version)
    return shapes.Plan(
        id=version.pk,
        number=version.number,
        title=read.title,
        summary=read.summary,
        help_kind=str(read.help_kind),
        elements=tuple(read.elements),
        sections=tuple(
            shapes.Section(
                row.key, row.title, "".join(paragraph.html for paragraph in row.paragraphs)
            )
            for row in read.sections
        ),
        questions=tuple(
            shapes.Question(row.id, row.number, row.html, outcomes.get(row.id))
            for row in read.questions
        ),
        files=tuple(shapes.File(row.name, row.size) for row in read.files),
        submitted=act(version.submitted_by, version.submitted_at, of_team(region)),
    )
