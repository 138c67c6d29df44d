"""Which plan a conversation is about, whatever it hangs on: apps above add their things."""

from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When

from discussion.models.visible import ThreadQuerySet
from plans.models import PASSAGE, Dossier, Question, Section, Version

_places: dict[str, tuple[QuerySet[Any], str]] = {}


def register_place(kind: str, things: QuerySet[Any], dossier: str) -> None:
    """Say how things of one kind lead to their dossier; to be called while apps are loaded."""
    _places[kind] = (things, dossier)


def known_places() -> list[str]:
    """The kinds of things that are part of a plan."""
    return sorted(_places)


def with_dossier(threads: ThreadQuerySet) -> ThreadQuerySet:
    """`about` is the dossier that a conversation is about, whatever its kind; read with the threads."""
    ways = [
        When(
            target_kind=kind,
            then=Subquery(things.filter(pk=OuterRef("target_id")).order_by().values(dossier)[:1]),
        )
        for kind, (things, dossier) in _places.items()
    ]
    return threads.annotate(about=Case(*ways, output_field=IntegerField()))


register_place("dossier", Dossier.objects.all(), "pk")
register_place("section", Section.objects.all(), "dossier_id")
register_place("question", Question.objects.all(), "dossier_id")
register_place(PASSAGE, Version.objects.all(), "dossier_id")
