"""Citing a passage of the plan in an answer."""

from dataclasses import dataclass

from django.db import transaction

from discussion.anchoring.passages import NotThere, cut_exactly
from people.models import Person
from reviews.actions.drafts import Saved, open_draft, save_answers
from reviews.controls import Shape
from reviews.errors import UnknownField
from reviews.models import Citation
from reviews.queries.citations import pane_to_cite, quote_of
from sessions.models import Assignment


@dataclass(frozen=True)
class Place:
    """Where a passage stands and what stands there: places count code points of the paragraph."""

    version: int  # id
    part: str
    paragraph: int
    start: int
    end: int
    quote: str


@transaction.atomic
def cite(*, assignment: Assignment, by: Person, key: str, place: Place) -> tuple[Citation, str]:
    """Keep which passage an answer quotes; the same once more is the same row. Gives its Markdown too.

    Raises NotThere when the version does not say exactly these words there. The citation stays with
    its version, whatever the region submits later.
    """
    review, sheet = open_draft(assignment=assignment, by=by)
    control = sheet.control(key)
    if control is None or control.shape != Shape.TEXT:
        raise UnknownField
    pane = pane_to_cite(review, place.version)
    paragraph = pane.paragraph(place.part, place.paragraph) if pane else None
    if pane is None or paragraph is None:
        raise NotThere
    passage = cut_exactly(paragraph.text, place.start, place.end, place.quote)
    citation, _made = Citation.objects.get_or_create(
        review=review,
        key=key,
        version=pane.version,
        part=place.part,
        paragraph=place.paragraph,
        start=passage.start,
        end=passage.end,
        defaults={
            "quote": passage.quote,
            "before": passage.before,
            "after": passage.after,
            "cited_by": by,
        },
    )
    return citation, quote_of(pane, paragraph, passage.quote)


@transaction.atomic
def cite_below(*, assignment: Assignment, by: Person, key: str, place: Place, seen: int) -> Saved:
    """Cite a passage and put it below what the answer says. Raises as `cite` and `save_answers`."""
    citation, quote = cite(assignment=assignment, by=by, key=key, place=place)
    kept = citation.review.answers.filter(key=key).values_list("value", flat=True).first()
    value = f"{kept}\n\n{quote}\n" if kept else f"{quote}\n"
    return save_answers(assignment=assignment, by=by, given={key: value}, seen={key: seen})
