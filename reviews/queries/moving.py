"""What moving drafts to another version of a form would touch: numbers only, for drafts are private."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from people.models import Person
from reviews.building.moving import (
    ASIDE,
    Fate,
    Touched,
    count,
    fates,
    fingerprint,
    home_of,
    laid_out_for,
)
from reviews.checks import is_empty
from reviews.controls import Sheet
from reviews.models import Answer, FormVersion, Review, ReviewState
from reviews.queries.sheets import answers_of, schema_of, sheet_of
from reviews.schema import field_of
from reviews.summary import FEWEST
from sessions.models import Capacity, Round


@dataclass(frozen=True)
class Effect:
    """What a move would do: how many drafts, and per field how many answers."""

    drafts: int
    touched: list[Touched]
    fingerprint: str

    @property
    def few(self) -> bool:
        """Whether exact numbers would say what one person filled in."""
        return self.drafts < FEWEST

    @property
    def loses(self) -> bool:
        """Whether some answer would have to step aside."""
        return any(row.lost for row in self.touched)


def drafts_behind(round_: Round, audience: Capacity, version: FormVersion) -> QuerySet[Review]:
    """Drafts of this audience that are on another version."""
    return Review.objects.filter(
        state=ReviewState.DRAFT, round_plan__round=round_, assignment__capacity=audience
    ).exclude(form_version=version)


def drafts_of(round_: Round, audience: Capacity, version: FormVersion) -> list[Review]:
    """Those drafts with their answers: two queries, whatever their number."""
    rows = drafts_behind(round_, audience, version)
    related = "form_version__form", "round_plan__round__edition", "round_plan__dossier", "author"
    return list(rows.select_related(*related).prefetch_related("answers").order_by("pk"))


def sheets_of(review: Review, version: FormVersion) -> tuple[Sheet, Sheet]:
    """The form as it is, and as it would be, for what this draft speaks about."""
    values = {row.key: row.value for row in review.answers.all()}
    return laid_out_for(values, schema_of(review.form_version), schema_of(version))


def effect_of(reviews: Iterable[Review], version: FormVersion) -> Effect:
    """What becomes of the answers of these drafts."""
    reviews = list(reviews)
    titles: dict[str, str] = {}
    found: list[tuple[str, Fate]] = []
    lost: list[tuple[int, str, str]] = []
    for review in reviews:
        schema = schema_of(review.form_version)
        titles |= {asked.key: str(asked.prompt) for asked in schema.fields()}
        values, _revisions = answers_of(review)
        for key, fate in fates(values, *sheets_of(review, version)).items():
            found.append((field_of(key), fate))
            if fate != Fate.STAYS:
                lost.append((review.pk, key, fate.value))
    titles = {asked.key: str(asked.prompt) for asked in schema_of(version).fields()} | titles
    ids = [[review.pk, review.form_version_id] for review in reviews]
    return Effect(len(reviews), count(found, titles), fingerprint(version.pk, ids, sorted(lost)))


@dataclass(frozen=True)
class GoneAnswer:
    """An answer that the form of now has no question for, to copy from."""

    title: str
    text: str
    html: str = ""


def gone_answers(review: Review, values: Mapping[str, Any]) -> list[GoneAnswer]:
    """What stands aside since the draft moved; for its writers only. No query when there is nothing."""
    if not any(ASIDE in key for key in values):
        return []
    aside = {home_of(row.key)[0]: row for row in _aside(review)}
    titles = _titles(review, set(aside)) if aside else {}
    return [GoneAnswer(titles.get(key, key), _plain(row), row.html) for key, row in aside.items()]


def _aside(review: Review) -> list[Answer]:
    return [row for row in review.answers.all() if ASIDE in row.key and not is_empty(row.value)]


def _plain(row: Answer) -> str:
    value = row.value
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _titles(review: Review, keys: set[str]) -> dict[str, str]:
    """What the questions were called in the versions of this form or another that had them."""
    found: dict[str, str] = {}
    for version in FormVersion.objects.order_by("-published_at", "-pk"):
        if keys <= found.keys():
            break
        if not {field_of(key) for key in keys} & schema_of(version).by_key().keys():
            continue
        sheet = sheet_of(review.round_plan, version, review.author_id)
        for control in sheet.controls():
            if control.key in keys:
                found.setdefault(control.key, control.label)
    return found


def writers_of(review: Review) -> list[Person]:
    """Who writes this draft, alone or along."""
    along = Person.objects.filter(co_written__review=review, co_written__left_at=None)
    return [review.author, *along.exclude(pk=review.author_id)]
