"""Work conferences and what hangs on them."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from core import clock
from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ConferenceFile,
    ConferenceReply,
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
from tests.factories.people import PersonFactory
from tests.factories.programme import EditionFactory

STARTS = clock.amsterdam(2017, 11, 9, 10)


class ConferenceFactory(DjangoModelFactory[Conference]):
    class Meta:
        model = Conference

    edition = factory.SubFactory(EditionFactory)
    number = 1
    title_nl = "Werkconferentie Ede"
    title_en = "Work conference Ede"
    starts_at = STARTS
    ends_at = STARTS + timedelta(hours=6)
    place = "Ede"
    level = "network"
    state = "open"
    created_by = factory.SubFactory(PersonFactory)
    published_by = factory.SelfAttribute("created_by")
    published_at = factory.LazyAttribute(lambda o: STARTS if o.published_by else None)


class ConferenceReplyFactory(DjangoModelFactory[ConferenceReply]):
    class Meta:
        model = ConferenceReply

    conference = factory.SubFactory(ConferenceFactory)
    person = factory.SubFactory(PersonFactory)
    answer = "coming"


class ProgrammeItemFactory(DjangoModelFactory[ProgrammeItem]):
    class Meta:
        model = ProgrammeItem

    conference = factory.SubFactory(ConferenceFactory)
    starts_after = 30
    minutes = 45
    title = factory.Sequence(lambda n: f"Part {n}")


class ItemSpeakerFactory(DjangoModelFactory[ItemSpeaker]):
    class Meta:
        model = ItemSpeaker

    item = factory.SubFactory(ProgrammeItemFactory)
    position = 0
    name = "Zoë"


class ConferenceFileFactory(DjangoModelFactory[ConferenceFile]):
    class Meta:
        model = ConferenceFile

    conference = factory.SubFactory(ConferenceFactory)
    file = "none.txt"
    name = "none.txt"
    mime = "text/plain"
    size = 0
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    uploaded_by = factory.SubFactory(PersonFactory)


class LiveQuestionFactory(DjangoModelFactory[LiveQuestion]):
    class Meta:
        model = LiveQuestion

    conference = factory.SubFactory(ConferenceFactory)
    author = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"Why {n}?")


class QuestionSupportFactory(DjangoModelFactory[QuestionSupport]):
    class Meta:
        model = QuestionSupport

    question = factory.SubFactory(LiveQuestionFactory)
    person = factory.SubFactory(PersonFactory)


class QuickPollFactory(DjangoModelFactory[QuickPoll]):
    class Meta:
        model = QuickPoll

    conference = factory.SubFactory(ConferenceFactory)
    question = "Do we go faster?"
    state = "open"
    created_by = factory.SubFactory(PersonFactory)
    opened_at = factory.LazyAttribute(lambda o: None if o.state == "draft" else STARTS)
    closed_at = factory.LazyAttribute(lambda o: STARTS if o.state == "closed" else None)


class QuickOptionFactory(DjangoModelFactory[QuickOption]):
    class Meta:
        model = QuickOption

    poll = factory.SubFactory(QuickPollFactory)
    position = factory.Sequence(lambda n: n % 6)
    label = factory.Sequence(lambda n: f"Answer {n}")


class QuickVoteFactory(DjangoModelFactory[QuickVote]):
    class Meta:
        model = QuickVote

    poll = factory.SelfAttribute("option.poll")
    option = factory.SubFactory(QuickOptionFactory)
    person = factory.SubFactory(PersonFactory)


class WallTopicFactory(DjangoModelFactory[WallTopic]):
    class Meta:
        model = WallTopic

    conference = factory.SubFactory(ConferenceFactory)
    position = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"Heading {n}")


class WallCardFactory(DjangoModelFactory[WallCard]):
    class Meta:
        model = WallCard

    topic = factory.SubFactory(WallTopicFactory)
    conference = factory.SelfAttribute("topic.conference")
    author = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"Result {n}")


class ConferenceAgreementFactory(DjangoModelFactory[ConferenceAgreement]):
    class Meta:
        model = ConferenceAgreement

    conference = factory.SubFactory(ConferenceFactory)
    text = factory.Sequence(lambda n: f"Agreement {n}")
    made_by = factory.SubFactory(PersonFactory)


class ConferenceActionFactory(DjangoModelFactory[ConferenceAction]):
    class Meta:
        model = ConferenceAction

    conference = factory.SubFactory(ConferenceFactory)
    what = factory.Sequence(lambda n: f"Action {n}")
    person = factory.SubFactory(PersonFactory)
    due_on = date(2100, 1, 1)
    made_by = factory.SubFactory(PersonFactory)
