"""Where a passage of one version stands in another: in place, elsewhere, or nowhere. Pure.

First the words that stayed in place, then the sentence elsewhere that is most like it. A candidate
that is at least as much like other text of the old version was there already, and is refused: a
passage that is lost can be pointed at again, one that is put in the wrong place misleads.
"""

from collections.abc import Iterable, Sequence

from discussion.anchoring.comparing import Candidate, Versions
from discussion.anchoring.inside import Inside, inside
from discussion.anchoring.moving import elsewhere
from discussion.anchoring.staying import in_place, same_words
from discussion.anchoring.texts import Block, Found, Span, Spot, State, Text

NEAR = 0.3  # a block of which so much stayed in place is still there


def place_all(old: Sequence[Block], new: Sequence[Block], spots: Iterable[Spot]) -> list[Found]:
    """Where each of these passages of the old version stands in the new one."""
    versions = Versions(Text(tuple(old)), Text(tuple(new)))
    return [_place(versions, spot) for spot in spots]


def _place(versions: Versions, spot: Spot) -> Found:
    old = versions.old
    number = old.numbers.get(spot.block)
    if number is None:
        return Found(State.ORPHAN, "")
    passage = old.span(number, spot.start, spot.end)
    if not len(passage) or not old.count(passage):
        return _orphan(versions, number)
    context = old.around(passage)
    candidate = _candidate(versions, context)
    words = inside(versions, passage, context, candidate.span) if candidate else None
    if candidate is None or words is None:
        return _orphan(versions, number)
    return _found(versions, spot, context, candidate, words)


def _candidate(versions: Versions, context: Span) -> Candidate | None:
    """The first way that is sure of itself, else the first that found anything."""
    unsure = None
    for look in (same_words, in_place, elsewhere):
        candidate = look(versions, context)
        if candidate and candidate.sure:
            return candidate
        unsure = unsure or candidate
    return unsure


def _found(
    versions: Versions, spot: Spot, context: Span, candidate: Candidate, words: Inside
) -> Found:
    new = versions.new.spot(words.span)
    was = _slice(versions.old, spot)
    same = " ".join(_slice(versions.new, new).split()) == " ".join(was.split())
    if not (candidate.sure and words.sure):
        state = State.UNSURE
    elif not same:
        state = State.EDITED
    else:
        state = State.EXACT if _stayed(versions, context, candidate.span) else State.MOVED
    score = round(min(candidate.score, words.score), 3)
    return Found(state, new.block, new.start, new.end, score, candidate.method)


def _slice(text: Text, spot: Spot) -> str:
    return text.blocks[text.numbers[spot.block]].text[spot.start : spot.end]


def _stayed(versions: Versions, context: Span, span: Span) -> bool:
    """Whether any of its words stayed in place."""
    return any(
        span.first <= versions.forth.get(at, -1) < span.last
        for at in range(context.first, context.last)
    )


def _orphan(versions: Versions, number: int) -> Found:
    """After the nearest block, from its own backwards, that is still there."""
    for at in range(number, -1, -1):
        near = _became(versions, at)
        if near:
            return Found(State.ORPHAN, near)
    return Found(State.ORPHAN, "")


def _became(versions: Versions, number: int) -> str:
    """The name of the block in which enough of this one stayed."""
    block = versions.old.of_block(number)
    letters: dict[int, int] = {}
    for at in range(block.first, block.last):
        place = versions.forth.get(at)
        if place is not None:
            home = versions.new.tokens[place].block
            letters[home] = letters.get(home, 0) + len(versions.old.words[at])
    if not letters:
        return ""
    home = max(letters, key=lambda one: letters[one])
    enough = letters[home] >= NEAR * sum(map(len, versions.old.said(block)))
    return versions.new.blocks[home].name if enough else ""
