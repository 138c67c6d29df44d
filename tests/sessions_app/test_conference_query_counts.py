"""Pages of a conference ask the database as often for thirty as for one."""

import pytest
from django.urls import reverse

from people.models import Role
from sessions.models import Conference
from sessions.queries import tasks_for
from sessions.queries.conferences import conferences_for
from sessions.topics_conference import ConferenceTopic
from tests.factories.conferences import (
    ConferenceActionFactory,
    ConferenceAgreementFactory,
    ConferenceFactory,
    ConferenceFileFactory,
    ConferenceReplyFactory,
    ItemSpeakerFactory,
    LiveQuestionFactory,
    ProgrammeItemFactory,
    QuestionSupportFactory,
    QuickOptionFactory,
    QuickPollFactory,
    QuickVoteFactory,
    WallCardFactory,
    WallTopicFactory,
)
from tests.factories.people import MembershipFactory
from tests.factories.programme import EditionFactory
from tests.queries import takes

counts = pytest.mark.parametrize("count", [1, 30])


def fill(room, count):
    """So many of everything."""
    here = {"conference": room.conference}
    for number in range(count):
        member = MembershipFactory(edition=room.cast.edition, role=Role.FRIEND).person
        item = ProgrammeItemFactory(starts_after=number, minutes=1, **here)
        ItemSpeakerFactory(item=item, position=0)
        ItemSpeakerFactory(item=item, position=1, name="", person=member)
        ConferenceFileFactory(**here)
        ConferenceReplyFactory(person=member, **here)
        question = LiveQuestionFactory(author=member, **here)
        QuestionSupportFactory(question=question, person=member)
        poll = QuickPollFactory(state="closed", **here)
        option = QuickOptionFactory(poll=poll, position=0)
        QuickVoteFactory(option=option, person=member)
        WallCardFactory(topic=WallTopicFactory(**here), author=member)
        ConferenceAgreementFactory(**here)
        ConferenceActionFactory(person=member, **here)


@counts
@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("conference-detail", 13),
        ("conference-programme", 7),
        ("conference-print", 20),
        ("question-list", 9),
        ("question-part", 5),
        ("poll-list", 11),
        ("poll-part", 7),
        ("wall", 11),
        ("wall-part", 6),
        ("agreement-list", 10),
        ("agreement-part", 6),
    ],
)
def test_a_page_takes_so_many_queries(room, login, count, page, own):
    fill(room, count)
    client = login(room.cast.chris)
    url = reverse(f"conferences:{page}", args=[room.conference.pk])
    client.get(url)

    with takes(own):
        answer = client.get(url)

    assert answer.status_code == 200


@counts
@pytest.mark.parametrize("shown", ["programme", "questions", "poll", "wall"])
def test_the_screen_takes_so_many_queries(room, login, count, shown):
    fill(room, count)
    Conference.objects.update(shown=shown)
    client = login(room.cast.rob)
    url = reverse("conferences:room-part", args=[room.conference.pk])
    client.get(url)

    with takes({"programme": 7, "questions": 5, "poll": 7, "wall": 6}[shown]):
        client.get(url)


@counts
def test_the_list_takes_two_queries(cast, count, django_assert_num_queries):
    for year in range(2018, 2018 + count):
        edition = EditionFactory(programme=cast.edition.programme, year=year)
        MembershipFactory(person=cast.olga, edition=edition, role=Role.OBSERVER)
        ConferenceFactory(edition=edition)

    with django_assert_num_queries(2):
        assert len({str(row.edition) for row in conferences_for(cast.olga)}) == count


@counts
def test_ones_turn_takes_three_queries(room, count, django_assert_num_queries):
    ConferenceActionFactory.create_batch(count, conference=room.conference, person=room.cast.ada)

    with django_assert_num_queries(3):
        assert len(tasks_for(room.cast.ada)) == count


def test_nobodys_turn_takes_two(room, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert tasks_for(room.cast.ada) == []


@counts
def test_the_socket_asks_twice_a_person(room, count, django_assert_num_queries):
    for year in range(2018, 2018 + count):
        edition = EditionFactory(programme=room.cast.edition.programme, year=year)
        MembershipFactory(person=room.cast.olga, edition=edition, role=Role.OBSERVER)
        ConferenceFactory(edition=edition)
    wishes = {pk: [room.cast.olga] for pk in Conference.objects.values_list("pk", flat=True)}

    with django_assert_num_queries(2):
        assert len(ConferenceTopic().allowed(wishes)) == count + 1
