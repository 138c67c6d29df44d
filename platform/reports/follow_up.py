"""Advice and commitments on paper: said, answered, promised, done, shown, judged."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports import words
from reports.blocks import Block, Facts, Heading, Line, Note, Prose
from reports.shapes import Advice, Commitment, Evidence, Verification


def advice_blocks(advice: Advice, level: int = 2) -> Iterator[Block]:
    """One recommendation from June to September."""
    yield Heading(level, advice.title, f"advice-{advice.id}")
    yield Note(f"{capfirst(advice.round)} · {words.by(advice.given)}")
    yield Prose(advice.html, level)
    rows = [
        (_("Kind"), advice.kind),
        (_("For whom"), ", ".join(advice.addressees)),
        (_("Elements"), ", ".join(advice.elements)),
        (_("Term"), advice.term),
        (_("Expected effect"), advice.effect),
        (_("Effort"), advice.effort),
        (_("I can help with"), advice.offer),
    ]
    found = tuple((term, value) for term, value in rows if value)
    if found:
        yield Facts(found)
    if advice.originals:
        yield Heading(level + 1, _("Put together from"))
        for one in advice.originals:
            yield Line(one.title, strong=True)
            yield Note(words.by(one.given))
            yield Prose(one.html, level + 1)
    yield from _answer(advice, level + 1)
    for commitment in advice.commitments:
        yield from commitment_blocks(commitment, level + 1)
    if advice.verifications:
        yield Heading(level + 1, _("Judged by reviewers"))
        for verification in advice.verifications:
            yield from _verification(verification)


def _answer(advice: Advice, level: int) -> Iterator[Block]:
    answer = advice.response
    yield Heading(level, _("Answer of the region"))
    if answer is None:
        yield Line(_("The region has not answered yet."))
        return
    yield Line(answer.label, strong=True)
    if answer.html:
        yield Prose(answer.html, level)
    late = f" · {_('after the deadline')}" if answer.is_late else ""
    yield Note(words.by(answer.given) + late)


def commitment_blocks(one: Commitment, level: int) -> Iterator[Block]:
    """One promise with how it went and what shows it."""
    yield Heading(level, _("Commitment: %(what)s") % {"what": one.what}, f"commitment-{one.id}")
    rows = [
        (_("Who"), one.owner),
        (_("When"), words.day(one.due_on)),
        (_("Measurable result"), one.result),
        (_("Help that is needed"), one.help_needed),
        (_("Progress"), one.label),
    ]
    yield Facts(tuple((term, value) for term, value in rows if value))
    yield Note(words.by(one.made))
    for report in one.progress:
        yield Line(_("Progress: %(state)s") % {"state": report.label}, strong=True)
        if report.explanation:
            yield Line(report.explanation)
        yield Note(words.by(report.reported))
    for evidence in one.evidence:
        yield from _evidence(evidence)


def _evidence(one: Evidence) -> Iterator[Block]:
    yield Line(_("Evidence: %(text)s") % {"text": one.text}, strong=True)
    rows = [
        (_("Kind"), one.label),
        (_("Date"), words.day(one.dated)),
        (_("Source"), one.source),
        (_("Link"), one.url),
        (_("File"), one.file),
    ]
    yield Facts(tuple((term, value) for term, value in rows if value))
    yield Note(words.by(one.added))


def _verification(one: Verification) -> Iterator[Block]:
    yield Line(one.label or _("No judgement"), strong=True)
    if one.remark:
        yield Line(one.remark)
    yield Note(f"{capfirst(one.round)} · {words.by(one.given)}")
