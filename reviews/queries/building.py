"""Forms as facilitators find them: the list, a draft on the bench, versions and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q, QuerySet

from reviews.building.comparing import Comparison, compare
from reviews.building.library import Shelf, shelves
from reviews.building.papers import Paper, paper_of
from reviews.building.problems import Problem, problems
from reviews.models import Form, FormDraft, FormVersion, ReviewState
from reviews.queries.sheets import newest_of, schema_of
from reviews.schema import Kind, Schema
from sessions.models import Round, Season


def form_list() -> QuerySet[Form]:
    """Every form with its versions and its draft: three queries."""
    versions = FormVersion.objects.order_by("-number").annotate(
        review_count=Count("reviews", filter=Q(reviews__state=ReviewState.SUBMITTED))
    )
    return (
        Form.objects.select_related("draft__saved_by")
        .prefetch_related(Prefetch("versions", queryset=versions))
        .order_by("season", "key")
    )


@dataclass(frozen=True)
class Bench:
    """A draft with what can be said of it."""

    draft: FormDraft
    paper: Paper
    problems: list[Problem]
    versions: list[FormVersion]  # of this form, the newest first
    kept_kinds: dict[str, Kind]  # by key, of fields that one of them has

    @property
    def form(self) -> Form:
        """The form of which it is the next version."""
        return self.draft.form

    @property
    def same(self) -> FormVersion | None:
        """The version that already says exactly this."""
        return same_as(self.paper, self.versions)

    @property
    def differs(self) -> Comparison | None:
        """What differs from the newest version; None for a form that has none."""
        if not self.versions:
            return None
        return compare(schema_of(self.versions[0]), self.paper.schema)


def bench_of(pk: int) -> Bench | None:
    """The draft of this form, when there is one."""
    rows = FormDraft.objects.select_related("form", "saved_by", "based_on__form")
    draft = rows.filter(
        form__in=Form.objects.filter(pk=pk)
    ).first()  # also of a number beyond the column
    if draft is None:
        return None
    paper = paper_of(draft.data)
    versions = list(draft.form.versions.select_related("form").order_by("-number"))
    kinds = {
        asked.key: asked.kind
        for version in reversed(versions)
        for asked in schema_of(version).fields()
    }
    return Bench(draft, paper, problems(paper.schema, paper.name), versions, kinds)


def library(bench: Bench) -> list[tuple[Form, Schema, list[Shelf]]]:
    """Published forms with their questions that this draft lacks: one query."""
    rows = FormVersion.objects.select_related("form").order_by(
        "form__season", "form__key", "-number"
    )
    found = []
    for form, versions in groupby(rows, lambda row: row.form):
        schemas = [schema_of(version) for version in versions]
        offered = shelves(schemas, bench.paper.schema)
        if offered:
            found.append((form, schemas[0], offered))
    return found


def same_as(paper: Paper, versions: Iterable[FormVersion]) -> FormVersion | None:
    """The version that says exactly this."""
    return next((row for row in versions if paper_of(row.schema) == paper), None)


def published_options(form: Form, field: str) -> frozenset[str]:
    """Keys of options that a field has or had in some version."""
    return frozenset(
        option.key
        for version in form.versions.all()
        if (asked := schema_of(version).by_key().get(field)) is not None
        for option in asked.options
    )


@dataclass(frozen=True)
class Step:
    """One version, and what differs from the one before."""

    version: FormVersion
    comparison: Comparison | None


def steps_of(form: Form) -> list[Step]:
    """Versions of a form, the newest first, each compared with the one before."""
    versions = list(form.versions.select_related("published_by", "form").order_by("number"))
    befores = [None, *versions[:-1]]
    return [
        Step(row, compare(schema_of(before), schema_of(row)) if before else None)
        for before, row in zip(befores, versions, strict=True)
    ][::-1]


def rounds_that_follow(form: Form) -> list[Round]:
    """Open rounds that take the season's newest form, and so this one once it is published."""
    newest = newest_of(Season(form.season))
    if newest is not None and newest.form_id != form.pk and newest.form.key == form.season:
        return []
    rows = Round.objects.filter(season=form.season, edition__is_current=True)
    return list(rows.select_related("edition").order_by("pk"))
