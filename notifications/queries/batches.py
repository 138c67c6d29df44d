"""Held mail, what each of its readers would get, and whom it waits for."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.asked import Asked
from notifications import kinds
from notifications.letters import Letter, letter_for
from notifications.models import Batch, Delivery, DeliveryState, Wording
from people.models import Language, Person

LATELY = 50
WAITING_FIRST = (F("decided_at").desc(nulls_first=True), "-pk")


def held_for(person: Person) -> list["Sending"]:
    """The sendings that this person may release, those that wait first; one query."""
    return _sendings(Batch.objects.visible_to(person))


def held_asked(waiting: Collection[tuple[Person, list[int]]]) -> list[tuple[int, Asked]]:
    """By person these sendings as rows of "my turn": one query for all of them."""
    every = {pk for _person, ids in waiting for pk in ids}
    rows = {row.batch.pk: row for row in _sendings(Batch.objects.filter(pk__in=every))}
    return [
        (person.pk, _asked(rows[pk])) for person, ids in waiting for pk in sorted(ids) if pk in rows
    ]


def _asked(row: "Sending") -> Asked:
    words = ngettext(
        "Look at %(n)d mail that waits, and send it",
        "Look at %(n)d mails that wait, and send them",
        row.waiting,
    )
    return Asked(
        title=words % {"n": row.waiting},
        where=f"{row.title} · {row.batch.held_by}",
        action=_("Look at the held mail"),
        url=reverse("notifications:held-detail", args=[row.batch.pk]),
        due_at=None,
        late=False,
        kind="held",
    )


def _sendings(rows: QuerySet[Batch]) -> list["Sending"]:
    waiting = Count("deliveries", filter=Q(deliveries__state=DeliveryState.HELD))
    counted = rows.annotate(waiting=waiting, mails=Count("deliveries"))
    return [
        Sending(row, title_of(row.kind), row.waiting, row.mails)
        for row in counted.select_related("held_by", "decided_by").order_by(*WAITING_FIRST)[:LATELY]
    ]


@dataclass(frozen=True)
class Sending:
    """One held sending in a list: what it is mainly about, and how many mails it has."""

    batch: Batch
    title: str
    waiting: int
    mails: int


def title_of(key: str) -> str:
    """What mail of a kind is called; a calendar file has no kind."""
    kind = kinds.get(key)
    return str(kind.title) if kind else _("Mail for calendars")


def recipients_of(batch: Batch) -> list[Delivery]:
    """The mails that wait, by name; one query."""
    rows = Delivery.objects.filter(batch=batch, state=DeliveryState.HELD)
    return list(rows.select_related("person", "notice__person").order_by("person__name", "pk"))


@dataclass(frozen=True)
class Words:
    """One letter of a held sending in one language, for so many people."""

    key: str
    title: str
    language: str
    language_name: str
    count: int
    own: bool  # worded for this sending


def words_in(batch: Batch, mails: Collection[Delivery]) -> list[Words]:
    """The letters that are in a sending and can be worded, the most frequent first; one query."""
    counted = Counter((row.notice.kind, row.notice.person.language) for row in mails if row.notice)
    newest = {
        (row.kind, row.language): row
        for row in Wording.objects.filter(batch=batch).order_by("number")
    }
    return [
        Words(
            key,
            title_of(key),
            language,
            str(dict(Language.choices)[language]),
            count,
            own=(key, language) in newest and not newest[key, language].is_usual,
        )
        for (key, language), count in counted.most_common()
        if kinds.get(key)
    ]


def preview_of(mail: Delivery, batch: Batch, looker: Person) -> Letter | None:
    """The letter as its reader would get it; only to who caused it, or may see what it is about."""
    notice = mail.notice
    if notice is None:
        return _as_it_stands(mail, batch) if batch.held_by_id == looker.pk else None
    return letter_for(notice, batch=batch) if may_look(mail, looker) else None


def may_look(mail: Delivery, looker: Person) -> bool:
    """Whether this person may read what a mail about a notice says."""
    notice = mail.notice
    kind = kinds.get(notice.kind) if notice else None
    if notice is None or kind is None:
        return False
    return notice.actor_id == looker.pk or bool(kind.still_seen_by(looker, {notice.subject_id}))


def _as_it_stands(mail: Delivery, batch: Batch) -> Letter:
    """A mail that has its words already, below the word of the sending."""
    text = f"{batch.note}\n\n{mail.text}" if batch.note else mail.text
    return Letter(mail.subject, text, mail.html, mail.headers)
