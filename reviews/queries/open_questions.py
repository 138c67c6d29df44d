"""The questions of a round, counted by the database: all of them, and those without an answer yet."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from people.models import Person
from plans.models import Version, VersionQuestion
from reviews.models import Answer, FormVersion
from reviews.queries.sheets import schema_of
from reviews.schema import Kind
from sessions.models import Round


def questions_of(round_: Round, person: Person) -> QuerySet[VersionQuestion]:
    """Every question of a plan in the round that the person reads."""
    return VersionQuestion.objects.filter(
        version__in=Version.objects.visible_to(person)
        .filter(round_plans__round=round_)
        .values("pk")
    )


def without_answer(rows: QuerySet[VersionQuestion], round_: Round) -> QuerySet[VersionQuestion]:
    """Those to which no handed-in review answers. Who runs a round reads all of its reviews.

    An answer stands under the key of its field and the id of the question; each form that was used
    may have a field of its own. One query for the forms.
    """
    used = FormVersion.objects.filter(
        reviews__round_plan__round=round_, reviews__state="submitted"
    ).distinct()
    fields = {
        asked.key
        for form in used
        for asked in schema_of(form).fields()
        if asked.kind == Kind.ANSWER_PER_QUESTION
    }
    if not fields:
        return rows
    keys = Q()
    for key in sorted(fields):
        number = Cast(OuterRef("question_id"), CharField())
        keys |= Q(key=Concat(Value(f"{key}-"), number, output_field=CharField()))
    answers = Answer.objects.filter(
        keys,
        review__round_plan__round=round_,
        review__round_plan__version=OuterRef("version"),
        review__state="submitted",
    )
    return rows.exclude(Exists(answers.exclude(html="")))
