"""The addresses of work conferences, each with the id of an example: the second one, which is still to come."""

from typing import Any

from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ConferenceFile,
    LiveQuestion,
    QuickPoll,
    WallCard,
    WallTopic,
)


def conference_examples() -> dict[str, dict[str, Any]]:
    """What the demo has: a prepared poll, an action of the lead of Midden-Brabant, a card of the first conference."""
    conference = Conference.objects.get(number=2)
    question = LiveQuestion.objects.filter(conference=conference, nameless=True).earliest("pk")
    poll = QuickPoll.objects.get(conference=conference)
    topic = WallTopic.objects.filter(conference=conference).earliest("pk")
    card = WallCard.objects.earliest("pk")
    agreement = ConferenceAgreement.objects.earliest("pk")
    action = ConferenceAction.objects.filter(done_at=None).earliest("pk")
    by_noun = {
        "item": conference.items.earliest("pk"),
        "file": _paper(conference),
        "question": question,
    }
    by_noun |= {
        "poll": poll,
        "topic": topic,
        "card": card,
        "agreement": agreement,
        "action": action,
    }
    return {"conferences": {"pk": conference.pk}} | {
        f"conferences:{name}": {"pk": by_noun[name.split("-")[0]].pk} for name in ONE_THING
    }


ONE_THING = [
    "item-edit",
    "item-remove",
    "file-download",
    "file-remove",
    "question-support",
    "question-take-back",
    "question-answered",
    "question-hide",
    "question-show",
    "poll-open",
    "poll-close",
    "poll-remove",
    "poll-vote",
    "topic-remove",
    "card-take-back",
    "card-hide",
    "card-show",
    "agreement-remove",
    "action-edit",
    "action-done",
]


def _paper(conference: Conference) -> ConferenceFile:
    return ConferenceFile.objects.create(
        conference=conference,
        file="none.txt",
        name="none.txt",
        mime="text/plain",
        size=0,
        sha256="",
        uploaded_by=conference.created_by,
    )
