"""Advice and the changes of a plan that it brought about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import Visitor
from plans.hooks import Reason
from plans.models import Dossier, Version, VersionQuestion
from plans.sections import BY_KEY
from reviews.models import ChangeLink, Recommendation, Review
from reviews.queries.advice import IN_ORDER, listed


def advice_on(dossier: Dossier, person: Person) -> QuerySet[Recommendation]:
    """What the person may name as a reason in this plan: advice that is not folded into another."""
    rows = listed(person).filter(round_plan__dossier=dossier)
    return rows.order_by("round_plan__round", *IN_ORDER)


def reason_choices(person: Person, dossier: Dossier) -> list[Reason]:
    """The same as plans show it: one query."""
    return [_reason(advice) for advice in advice_on(dossier, person)]


def kept_reasons(person: Person, dossier: Dossier, version: Version | None) -> dict[str, set[int]]:
    """The advice that is named by part, in the working copy or in one version: two queries."""
    links = ChangeLink.objects.filter(dossier=dossier, version=version)
    known = _seen_by(person, links)
    found: dict[str, set[int]] = defaultdict(set)
    for part, advice in links.values_list("part", "recommendation"):
        if advice in known:
            found[part].add(advice)
    return dict(found)


def reasons_between(person: Visitor, old: Version, new: Version) -> dict[str, list[Reason]]:
    """Why parts changed from one version to another, as far as the person reads the advice.

    Two queries. Nobody but the team knows the reasons of a working copy.
    """
    if not isinstance(person, Person):
        return {}
    low, high = sorted((old.number, new.number))
    links = ChangeLink.objects.filter(
        dossier=new.dossier_id, version__number__gt=low, version__number__lte=high
    )
    known = _seen_by(person, links)
    found: dict[str, dict[int, Reason]] = defaultdict(dict)
    for link in links if known else ():
        if link.recommendation_id in known:
            found[link.part][link.recommendation_id] = _reason(known[link.recommendation_id])
    return {part: list(by_id.values()) for part, by_id in found.items()}


def is_built_on(version: Version) -> bool:
    """Whether a review was handed in about this version or a later one."""
    rows = Review.objects.submitted().filter(version__dossier=version.dossier_id)
    return rows.filter(version__number__gte=version.number).exists()


@dataclass(frozen=True)
class Changed:
    """A part of a plan that changed because of advice."""

    title: str
    number: int
    at: datetime
    url: str


def changes_because_of(advice: Recommendation, person: Person) -> list[Changed]:
    """Where this advice changed the plan, in versions that the person may read: three queries."""
    same = Q(recommendation=advice) | Q(recommendation__merged_into=advice)
    if advice.merged_into_id:
        same |= Q(recommendation=advice.merged_into_id)
    rows = ChangeLink.objects.filter(same, version__isnull=False)
    links = list(rows.select_related("version").order_by("version__number", "pk"))
    if not links:
        return []
    known = _seen_by(person, rows)
    ids = {link.version_id for link in links if link.version_id}
    read = set(Version.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    shown = [link for link in links if link.recommendation_id in known and link.version_id in read]
    titles = titles_of(shown)
    found = {(link.version_id, link.part): _changed(link, titles[link.pk]) for link in shown}
    return list(found.values())


def _changed(link: ChangeLink, title: str) -> Changed:
    version = link.version
    assert version is not None  # noqa: S101 -- only of versions
    page = reverse("plans:version-diff", args=[version.dossier_id, version.number])
    return Changed(title, version.number, version.submitted_at, f"{page}#change-text-{link.part}")


def titles_of(links: Iterable[ChangeLink]) -> dict[int, str]:
    """What the part of each link is called, by link: one query when questions are among them."""
    found, asked = {}, []
    for link in links:
        kind = BY_KEY.get(link.part)
        if kind:
            found[link.pk] = str(kind.title)
        elif link.part.startswith("question-"):
            asked.append(link)
        else:
            found[link.pk] = _("Theme") if link.part == "title" else _("In one sentence")
    places = _places(asked) if asked else {}
    for link in asked:
        place = places.get((link.version_id, link.part))
        words = _("Question %(number)d") % {"number": place} if place else _("A question")
        found[link.pk] = words
    return found


def _places(links: Iterable[ChangeLink]) -> dict[tuple[int | None, str], int]:
    rows = VersionQuestion.objects.filter(version__in=[link.version_id for link in links])
    return {
        (version, f"question-{question}"): position
        for version, question, position in rows.values_list("version", "question", "position")
    }


def _seen_by(person: Person, links: QuerySet[ChangeLink]) -> dict[int, Recommendation]:
    """The advice of these links that the person may read: one query, not too deep for SQLite."""
    rows = Recommendation.objects.given().visible_to(person)
    named = rows.filter(pk__in=links.order_by().values("recommendation"))
    return {row.pk: row for row in named.select_related("author")}


def _reason(advice: Recommendation) -> Reason:
    return Reason(
        id=advice.pk,
        title=advice.title,
        who=advice.author.name,
        url=reverse("reviews:recommendation-detail", args=[advice.pk]),
    )
