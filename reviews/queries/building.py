"""Forms as facilitators find them: the list, a draft on the bench, versions and what differs."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from reviews.building.comparing import Comparison, compare
from reviews.building.papers import Paper, paper_of
from reviews.building.problems import Problem, problems
from reviews.models import Form, FormDraft, FormVersion, ReviewState
from reviews.queries.sheets import newest_of, schema_of
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
    kept_keys: frozenset[str]  # of fields that a published version has

    @property
    def form(self) -> Form:
        """The form of which it is the next version."""
        return self.draft.form


def bench_of(pk: int) -> Bench | None:
    """The draft of this form, when there is one."""
    rows = FormDraft.objects.select_related("form", "saved_by", "based_on__form")
    draft = rows.filter(form=pk).first()
    if draft is None:
        return None
    paper = paper_of(draft.data)
    return Bench(draft, paper, problems(paper.schema, paper.name), published_keys(draft.form))


def published_keys(form: Form) -> frozenset[str]:
    """Keys of fields that some version of this form has or had."""
    return frozenset(
        asked.key for version in form.versions.all() for asked in schema_of(version).fields()
    )


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
