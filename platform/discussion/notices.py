"""What people hear of threads."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from discussion.models import Report, ReportState, Reveal, Thread
from discussion.queries.following import muted_by
from notifications.kinds import Context, Kind, among, register
from people.models import Person


def _url(thread_id: int, context: Context) -> str:
    page = reverse("discussion:thread-detail", args=[thread_id])
    number: Any = context.get("number")
    return f"{page}?around={number}#post-{number}" if number else page


def _readable(person: Person, ids: set[int]) -> set[int]:
    return among(Thread.objects.visible_to(person), ids)


def _heard(person: Person, ids: set[int]) -> set[int]:
    """Also asked when a mail is about to leave: who muted the thread meanwhile gets none."""
    return among(Thread.objects.visible_to(person).exclude(muted_by(person)), ids)


POST = register(
    Kind(
        key="discussion.post",
        title=_("New posts in conversations that you take part in"),
        line=_("%(name)s wrote in the conversation “%(thread)s”."),
        why=_("because you take part in this conversation or follow it"),
        action=_("Read the conversation"),
        url=_url,
        seen=_heard,
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
        seen=_heard,
    )
)


def _handles(person: Person, ids: set[int]) -> set[int]:
    return among(Report.objects.visible_to(person).filter(state=ReportState.OPEN), ids)


def _reported(person: Person, ids: set[int]) -> set[int]:
    return among(Report.objects.filter(reported_by=person), ids)


REPORTED = register(
    Kind(
        key="discussion.reported",
        title=_("Posts that somebody reported"),
        line=_("%(name)s reported a post. Look at it, and say what you do."),
        why=_("because you facilitate this edition"),
        action=_("Look at the report"),
        url=lambda pk, _context: reverse("discussion:report-detail", args=[pk]),
        seen=_handles,
    )
)
HANDLED = register(
    Kind(
        key="discussion.report_handled",
        title=_("What became of a post that you reported"),
        line=_("The facilitators looked at the post that you reported."),
        why=_("because you reported this post"),
        action=_("Read what they did"),
        url=lambda pk, _context: reverse("discussion:report-detail", args=[pk]),
        seen=_reported,
    )
)


def _revealed(person: Person, ids: set[int]) -> set[int]:
    rows = Reveal.objects.filter(thread__in=Thread.objects.visible_to(person).values("pk"))
    return among(rows, ids)


REVEALED = register(
    Kind(
        key="discussion.revealed",
        title=_("Reviewers can read each other"),
        line=_("From now on the reviewers read what each wrote: “%(thread)s”."),
        why=_("because you review this plan"),
        action=_("Read the conversation"),
        url=lambda _pk, context: reverse("discussion:thread-detail", args=[context["thread_id"]]),
        seen=_revealed,
    )
)
