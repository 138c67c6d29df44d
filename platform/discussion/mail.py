"""Threads as something that a mail can answer: the same post, by the same rights as on the page."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from core.db.each import ids_in_each
from discussion.actions import carry_out
from discussion.errors import KeyUsedOtherwise, NotVisible, ThreadClosed, TooFast
from discussion.models import Command, Post, PostState, Thread
from notifications.inbound.registry import Later
from people.models import Person


class ThreadByMail:
    """`discussion.thread`: an answer to a notice about a thread is a post in it."""

    def may_answer(self, asked: Mapping[Person, Collection[int]]) -> dict[int, set[int]]:
        """The threads that each may read and write in now: one query."""
        return ids_in_each(
            {one.pk: Thread.objects.visible_to(one).written_by(one) for one in asked},
            {person.pk: ids for person, ids in asked.items()},
        )

    def titles(self, subject_ids: Collection[int]) -> dict[int, str]:
        """The subjects of the conversations."""
        return dict(Thread.objects.filter(pk__in=subject_ids).values_list("pk", "title"))

    def post(self, *, subject_id: int, number: int, by: Person, text: str, key: UUID) -> str:
        """Carry out the command of the page's own form; as an answer to the post that the mail told of."""
        thread = Thread.objects.one_visible_to(by, subject_id).first()
        if thread is None:
            raise NotVisible
        if thread.joined_to_id:
            raise ThreadClosed(_joined(thread.joined_to_id))
        payload = {"body": text, "reply_to": _answered(thread, number)}
        try:
            result = carry_out(thread=thread, by=by, key=key, kind="post", payload=payload)
            seq = result.seq
        except KeyUsedOtherwise:  # posted before, when the post that it answers still stood there
            seq = Command.objects.get(author=by, key=key).result["seq"]
        except TooFast:
            raise Later from None
        page = reverse("discussion:thread-detail", args=[thread.pk])
        return f"{page}?around={seq}#post-{seq}"


def _joined(thread_id: int) -> str:
    """What was written for few is not posted for all: who wrote it decides that."""
    page = settings.BASE_URL + reverse("discussion:thread-detail", args=[thread_id])
    words = _(
        "This conversation was joined with those of the other reviewers. What you write now, all of them read: %(page)s"
    )
    return words % {"page": page}


def _answered(thread: Thread, number: int) -> str | None:
    """The post with this number, if it still stands there."""
    rows = Post.objects.filter(thread=thread, seq=number, state=PostState.VISIBLE)
    found = rows.values_list("pk", flat=True).first()
    return str(found) if found else None
