"""A process that starts workers by forking: `queue 20`, `report`, `work`, `work accepted 3`, each on one line.

It never touches the database itself, so that each child has a connection of its own.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

STUCK = timedelta(seconds=1)
BATCH = 3  # so that a worker dies at its fifth claim and its fifth decision too


def main() -> None:
    django.setup()
    from notifications import sending

    sending.STUCK, sending.BATCH = STUCK, BATCH
    _know_a_kind()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead leave nothing behind
    _answer("ready")
    for line in sys.stdin:
        name, *words = line.split()
        pid = os.fork()
        if pid == 0:
            try:
                COMMANDS[name](*words)
            finally:
                os._exit(0)
        if name == "work":
            _answer(str(pid))


def _answer(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _know_a_kind() -> None:
    from django.utils.translation import gettext_lazy as _

    from notifications.channels import Channel
    from notifications.kinds import Kind, register
    from people.models import Person

    for key, channel in (("tests.now", Channel.NOW), ("tests.daily", Channel.DAILY)):
        register(
            Kind(
                key=key,
                title=_("Notices"),
                line=_("Hello %(name)s"),
                why=_("Privacy"),
                action=_("Log in"),
                url=lambda _pk, _context: "/about/",
                seen=lambda _person: Person.objects.all(),
                channel=channel,
            )
        )


def queue(count: str) -> None:
    """So many people, of whom each gets a mail with words, half a notice at once and half a digest."""
    from core import clock
    from notifications import kinds
    from notifications.actions import notify, queue_mail
    from notifications.models import Delivery
    from people.models import Person

    Delivery.objects.all().delete()
    Person.objects.all().delete()
    number = int(count)
    people = Person.objects.bulk_create(
        Person(name=f"P {n}", email=f"p{n}@test.example", password="!") for n in range(number)
    )
    with clock.frozen(clock.now() - timedelta(days=3)):
        for key, some in (("tests.now", people[::2]), ("tests.daily", people[1::2])):
            kind = kinds.get(key)
            assert kind
            notify(some, kind, about=people[0], key="once", context={"name": "all"})
    for person in people:
        queue_mail(f"code-{person.email}", subject="Hello", text="Hi")
    _answer("done")


def report() -> None:
    """How many mails are in which state."""
    from collections import Counter

    from notifications.models import Delivery

    states = Counter(Delivery.objects.values_list("state", flat=True))
    _answer(json.dumps(states))


def work(point: str = "", at: str = "1") -> None:
    """What a worker does, for ever; with a point, until it dies there at its so-manieth mail."""
    import time

    from notifications import tasks

    if point:
        _die_at(point, int(at))
    while True:
        tasks.gather()
        tasks.send_due()
        time.sleep(0.05)


def _die_at(point: str, at: int) -> None:
    from notifications import sending

    module, name, before, how = {
        "before the claim": (sending, "_take", True, signal.SIGKILL),
        "after the claim": (sending, "decide", True, signal.SIGKILL),
        "with its words": (sending, "_hand_over", True, signal.SIGKILL),
        "before the last line": (sending, "_note_leaving", True, signal.SIGKILL),
        "noted, before the last line": (sending, "_note_leaving", False, signal.SIGKILL),
        "taken, before it is noted": (sending, "_finish", True, signal.SIGKILL),
        "noted as sent": (sending, "_finish", False, signal.SIGKILL),
        "asleep before the last line": (sending, "_note_leaving", True, signal.SIGSTOP),
    }[point.replace("-", " ")]
    setattr(module, name, _dying(getattr(module, name), at, how, before=before))


def _dying(real: Callable[..., Any], at: int, how: int, *, before: bool) -> Callable[..., Any]:
    count = 0

    def dies(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if before and count == at:
            os.kill(os.getpid(), how)
        result = real(*args, **kwargs)
        if not before and count == at:
            os.kill(os.getpid(), how)
        return result

    return dies


COMMANDS: dict[str, Callable[..., None]] = {"queue": queue, "report": report, "work": work}

if __name__ == "__main__":
    main()
