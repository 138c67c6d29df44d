"""Proposals of who reviews what: asked for, made by a worker, changed by hand, thrown away."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit.actions import record
from core.clock import now
from core.tasks import enqueue
from people.models import Person
from sessions.errors_matching import (
    AskedAlready,
    ChangedMeanwhile,
    NoSuchMove,
    NothingToMatch,
    RulesInTheWay,
    StillRunning,
)
from sessions.kept import keep
from sessions.matching.errors import Impossible
from sessions.matching.found import Found
from sessions.matching.given import Given, Pair
from sessions.matching.solve import solve
from sessions.matching.why_not import blocked_cover
from sessions.models import Round, Scenario, ScenarioState
from sessions.models.scenario import as_lists
from sessions.moves import Move
from sessions.queries.gathering import Gathered
from sessions.queries.numbers import Numbers, settings_of
from sessions.queries.pool import pool_of
from sessions.queries.proposals import gathered_for
from sessions.queries.weighing import broken_rules, known_pairs, values_now

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
PATIENCE = timedelta(minutes=10)  # a proposal that takes longer was left behind by its worker
EXPLAINED = (
    12  # why a place stays empty is asked for so many places; each takes a search of its own
)


@transaction.atomic
def propose(*, round: Round, by: Person) -> Scenario:  # noqa: A002 -- the noun
    """Let a worker look for the best matching by the present settings. Raises NothingToMatch.

    Who asks the same again while it is being made gets that one: a button is easily pressed twice.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    if not held.plans.exists() or not pool_of(held.edition_id, []):
        raise NothingToMatch
    settings = Numbers.of(settings_of(held)).as_data()
    made = being_made(held, by)
    if made is not None and made.settings == settings:
        return made
    made = Scenario.objects.create(
        round=held,
        number=next_number(held),
        settings=settings,
        asked_at=now(),
        asked_by=by,
    )
    record("matching.proposed", by=by, target=made, changes={"number": (None, made.number)})
    enqueue("sessions.tasks.make_proposal", made.pk)
    return made


def being_made(round_: Round, by: Person, after: int = 0) -> Scenario | None:
    """The newest proposal with a higher number that this person asked for, and that is not ready yet."""
    rows = Scenario.objects.filter(
        round=round_, asked_by=by, number__gt=after, state=ScenarioState.RUNNING, by_hand=False
    )
    return rows.order_by("-number").first()


def next_number(round_: Round) -> int:
    """The number that the next proposal of a round gets."""
    rows = Scenario.objects.filter(round=round_).aggregate(most=Max("number"))
    return (rows["most"] or 0) + 1


def make_proposal(*, scenario_id: int) -> bool:
    """Do the thinking for one proposal, outside any transaction; harmless when run twice.

    What goes wrong is said on the page; True when this call made it.
    """
    scenario = _claimed(scenario_id)
    if scenario is None:
        return False
    try:
        gathered = gathered_for(scenario)
        found = solve(gathered.given)
        blocked = _explained(gathered.given, found)
    except Impossible as error:
        why = keep(None, error.blocked)
        return _finish(scenario, ScenarioState.FAILED, blocked=[why])
    except Exception:
        logger.exception("matching: proposal %s failed", scenario_id)
        return _finish(scenario, ScenarioState.FAILED, failure="")
    broken = broken_rules(gathered, found.pairs)
    if broken:
        return _finish(scenario, ScenarioState.FAILED, failure=" ".join(broken)[:300])
    return _finish(scenario, ScenarioState.READY, **_answer(found, blocked))


def _explained(given: Given, found: Found) -> list[dict[str, Any]]:
    """The places that stay empty, with what blocks them; the later ones of many only named."""
    first = found.missing[:EXPLAINED]
    return [
        *(keep(one, blocked_cover(given, found, one)) for one in first),
        *(keep(one, None) for one in found.missing[EXPLAINED:]),
    ]


def _answer(found: Found, blocked: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "pairs": as_lists(found.pairs),
        "values": {level.value: value for level, value in found.values.items()},
        "blocked": blocked,
        "proven": found.proven,
    }


