"""Reviews, advice and commitments that somebody may read, as plain values.

Everything comes through the functions of the pages (`reviews.queries`), so that a report never
shows more than the page. The number of queries does not grow with the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Prefetch, Q, prefetch_related_objects

from people.models import Person
from reports import shapes
from reports.queries.names import act, given, handed_in, of_team, who
from reports.queries.said import chapters_in
from reviews.models import (
    Commitment,
    CoWriter,
    Evidence,
    Progress,
    Recommendation,
    Review,
    Verification,
)
from reviews.queries.advice import addressees_in_words, judgements_seen_by, readable, with_story
from reviews.queries.reading import reviews_seen_by
from reviews.queries.together import Seat, signature_of

BY_REVIEW = ("review__author__organisation", "review__assignment__from_region")


def reviews_in(person: Person, where: Q) -> tuple[shapes.Review, ...]:
    """Handed-in reviews of these plans in rounds; `where` speaks of Review."""
    rows = reviews_seen_by(person).filter(where).select_related("form_version")
    rows = rows.order_by("round_plan__dossier", "round_plan__round", "submitted_at", "pk")
    along = CoWriter.objects.select_related("person__organisation")
    found = list(rows.prefetch_related(Prefetch("co_writers", queryset=along)))
    chapters = chapters_in(found, person)
    return tuple(
        shapes.Review(
            id=row.pk,
            dossier=row.round_plan.dossier_id,
            round=str(row.round_plan.round),
            version=row.version.number,
            handed_in=handed_in(row),
            is_late=row.is_late,
            relation=row.relation,
            chapters=chapters[row.pk],
            partners=tuple(_partners(row)),
        )
        for row in found
    )


def _partners(review: Review) -> Iterator[shapes.Partner]:
    """Who wrote along and is still there, and every view that was written."""
    for row in review.co_writers.all():
        if row.left_at is None or row.minority_html:
            seat = Seat(row, signature_of(row, review.revision))
            signer = who(row.person, str(row.get_sector_display()))
            yield shapes.Partner(signer, str(seat.words), row.minority_html)


def advice_in(person: Person, where: Q) -> tuple[shapes.Advice, ...]:
    """Given advice with its whole story; merged pieces hold the originals that one may read."""
    rows = with_story(readable(person).filter(where), person).select_related(
        *BY_REVIEW, "response__given_by__organisation"
    )
    order = ("round_plan__dossier", "round_plan__round", "review", "position", "pk")
    found = list(rows.order_by(*order))
    prefetch_related_objects(list(_people(found)), "organisation")
    known = {row.pk for row in found}
    originals: dict[int, list[Recommendation]] = defaultdict(list)
    for row in found:
        if row.merged_into_id in known:
            originals[row.merged_into_id].append(row)
    top = [row for row in found if row.merged_into_id not in known]
    return tuple(_advice(row, originals.get(row.pk, [])) for row in top)


def _people(rows: Iterable[Recommendation]) -> Iterator[Person]:
    """Who made, reported and showed what was promised: their organisations come in one query."""
    for promise in (one for row in rows for one in row.commitments.all()):
        yield promise.made_by
        yield from (one.reported_by for one in promise.progress.all())
        yield from (one.added_by for one in promise.evidence.all())


def own_in(person: Person, dossiers: Iterable[int]) -> tuple[shapes.Commitment, ...]:
    """What the regions promised of their own accord."""
    evidence = Evidence.objects.visible_to(person).select_related("added_by__organisation")
    rows = (
        Commitment.objects.visible_to(person)
        .filter(dossier__in=list(dossiers), recommendation=None)
        .select_related("made_by__organisation", "dossier__region")
        .prefetch_related(
            Prefetch(
                "progress", queryset=Progress.objects.select_related("reported_by__organisation")
            ),
            Prefetch("evidence", queryset=evidence),
        )
    )
    return tuple(commitment(row, row.dossier.region.name) for row in rows)


def verifications_in(person: Person, where: Q) -> list[tuple[shapes.Verification, int]]:
    """What reviewers recognised, each with the id of the advice; of advice that one may read."""
    rows = judgements_seen_by(person).filter(
        where, recommendation__in=readable(person).values("pk")
    )
    rows = rows.select_related("review__assignment__from_region").order_by("review", "pk")
    return [(verification(row), row.recommendation_id) for row in rows]


def _advice(row: Recommendation, originals: Iterable[Recommendation] = ()) -> shapes.Advice:
    region = row.round_plan.dossier.region.name
    judged: list[Verification] = getattr(row, "judged", [])
    return shapes.Advice(
        id=row.pk,
        dossier=row.round_plan.dossier_id,
        review=row.review_id,
        round=str(row.round_plan.round),
        title=row.title,
        html=row.html,
        kind=str(row.get_kind_display()),
        addressees=tuple(addressees_in_words(row)),
        elements=tuple(str(element) for element in row.elements.all()),
        term=str(row.get_term_display()),
        effect=str(row.get_effect_display()),
        effort=str(row.get_effort_display()),
        offer=row.offer,
        given=given(row),
        response=_response(row, region),
        commitments=tuple(commitment(one, region) for one in row.commitments.all()),
        verifications=tuple(verification(one) for one in judged),
        originals=tuple(_advice(one) for one in originals),
    )


def _response(row: Recommendation, region: str) -> shapes.Response | None:
    answer = getattr(row, "response", None)
    if answer is None:
        return None
    return shapes.Response(
        id=answer.pk,
        kind=answer.kind,
        label=str(answer.get_kind_display()),
        html=answer.html,
        given=act(answer.given_by, answer.given_at, of_team(region)),
        is_late=answer.is_late,
    )


def commitment(row: Commitment, region: str) -> shapes.Commitment:
    """A promise with how it went."""
    team = of_team(region)
    return shapes.Commitment(
        id=row.pk,
        dossier=row.dossier_id,
        advice=row.recommendation_id,
        what=row.what,
        owner=row.owner,
        due_on=row.due_on,
        result=row.result,
        help_needed=row.help_needed,
        state=row.state,
        label=str(row.get_state_display()),
        made=act(row.made_by, row.made_at, team),
        progress=tuple(
            shapes.Progress(
                one.state,
                str(one.get_state_display()),
                one.explanation,
                act(one.reported_by, one.reported_at, team),
            )
            for one in row.progress.all()
        ),
        evidence=tuple(_evidence(one, team) for one in row.evidence.all()),
    )


def _evidence(row: Evidence, team: str) -> shapes.Evidence:
    return shapes.Evidence(
        id=row.pk,
        kind=row.kind,
        label=str(row.get_kind_display()),
        text=row.text,
        url=row.url,
        file=row.file_name,
        source=row.source,
        dated=row.dated,
        added=act(row.added_by, row.added_at, team),
    )


def verification(row: Verification) -> shapes.Verification:
    """A judgement, with the review that it stands in."""
    at: datetime = row.review.submitted_at or row.saved_at
    return shapes.Verification(
        id=row.pk,
        review=row.review_id,
        judgement=row.judgement,
        label=str(row.get_judgement_display()),
        remark=row.remark,
        round=str(row.review.round_plan.round),
        given=act(row.review.author, at),
    )
