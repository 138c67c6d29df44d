"""How far the review of an assignment is: told by the app above, which registers here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from people.queries import Visitor


@dataclass(frozen=True)
class ReviewState:
    """What a reader may know of one review: `words` such as "handed in, after the deadline".

    `submitted` counts for the rules: the version under a submitted review is not replaced.
    """

    words: str
    tone: str = "neutral"
    submitted: bool = False
    url: str = ""


# From (reader, assignment ids) to states by assignment id. Without a reader the rules are asking.
Provider = Callable[[Visitor | None, Collection[int]], dict[int, ReviewState]]
_providers: list[Provider] = []


def register_review_states(provider: Provider) -> Provider:
    """Let the app above say how far reviews are; to be called while apps are loaded."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def review_states(
    person: Visitor | None, assignment_ids: Collection[int]
) -> dict[int, ReviewState]:
    """States of reviews by assignment, as far as this reader may know them."""
    found: dict[int, ReviewState] = {}
    for provider in _providers if assignment_ids else ():
        found |= provider(person, assignment_ids)
    return found


def handed_in(assignment_ids: Collection[int]) -> set[int]:
    """Those assignments whose review was submitted."""
    states = review_states(None, assignment_ids)
    return {pk for pk, state in states.items() if state.submitted}
