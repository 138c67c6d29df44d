"""The form of one review: which version, laid out for which plan, with which answers."""

from typing import Any

from django.db.models import Case, Value, When

from people.levels import ORDER, Level
from plans.models import VersionQuestion
from programme.models import Element
from reviews import schema
from reviews.controls import OFFERED_LEVELS, Block, Question, Setting, Sheet, lay_out
from reviews.models import FormVersion, Review, RoundForm
from reviews.queries.look_back import earlier_of
from reviews.schema import Kind, Schema
from sessions.models import Assignment, RoundPlan, Season

# Versions never change, so a schema that was read once can be kept.
_read: dict[str, Schema] = {}


def schema_of(version: FormVersion) -> Schema:
    """The form of this version."""
    known = _read.get(version.content_hash)
    if known is None:
        known = _read[version.content_hash] = schema.read(version.schema)
    return known


def form_for(assignment: Assignment) -> FormVersion | None:
    """What the round chose for this audience, else the newest form of the season."""
    round_ = assignment.round_plan.round
    chosen = RoundForm.objects.filter(round=round_, audience=assignment.capacity).select_related(
        "version"
    )
    row = chosen.first()
    if row is not None:
        return row.version
    return newest_of(Season(round_.season))


def newest_of(season: Season) -> FormVersion | None:
    """The newest version of the season's form: of the one that comes with the product, if it is there.

    A form that somebody publishes beside it is used where a round chooses it, and nowhere else.
    """
    beside = Case(When(form__key=season, then=Value(0)), default=Value(1))
    return (
        FormVersion.objects.filter(form__season=season)
        .select_related("form")
        .order_by(beside, "-published_at", "-number", "-pk")
        .first()
    )


def setting_of(plan: RoundPlan, author_id: int, schema: Schema) -> Setting:
    """What the form needs to know of this plan: three queries at most."""
    kinds = {asked.kind for asked in schema.fields()}
    questions = VersionQuestion.objects.filter(version=plan.version_id).order_by("position")
    allowed = ORDER[: ORDER.index(Level(plan.dossier.level)) + 1]
    return Setting(
        questions=tuple(Question(row.question_id, row.source) for row in questions),
        earlier=earlier_of(plan, author_id) if Kind.VERIFICATIONS in kinds else (),
        elements=_elements(plan) if Kind.RECOMMENDATIONS in kinds else (),
        levels=tuple(
            level for level in OFFERED_LEVELS if level in allowed or level == Level.SESSION
        ),
    )


def _elements(plan: RoundPlan) -> tuple[tuple[str, str], ...]:
    rows = Element.objects.filter(programme=plan.round.edition.programme_id).order_by("position")
    return tuple((row.key, row.name) for row in rows)


def sheet_of(plan: RoundPlan, version: FormVersion, author_id: int) -> Sheet:
    """The form, laid out for this plan and this reviewer."""
    form = schema_of(version)
    return looking_back_first(lay_out(form, setting_of(plan, author_id, form)))


def looking_back_first(sheet: Sheet) -> Sheet:
    """The form starts with the section that looks back, wherever its builder put it."""

    def later(part: tuple[Any, tuple[Block, ...]]) -> bool:
        return all(block.field.kind != Kind.VERIFICATIONS for block in part[1])

    return Sheet(tuple(sorted(sheet.parts, key=later)))


def answers_of(review: Review | None) -> tuple[dict[str, Any], dict[str, int]]:
    """Values and revisions by key; empty without a review."""
    rows = list(review.answers.all()) if review is not None else []
    return {row.key: row.value for row in rows}, {row.key: row.revision for row in rows}
