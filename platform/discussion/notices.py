"""What people hear of threads."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import excerpt
from discussion.models import Post, PostState, Report, ReportState, Reveal, Thread
from discussion.queries.following import muted_by
from notifications.channels import Channel
from notifications.kinds import Context, Kind, Rows, register, register_group
from notifications.models import Notice
from people.models import Person

QUOTED = 600  # characters of a post in a mail


def _url(thread_id: int, context: Context) -> str:
    page = reverse("discussion:thread-detail", args=[thread_id])
    number: Any = context.get("number")
    return f"{page}?around={number}#post-{number}" if number else page


def _readable(person: Person) -> Rows:
    return Thread.objects.visible_to(person)


def _heard(person: Person) -> Rows:
    """Also asked when a mail is about to leave: who muted the thread meanwhile gets none."""
    return Thread.objects.visible_to(person).exclude(muted_by(person))


def _post_texts(notices: list[Notice]) -> dict[int, str]:
    """The posts as they read now; of what was deleted or moved nothing."""
    threads = {notice.subject_id for notice in notices}
    numbers = {notice.context.get("number") for notice in notices}
    posts = Post.objects.filter(
        thread__in=threads,
        seq__in=[number for number in numbers if number],
        state=PostState.VISIBLE,
    )
    found = {
        (thread, seq): body
        for thread, seq, body in posts.values_list("thread_id", "seq", "body_md")
    }
    texts = {
        notice.pk: found.get((notice.subject_id, notice.context.get("number")), "")
        for notice in notices
    }
    return {pk: excerpt(text, QUOTED) for pk, text in texts.items() if text}


def _outcomes(notices: list[Notice]) -> dict[int, str]:
    """The outcomes as they read now."""
    rows = Thread.objects.filter(pk__in={one.subject_id for one in notices})
    found = dict(rows.values_list("pk", "outcome"))
    texts = {notice.pk: found.get(notice.subject_id, "") for notice in notices}
    return {pk: excerpt(text, QUOTED) for pk, text in texts.items() if text}


register_group("discussion", _("Conversations"))
POST = register(
    Kind(
        key="discussion.post",
        title=_("New posts in conversations that you take part in"),
        line=_("%(name)s wrote in the conversation “%(thread)s”."),
        why=_("because you take part in this conversation or follow it"),
        action=_("Read the conversation"),
        url=_url,
        seen=_heard,
        channel=Channel.DAILY,
        texts=_post_texts,
        holds=False,  # talk: who wrote it saw its words, and it is answered meanwhile
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
        texts=_post_texts,
        holds=False,  # talk: who wrote it saw its words, and it is answered meanwhile
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
        channel=Channel.DAILY,
        texts=_outcomes,
        holds=False,  # talk: who wrote it saw its words, and it is answered meanwhile
    )
)
MOVED = register(
    Kind(
        key="discussion.moved",
        title=_("Own posts that were moved to another conversation"),
        line=_("%(name)s moved your post to the conversation “%(thread)s”."),
        why=_("because you wrote this post"),
        action=_("Read the post"),
        url=_url,
        seen=_readable,
    )
)
MOVED_AWAY = register(
    Kind(
        key="discussion.moved_away",
        title=_("Own posts that were moved to a conversation that you do not read"),
        line=_(
            "%(name)s moved your post out of the conversation “%(thread)s”, to one that you do not read."
        ),
        why=_("because you wrote this post"),
        action=_("See where it stood"),
        url=_url,
        seen=_readable,
    )
)


def _handles(person: Person) -> Rows:
    return Report.objects.visible_to(person).filter(state=ReportState.OPEN)


def _reported(person: Person) -> Rows:
    return Report.objects.filter(reported_by=person)


REPORTED = register(
    Kind(
        key="discussion.reported",
        title=_("Posts that somebody reported"),
        line=_("%(name)s reported a post. Look at it, and say what you do."),
        why=_("because you facilitate this edition"),
        action=_("Look at the report"),
        url=lambda pk, _context: reverse("discussion:report-detail", args=[pk]),
        seen=_handles,
        asks=True,
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


def _revealed(person: Person) -> Rows:
    return Reveal.objects.filter(thread__in=Thread.objects.visible_to(person).values("pk"))


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
