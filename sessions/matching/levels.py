"""What each level seeks, as a sum over the columns of the program; low is good for every one."""

from collections import defaultdict
from collections.abc import Mapping

from sessions.matching.found import Level
from sessions.matching.given import Continuity, Pair
from sessions.matching.program import Program, Sum

Exchanged = Mapping[tuple[int, int], list[Pair]]


def sought(program: Program, level: Level) -> Sum:
    """What to make as small as can be; adds the columns and rows that it takes to say so.

    The worst-off dossier is sought in its own way (`worst`).
    """
    return _BUILDERS[level](program)


def _cover(program: Program) -> Sum:
    empty = {}
    for dossier, side, least in program.board.places:
        of_side = program.number(program.of_side(dossier.key, side))
        short = program.new(least)
        program.add({**of_side, short: 1}, low=least)
        empty[short] = 1
    return Sum(empty)


def _fit(program: Program) -> Sum:
    fits = program.fit(program.column)
    return Sum({column: -fit for column, fit in fits.items()})


def _balance(program: Program) -> Sum:
    exchanged: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in program.column:
        giver = program.board.gives(pair[1])
        if giver is not None:
            exchanged[giver, program.board.dossiers[pair[0]].region].append(pair)
    return Sum(dict.fromkeys([*_surplus(program, exchanged), *_mutual(program, exchanged)], 1))


def _surplus(program: Program, exchanged: Exchanged) -> list[int]:
    signed: dict[int, dict[int, int]] = defaultdict(dict)
    for (giver, taker), pairs in exchanged.items():
        if giver != taker:
            for pair in pairs:
                signed[giver][program.column[pair]] = 1
                signed[taker][program.column[pair]] = -1
    found = []
    for region in sorted(signed):
        far = program.new(len(signed[region]))
        program.add({**signed[region], far: -1}, high=0)
        program.add({**signed[region], far: 1}, low=0)
        found.append(far)
    return found


def _mutual(program: Program, exchanged: Exchanged) -> list[int]:
    found = []
    for (one, two), pairs in sorted(exchanged.items()):
        if one < two and (two, one) in exchanged:
            there, back = _any(program, pairs), _any(program, exchanged[two, one])
            both = program.new(1)
            program.add({there: 1, back: 1, both: -1}, high=1)
            found.append(both)
    return found


def _any(program: Program, pairs: list[Pair]) -> int:
    if len(pairs) == 1:
        return program.column[pairs[0]]
    some = program.new(1)
    for pair in pairs:
        program.add({program.column[pair]: 1, some: -1}, high=0)
    return some


def _change(program: Program) -> Sum:
    present = program.board.given.present
    if not present:
        return Sum()
    return Sum(
        {column: -1 if pair in present else 1 for pair, column in program.column.items()},
        constant=len(present),
    )


def _continuity(program: Program) -> Sum:
    weights: dict[int, int] = {}
    constant = 0
    for key, dossier in program.board.dossiers.items():
        before = len(program.board.before.get(dossier.region, ()))
        if before:
            wish = _wish(program, program.of_dossier[key], before)
            weights.update(wish.weights)
            constant += wish.constant
    return Sum(weights, constant)


def _wish(program: Program, pairs: list[Pair], before: int) -> Sum:
    back = program.number(pair for pair in pairs if program.board.was_before(pair))
    fresh = program.number(pair for pair in pairs if not program.board.was_before(pair))
    if program.board.given.continuity is Continuity.SAME:
        return Sum(dict.fromkeys(back, -1), constant=before)
    if program.board.given.continuity is Continuity.FRESH:
        return Sum(back)
    return Sum({_none(program, back): 1, _none(program, fresh): 1})


def _none(program: Program, number: dict[int, int]) -> int:
    nobody = program.new(1)
    program.add({**number, nobody: 1}, low=1)
    return nobody


_BUILDERS = {
    Level.COVER: _cover,
    Level.FIT: _fit,
    Level.BALANCE: _balance,
    Level.CHANGE: _change,
    Level.CONTINUITY: _continuity,
}