@transaction.atomic
def _claimed(scenario_id: int) -> Scenario | None:
    rows = Scenario.objects.select_for_update(of=("self",)).select_related("round__edition")
    scenario = rows.filter(pk=scenario_id, state=ScenarioState.RUNNING).first()
    if scenario is not None:
        scenario.attempts += 1
        scenario.save(update_fields=["attempts"])
    return scenario


@transaction.atomic
def _finish(scenario: Scenario, state: ScenarioState, **answer: Any) -> bool:
    """Keep the answer, unless another worker was first or the proposal was thrown away."""
    rows = Scenario.objects.filter(pk=scenario.pk, state=ScenarioState.RUNNING)
    return bool(rows.update(state=state, finished_at=now(), **answer))


@transaction.atomic
def change_by_hand(*, scenario: Scenario, move: Move, revision: int, by: Person) -> Scenario:
    """Let one reviewer go elsewhere. The proposal of a worker stays; its copy changes.

    Raises StillRunning, ChangedMeanwhile, NoSuchMove, AskedAlready, RulesInTheWay.
    """
    held = locked(scenario)
    if not held.ready:
        raise StillRunning
    if held.revision != revision:
        raise ChangedMeanwhile
    gathered = gathered_for(held)
    pairs = moved(gathered, known_pairs(gathered, held.chosen), move)
    target = held if held.by_hand else _copy(held, by)
    values = values_now(gathered, pairs)
    target.pairs = as_lists(pairs)
    target.values = {level.value: value for level, value in values.items()}
    target.revision += 1
    target.proven = False
    target.blocked = []
    target.save(update_fields=["pairs", "values", "revision", "proven", "blocked"])
    changes = {"reviewer": (None, move.person), "plan": (move.source, move.target)}
    record("matching.changed_by_hand", by=by, target=target, changes=changes)
    return target


def moved(gathered: Gathered, pairs: frozenset[Pair], move: Move) -> frozenset[Pair]:
    """The pairs after a move by hand; rules that were broken before it do not stop it.

    Raises NoSuchMove, AskedAlready, RulesInTheWay.
    """
    after = move.apply(pairs)
    if after != known_pairs(gathered, after):
        raise NoSuchMove
    if gathered.asked & (pairs - after):
        raise AskedAlready
    before = set(broken_rules(gathered, pairs))
    broken = [words for words in broken_rules(gathered, after) if words not in before]
    if broken:
        raise RulesInTheWay(" ".join(broken))
    return after


def _copy(held: Scenario, by: Person) -> Scenario:
    return Scenario.objects.create(
        round=held.round,
        number=next_number(held.round),
        state=ScenarioState.READY,
        settings=held.settings,
        seed=held.seed,
        asked_at=now(),
        asked_by=by,
        finished_at=now(),
        based_on=held,
        by_hand=True,
    )


@transaction.atomic
def drop_scenario(*, scenario: Scenario, by: Person) -> None:
    """Throw a proposal away; what was applied from it stays. Twice is once."""
    held = Scenario.objects.select_for_update().filter(pk=scenario.pk).first()
    if held is None:
        return
    record("matching.dropped", by=by, target=held, changes={"number": (held.number, None)})
    held.delete()


def locked(scenario: Scenario) -> Scenario:
    """The proposal as it is now, held until the transaction ends; its round is held first."""
    Round.objects.select_for_update().get(pk=scenario.round_id)
    rows = Scenario.objects.select_for_update(of=("self",)).select_related("round__edition")
    found = rows.filter(pk=scenario.pk).first()
    if found is None:
        raise ChangedMeanwhile
    return found


def make_again() -> int:
    """Proposals that a worker left behind are made again; after a few times they have failed."""
    count = 0
    for row in Scenario.objects.filter(state=ScenarioState.RUNNING, asked_at__lt=now() - PATIENCE):
        if row.attempts >= MOST_ATTEMPTS:
            _finish(row, ScenarioState.FAILED, failure="")
        else:
            count += make_proposal(scenario_id=row.pk)
    return count
