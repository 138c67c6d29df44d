"""The results wall: headings by facilitators, cards by participants."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from audit.actions import record
from core.clock import now
from people.models import Person
from sessions.actions.conference_live import hold, hold_open, ring
from sessions.errors_conference import CardIsHidden, TopicHasCards, TopicThere
from sessions.models import Conference, Shown, WallCard, WallTopic


@transaction.atomic
def add_topic(*, conference: Conference, title: str, by: Person) -> WallTopic:
    """Put a heading on the wall, after the others. Raises TopicThere."""
    held = hold(conference)
    last = held.wall_topics.aggregate(last=Max("position"))["last"]
    try:
        with transaction.atomic():
            made = WallTopic.objects.create(
                conference=held, title=title, position=0 if last is None else last + 1
            )
    except IntegrityError as error:
        raise TopicThere from error
    record("conference.topic_added", by=by, target=made, changes={"title": (None, title)})
    ring(held, Shown.WALL)
    return made


@transaction.atomic
def remove_topic(*, topic: WallTopic, by: Person) -> None:
    """Take a heading away that nobody wrote under. Raises TopicHasCards."""
    held = hold(topic.conference)
    if topic.cards.exists():
        raise TopicHasCards
    record("conference.topic_removed", by=by, target=topic, changes={"title": (topic.title, None)})
    topic.delete()
    ring(held, Shown.WALL)


@transaction.atomic
def add_card(*, topic: WallTopic, text: str, by: Person) -> WallCard:
    """Put a card on the wall during the day. Raises ConferenceNotOpen, ConferenceIsOver."""
    held = hold_open(topic.conference)
    made = WallCard.objects.create(
        conference=held, topic=topic, author=by, text=text, added_at=now()
    )
    record("conference.card_added", by=by, target=made)
    ring(held, Shown.WALL)
    return made


@transaction.atomic
def take_back_card(*, card: WallCard, by: Person) -> None:
    """Take the own card off the wall. Raises CardIsHidden, ConferenceNotOpen, ConferenceIsOver."""
    held = hold_open(card.conference)
    found = WallCard.objects.shown().filter(pk=card.pk, author=by).first()
    if found is None:
        raise CardIsHidden
    record("conference.card_taken_back", by=by, target=found, changes={"text": (found.text, None)})
    found.delete()
    ring(held, Shown.WALL)


@transaction.atomic
def hide_card(*, card: WallCard, reason: str, by: Person) -> None:
    """Take a card off the wall, with a reason that who wrote it reads; no reason shows it again."""
    held = hold(card.conference)
    card = WallCard.objects.get(pk=card.pk)
    if bool(reason) == (card.hidden_at is not None):
        return
    card.hidden_at, card.hidden_by = (now(), by) if reason else (None, None)
    card.hidden_reason, before = reason, card.hidden_reason
    card.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    verb = "card_hidden" if reason else "card_shown"
    record(f"conference.{verb}", by=by, target=card, changes={"reason": (before, reason)})
    ring(held, Shown.WALL)
