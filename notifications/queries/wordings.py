"""The words of letters: which count, and how they came about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from notifications import kinds
from notifications.models import Batch, Wording
from notifications.wording import ALWAYS, DIGEST, places_of_line
from people.models import Language

# By held sending (nothing: all letters), kind and language the words that count.
Counting = Mapping[tuple[int | None, str, str], Wording]


def wordings_among(keys: Collection[str], batches: Collection[int] = ()) -> Counting:
    """Of these letters the words that count, of all and of these held sendings; one query."""
    rows = Wording.objects.filter(Q(batch=None) | Q(batch__in=batches), kind__in=keys)
    newest = {(row.batch_id, row.kind, row.language): row for row in rows.order_by("number")}
    return {key: row for key, row in newest.items() if not row.is_usual}


def own_or_usual(
    found: Counting, kind: str, language: str, batch: int | None = None
) -> Wording | None:
    """Of a held sending its own words, where it has any; else those of all such letters."""
    return found.get((batch, kind, language)) or found.get((None, kind, language))


def wording_of(kind: str, language: str, batch: Batch | None = None) -> Wording | None:
    """The words that count for one letter, where somebody wrote some; one query."""
    pk = batch.pk if batch else None
    return own_or_usual(wordings_among([kind], [pk] if pk else []), kind, language, pk)


def history_of(kind: str, language: str, batch: Batch | None = None) -> list[Wording]:
    """Every version, newest first."""
    rows = Wording.objects.filter(kind=kind, language=language, batch=batch)
    return list(rows.select_related("written_by"))


def places_of(kind: kinds.Kind) -> list[str]:
    """The places that a letter of this kind can be filled in at."""
    return list(dict.fromkeys([*ALWAYS, *places_of_line(str(kind.line))]))


@dataclass(frozen=True)
class Worded:
    """One letter in one language."""

    key: str
    language: str
    language_name: str
    newest: Wording | None


def wordings_that_count() -> dict[tuple[str, str], Wording]:
    """Of every kind and language the words that count, where somebody wrote some; one query."""
    newest: dict[tuple[str, str], Wording] = {}
    for row in Wording.objects.filter(batch=None).order_by("number").select_related("written_by"):
        newest[row.kind, row.language] = row
    return {key: row for key, row in newest.items() if not row.is_usual}


def letters_by_group() -> list[tuple[str, list[tuple[str, list[Worded]]]]]:
    """Every letter with its title, by group; the digest last. One query."""
    newest = wordings_that_count()
    groups = [
        (title, [(str(kind.title), _in_all_languages(kind.key, newest)) for kind in members])
        for title, members in kinds.groups().values()
    ]
    digest = _("Digest")
    return [*groups, (digest, [(digest, _in_all_languages(DIGEST, newest))])]


def _in_all_languages(key: str, newest: dict[tuple[str, str], Wording]) -> list[Worded]:
    return [
        Worded(key, value, str(name), newest.get((key, value))) for value, name in Language.choices
    ]
