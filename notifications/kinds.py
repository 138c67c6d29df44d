"""The kinds of notices. Apps above register theirs in `<app>/notices.py`; this app knows none."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.db.each import ids_in_each
from notifications.channels import Channel
from people.models import Person
from people.queries import together

if TYPE_CHECKING:
    from notifications.models import Notice

Context = dict[str, Any]
Rows = QuerySet[Any]
Seen = Callable[[Person], Rows]
Texts = Callable[["list[Notice]"], dict[int, str]]


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
    seen     from a person to the subjects that this person may still see and that still matter;
             asked before anything is shown or sent, for one notice or many (`still_seen`)
    mail     whether it is mailed by default: at once, where `channel` says nothing else
    words    from the context to the placeholders, where a date or a label depends on the language
    channel  by which way it comes to who chose nothing
    asks     whether it asks something of its reader; then nobody can switch it off, only its mail
    waits    whether its mail waits until the reader's quiet hours are over
    texts    what the notices are about, in the words of who wrote it, by the id of the notice;
             asked of notices whose readers may see what they are about, for many mails together
    holds    whether its mail waits for a look when one deed causes it for many people
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
    channel: Channel | None = None
    asks: bool = False
    waits: bool = True
    texts: Texts | None = None
    holds: bool = True

    @property
    def default(self) -> Channel:
        """By which way it comes to who chose nothing."""
        return self.channel or (Channel.NOW if self.mail else Channel.INBOX)

    def still_seen_by(self, person: Person, ids: Collection[int]) -> set[int]:
        """Those of the ids that one person may still see, and that still matter."""
        return still_seen({self.seen: {person: ids}})[self.seen][person.pk]

    @property
    def group(self) -> str:
        """The first part of the key: what the choices are grouped by."""
        return self.key.partition(".")[0]


Wanted = Mapping[Person, Collection[int]]  # by person the ids that the question is about


def still_seen(asked: Mapping[Seen, Wanted]) -> dict[Seen, dict[int, set[int]]]:
    """What each of these people may still see, by the id of the person: one query a question.

    Every notice comes by here before it is shown or sent, alone or with others.
    """
    people = {one.pk: one for wanted in asked.values() for one in wanted}
    with together(people.values()):
        return {seen: _each(seen, wanted) for seen, wanted in asked.items()}


def _each(seen: Seen, wanted: Wanted) -> dict[int, set[int]]:
    rows = {person.pk: seen(person) for person in wanted}
    return ids_in_each(rows, {person.pk: ids for person, ids in wanted.items()})


_kinds: dict[str, Kind] = {}
_groups: dict[str, Promise] = {}


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


def register_group(key: str, title: Promise) -> None:
    """Name the kinds whose key begins with this, for the page on which people choose."""
    _groups[key] = title


def groups() -> dict[str, tuple[str, list[Kind]]]:
    """Every kind by its group, with the group's title; one without a title by its key."""
    found: dict[str, tuple[str, list[Kind]]] = {}
    for kind in all_kinds():
        title = _groups.get(kind.group, kind.group.title())
        found.setdefault(kind.group, (str(title), []))[1].append(kind)
    return found
