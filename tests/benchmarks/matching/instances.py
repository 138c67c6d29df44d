"""Questions of a given size, the same for every contender."""

import random

import numpy as np

from sessions.matching.given import Continuity, Dossier, Given, Reviewer, Side

BARRED = 0.05  # the part of all pairs that is a conflict
SLICE = 256


def table(number, width, *, popular=False):
    """Fits 0 to 1000, -1 for a conflict; 3 or 4 wanted, a load of at most 6.

    With `popular` half of a fit is the reviewer's alone, so that all want the same people.
    """
    chance = np.random.default_rng(1)
    fit = np.empty((number, width), np.int16)
    liked = chance.integers(0, 1001, width, dtype=np.int16)
    for start in range(0, number, SLICE):  # so that making it takes no memory of its own
        rows = fit[start : start + SLICE]
        rows[:] = chance.integers(0, 1001, rows.shape, dtype=np.int16)
        if popular:
            rows[:] = (rows + liked) // 2
        rows[chance.random(rows.shape, dtype=np.float32) < BARRED] = -1
    return fit, 3 + np.arange(number) % 2, np.full(width, 6)


def question(seed, *, coarse=False, number=100, width=60):
    """Everything that can be asked at once, at the size of a large round."""
    chance = random.Random(seed)
    regions = number // 2
    reviewers = tuple(_reviewer(chance, key, regions) for key in range(width))
    pairs = [(dossier, one.key) for dossier in range(number) for one in reviewers]
    home = {one.key: one.region for one in reviewers}
    conflicts = {
        (dossier, one)
        for dossier, one in pairs
        if chance.random() < BARRED or home[one] == dossier % regions
    }
    free = [pair for pair in pairs if pair not in conflicts]
    forbidden = frozenset(chance.sample(free, number // 5))
    dossiers = tuple(_dossier(chance, key, regions) for key in range(number))
    return Given(
        dossiers=dossiers,
        reviewers=reviewers,
        fit={
            pair: chance.randint(1, 10) * 100 if coarse else chance.randint(0, 1000)
            for pair in pairs
        },
        conflicts=frozenset(conflicts),
        forbidden=forbidden,
        pinned=_pins(chance, dossiers, reviewers, set(free) - forbidden),
        apart=frozenset(tuple(chance.sample(range(width), 2)) for _ in range(width // 6)),
        present=frozenset(chance.sample(free, 3 * number)),
        earlier=frozenset((dossier % regions, one) for dossier, one in chance.sample(free, 200)),
        continuity=list(Continuity)[seed % 3],
        seed=seed,
    )


def _dossier(chance, key, regions):
    least = dict.fromkeys([Side.BUSINESS, Side.KNOWLEDGE, Side.GOVERNMENT], 1)
    if key % 2:
        least[Side.PEER] = 1
    language = "nl" if chance.random() < 0.9 else "en"
    return Dossier(key, key % regions, frozenset({language}), least, 3 + key % 2)


def _reviewer(chance, key, regions):
    side = list(Side)[key % 4]
    here = chance.random() > 0.02
    languages = {"nl", "en"} if chance.random() < 0.7 else {"nl"}
    region = chance.randrange(regions) if side is Side.PEER else None
    return Reviewer(key, side, region, frozenset(languages), int(here), 6, here)


def _pins(chance, dossiers, reviewers, free):
    """Some pairs that can be, at most one a dossier and a reviewer."""
    pins = {}
    for dossier in chance.sample(dossiers, 5):
        reviewer = chance.choice(reviewers)
        together = dossier.languages & reviewer.languages and reviewer.available
        if together and (dossier.key, reviewer.key) in free and reviewer.key not in pins.values():
            pins[dossier.key] = reviewer.key
    return frozenset(pins.items())
