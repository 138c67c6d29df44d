"""Where a few words of a sentence stand in what that sentence became. Pure."""

from dataclasses import dataclass

from core.diff.sequences import matches
from discussion.anchoring import thresholds
from discussion.anchoring.comparing import Versions
from discussion.anchoring.texts import Span


@dataclass(frozen=True)
class Inside:
    """The words within the new sentence, how much of them stayed, and whether that is sure."""

    span: Span
    score: float
    sure: bool


def inside(versions: Versions, passage: Span, context: Span, span: Span) -> Inside | None:
    """Find the words of a passage in the sentences that its sentences became; nothing when they went."""
    if passage == context:
        return Inside(span, 1.0, sure=True)
    local = _map(versions, context, span)
    stayed = [at for at in range(passage.first, passage.last) if at in local]
    words = sum(versions.old.tokens[at].is_word for at in stayed)
    ratio = words / max(1, versions.old.count(passage))
    if ratio < thresholds.PERHAPS:
        return None
    found = _with_edges(passage, span, local, stayed)
    torn = len(found) > thresholds.STRETCH * len(passage) + thresholds.SPARE
    sure = (
        ratio >= thresholds.SURVIVES
        and not torn
        and _is_alone(versions, (passage, context), (found, span), local)
    )
    return Inside(found, ratio, sure)


def _map(versions: Versions, context: Span, span: Span) -> dict[int, int]:
    found = matches(versions.old.said(context), versions.new.said(span))
    return {context.first + i + k: span.first + j + k for i, j, size in found for k in range(size)}


def _with_edges(passage: Span, span: Span, local: dict[int, int], stayed: list[int]) -> Span:
    """From the first word that stayed to the last, and what came for words that were replaced there."""
    start, end = local[stayed[0]], local[stayed[-1]] + 1
    if stayed[0] > passage.first:
        near = local.get(passage.first - 1, span.first - 1) + 1
        start = near if start - near <= stayed[0] - passage.first + thresholds.EDGE else start
    if stayed[-1] < passage.last - 1:
        near = local.get(passage.last, span.last)
        spare = passage.last - 1 - stayed[-1] + thresholds.EDGE
        end = near if near - end <= spare else end
    return Span(start, end)


def _is_alone(
    versions: Versions, old: tuple[Span, Span], new: tuple[Span, Span], local: dict[int, int]
) -> bool:
    """Whether the words stand once in their sentence, or beside a neighbour that they had."""
    (passage, context), (found, span) = old, new
    said = versions.old.said(passage)
    before = _times(said, versions.old.said(context))
    if before == 1 and _times(said, versions.new.said(span)) <= 1:
        return True
    left = local.get(passage.first - 1) == found.first - 1
    right = local.get(passage.last) == found.last
    return left or right


def _times(said: tuple[str, ...], among: tuple[str, ...]) -> int:
    size = len(said)
    return sum(among[at : at + size] == said for at in range(len(among) - size + 1))
