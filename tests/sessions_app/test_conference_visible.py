"""Who sees which conference and what hangs on it: list, page, fragment, file and socket alike."""

import pytest
from django.urls import reverse

from people.models import Role
from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ConferenceFile,
    ConferenceReply,
    LiveQuestion,
    ProgrammeItem,
    QuickPoll,
    WallCard,
    WallTopic,
)
from sessions.topics_conference import ConferenceTopic
from tests.factories.conferences import (
    STARTS,
    ConferenceFactory,
    ConferenceReplyFactory,
    LiveQuestionFactory,
    QuickPollFactory,
    WallCardFactory,
)
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.programme import EditionFactory
from tests.sessions_app.conferences import NETWORK, NOT, PARTICIPANTS

PAGES = [
    "conference-detail",
    "conference-programme",
    "conference-print",
    "question-list",
    "question-part",
    "poll-list",
    "poll-part",
    "wall",
    "wall-part",
    "agreement-list",
    "agreement-part",
    "room",
    "room-part",
]
HANGING = [
    ProgrammeItem,
    ConferenceFile,
    LiveQuestion,
    QuickPoll,
    WallTopic,
    WallCard,
    ConferenceAgreement,
    ConferenceAction,
]
EVERYBODY = [*PARTICIPANTS, *NETWORK, *NOT]


def outsider():
    """Somebody who runs another edition, and is nothing in this one."""
    person = PersonFactory()
    other = EditionFactory(year=2018, is_current=False)
    MembershipFactory(person=person, edition=other, role=Role.FACILITATOR)
    return person


def seen_by(person, conference):
    """Whether list, page, children and socket say that the person sees it; all say the same."""
    said = {Conference.objects.visible_to(person).filter(pk=conference.pk).exists()}
    said |= {bool(model.objects.visible_to(person).count()) for model in HANGING}
    said |= {bool(ConferenceTopic().allowed({conference.pk: [person]}))}
    assert len(said) == 1
    return said.pop()


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("level", ["network", "participants"])
def test_a_published_conference_is_seen_by_its_level(room, level, name):
    Conference.objects.update(level=level)
    expected = PARTICIPANTS + (NETWORK if level == "network" else [])

    assert seen_by(getattr(room.cast, name), room.conference) == (name in expected)


@pytest.mark.parametrize("name", EVERYBODY)
def test_before_it_is_published_only_facilitators_see_it(room, name):
    Conference.objects.update(state="planned", published_at=None, published_by=None)

    assert seen_by(getattr(room.cast, name), room.conference) == (name == "chris")


def test_who_is_nothing_in_this_edition_sees_nothing(room):
    assert not seen_by(outsider(), room.conference)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shut_for_strangers_and_open_for_the_network(room, login, page):
    url = reverse(f"conferences:{page}", args=[room.conference.pk])

    answers = {name: login(getattr(room.cast, name)).get(url).status_code for name in EVERYBODY}

    assert answers == {name: 404 if name in NOT else 200 for name in EVERYBODY}
    assert login(outsider()).get(url).status_code == 404
    Conference.objects.update(level="participants")
    assert login(room.cast.olga).get(url).status_code == 404


def test_the_list_and_the_door_agree(room, login):
    ConferenceFactory(edition=room.cast.edition, number=2, published_by=None, state="planned",
                      title_en="Secret", title_nl="Geheim")  # fmt: skip

    for name in EVERYBODY:
        page = login(getattr(room.cast, name)).get(reverse("conferences:conference-list"))
        there = "Ede" in page.content.decode(), "Geheim" in page.content.decode()
        assert there == (name not in NOT, name == "chris"), name


def test_a_file_goes_to_who_sees_the_conference(room, login):
    url = reverse("conferences:file-download", args=[room.paper.pk])

    for name in NOT:
        assert login(getattr(room.cast, name)).get(url).status_code == 404
    assert login(outsider()).get(url).status_code == 404


@pytest.mark.parametrize(
    ("factory", "model"), [(LiveQuestionFactory, LiveQuestion), (WallCardFactory, WallCard)]
)
def test_what_was_hidden_is_seen_by_its_writer_and_facilitators(room, factory, model):
    place = {"topic": room.topic} if model is WallCard else {"conference": room.conference}
    hidden = factory(author=room.cast.mia, hidden_at=STARTS, hidden_by=room.cast.chris,
                     hidden_reason="A test", **place)  # fmt: skip

    seen = [
        name
        for name in EVERYBODY
        if model.objects.visible_to(getattr(room.cast, name)).filter(pk=hidden.pk).exists()
    ]

    assert seen == ["chris", "mia"]


def test_a_poll_that_is_prepared_is_seen_by_facilitators(room):
    draft = QuickPollFactory(conference=room.conference, state="draft")

    seen = [
        name
        for name in EVERYBODY
        if QuickPoll.objects.visible_to(getattr(room.cast, name)).filter(pk=draft.pk).exists()
    ]

    assert seen == ["chris"]


def test_who_comes_is_known_to_participants_and_who_does_not_to_facilitators(room):
    ConferenceReplyFactory(conference=room.conference, person=room.cast.pim, answer="regret")

    def known(name):
        rows = ConferenceReply.objects.visible_to(getattr(room.cast, name))
        return sorted(row.person.name for row in rows)

    assert known("chris") == ["Mia", "Pim"]
    assert known("pim") == ["Mia", "Pim"]
    assert known("rob") == ["Mia"]
    assert known("olga") == []
    assert known("ben") == []
