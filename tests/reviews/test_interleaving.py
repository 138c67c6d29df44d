"""Any interleaving of tabs, lost answers, late doubles and crashes loses no text.

The tabs are a model of the page's script (`answer.js`, `keeping.js`); what they talk to is the real
`save_answers`. A text may go only where somebody saw it go: typed over in its own box, put aside by a
choice with both texts on the screen, or replaced by a writer who had it before the eyes.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reviews.actions import save_answers
from reviews.errors import AnswersChanged
from reviews.models import Answer, Review
from tests.reviews.stage import set_stage

TABS = st.integers(0, 2)
KEY = "core"


@dataclass
class Tab:
    """One window: what is in the box, on which revision, what waits on the device."""

    box: str
    base: int
    waits: bool = False
    unheard: set[str] = field(default_factory=set)
    conflict: tuple[str, int | None] | None = None
    seen: set[str] = field(default_factory=set)
    strays: list[str] = field(default_factory=list)

    def look(self, text: str) -> None:
        if text:
            self.seen.add(text)


@dataclass(frozen=True)
class Letter:
    """A save on its way: it may arrive late, and twice."""

    tab: Tab
    text: str
    base: int


class Desk(RuleBasedStateMachine):
    """Three windows of one reviewer over a bad connection."""

    stage: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        Review.objects.all().delete()
        self.count = 0
        self.device: list[tuple[str, int]] = []  # what windows that crashed left behind
        self.letters: list[Letter] = []
        self.tabs = [Tab("", 0) for _ in range(3)]
        self.held: set[str] = set()  # every text that nobody has seen go

    # What the server does

    def kept(self) -> tuple[str, int]:
        row = Answer.objects.filter(key=KEY).first()
        return (row.value or "", row.revision) if row else ("", 0)

    def revision_of(self, letter: Letter) -> int:
        return letter.base

    def arrive(self, letter: Letter) -> tuple[int, str, int]:
        """Status, and what stands there now."""
        before, _revision = self.kept()
        try:
            with transaction.atomic():
                save_answers(
                    assignment=self.stage.ada,
                    by=self.stage.cast.ada,
                    given={KEY: letter.text},
                    seen={KEY: self.revision_of(letter)},
                )
        except AnswersChanged as error:
            theirs = error.theirs[KEY]
            return 409, theirs.value or "", theirs.revision
        if before and before != letter.text:
            assert before in letter.tab.seen, "overwrote a text that this writer never saw"
            self.held.discard(before)
        return 200, *self.kept()

    # What people do

    @rule(tab=TABS)
    def type(self, tab: int) -> None:
        one = self.tabs[tab]
        self.count += 1
        if one.waits or self.kept()[0] != one.box:
            self.held.discard(one.box)  # the writer typed over it
        one.box = f"text {self.count}"
        self.held.add(one.box)
        one.look(one.box)
        one.waits = True

    @rule(tab=TABS, fate=st.sampled_from(["heard", "unheard", "lost", "late"]))
    def save(self, tab: int, fate: str) -> None:
        one = self.tabs[tab]
        if not one.waits or one.conflict:
            return
        letter = Letter(one, one.box, one.base)
        if fate in ("late", "unheard"):
            self.letters.append(letter)
        if fate in ("late", "lost"):
            one.unheard.add(letter.text)
            return
        status, text, revision = self.arrive(letter)
        if fate == "unheard":
            one.unheard.add(letter.text)
        elif status == 200:
            one.base, one.waits, one.unheard = revision, False, set()
            self.offer_stray(one)
        elif text in one.unheard:
            one.base, one.unheard = revision, set()
        else:
            one.conflict = (text, revision)
            one.look(text)

    @precondition(lambda self: self.letters)
    @rule(which=st.integers(0, 50))
    def letter_arrives_again(self, which: int) -> None:
        self.arrive(self.letters[which % len(self.letters)])

    @rule(tab=TABS, choice=st.sampled_from(["mine", "theirs", "both"]))
    def choose(self, tab: int, choice: str) -> None:
        one = self.tabs[tab]
        if one.conflict is None:
            return
        (theirs, revision), mine = one.conflict, one.box
        one.conflict, one.unheard = None, set()
        one.base = one.base if revision is None else revision
        if choice == "theirs":
            self.held.discard(mine)
            one.box = theirs
        elif choice == "both":
            one.box = f"{theirs}\n\n{mine}".strip()
            self.held -= {mine, theirs}
            self.held.add(one.box)
        elif revision is None:
            self.held.discard(theirs)
        one.look(one.box)
        one.waits = True

    @rule(tab=TABS)
    def crash_and_open_again(self, tab: int) -> None:
        old = self.tabs[tab]
        if old.waits:
            self.device.append((old.box, old.base))
        self.device += [(stray, old.base) for stray in old.strays]
        if old.conflict and old.conflict[1] is None:
            self.device.append((old.conflict[0], old.base))
        text, revision = self.kept()
        fresh = Tab(text, revision)
        fresh.look(text)
        self.tabs[tab] = fresh
        left = [entry for entry in reversed(self.device) if entry[0] != text]
        self.device = []
        if left:
            fresh.box, fresh.base = left[0]
            fresh.waits = True
            fresh.look(fresh.box)
            fresh.strays = [words for words, _base in left[1:] if words != fresh.box]

    def offer_stray(self, one: Tab) -> None:
        while one.strays and one.conflict is None:
            stray = one.strays.pop(0)
            if stray != one.box:
                one.conflict = (stray, None)
                one.look(stray)

    @invariant()
    def nothing_is_lost(self) -> None:
        places = {self.kept()[0]} | {text for text, _base in self.device}
        for tab in self.tabs:
            places |= {tab.box if tab.waits else "", *tab.strays}
            places |= {tab.conflict[0]} if tab.conflict else set()
        assert self.held - places == set()


def test_any_interleaving_of_writers_loses_no_text(cast):
    Desk.stage = set_stage(cast)

    run_state_machine_as_test(
        Desk, settings=settings(max_examples=20, stateful_step_count=25, deadline=None)
    )


class Careless(Desk):
    """The control: whoever saves last wins."""

    def revision_of(self, letter: Letter) -> int:
        return self.kept()[1]


def test_without_revisions_texts_are_lost(cast):
    Careless.stage = set_stage(cast)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Careless,
            settings=settings(
                max_examples=50,
                stateful_step_count=25,
                deadline=None,
                phases=[Phase.generate],
                report_multiple_bugs=False,
            ),
        )
