"""Small questions as hypothesis makes them."""

from hypothesis import strategies as st

from sessions.matching.given import Continuity, Dossier, Given, Reviewer, Side

SIZES = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2)]
LANGUAGES = st.sampled_from([frozenset(), frozenset({"nl"}), frozenset({"en"})])


@st.composite
def questions(draw, sizes=SIZES, *, easy=False):
    """A question that can be answered by trying everything; an easy one always has an answer."""
    dossiers, reviewers = draw(st.sampled_from(sizes))
    keys = range(10, 10 + dossiers), range(20, 20 + reviewers)
    pair = st.tuples(*map(st.sampled_from, keys))
    some = st.frozensets(pair, max_size=3)
    people = st.sampled_from(keys[1])
    return Given(
        dossiers=tuple(draw(_dossier(key)) for key in keys[0]),
        reviewers=tuple(draw(_reviewer(key, easy=easy)) for key in keys[1]),
        fit=draw(st.dictionaries(pair, st.sampled_from([1, 2, 3, 5, 400, 1000]))),
        conflicts=draw(some),
        forbidden=draw(some),
        pinned=draw(st.frozensets(pair, max_size=0 if easy else 1)),
        apart=draw(st.frozensets(st.tuples(people, people), max_size=2)),
        present=draw(some),
        earlier=draw(st.frozensets(st.tuples(st.integers(1, 3), people), max_size=4)),
        continuity=draw(st.sampled_from(Continuity)),
        seed=draw(st.integers(0, 3)),
    )


def _dossier(key):
    return st.builds(
        Dossier,
        key=st.just(key),
        region=st.integers(1, 3),
        languages=LANGUAGES,
        least=st.dictionaries(st.sampled_from(Side), st.integers(0, 2), max_size=3),
        wanted=st.integers(0, 3),
    )


def _reviewer(key, *, easy):
    return st.builds(
        Reviewer,
        key=st.just(key),
        side=st.sampled_from([Side.PEER, Side.PEER, *Side]),
        region=st.sampled_from([None, 1, 2, 3]),
        languages=LANGUAGES,
        least=st.just(0) if easy else st.sampled_from([0, 0, 0, 1]),
        most=st.integers(0, 3),
        available=st.sampled_from([True, True, True, False]),
    )
