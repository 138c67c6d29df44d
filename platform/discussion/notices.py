"""What people hear of threads."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from discussion.models import Thread
from notifications.kinds import Context, Kind, among, register
from people.models import Person


def _url(thread_id: int, context: Context) -> str:
    page = reverse("discussion:thread-detail", args=[thread_id])
    number: Any = context.get("number")
    return f"{page}?around={number}#post-{number}" if number else page


def _readable(person: Person, ids: set[int]) -> set[int]:
    return among(Thread.objects.visible_to(person), ids)


POST = register(
    Kind(
        key="discussion.post",
        title=_("New posts in conversations that you take part in"),
        line=_("%(name)s wrote in the conversation “%(thread)s”."),
        why=_("because you take part in this conversation or follow it"),
        action=_("Read the conversation"),
        url=_url,
        seen=_readable,
    )
)
MENTION = register(
    Kind(
        key="discussion.mention",
        title=_("Posts in which you are named"),
        line=_("%(name)s named you in the conversation “%(thread)s”."),
        why=_("because somebody named you in a post"),
        action=_("Read the post"),
        url=_url,
        seen=_readable,
    )
)
RESOLVED = register(
    Kind(
        key="discussion.resolved",
        title=_("Conversations that are resolved"),
        line=_("%(name)s resolved the conversation “%(thread)s”."),
        why=_("because you take part in this conversation or follow it"),
        action=_("Read the outcome"),
        url=_url,
        seen=_readable,
    )
)
