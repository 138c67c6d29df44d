"""How much one hears: follow, normal, mute, mute for a while; groups that are named; and asking before it is sent."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from discussion.actions import follow, preview
from discussion.errors import NotUnderstood, NotVisible
from discussion.models import Follow, Post
from notifications.actions import choose
from notifications.channels import Channel
from notifications.models import Delivery, Notice
from notifications.queries import lines_of
from notifications.sending import send
from people.levels import Level
from tests.factories.discussion import post, thread_in


@pytest.fixture
def thread(cast):
    return thread_in(cast)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_mute_for_a_while_ends_by_itself(cast, thread):
    post(thread, cast.ada)
    soon = clock.now() + timedelta(hours=4)
    follow(thread=thread, by=cast.ada, level="mute", until=soon)

    post(thread, cast.rob)
    quiet = told(cast.ada)
    with clock.frozen(soon + timedelta(minutes=1)):
        post(thread, cast.rob)

    assert quiet == []
    assert told(cast.ada) == ["discussion.post"]


def test_who_muted_hears_of_the_own_name_and_not_of_a_group(cast, thread):
    follow(thread=thread, by=cast.ada, level="mute")

    post(thread, cast.rob, "@critical-friends")
    assert told(cast.ada) == []
    post(thread, cast.rob, "@Ada")

    assert told(cast.ada) == ["discussion.mention"]


def test_a_mail_that_waits_is_not_sent_after_a_mute(cast, thread):
    post(thread, cast.ada)
    choose(person=cast.ada, chosen={"discussion.post": Channel.NOW})
    post(thread, cast.rob)
    mail = Delivery.objects.get(person=cast.ada)

    follow(thread=thread, by=cast.ada, level="mute")

    assert send(mail.pk) == "dropped"
    assert lines_of(Notice.objects.filter(person=cast.ada)) == []


@pytest.mark.parametrize(("level", "days"), [("follow", 1), ("normal", 1), ("mute", -1)])
def test_only_a_mute_ends_and_not_in_the_past(cast, thread, level, days):
    until = clock.now() + timedelta(days=days)

    with pytest.raises(NotUnderstood):
        follow(thread=thread, by=cast.ada, level=level, until=until)


def test_the_database_refuses_an_end_of_anything_but_a_mute(cast, thread):
    follow(thread=thread, by=cast.ada, level="follow")

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.update(until=clock.now())


def test_muting_by_the_form(cast, thread, login):
    ada = login(cast.ada)
    address = f"/threads/{thread.pk}/follow"
    tomorrow = clock.today() + timedelta(days=1)

    ada.post(address, {"level": "mute:24"})
    day = Follow.objects.get()
    no_date = ada.post(address, {"level": "mute:date"})
    past = ada.post(address, {"level": "mute:date", "date": "2020-01-01"})
    ada.post(address, {"level": "mute:date", "date": tomorrow.isoformat()})
    date = Follow.objects.get()
    ada.post(address, {"level": "normal"})

    assert timedelta(hours=23) < day.until - clock.now() < timedelta(hours=25)
    assert (no_date.status_code, past.status_code) == (400, 400)
    assert date.until == clock.end_of_day(tomorrow)
    assert (Follow.objects.get().level, Follow.objects.get().until) == ("normal", None)


# Groups


def test_a_role_and_a_region_are_told_as_far_as_they_read(cast):
    thread = thread_in(cast, level=Level.SESSION)

    post(thread, cast.rob, "@procesbegeleiders and @regio-south and @regio-west")

    assert (told(cast.chris), told(cast.mia)) == (["discussion.mention"], ["discussion.mention"])
    assert (told(cast.sam), told(cast.rob)) == ([], [])


def test_asking_before_it_is_sent_names_only_whom_the_writer_knows(cast):
    thread = thread_in(cast, level=Level.REGION)
    body = "@Mia @Sam @regio-west @regio-south @Nobody"

    named = preview(thread=thread, by=cast.rob, body=body)

    assert named.ids == [cast.mia.pk]
    assert named.not_told == ["Sam", "regio-west"]
    assert Post.objects.count() == 0
    with pytest.raises(NotVisible):
        preview(thread=thread, by=cast.sam, body=body)


def test_a_plain_form_asks_once_and_then_sends(cast, login):
    thread = thread_in(cast, level=Level.REGION)
    rob = login(cast.rob)
    words = {"key": str(uuid.uuid4()), "kind": "post", "body": "Ask @Sam too"}
    address = f"/threads/{thread.pk}/commands"

    asked = rob.post(address, words)
    html = asked.content.decode()
    sent = rob.post(address, {**words, "not_along": "Sam"})

    assert asked.status_code == 200
    assert 'name="not_along" value="Sam"' in html
    assert "Ask @Sam too</textarea>" in html
    assert sent.status_code == 302
    assert Post.objects.count() == 1
    assert told(cast.sam) == []


def test_the_script_asks_the_same(cast, login):
    thread = thread_in(cast, level=Level.REGION)
    address = f"/threads/{thread.pk}/preview"

    answer = login(cast.rob).post(address, {"body": "@Mia @Sam"})

    assert answer.json() == {"told": 1, "not_told": ["Sam"]}
    assert login(cast.sam).post(address, {"body": "@Mia"}).status_code == 404
