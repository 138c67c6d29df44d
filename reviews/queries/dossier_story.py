"""The story of a plan: everything that happened to it and that the reader may know, in one line of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from plans.models import Dossier, Version, VersionQuestion
from reviews.models import (
    Commitment,
    Evidence,
    Outcome,
    Progress,
    ProgressState,
    Recommendation,
    ResponseKind,
)
from reviews.overviews.moments import Moment, MomentKind, in_order
from reviews.queries.advice import given_at
from reviews.queries.courses import judgements_counted
from reviews.queries.promises import TONES
from reviews.queries.reading import reviews_seen_by


@dataclass(frozen=True)
class DossierStory:
    """All moments of a plan, and how many there are of each kind."""

    moments: list[Moment]

    @property
    def kinds(self) -> dict[MomentKind, int]:
        """The kinds that happened, with their numbers, in a fixed order."""
        counts = {kind: sum(one.kind == kind for one in self.moments) for kind in MomentKind}
        return {kind: count for kind, count in counts.items() if count}

    def of(self, kind: str) -> list[Moment]:
        """The moments of one kind, or all."""
        return [one for one in self.moments if not kind or one.kind == kind]


def dossier_story(dossier: Dossier, person: Person) -> DossierStory:
    """Everything of one plan that the person may know: eight queries, whatever happened."""
    parts: tuple[Iterable[Moment], ...] = (
        _versions(dossier, person),
        _reviews(dossier, person),
        _advice(dossier, person),
        _judgements(dossier, person),
        _questions(dossier, person),
        _promises(dossier, person),
        _progress(dossier, person),
        _evidence(dossier, person),
    )
    return DossierStory(in_order(moment for part in parts for moment in part))


def _versions(dossier: Dossier, person: Person) -> Iterator[Moment]:
    rows = Version.objects.visible_to(person).filter(dossier=dossier)
    for row in rows.select_related("submitted_by"):
        yield Moment(
            MomentKind.PLAN,
            row.submitted_at,
            _("Version %(number)d of the plan") % {"number": row.number},
            row.pk,
            who=row.submitted_by.name,
            of=dossier.region.name,
            text=row.change_note or row.summary,
            url=reverse("plans:version-detail", args=[dossier.pk, row.number]),
            label=_("Read this version"),
        )


def _reviews(dossier: Dossier, person: Person) -> Iterator[Moment]:
    for row in reviews_seen_by(person).filter(round_plan__dossier=dossier):
        body = row.author.organisation
        yield Moment(
            MomentKind.REVIEW,
            row.submitted_at or row.saved_at,
            _("Review handed in"),
            row.pk,
            who=row.author.name,
            of=body.name if body else "",
            about=_("%(round)s, about version %(number)d")
            % {"round": str(row.round_plan.round).capitalize(), "number": row.version.number},
            url=reverse("reviews:review-detail", args=[row.pk]),
            label=_("Read the review"),
        )


def _advice(dossier: Dossier, person: Person) -> Iterator[Moment]:
    """What was given, and what the region answered."""
    rows = Recommendation.objects.given().visible_to(person).filter(round_plan__dossier=dossier)
    for row in rows.select_related("author", "review", "response__given_by"):
        url = reverse("reviews:recommendation-detail", args=[row.pk])
        yield Moment(
            MomentKind.ADVICE,
            given_at(row),
            _given_how(row),
            row.pk,
            who=row.author.name,
            about=row.title,
            url=url,
            label=_("Follow this advice"),
        )
        response = getattr(row, "response", None)
        if response is not None:
            yield Moment(
                MomentKind.RESPONSE,
                response.given_at,
                _("Answered: %(response)s") % {"response": response.get_kind_display()},
                response.pk,
                who=response.given_by.name,
                of=dossier.region.name,
                about=row.title,
                html=response.html,
                url=url,
                label=_("Follow this advice"),
                tone="good" if response.kind == ResponseKind.ADOPTED else "info",
            )


def _given_how(advice: Recommendation) -> str:
    if advice.is_merged:
        return _("Advice that says the same, put together")
    return _("Advice given") if advice.caught_id is None else _("Advice from a sitting")


def _judgements(dossier: Dossier, person: Person) -> Iterator[Moment]:
    rows = judgements_counted(person).filter(recommendation__round_plan__dossier=dossier)
    seen = Recommendation.objects.given().visible_to(person).values("pk")
    rows = rows.filter(recommendation__in=seen)
    for row in rows.select_related("recommendation", "review__author"):
        yield Moment(
            MomentKind.JUDGEMENT,
            row.review.submitted_at or row.saved_at,
            _("Follow-up recognised: %(judgement)s") % {"judgement": row.get_judgement_display()},
            row.pk,
            who=row.review.author.name,
            about=row.recommendation.title,
            text=row.remark,
            url=reverse("reviews:recommendation-detail", args=[row.recommendation_id]),
            label=_("Follow this advice"),
        )


def _questions(dossier: Dossier, person: Person) -> Iterator[Moment]:
    """What the region did with the answers to its questions, for who reads the questions."""
    versions = Version.objects.visible_to(person).filter(dossier=dossier)
    asked = VersionQuestion.objects.filter(version__in=versions.values("pk"))
    rows = Outcome.objects.filter(question__in=asked.values("question_id"))
    for row in rows.select_related("question", "given_by"):
        yield Moment(
            MomentKind.QUESTION,
            row.given_at,
            _("Answers to question %(number)d: %(outcome)s")
            % {"number": row.question.position, "outcome": row.get_kind_display()},
            row.pk,
            who=row.given_by.name,
            of=dossier.region.name,
            html=row.html,
        )


def _promises(dossier: Dossier, person: Person) -> Iterator[Moment]:
    rows = Commitment.objects.visible_to(person).filter(dossier=dossier)
    for row in rows.select_related("made_by", "recommendation"):
        own = _("Of the region's own accord")
        yield Moment(
            MomentKind.PROMISE,
            row.made_at,
            _("Promised: %(what)s") % {"what": row.what},
            row.pk,
            who=row.made_by.name,
            of=dossier.region.name,
            about=row.recommendation.title if row.recommendation else own,
            text=_("Done when: %(result)s") % {"result": row.result},
            url=_promise(row.pk),
            label=_("Follow this commitment"),
        )


def _progress(dossier: Dossier, person: Person) -> Iterator[Moment]:
    promises = Commitment.objects.visible_to(person).filter(dossier=dossier)
    rows = Progress.objects.filter(commitment__in=promises.values("pk"))
    for row in rows.select_related("commitment", "reported_by"):
        yield Moment(
            MomentKind.PROGRESS,
            row.reported_at,
            _("Progress: %(state)s") % {"state": row.get_state_display()},
            row.pk,
            who=row.reported_by.name,
            of=dossier.region.name,
            about=row.commitment.what,
            text=row.explanation,
            url=_promise(row.commitment_id),
            label=_("Follow this commitment"),
            tone=TONES[ProgressState(row.state)],
        )


def _evidence(dossier: Dossier, person: Person) -> Iterator[Moment]:
    rows = Evidence.objects.visible_to(person).filter(commitment__dossier=dossier)
    for row in rows.select_related("commitment", "added_by"):
        yield Moment(
            MomentKind.EVIDENCE,
            row.added_at,
            _("Evidence added: %(kind)s") % {"kind": row.get_kind_display()},
            row.pk,
            who=row.added_by.name,
            of=dossier.region.name,
            about=row.commitment.what,
            text=row.text,
            url=_promise(row.commitment_id),
            label=_("Follow this commitment"),
        )


def _promise(pk: int) -> str:
    return reverse("reviews:commitment-detail", args=[pk])
