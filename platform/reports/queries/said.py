"""What reviews say, by the functions of the review's own page."""

from collections.abc import Sequence

from people.models import Person
from reports import shapes
from reviews import models
from reviews.queries.many import chapters_of_many
from reviews.queries.reading import Chapter, Said


def chapters_in(
    reviews: Sequence[models.Review], person: Person
) -> dict[int, tuple[shapes.Chapter, ...]]:
    """Review id to its chapters, as this person may read them."""
    found = chapters_of_many(reviews, person)
    return {pk: tuple(_chapter(row) for row in rows) for pk, rows in found.items()}


def _chapter(row: Chapter) -> shapes.Chapter:
    return shapes.Chapter(
        key=row.key,
        title=row.title,
        said=tuple(_said(one) for one in row.said),
        advice=tuple(one.title for one in row.advice),
    )


def _said(row: Said) -> shapes.Said:
    return shapes.Said(
        key=row.key,
        title=row.title,
        words=row.words,
        html=row.html,
        about=row.about,
        advice=row.advice.title if row.advice else "",
        file=row.file.name if row.file else "",
    )
