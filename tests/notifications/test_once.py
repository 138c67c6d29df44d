"""Whatever happens in whatever order: each cause is mailed to each person at most once, and never when it is obsolete."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.clock import amsterdam
from notifications import kinds, tasks
from notifications.actions import choose, mark_read, notify
from notifications.channels import Channel
from notifications.kinds import Kind
from notifications.models import Delivery, Digest, MailHours, Notice, Preference
from people.models import Person, Region
from tests.factories.people import PersonFactory, RegionFactory

START = amsterdam(2026, 10, 19, 8)
CAUSES, STEPS = 3, 25
hidden: set[int] = set()
NEWS = Kind(
    key="tests.once",
    title="News",  # type: ignore[arg-type]  # never shown
    line="[%(cause)s]",  # type: ignore[arg-type]  # as above
    why="",  # type: ignore[arg-type]  # as above
    action="",  # type: ignore[arg-type]  # as above
    url=lambda _pk, _context: "/",
    seen=lambda _person: Region.objects.exclude(slug__in=[f"cause-{cause}" for cause in hidden]),
    channel=Channel.DAILY,
)


class DiesOnDemand(EmailBackend):
    """A mail server that takes the mail or not, and a worker that lives to note it or not."""

    before_last_line = None
    dies = ""

    def send_messages(self, messages):  # as Django's
        if DiesOnDemand.dies == "before":
            raise SystemExit
        if self.before_last_line:
            self.before_last_line()
        if DiesOnDemand.dies == "refused":
            raise ConnectionError
        count = super().send_messages(messages)
        if DiesOnDemand.dies == "after":
            raise SystemExit
        return count


CAUSE = st.integers(1, CAUSES)
STEP = st.one_of(
    st.tuples(st.just("tell"), CAUSE),
    st.tuples(st.just("read"), CAUSE),
    st.tuples(st.just("hide"), CAUSE),
    st.tuples(st.just("choose"), st.sampled_from(list(Channel))),
    st.tuples(st.just("sweep"), st.sampled_from(["", "", "before", "after", "refused"])),
    st.tuples(st.just("wait"), st.sampled_from([1, 12, 24, 72])),
)


@pytest.fixture(autouse=True)
def _known(settings) -> Iterator[None]:  # pytest-django's fixture
    settings.QUIET_HOURS = True
    settings.EMAIL_BACKEND = f"{__name__}.DiesOnDemand"
    kinds.register(NEWS)
    yield
    kinds._kinds.pop(NEWS.key)


class World:
    """One person to whom things happen."""

    def __init__(self) -> None:
        for model in (Delivery, Notice, Digest, Preference, MailHours):
            model.objects.all().delete()
        hidden.clear()
        mail.outbox = []
        self.person: Person = PersonFactory(created_at=START - timedelta(days=30))
        MailHours.objects.create(person=self.person, work=False)
        self.abouts = {
            cause: Region.objects.filter(slug=f"cause-{cause}").first()
            or RegionFactory(slug=f"cause-{cause}")
            for cause in range(1, CAUSES + 1)
        }
        self.now, self.obsolete = START, Counter[str]()
        self.crashes = 0

    def tell(self, cause: int) -> None:
        about = self.abouts[cause]
        notify([self.person], NEWS, about=about, key=str(cause), context={"cause": cause})

    def read(self, cause: int) -> None:
        rows = Notice.objects.filter(person=self.person, key=str(cause), read_at=None)
        mark_read(person=self.person, notices=list(rows.values_list("pk", flat=True)))

    def hide(self, cause: int) -> None:
        hidden.add(cause)

    def choose(self, way: Channel) -> None:
        choose(person=self.person, chosen={NEWS.key: way})

    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def sweep(self, dies: str) -> None:
        before, gone = len(mail.outbox), self._gone()
        DiesOnDemand.dies = dies
        try:
            tasks.gather()
            tasks.send_due()
        except SystemExit:
            self.crashes += 1
        finally:
            DiesOnDemand.dies = ""
        for letter in mail.outbox[before:]:
            told = {cause for cause in range(1, CAUSES + 1) if f"[{cause}]" in letter.body}
            assert not told & gone, "an obsolete cause was mailed"

    def _gone(self) -> set[int]:
        read = Notice.objects.filter(person=self.person).exclude(read_at=None)
        return hidden | {int(key) for key in read.values_list("key", flat=True)}


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEP, max_size=STEPS))
def test_each_cause_is_shown_once_at_most_and_never_when_it_is_obsolete(
    steps,
) -> None:  # hypothesis gives them
    world = World()
    for name, value in steps:
        with clock.frozen(world.now):
            getattr(world, name)(value)

    shown: dict[str, set[str]] = {}
    for letter in mail.outbox:
        for cause in range(1, CAUSES + 1):
            if f"[{cause}]" in letter.body:
                shown.setdefault(str(cause), set()).add(letter.extra_headers["Message-ID"])
    assert {cause: len(ids) for cause, ids in shown.items()} == dict.fromkeys(shown, 1)
    assert len(mail.outbox) - len({one.extra_headers["Message-ID"] for one in mail.outbox}) <= (
        world.crashes + sum(step == ("sweep", "refused") for step in steps)
    )


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEP.filter(lambda step: step[0] in {"tell", "sweep", "wait"}), max_size=STEPS))
def test_what_nobody_read_or_hid_is_mailed_in_the_end(steps) -> None:  # hypothesis gives them
    world = World()
    for name, value in steps:
        with clock.frozen(world.now):
            getattr(world, name)(value)
    for _quarter in range(16):  # four days, and no hour is quiet for longer than a weekend
        world.wait(6)
        with clock.frozen(world.now):
            world.sweep("")

    told = {
        one for one in range(1, CAUSES + 1) for letter in mail.outbox if f"[{one}]" in letter.body
    }
    fresh = Notice.objects.filter(created_at__gt=world.now - timedelta(days=8))
    assert told >= {int(key) for key in fresh.values_list("key", flat=True)}
