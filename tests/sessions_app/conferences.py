"""A conference that is going on, with one of everything in it."""

from dataclasses import dataclass

from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ConferenceFile,
    ConferenceReply,
    LiveQuestion,
    ProgrammeItem,
    QuickOption,
    QuickPoll,
    WallCard,
    WallTopic,
)
from tests.factories.conferences import (
    ConferenceActionFactory,
    ConferenceAgreementFactory,
    ConferenceFactory,
    ConferenceFileFactory,
    ConferenceReplyFactory,
    LiveQuestionFactory,
    ProgrammeItemFactory,
    QuickOptionFactory,
    QuickPollFactory,
    WallCardFactory,
    WallTopicFactory,
)
from tests.people import Cast

# Who sees a conference at the level of the network, and at that of participants.
PARTICIPANTS = ["chris", "rob", "mia", "ada", "pim", "wim", "sam"]
NETWORK = ["eva", "olga", "bo", "cas"]
NOT = ["ben"]


@dataclass
class Room:
    """Everything, by its noun."""

    cast: Cast
    conference: Conference
    item: ProgrammeItem
    paper: ConferenceFile
    question: LiveQuestion
    poll: QuickPoll
    options: list[QuickOption]
    topic: WallTopic
    card: WallCard
    agreement: ConferenceAgreement
    action: ConferenceAction
    reply: ConferenceReply


def make_room(cast: Cast, **given) -> Room:
    """Ada asks, Pim puts a card on the wall, and Rob has an action."""
    conference = ConferenceFactory(edition=cast.edition, created_by=cast.chris, **given)
    here = {"conference": conference}
    poll = QuickPollFactory(created_by=cast.chris, **here)
    topic = WallTopicFactory(**here)
    return Room(
        cast=cast,
        conference=conference,
        item=ProgrammeItemFactory(**here),
        paper=ConferenceFileFactory(uploaded_by=cast.chris, **here),
        question=LiveQuestionFactory(author=cast.ada, **here),
        poll=poll,
        options=[QuickOptionFactory(poll=poll, position=number) for number in range(3)],
        topic=topic,
        card=WallCardFactory(topic=topic, author=cast.pim),
        agreement=ConferenceAgreementFactory(made_by=cast.chris, **here),
        action=ConferenceActionFactory(person=cast.rob, made_by=cast.chris, **here),
        reply=ConferenceReplyFactory(person=cast.mia, **here),
    )
