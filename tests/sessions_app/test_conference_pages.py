"""What the pages of a conference show, and what their forms keep."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from notifications.models import Notice
from notifications.queries import lines_of
from notifications.waiting import work_of
from people.queries import forget
from sessions.actions import conference as conferences
from sessions.actions import conference_agreements as agreements
from sessions.actions import conference_questions as questions
from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceFile,
    ConferenceReply,
    ItemSpeaker,
    ProgrammeItem,
)
from tests.factories.conferences import STARTS, ProgrammeItemFactory

DETAILS = {
    "number": "2",
    "title_nl": "Tweede",
    "title_en": "Second",
    "starts_at": "2017-11-09T10:00",
    "ends_at": "2017-11-09T16:00",
    "place": "Ede",
    "link": "",
    "summary": "What did it bring?",
    "level": "network",
}


def url(name, thing):
    return reverse(f"conferences:{name}", args=[thing.pk])


def text_of(client, name, thing):
    answer = client.get(url(name, thing))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_facilitator_makes_one(cast, login):
    client = login(cast.chris)
    sent = DETAILS | {"edition": cast.edition.pk}

    answer = client.post(reverse("conferences:conference-create"), sent)

    made = Conference.objects.get()
    assert answer.headers["Location"] == url("conference-detail", made)
    assert (made.number, made.starts_at, made.published_at) == (2, STARTS, None)
    again = client.post(reverse("conferences:conference-create"), sent | {"title_nl": "Typed"})
    assert again.status_code == 422
    assert "Typed" in again.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": "2017-11-09T09:59"},
        {"ends_at": "2017-11-12T10:01"},
        {"starts_at": "soon"},
        {"title_nl": ""},
        {"link": "javascript:alert(1)"},
        {"number": "3"},
        {"level": "public"},
    ],
)
def test_what_cannot_be_is_said_at_its_field(room, login, wrong):
    sent = DETAILS | {"number": "1", "revision": "0"} | wrong

    answer = login(room.cast.chris).post(url("conference-edit", room.conference), sent)

    assert answer.status_code == 422
    assert f'id="id_{next(iter(wrong))}' in answer.content.decode()
    assert Conference.objects.get().title_nl == "Werkconferentie Ede"


def test_a_form_that_was_opened_before_another_change_is_refused(room, login):
    client = login(room.cast.chris)
    sent = DETAILS | {"number": "1", "revision": "0"}
    assert client.post(url("conference-edit", room.conference), sent).status_code == 302

    late = client.post(url("conference-edit", room.conference), sent | {"title_nl": "Other"})

    assert late.status_code == 422
    assert Conference.objects.get().title_nl == "Tweede"


def test_a_part_is_added_with_a_clock_time_and_speakers(room, login):
    sent = {
        "title": "Reflection",
        "starts": "11:30",
        "minutes": "25",
        "kind": "plenary",
        "room": "Hall",
        "about": "",
        "people": [room.cast.ada.pk],
        "others": "Zoë Bakker, Bakery\nYnte",
    }

    answer = login(room.cast.chris).post(url("item-create", room.conference), sent)

    item = ProgrammeItem.objects.get(title="Reflection")
    assert answer.status_code == 302
    assert (item.starts_after, item.starts_at) == (90, STARTS + timedelta(minutes=90))
    names = [(str(row), row.organisation) for row in ItemSpeaker.objects.filter(item=item)]
    assert names == [("Ada", ""), ("Zoë Bakker", "Bakery"), ("Ynte", "")]
    page = login(room.cast.olga).get(url("conference-detail", room.conference)).content.decode()
    assert "11:30" in page
    assert "Zoë Bakker" in page


@pytest.mark.parametrize(
    "wrong", [{"starts": "09:59"}, {"starts": "15:50"}, {"minutes": "0"}, {"others": ", Bakery"}]
)
def test_a_part_outside_the_day_is_refused(room, login, wrong):
    sent = {"title": "Kept", "starts": "11:00", "minutes": "20", "kind": "plenary"} | wrong

    answer = login(room.cast.chris).post(url("item-create", room.conference), sent)

    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()
    assert ProgrammeItem.objects.count() == 1


def test_the_part_that_is_going_on_is_marked(room, login):
    client = login(room.cast.rob)

    with clock.frozen(STARTS + timedelta(minutes=40)):
        assert "dayplan__part--now" in text_of(client, "conference-detail", room.conference)
        assert room.item.title in text_of(client, "room", room.conference)
    with clock.frozen(STARTS + timedelta(minutes=80)):
        assert "dayplan__part--now" not in text_of(client, "conference-detail", room.conference)


def test_a_file_is_checked_kept_and_served_as_a_download(room, login, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    client = login(room.cast.chris)
    page = SimpleUploadedFile("page.txt", b"<html><script>alert(1)</script>")
    assert client.post(url("file-add", room.conference), {"file": page}).status_code == 422

    note = SimpleUploadedFile("note.txt", b"What we bring along")
    assert client.post(url("file-add", room.conference), {"file": note}).status_code == 302

    paper = ConferenceFile.objects.get(name="note.txt")
    answer = login(room.cast.olga).get(url("file-download", paper))
    assert b"".join(answer.streaming_content) == b"What we bring along"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    again = SimpleUploadedFile("again.txt", b"What we bring along")
    assert client.post(url("file-add", room.conference), {"file": again}).status_code == 422
    assert client.post(url("file-remove", paper)).status_code == 302
    assert not ConferenceFile.objects.filter(name="note.txt").exists()
    assert list(tmp_path.rglob("*.txt")) == []


def test_the_invitation_is_answered_once_and_changed(room, login):
    client = login(room.cast.rob)

    for answer in ("coming", "regret"):
        client.post(url("conference-reply", room.conference), {"answer": answer, "note": "Hm"})

    reply = ConferenceReply.objects.get(person=room.cast.rob)
    assert (reply.answer, reply.note) == ("regret", "Hm")
    assert "Hm" in text_of(login(room.cast.chris), "conference-detail", room.conference)
    page = text_of(login(room.cast.pim), "conference-detail", room.conference)
    assert "Rob" not in page
    refused = client.post(url("conference-reply", room.conference), {"answer": "perhaps"})
    assert refused.status_code == 422


def test_an_open_action_is_the_turn_of_who_does_it(room):
    ConferenceAction.objects.update(due_on=STARTS.date())
    with clock.frozen(STARTS):
        (asked,) = [one for one in work_of(room.cast.rob) if one.kind == "conference-action"]
    assert asked.title == room.action.what
    assert asked.url == url("agreement-list", room.conference) + f"#action-{room.action.pk}"
    assert (asked.due_at, asked.late) == (clock.end_of_day(STARTS.date()), False)
    with clock.frozen(STARTS + timedelta(days=1)):
        assert [one.late for one in work_of(room.cast.rob) if one.kind == asked.kind] == [True]

    agreements.finish_action(action=room.action, done=True, by=room.cast.rob)

    assert [one for one in work_of(room.cast.rob) if one.kind == asked.kind] == []


def test_an_action_of_a_conference_that_one_no_longer_sees_is_not_ones_turn(room):
    room.cast.rob.memberships.update(until_date=clock.today() - timedelta(days=1))
    room.cast.rob.memberships.update(from_date=clock.today() - timedelta(days=2))
    forget(room.cast.rob)

    assert work_of(room.cast.rob) == []


def test_notices_say_what_it_is_in_the_readers_language_and_end_with_it(room):
    fields = {"place": "Tilburg"}
    conferences.change_conference(
        conference=room.conference, fields=fields, revision=0, by=room.cast.chris
    )
    agreements.change_action(
        action=room.action, fields={"person": room.cast.mia}, by=room.cast.chris
    )

    (moved, action) = sorted(lines_of(list(Notice.objects.filter(person=room.cast.mia))),
                             key=lambda line: line.url)  # fmt: skip
    assert "Werkconferentie Ede" in moved.text
    assert "9 november 2017, 10:00, Tilburg" in moved.text
    assert room.action.what in action.text
    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    agreements.finish_action(action=ConferenceAction.objects.get(), done=True, by=room.cast.mia)
    assert lines_of(list(Notice.objects.filter(person=room.cast.mia))) == []


def test_everything_on_one_page(room, login):
    questions.ask_question(
        conference=room.conference, text="Nobody knows who", nameless=True, by=room.cast.mia
    )
    ProgrammeItemFactory(conference=room.conference, title="Last part", starts_after=200)

    page = text_of(login(room.cast.bo), "conference-print", room.conference)

    for words in (
        "Last part", room.agreement.text, room.action.what, room.card.text,
        room.question.text, "Nobody knows who", room.paper.name,
    ):  # fmt: skip
        assert words in page
    assert room.poll.question not in page


def test_observers_read_that_they_do_not_vote(room, login):
    page = text_of(login(room.cast.olga), "poll-list", room.conference)

    assert 'name="option"' not in page
    assert room.options[0].label in page


def test_the_screen_in_the_room_has_no_frame_and_follows_the_choice(room, login):
    client = login(room.cast.chris)
    found = {}
    for shown in ("questions", "poll", "wall", "programme"):
        client.post(url("conference-screen", room.conference), {"shown": shown})
        found[shown] = text_of(client, "room-part", room.conference)

    assert room.question.text in found["questions"]
    assert room.poll.question in found["poll"]
    assert room.card.text in found["wall"]
    assert room.item.title in found["programme"]
    whole = text_of(client, "room", room.conference)
    assert 'class="top' not in whole
    assert "<noscript>" in whole
    wrong = client.post(url("conference-screen", room.conference), {"shown": "cats"})
    assert wrong.status_code == 302
    assert Conference.objects.get().shown == "programme"
