"""What stayed in place: the same words, or most of them. Pure."""

from discussion.anchoring import thresholds
from discussion.anchoring.comparing import Candidate, Versions
from discussion.anchoring.texts import Span

BOTH = 2  # sides


def same_words(versions: Versions, context: Span) -> Candidate | None:
    """The sentences as they were, where there is no doubt which they are."""
    said = versions.old.said(context)
    olds, news = versions.old.times(said), versions.new.times(said)
    if not news:
        return None
    distinct = versions.old.count(context) >= thresholds.DISTINCT
    if len(olds) == len(news) == 1 and distinct:
        return Candidate(_grown(versions, news[0]), 1.0, "same")
    mapped = _whole(versions, context)
    if mapped not in news:  # not together, or cut over two blocks
        # Short words elsewhere may be other words that look the same.
        return None if distinct or len(news) > 1 else Candidate(news[0], 1.0, "same", sure=False)
    assert mapped is not None  # noqa: S101 -- for the type checker
    sides = versions.beside(context, mapped)
    same_rank = len(olds) == len(news) and olds.index(context) == news.index(mapped)
    sure = sides == BOTH or (same_rank and sides > 0)
    if not distinct:
        return Candidate(mapped, 1.0, "same", sure=sure and versions.same_case(context, mapped))
    return Candidate(_grown(versions, mapped), 1.0, "same", sure=sure)


def _whole(versions: Versions, context: Span) -> Span | None:
    """Where all its words stayed together."""
    places = [versions.forth.get(at) for at in range(context.first, context.last)]
    if places[0] is None or places != list(range(places[0], places[0] + len(places))):
        return None
    return Span(places[0], places[0] + len(places))


def in_place(versions: Versions, context: Span) -> Candidate | None:
    """Where most of the words stayed in their order, in one block and not torn apart."""
    mapped = _together(versions, context)
    if not mapped:
        return None
    ratio = _words(versions, mapped) / max(1, versions.old.count(context))
    weight = _letters(versions, mapped) / max(1, sum(map(len, versions.old.said(context))))
    if ratio < thresholds.PERHAPS or weight < thresholds.PERHAPS:
        return None
    lost = versions.back[mapped[0]] - context.first, context.last - 1 - versions.back[mapped[-1]]
    span = _grown(versions, Span(mapped[0], mapped[-1] + 1), lost)
    if versions.was_there(context, span):
        return None
    score = versions.alike(context, span)
    better = _better_elsewhere(versions, context, span, score)
    if better is None:
        return None
    stayed = ratio >= thresholds.SURVIVES and min(weight, score) >= thresholds.WEIGHT
    if versions.old.count(context) < thresholds.DISTINCT:
        stayed &= score >= thresholds.ALIKE and versions.beside(context, span) == BOTH
    torn = len(span) > thresholds.STRETCH * len(context) + thresholds.SPARE
    # A sentence that was joined with another is rather what the other became.
    joined = versions.has_a_twin(context, versions.new.around(span))
    sure = stayed and not (torn or joined or better)
    return Candidate(span, score, "diff", sure=sure)


def _together(versions: Versions, context: Span) -> list[int]:
    """The places of its words in the new version that lie in one block, close to each other."""
    places = [
        versions.forth[at] for at in range(context.first, context.last) if at in versions.forth
    ]
    far = max(len(context), thresholds.SPARE)
    groups: list[list[int]] = []
    for place in places:
        tokens, last = versions.new.tokens, groups[-1][-1] if groups else None
        if last is None or tokens[last].block != tokens[place].block or place - last > far:
            groups.append([])
        groups[-1].append(place)
    return max(groups, key=lambda group: _letters(versions, group), default=[])


def _letters(versions: Versions, places: list[int]) -> int:
    return sum(len(versions.new.words[place]) for place in places)


def _words(versions: Versions, places: list[int]) -> int:
    return sum(versions.new.tokens[place].is_word for place in places)


def _grown(versions: Versions, span: Span, lost: tuple[int, int] = (0, 0)) -> Span:
    """On to where its sentence starts and ends, over a few words that came new.

    `lost` words of the passage went at its start and its end: what came may stand for them. Words
    of other text belong to that text.
    """
    whole = versions.new.around(span)
    first, last = span.first, span.last
    while first > whole.first and first - 1 not in versions.back:
        first -= 1
    # A full stop is everybody's: the difference may have kept that of other text.
    while last < whole.last and (
        last not in versions.back or not versions.new.tokens[last].is_word
    ):
        last += 1
    before, after = span.first - first, last - span.last
    return Span(
        first if first == whole.first and before <= lost[0] + thresholds.EDGE else span.first,
        last if last == whole.last and after <= lost[1] + thresholds.EDGE else span.last,
    )


def _better_elsewhere(versions: Versions, context: Span, span: Span, score: float) -> bool | None:
    """Whether new sentences elsewhere are as much like the passage; nothing when one is far more so."""
    others = [
        alike
        for alike, other in versions.most_alike(context)
        if not other.meets(span) and alike >= score and versions.is_new(other)
    ]
    if any(alike - score >= thresholds.APART for alike in others):
        return None
    return bool(others)
