"""Other words for a passage: into the working copy, or not and why."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.text import render
from discussion.actions import carry_out
from discussion.actions.places import lock
from discussion.anchoring import State
from people.models import Person
from plans.actions.locking import hold
from plans.actions.questions import save_question
from plans.actions.sections import save_section
from plans.errors import AlreadyDecided, Saved, TextChanged, WordsElsewhere
from plans.models import Anchor, Dossier, Question, Section, Suggestion, SuggestionState
from plans.passages import blocks_of
from plans.queries import newest_versions, read_working
from plans.queries.passages import passages_in_working_copy
from plans.suggesting import replaced


@dataclass(frozen=True)
class Proposal:
    """A suggestion against the working copy: where it would go, and what stands there now."""

    then: str  # the words that it was made for
    now: str  # what stands there in the working copy; "" when they are gone
    words: str
    part: str  # a section's key, or "question-<id>"
    title: str
    revision: int
    source: str | None  # the whole text with the new words in it; None when they do not fit

    @property
    def fits(self) -> bool:
        """Whether it can be taken over as it is."""
        return self.source is not None


def proposal_for(suggestion: Suggestion, dossier: Dossier) -> Proposal:
    """What accepting would do now. The words must stand in the working copy as they were then."""
    anchor = suggestion.anchor
    newest = newest_versions([dossier.pk]).get(dossier.pk)
    blocks = blocks_of(read_working(dossier))
    (row,) = passages_in_working_copy(newest, blocks, [anchor])
    part, _dot, place = (row.found.block or anchor.block).rpartition(".")
    text = _text_of(dossier, part)
    source = None
    same = " ".join(row.now.split()) == " ".join(anchor.quote.split())
    if text is not None and same and row.found.state in (State.EXACT, State.MOVED):
        source = replaced(
            text.source,
            int(place),
            row.found.start,
            row.found.end,
            suggestion.words,
            lambda markdown: render(markdown).html,
        )
    return Proposal(
        then=anchor.quote,
        now=row.now,
        words=suggestion.words,
        part=part,
        title=str(text)
        if isinstance(text, Section)
        else _("Question %(number)d") % {"number": text.position}
        if text
        else "",
        revision=text.revision if text else 0,
        source=source,
    )


@transaction.atomic
def accept_suggestion(
    *, suggestion: Suggestion, dossier: Dossier, revision: int, by: Person, key: UUID
) -> None:
    """Put the words into the working copy, and end the conversation as done.

    `revision` is that of the text that the person saw. Raises AlreadyDecided, TextChanged,
    WordsElsewhere, and what a conversation refuses.
    """
    dossier = hold(dossier)  # first the plan, then its conversation: as on submitting
    suggestion = _claim(suggestion, SuggestionState.ACCEPTED, by)
    proposal = proposal_for(suggestion, dossier)
    if proposal.revision != revision:
        raise TextChanged(Saved(proposal.now, proposal.revision))
    if proposal.source is None:
        raise WordsElsewhere
    _save(dossier, proposal, by)
    outcome = _("The words were taken over in the working text.")
    _end(suggestion.anchor, by, key, "done", outcome)


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, reason: str, by: Person, key: UUID) -> None:
    """Say why the words are not taken over. Raises AlreadyDecided, and what a conversation refuses."""
    suggestion = _claim(suggestion, SuggestionState.DECLINED, by)
    _end(suggestion.anchor, by, key, "not", reason)


def _claim(suggestion: Suggestion, state: SuggestionState, by: Person) -> Suggestion:
    lock([suggestion.anchor.thread_id])  # as whoever resolves it, who ends its words after it
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if row.state != SuggestionState.OPEN:
        raise AlreadyDecided
    row.state, row.decided_at, row.decided_by = state, now(), by
    row.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        f"plans.suggestion_{state.value}",
        by=by,
        target=row.anchor.thread,
        region_id=row.anchor.version.dossier.region_id,
    )
    return row


def _end(anchor: Anchor, by: Person, key: UUID, resolution: str, outcome: str) -> None:
    carry_out(
        thread=anchor.thread,
        by=by,
        key=key,
        kind="resolve",
        payload={"resolution": resolution, "outcome": outcome},
    )


def _text_of(dossier: Dossier, part: str) -> Section | Question | None:
    head, _dash, pk = part.partition("-")
    if head == "question" and pk.isdecimal():
        return Question.objects.filter(dossier=dossier, pk=int(pk), dropped_at=None).first()
    return Section.objects.filter(dossier=dossier, key=part).first()


def _save(dossier: Dossier, proposal: Proposal, by: Person) -> None:
    text = _text_of(dossier, proposal.part)
    source = proposal.source or ""
    if isinstance(text, Question):
        save_question(question=text, source=source, revision=proposal.revision, by=by)
    else:
        save_section(
            dossier=dossier, key=proposal.part, source=source, revision=proposal.revision, by=by
        )
