"""Bringing a post to the facilitators, and what they do with it. No event of the thread: it tells nobody there."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.text import clean_source
from discussion import targets
from discussion.actions.commands import carry_out
from discussion.errors import AlreadySo, NotUnderstood, NotVisible, Refused
from discussion.models import Post, PostState, Report, ReportState, Thread
from discussion.notices import HANDLED, REPORTED
from notifications.actions import notify
from people.models import Person

REASON = 500


@transaction.atomic
def report_post(*, post: Post, by: Person, reason: str) -> Report:
    """Tell the facilitators what is wrong with a post. Raises a subclass of Refused."""
    post = Post.objects.select_for_update().select_related("thread").get(pk=post.pk)
    thread = post.thread
    if not Thread.objects.seen_by(by, thread).exists():
        raise NotVisible
    if post.author_id == by.pk:
        raise Refused(_("This is your own post: change or delete it yourself."))
    if post.state != PostState.VISIBLE:
        raise AlreadySo(_("This post is not here any more."))
    reason = _checked(reason, _("Say what is wrong with this post."))
    try:
        with transaction.atomic():
            report = Report.objects.create(
                post=post, text=post.body_md, reason=reason, reported_by=by, reported_at=now()
            )
    except IntegrityError:
        raise AlreadySo(_("You reported this post already. The facilitators look at it.")) from None
    record("discussion.reported", by=by, target=report)
    kind = targets.get(thread.target_kind)
    people = kind.moderators(thread.target_id) if kind else []
    notify(people, REPORTED, about=report, by=by, context={"name": str(by)})
    return report


@transaction.atomic
def handle_report(*, report: Report, by: Person, state: str, note: str = "") -> Report:
    """Say what became of a report, and remove the post where that is the outcome."""
    report = Report.objects.select_for_update().select_related("post__thread").get(pk=report.pk)
    thread = report.post.thread
    if not Thread.objects.moderated_by(by).filter(pk=thread.pk).exists():
        raise NotVisible
    if report.state != ReportState.OPEN:
        raise AlreadySo(_("Somebody handled this report before you."))
    if state not in ReportState.values or state == ReportState.OPEN:
        raise NotUnderstood(_("Choose what became of it."))
    note = clean_source(note).strip()
    if state == ReportState.TALKED and not note:
        raise NotUnderstood(_("Say in a few words what you spoke about."))
    if len(note) > REASON:
        raise NotUnderstood(_("This is too long. Use at most 500 characters."))
    if state == ReportState.REMOVED and report.post.state == PostState.VISIBLE:
        payload = {"post": str(report.post_id)}
        carry_out(thread=thread, by=by, key=uuid4(), kind="delete", payload=payload)
    report.state, report.note = ReportState(state), note
    report.handled_at, report.handled_by = now(), by
    report.save(update_fields=["state", "note", "handled_at", "handled_by"])
    record("discussion.report_handled", by=by, target=report, changes={"state": ("open", state)})
    notify([report.reported_by], HANDLED, about=report, by=by)
    return report


def _checked(text: str, empty: str) -> str:
    text = clean_source(text).strip()
    if not text:
        raise NotUnderstood(empty)
    if len(text) > REASON:
        raise NotUnderstood(_("This is too long. Use at most 500 characters."))
    return text
