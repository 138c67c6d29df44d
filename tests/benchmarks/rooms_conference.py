"""A conference that is going on, with as many of everything as there are people."""

import datetime
from typing import Any

from people.models import Person
from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ItemSpeaker,
    LiveQuestion,
    ProgrammeItem,
    QuestionSupport,
    QuickOption,
    QuickPoll,
    QuickVote,
    WallCard,
    WallTopic,
)
from tests.benchmarks.rooms_given import HOUR, NOW, Given, bulk


class Meetings(Given):
    """A conference that is going on, with as many of everything as there are people."""

    def meeting(self) -> None:
        starts = NOW - HOUR
        here: dict[str, Any] = {
            "conference": Conference.objects.create(
                edition=self.round.edition,
                number=1,
                title_nl="Werkconferentie",
                title_en="Work conference",
                starts_at=starts,
                ends_at=starts + 6 * HOUR,
                place="Ede",
                level="network",
                state="open",
                created_by=self.by,
                published_by=self.by,
                published_at=starts,
            )
        }
        self.conference = here["conference"]
        people = self.people[len(self.people) // 2 :]  # not the friend who looks
        self.part = bulk(
            ProgrammeItem,
            [
                ProgrammeItem(starts_after=n % 300, minutes=5, title=f"Part {n}", **here)
                for n, _one in enumerate(people)
            ],
        )[0]
        self._said(here, people)

    def _said(self, here: dict[str, Any], people: list[Person]) -> None:
        items = list(ProgrammeItem.objects.filter(**here))
        bulk(
            ItemSpeaker,
            [
                ItemSpeaker(item=item, person=one, position=0)
                for item, one in zip(items, people, strict=True)
            ],
        )
        asked = bulk(
            LiveQuestion,
            [LiveQuestion(author=one, text=f"Why {n}?", **here) for n, one in enumerate(people)],
        )
        bulk(
            QuestionSupport,
            [
                QuestionSupport(question=row, person=one)
                for row, one in zip(asked, people, strict=True)
            ],
        )
        self._voted(here, people)
        heading = WallTopic.objects.create(position=0, title="Now", **here)
        bulk(
            WallCard,
            [
                WallCard(topic=heading, author=one, text=f"Go {n}", **here)
                for n, one in enumerate(people)
            ],
        )
        bulk(
            ConferenceAgreement,
            [
                ConferenceAgreement(text=f"Agreed {n}", made_by=self.by, **here)
                for n, _one in enumerate(people)
            ],
        )
        far = datetime.date(2100, 1, 1)
        self.action = bulk(
            ConferenceAction,
            [
                ConferenceAction(what=f"Do {n}", person=one, due_on=far, made_by=self.by, **here)
                for n, one in enumerate(people)
            ],
        )[0]

    def _voted(self, here: dict[str, Any], people: list[Person]) -> None:
        polls = bulk(
            QuickPoll,
            [
                QuickPoll(
                    question=f"Faster {n}?",
                    state="closed",
                    opened_at=NOW,
                    closed_at=NOW,
                    created_by=self.by,
                    **here,
                )
                for n, _one in enumerate(people)
            ],
        )
        options = bulk(
            QuickOption, [QuickOption(poll=poll, position=0, label="Yes") for poll in polls]
        )
        votes = zip(options, people, strict=True)
        bulk(QuickVote, [QuickVote(poll=row.poll, option=row, person=one) for row, one in votes])
