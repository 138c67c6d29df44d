"""Workers are killed anywhere in a sending, with real processes and a real mail server: nothing is lost.

Nothing is doubled either, but where nobody can know: between the mail's last line and the note that it was
answered. There it leaves again under the same Message-ID, so that mail programs show it once (ADR 7).
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.notifications.office.office import Office, wait

pytestmark = pytest.mark.xdist_group("post office")
PEOPLE = 12
MAILS = 2 * PEOPLE  # each a mail with words, and a notice at once or a digest


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.stop()


def addresses(people: int) -> set[str]:
    """Everybody who must get exactly one mail."""
    return {f"{kind}p{n}@test.example" for n in range(people) for kind in ("", "code-")}


def shown(office: Office) -> dict[str, set[str]]:
    """What a mail program shows to each person: one mail a Message-ID."""
    found: dict[str, set[str]] = {}
    for address, message_id in office.server.taken:
        found.setdefault(address, set()).add(message_id)
    return found


def assert_everybody_sees_one_mail(office: Office, people: int) -> None:
    assert {address: len(ids) for address, ids in shown(office).items()} == dict.fromkeys(
        addresses(people), 1
    )
    assert len({message_id for _to, message_id in office.server.taken}) == 2 * people


def doubles(office: Office) -> int:
    return sum(count - 1 for count in Counter(office.server.taken).values())


@pytest.mark.parametrize(
    ("point", "twice"),
    [
        ("before the claim", 0),
        ("after the claim", 0),
        ("with its words", 0),
        ("before the last line", 0),
        ("noted, before the last line", 0),
        ("taken, before it is noted", 1),
        ("noted as sent", 0),
    ],
)
def test_a_worker_that_dies_here_loses_nothing(office: Office, point: str, twice: int) -> None:
    office.queue(PEOPLE)

    office.wait_for_end(office.work(point, at=5))
    office.finish(MAILS)

    assert_everybody_sees_one_mail(office, PEOPLE)
    assert doubles(office) == twice


def test_a_worker_that_slept_for_long_sends_nothing_that_another_sent(office: Office) -> None:
    office.queue(PEOPLE)
    asleep = office.work("asleep before the last line", at=5)
    wait(lambda: len(office.server.taken) == 4)

    office.finish(MAILS)
    os.kill(asleep, signal.SIGCONT)
    time.sleep(1)

    assert_everybody_sees_one_mail(office, PEOPLE)
    assert doubles(office) == 0


def test_workers_that_are_killed_at_random_lose_nothing_and_double_what_was_on_its_way_at_most(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    dice, people = random.Random(7), 150
    office.queue(people)
    office.server.slow = 0.002
    kills = 0

    while office.states()["sent"] < 2 * people and kills < 40:
        pair = [office.work(), office.work()]
        time.sleep(dice.uniform(0.2, 0.9))
        for pid in pair:
            office.kill(pid)
        kills += 2
    office.finish(2 * people)

    with capsys.disabled():
        sys.stdout.write(f"\n{2 * people} mails, {kills} kills: {doubles(office)} left twice ")
    assert_everybody_sees_one_mail(office, people)
    assert doubles(office) <= kills
