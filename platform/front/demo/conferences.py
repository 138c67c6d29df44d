"""The demo's work conferences: one that is over, with all that was said, and one to come."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from people.levels import Level
from people.models import Person
from programme.models import Edition
from sessions.actions import conference as conferences
from sessions.actions import conference_agreements as agreements
from sessions.actions import conference_polls as polls
from sessions.actions import conference_programme as programme
from sessions.actions import conference_questions as questions
from sessions.actions import conference_wall as walls
from sessions.actions.conference_programme import SpeakerName
from sessions.models import Conference, ConferenceReply, WallTopic

Row = dict[str, Any]
Deed = tuple[datetime, Callable[[], Any]]  # when, and what then happened
WORDS = ("number", "title_nl", "title_en", "place")


def hold_conferences(rows: list[Row], edition: Edition, cast: Cast, moved: Moved) -> None:
    """Make each conference, and let everything happen in it at the moments told."""
    for row in rows:
        made = _make(row, edition, cast, moved)
        told = [*_replies(row, made, cast, moved), *_room(row, made, cast, moved)]
        for at, deed in sorted(told, key=lambda one: one[0]):
            with clock.frozen(at):
                deed()


def _make(row: Row, edition: Edition, cast: Cast, moved: Moved) -> Conference:
    by = cast["facilitator"]
    fields = {name: row[name] for name in WORDS} | {
        "starts_at": moved.moment(row["starts_at"]),
        "ends_at": moved.moment(row["ends_at"]),
        "summary": row["summary"].strip(),
        "level": Level.NETWORK.value,
    }
    with clock.frozen(moved.moment(row["made_at"])):
        made = conferences.create_conference(edition=edition, fields=fields, by=by)
        for item in row["items"]:
            _add_item(item, made, cast)
        for topic in row["wall"]:
            walls.add_topic(conference=made, title=topic["heading"], by=by)
    with clock.frozen(moved.moment(row["published_at"])):
        return conferences.publish_conference(conference=made, by=by)


def _add_item(item: Row, made: Conference, cast: Cast) -> None:
    begin = clock.local(made.starts_at)
    hour, minute = (int(part) for part in item["at"].split(":"))
    after = begin.replace(hour=hour, minute=minute) - begin
    speakers = [SpeakerName(person=cast[key]) for key in item.get("people", [])]
    speakers += [SpeakerName(name=name, organisation=body) for name, body in item.get("others", [])]
    fields = {"starts_after": int(after / timedelta(minutes=1)), "minutes": item["minutes"]}
    fields |= {name: item.get(name, "") for name in ("kind", "title", "room", "about")}
    programme.add_item(conference=made, fields=fields, speakers=speakers, by=cast["facilitator"])


def _replies(row: Row, made: Conference, cast: Cast, moved: Moved) -> Iterator[Deed]:
    at = moved.moment(row["published_at"])
    known = [(key, ConferenceReply.Answer.COMING, "") for key in row["coming"]]
    known += [(one["by"], ConferenceReply.Answer.REGRET, one["note"]) for one in row["regrets"]]
    for number, (key, answer, note) in enumerate(known, 1):
        yield (
            at + timedelta(minutes=37 * number),
            _later(
                conferences.reply_to_conference,
                conference=made,
                answer=answer,
                note=note,
                by=cast[key],
            ),
        )


def _room(row: Row, made: Conference, cast: Cast, moved: Moved) -> Iterator[Deed]:
    """What happens on the day, and with what was agreed after it."""
    by = cast["facilitator"]
    if "opened_at" in row:
        yield (
            moved.moment(row["opened_at"]),
            _later(conferences.open_conference, conference=made, by=by),
        )
        yield (
            moved.moment(row["closed_at"]),
            _later(conferences.close_conference, conference=made, by=by),
        )
    for one in row["questions"]:
        yield moved.moment(one["at"]), _later(_ask, one=one, made=made, cast=cast, moved=moved)
    for one in row["polls"]:
        yield moved.moment(one["made"]), _later(_poll, one=one, made=made, cast=cast, moved=moved)
    for topic in row["wall"]:
        place = made.wall_topics.get(title=topic["heading"])
        for card in topic.get("cards", []):
            yield moved.moment(card["at"]), _later(_card, card=card, place=place, cast=cast)
    for one in row.get("agreements", []):
        yield (
            moved.moment(one["at"]),
            _later(agreements.make_agreement, conference=made, text=one["text"], by=by),
        )
    for one in row.get("actions", []):
        yield moved.moment(one["at"]), _later(_action, one=one, made=made, cast=cast, moved=moved)


def _ask(*, one: Row, made: Conference, cast: Cast, moved: Moved) -> None:
    asked = questions.ask_question(
        conference=made,
        text=one["text"],
        nameless=one.get("nameless", False),
        by=cast[one["by"]],
    )
    for key in one.get("support", []):
        questions.support_question(question=asked, supports=True, by=cast[key])
    by = cast["facilitator"]
    if "answered" in one:
        with clock.frozen(moved.moment(one["answered"])):
            questions.mark_answered(question=asked, answered=True, by=by)
    if "hidden" in one:
        with clock.frozen(moved.moment(one["hidden"]["at"])):
            questions.hide_question(question=asked, reason=one["hidden"]["reason"], by=by)


def _poll(*, one: Row, made: Conference, cast: Cast, moved: Moved) -> None:
    by = cast["facilitator"]
    poll = polls.make_poll(conference=made, question=one["question"], options=one["options"], by=by)
    if "opened" not in one:
        return
    options = list(poll.options.all())
    with clock.frozen(moved.moment(one["opened"])):
        polls.open_poll(poll=poll, by=by)
        for key, position in one["votes"].items():
            polls.vote(poll=poll, option=options[position].pk, by=cast[key])
    with clock.frozen(moved.moment(one["closed"])):
        polls.close_poll(poll=poll, by=by)


def _card(*, card: Row, place: WallTopic, cast: Cast) -> None:
    walls.add_card(topic=place, text=card["text"], by=cast[card["by"]])


def _action(*, one: Row, made: Conference, cast: Cast, moved: Moved) -> None:
    person: Person = cast[one["person"]]
    action = agreements.make_action(
        conference=made,
        what=one["what"],
        person=person,
        due_on=moved.day(one["due"]),
        by=cast["facilitator"],
    )
    if "done" in one:
        with clock.frozen(moved.moment(one["done"])):
            agreements.finish_action(action=action, done=True, by=person)


def _later(deed: Callable[..., Any], **given: Any) -> Callable[[], Any]:
    return lambda: deed(**given)
