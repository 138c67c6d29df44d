"""The kinds of notices. Apps above register theirs in `<app>/notices.py`; this app knows none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from people.models import Person

Context = dict[str, Any]
Seen = Callable[[Person, set[int]], set[int]]


@dataclass(frozen=True)
class Kind:
    """One kind of notice, with its words and the question whether it still matters.

    key      "reviews.submitted"; stable, it stands in preferences and unsubscribe links
    title    what the kind is called on the preferences page
    line     a sentence with %(name)s placeholders that are filled from the notice's context; `who` in
             the context is the id of a person, whose name is looked up when the notice is read
    why      why somebody gets this: "because you are in the team of this region"
    action   what the button in the mail says: "Read the review"
    url      from (subject_id, context) to the page that it leads to, as a path
    seen     those of the subject ids that the person may still see and that still matter; asked
             before anything is shown or sent, in one query: of one notice and of a whole inbox
    mail     whether it is mailed by default
    words    from the context to the placeholders, where a date or a label depends on the language
    """

    key: str
    title: Promise
    line: Promise
    why: Promise
    action: Promise
    url: Callable[[int, Context], str]
    seen: Seen
    mail: bool = True
    words: Callable[[Context], Context] | None = None


def among(rows: QuerySet[Any], ids: set[int]) -> set[int]:
    """Those of the ids that stand in these rows: what most questions `seen` come down to."""
    return set(rows.filter(pk__in=ids).values_list("pk", flat=True))


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; to be called while apps are loaded."""
    _kinds[kind.key] = kind
    return kind


def get(key: str) -> Kind | None:
    """The kind with this key, if it is still known."""
    return _kinds.get(key)


def all_kinds() -> list[Kind]:
    """Every kind, by title key."""
    return [_kinds[key] for key in sorted(_kinds)]
