"""What becomes of proposed words when their conversation ends, or begins again."""

from audit.actions import record
from core.clock import now
from core.text import render
from discussion.anchoring.passages import paragraph_text
from people.models import Person
from plans.models import Suggestion, SuggestionState
from plans.passages import blocks_of
from plans.queries import newest_versions
from plans.queries.reading import read_version


def end_suggestion(thread_id: int, by: Person, *, done: bool) -> None:
    """Words that still wait are taken over when it is done and they stand in the newest version; else not.

    Part of resolving the conversation, by hand or on submitting.
    """
    suggestion = _held(thread_id, SuggestionState.OPEN)
    if suggestion is None:
        return
    taken = done and _stands(suggestion)
    suggestion.state = SuggestionState.ACCEPTED if taken else SuggestionState.DECLINED
    suggestion.decided_at, suggestion.decided_by = now(), by
    _keep(suggestion, by)


def offer_again(thread_id: int, by: Person) -> None:
    """Words that were not taken over wait again. Those that were taken over stand in the text already."""
    suggestion = _held(thread_id, SuggestionState.DECLINED)
    if suggestion is None:
        return
    suggestion.state = SuggestionState.OPEN
    suggestion.decided_at = suggestion.decided_by = None
    _keep(suggestion, by)


def _held(thread_id: int, state: SuggestionState) -> Suggestion | None:
    """The suggestion in this state; its conversation is held already, as whoever decides does first."""
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related(
        "anchor__thread", "anchor__version__dossier"
    )
    return rows.filter(anchor__thread=thread_id, state=state).first()


def _keep(suggestion: Suggestion, by: Person) -> None:
    suggestion.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        f"plans.suggestion_{SuggestionState(suggestion.state).value}",
        by=by,
        target=suggestion.anchor.thread,
        region_id=suggestion.anchor.version.dossier.region_id,
    )


def _stands(suggestion: Suggestion) -> bool:
    """Whether the proposed words are in the newest version: a comment may be handled in other words."""
    dossier = suggestion.anchor.version.dossier_id
    newest = newest_versions([dossier])[dossier]
    words = " ".join(paragraph_text(render(suggestion.words).html).split())
    return any(words in " ".join(one.text.split()) for one in blocks_of(read_version(newest)))
