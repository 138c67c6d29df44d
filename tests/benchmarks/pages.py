"""The pages that must cost the same number of queries in a small and in a large edition: add yours here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from people.models import Person
from tests.benchmarks.scale import Scaled


@dataclass(frozen=True)
class Page:
    """One page as one person opens it, and how many queries it takes."""

    name: str
    reader: Callable[[Scaled], Person]
    url: Callable[[Scaled], str]
    queries: int


def _chris(made: Scaled) -> Person:
    return made.facilitator


def _lead(made: Scaled) -> Person:
    return made.lead


def _friend(made: Scaled) -> Person:
    return made.friend


def _at(name: str, *things: str) -> Callable[[Scaled], str]:
    """An address with the ids of these attributes of what was made."""

    def url(made: Scaled) -> str:
        rows = [getattr(made, thing) for thing in things]
        return reverse(f"reviews:{name}", args=[getattr(row, "pk", row) for row in rows])

    return url


def _slug(name: str, thing: str) -> Callable[[Scaled], str]:
    return lambda made: reverse(f"reviews:{name}", args=[getattr(made, thing).slug])


def _of_region(made: Scaled) -> str:
    return reverse("reviews:overview-region", args=[made.edition.slug, made.region.slug])


PAGES = [
    Page("recommendation list, facilitator", _chris, _at("recommendation-list"), 22),
    Page("recommendation list, lead", _lead, _at("recommendation-list"), 25),
    Page("recommendation list, friend", _friend, _at("recommendation-list"), 21),
    Page("recommendation, lead", _lead, _at("recommendation-detail", "advice"), 30),
    Page("dossier follow-up, lead", _lead, _at("dossier-follow-up", "dossier"), 24),
    Page("region judged, lead", _lead, _slug("region-judged", "region"), 20),
    Page("reviews of a plan, lead", _lead, _at("plan-review-list", "june_plan"), 31),
    Page("review list, facilitator", _chris, _at("review-list"), 16),
    Page("review, lead", _lead, _at("review-detail", "review"), 30),
    Page("review desk in September, friend", _friend, _at("review-write", "task"), 38),
    Page("questions of a plan, lead", _lead, _at("plan-questions", "june_plan"), 25),
    Page("questions of a round, facilitator", _chris, _at("round-questions", "june"), 26),
    Page(
        "overview of the programme, facilitator", _chris, _slug("overview-edition", "edition"), 21
    ),
    Page("overview of a round, facilitator", _chris, _at("overview-round", "june"), 21),
    Page("overview of a region, lead", _lead, _of_region, 27),
    Page("story of a dossier, lead", _lead, _at("overview-dossier", "dossier"), 26),
]
