"""A dossier report as a document: what stands where, in words. Every writer gets the same lines."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports import words
from reports.blocks import Block, Document, Facts, Heading, Line, Note, Prose
from reports.follow_up import advice_blocks, commitment_blocks
from reports.shapes import DossierReport, Plan, Review, Said, Thread

Row = TypeVar("Row")


def document_of(report: DossierReport) -> Document:
    """The whole report. Call it with the report's language active."""
    return Document(
        title=report.theme,
        subtitle=f"{report.region} · {report.edition}",
        about=words.made_for(report),
        language=report.language,
        author=report.region,
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: DossierReport) -> Iterator[Block]:
    if report.is_example:
        yield Note(_("Example: invented for the demo."))
    hidden = Line(_("No version of this plan has been shared with the reader."))
    yield Heading(1, _("The plan"), "plan")
    yield from _plan(report.plan) if report.plan else [hidden]
    yield from _changes(report)
    yield Heading(1, _("Reviews"), "reviews")
    nothing = _("There are no reviews that the reader may read.")
    yield from _each(report.reviews, _review, nothing)
    yield Heading(1, _("Advice, and what became of it"), "advice")
    nothing = _("There is no advice that the reader may read.")
    yield from _each(report.advice, advice_blocks, nothing)
    if report.own:
        yield Heading(1, _("Commitments of the region's own accord"), "own")
        yield from _each(report.own, lambda one: commitment_blocks(one, 2))
    yield Heading(1, _("Conversations"), "conversations")
    nothing = _("There are no conversations that the reader may read.")
    yield from _each(report.threads, _thread, nothing)


def _each(
    rows: Collection[Row], written: Callable[[Row], Iterator[Block]], nothing: str = ""
) -> Iterator[Block]:
    """The lines of each of these; a sentence when there is none."""
    if not rows:
        yield Line(nothing)
    for row in rows:
        yield from written(row)


def _changes(report: DossierReport) -> Iterator[Block]:
    if report.changes:
        yield Heading(1, _("What the region changed"), "changes")
    for change in report.changes:
        number = _("Version %(number)d") % {"number": change.number}
        yield Heading(2, number, f"change-{change.number}")
        yield Note(words.by(change.submitted))
        yield from _lines(change.note)


def _lines(text: str) -> Iterator[Block]:
    """A plain text, a line for each of its lines."""
    for line in text.splitlines():
        if line.strip():
            yield Line(line.strip())


def _plan(plan: Plan) -> Iterator[Block]:
    version = _("Version %(number)d, submitted by %(who)s") % {
        "number": plan.number,
        "who": words.by(plan.submitted),
    }
    yield Note(version)
    if plan.summary:
        yield Line(plan.summary, strong=True)
    facts = [(_("Kind of help"), plan.help_kind), (_("Elements"), ", ".join(plan.elements))]
    yield from _facts(facts)
    for section in plan.sections:
        yield Heading(2, section.title, f"plan-{section.key}")
        yield Prose(section.html, 2)
    if plan.questions:
        yield Heading(2, _("Questions of the region"), "questions")
        for question in plan.questions:
            yield Heading(3, _("Question %(number)d") % {"number": question.number})
            yield Prose(question.html, 3)
            if question.outcome:
                what = _("What the region did with the answers: %(what)s")
                yield Line(what % {"what": question.outcome.label}, strong=True)
                yield from _prose(question.outcome.html, 3)
                yield Note(words.by(question.outcome.given))
    if plan.files:
        yield Heading(2, _("Files beside the plan"), "files")
        note = _("%(name)s (%(size)s)")
        for file in plan.files:
            yield Line(note % {"name": file.name, "size": words.size(file.size)})


def _facts(rows: Iterable[tuple[str, str]]) -> Iterator[Block]:
    found = tuple((term, value) for term, value in rows if value)
    if found:
        yield Facts(found)


def _prose(html: str, level: int) -> Iterator[Block]:
    if html.strip():
        yield Prose(html, level)


def _review(review: Review) -> Iterator[Block]:
    title = _("%(round)s: review by %(name)s")
    names = {"round": capfirst(review.round), "name": review.handed_in.by.name}
    yield Heading(2, (title % names), f"review-{review.id}")
    yield Note(words.by(review.handed_in))
    late = _("after the deadline") if review.is_late else ""
    about = _("version %(number)d of the plan") % {"number": review.version}
    rows = [
        (_("About"), about),
        (_("Handed in"), late),
        (_("Tie with the region"), review.relation),
    ]
    yield from _facts(rows)
    for chapter in review.chapters:
        yield Heading(3, chapter.title)
        for said in chapter.said:
            yield from _said(said)
        if chapter.advice:
            yield from _facts([(_("Recommended"), "; ".join(chapter.advice))])
    if review.partners:
        yield Heading(3, _("Written with"))
    for partner in review.partners:
        yield Line(f"{words.name(partner.who)} · {partner.signature}")
        if partner.minority_html:
            yield Line(_("Sees it differently:"), strong=True)
            yield Prose(partner.minority_html, 3)


def _said(said: Said) -> Iterator[Block]:
    yield Heading(4, said.title)
    if said.about:
        yield Prose(said.about, 4, aside=True)
    if said.advice:
        yield Note(_("About the advice “%(title)s”") % {"title": said.advice})
    if said.words or said.file:
        yield Line(said.words or said.file, strong=True)
    yield from _prose(said.html, 4)


def _thread(thread: Thread) -> Iterator[Block]:
    yield Heading(2, thread.title, f"thread-{thread.id}")
    rows = [
        (_("About"), thread.about),
        (_("Who sees this"), thread.level),
        (_("State"), thread.state),
        (_("Outcome"), thread.outcome),
        (_("Said by"), words.by(thread.resolved) if thread.resolved else ""),
    ]
    yield from _facts(rows)
    for post in thread.posts:
        title = _("%(number)d. %(name)s, %(kind)s")
        names = {"number": post.number, "name": post.written.by.name, "kind": post.kind}
        yield Heading(3, title % names)
        edited = (
            _("changed on %(date)s") % {"date": words.moment(post.edited_at)}
            if post.edited_at
            else ""
        )
        answers = (
            _("answers number %(number)d") % {"number": post.reply_to} if post.reply_to else ""
        )
        yield Note(" · ".join(part for part in (words.by(post.written), answers, edited) if part))
        if post.deleted:
            yield Line(_("This post was deleted."))
        if post.moved:
            yield Line(_("This post was moved to another conversation."))
        if post.html.strip():
            yield Prose(post.html, 3, language=post.language)
