"""The pages that must cost the same number of queries in a small and in a large edition: add yours here.

Those of rounds, sittings, conferences and mail stand in `pages_rooms`.
"""

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


def _at(name: str, *things: str, query: str = "") -> Callable[[Scaled], str]:
    """An address with these attributes of what was made: rows by their ids, other words as they are."""

    def url(made: Scaled) -> str:
        found = [getattr(made, thing, thing) for thing in things]
        app = "" if ":" in name else "reviews:"
        return reverse(f"{app}{name}", args=[getattr(row, "pk", row) for row in found]) + query

    return url


def _slug(name: str, *things: str) -> Callable[[Scaled], str]:
    return lambda made: reverse(
        f"reviews:{name}", args=[getattr(made, thing).slug for thing in things]
    )


def _built(name: str, *more: str) -> Callable[[Scaled], str]:
    """A page of the bench where September's form is built."""
    return lambda made: reverse(f"reviews:{name}", args=[made.form.form_id, *more])


def _form(name: str) -> Callable[[Scaled], str]:
    return lambda made: reverse(f"reviews:{name}", args=[made.form.based_on_id])


def _moving(made: Scaled) -> str:
    """What moving September's drafts to June's form would touch."""
    address = reverse("reviews:round-forms-move", args=[made.september.pk])
    return f"{address}?audience=friend&version={made.review.form_version_id}"


def _citing(made: Scaled) -> str:
    return reverse("reviews:review-cite-page", args=[made.task.pk]) + "?passage=core.1"


ADVICE = [
    Page("recommendation list, facilitator", _chris, _at("recommendation-list"), 19),
    Page("recommendation list, lead", _lead, _at("recommendation-list"), 25),
    Page("recommendation list, friend", _friend, _at("recommendation-list"), 18),
    Page("advice not yet answered", _chris, _at("recommendation-list", query="?state=open"), 19),
    Page("advice for me, friend", _friend, _at("recommendation-list", query="?mine=1"), 18),
    Page("recommendation, lead", _lead, _at("recommendation-detail", "advice"), 33),
    Page("merging advice, facilitator", _chris, _at("advice-merge", "june_plan"), 21),
    Page("dossier follow-up, lead", _lead, _at("dossier-follow-up", "dossier"), 24),
    Page("region judged, lead", _lead, _slug("region-judged", "region"), 20),
    Page("help that is needed, friend", _friend, _at("help-list"), 12),
    Page("help that is needed, facilitator", _chris, _at("help-list"), 13),
    Page("a commitment, lead", _lead, _at("commitment-detail", "commitment"), 23),
    Page("changing a commitment, lead", _lead, _at("commitment-edit", "commitment"), 18),
    Page("a new commitment, lead", _lead, _at("commitment-create", "advice"), 18),
    Page("a commitment without advice", _lead, _at("commitment-create-own", "dossier"), 18),
]
REVIEWS = [
    Page("reviews of a plan, lead", _lead, _at("plan-review-list", "june_plan"), 31),
    Page("review list, facilitator", _chris, _at("review-list"), 13),
    Page("review list, lead", _lead, _at("review-list"), 19),
    Page("review list, friend", _friend, _at("review-list"), 16),
    Page("review, lead", _lead, _at("review-detail", "review"), 30),
    Page("review desk in September, friend", _friend, _at("review-write", "task"), 35),
    Page("writing together, friend", _friend, _at("review-together", "task"), 20),
    Page("citing a passage, friend", _friend, _citing, 20),
    Page("the form as text, friend", _friend, _at("review-draft", "task"), 16),
    Page("the text form comes back, friend", _friend, _at("review-text", "task"), 18),
    Page("the own pattern, friend", _friend, _at("my-pattern"), 14),
    Page("questions of a plan, lead", _lead, _at("plan-questions", "june_plan"), 25),
    Page("questions of a round, facilitator", _chris, _at("round-questions", "june"), 23),
]
FORMS = [
    Page("forms, facilitator", _chris, _at("form-list"), 11),
    Page("a new form, facilitator", _chris, _at("form-new"), 10),
    Page("taking a form in, facilitator", _chris, _at("form-import"), 10),
    Page("a form, friend", _friend, _form("form-detail"), 9),
    Page("a form as JSON, friend", _friend, _form("form-export"), 4),
    Page("versions of a form, friend", _friend, _built("form-versions"), 10),
    Page("building a form", _chris, _built("form-build"), 13),
    Page("its name and scale", _chris, _built("form-head"), 11),
    Page("its preview", _chris, _built("form-preview"), 11),
    Page("one of its questions", _chris, _built("form-field", "c1"), 11),
    Page("forms of a round, facilitator", _chris, _at("round-forms", "september"), 19),
    Page("moving drafts to another form", _chris, _moving, 13),
]
OVERVIEWS = [
    Page(
        "overview of the programme, facilitator", _chris, _slug("overview-edition", "edition"), 18
    ),
    Page("overview of the programme, friend", _friend, _slug("overview-edition", "edition"), 18),
    Page("overview of a round, facilitator", _chris, _at("overview-round", "june"), 18),
    Page("overview of September, facilitator", _chris, _at("overview-round", "september"), 18),
    Page("overview of a region, lead", _lead, _slug("overview-region", "edition", "region"), 27),
    Page("story of a dossier, lead", _lead, _at("overview-dossier", "dossier"), 26),
]
PLANS = [
    Page("a plan, lead", _lead, _at("plans:dossier-detail", "dossier"), 40),
    Page("what changed, lead", _lead, _at("plans:dossier-changes", "dossier"), 30),
    Page("a version, friend", _friend, _at("plans:version-detail", "dossier", "1"), 31),
    Page("what changed, friend", _friend, _at("plans:version-diff", "dossier", "2"), 13),
]
FILES = [
    Page("my files, facilitator", _chris, _at("reports:export-list"), 10),
    Page("a dossier as a report, lead", _lead, _at("reports:dossier-report", "dossier"), 31),
    Page("a dossier as a file, lead", _lead, _at("reports:dossier-html", "dossier"), 31),
    Page("a dossier as JSON, lead", _lead, _at("reports:dossier-data", "dossier"), 31),
]
PAGES = [*ADVICE, *REVIEWS, *FORMS, *OVERVIEWS, *PLANS, *FILES]
