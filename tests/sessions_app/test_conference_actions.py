"""What happens to a conference, and who hears of it."""

from datetime import timedelta

import pytest

from audit.models import Entry
from notifications.models import Notice
from people.models import Membership, Role
from sessions.actions import conference as conferences
from sessions.actions import conference_agreements as agreements
from sessions.actions import conference_programme as programme
from sessions.actions.conference_programme import SpeakerName
from sessions.errors_conference import (
    AgreementThere,
    AlreadyThatState,
    ConferenceChangedMeanwhile,
    ConferenceExists,
    ConferenceIsOver,
    ConferenceIsPublished,
    ConferenceNotPublished,
    ItemSticksOut,
    NotInvited,
    ProgrammeSticksOut,
)
from sessions.models import Conference, ConferenceReply, ProgrammeItem, QuickPoll, Shown
from tests.factories.conferences import STARTS, ConferenceFactory, ProgrammeItemFactory
from tests.factories.people import MembershipFactory, PersonFactory
from tests.sessions_app.conferences import NETWORK, PARTICIPANTS, make_room

COMING = ConferenceReply.Answer.COMING


def told(kind):
    rows = Notice.objects.filter(kind=kind).select_related("person")
    return sorted(row.person.name.lower() for row in rows)


def draft(cast, **given):
    return make_room(cast, state="planned", published_by=None, **given).conference


def test_an_edition_gets_one_first_conference(cast):
    fields = {"number": 1, "title_nl": "A", "title_en": "B", "starts_at": STARTS}
    fields["ends_at"] = STARTS + timedelta(hours=2)
    conferences.create_conference(edition=cast.edition, fields=fields, by=cast.chris)

    with pytest.raises(ConferenceExists):
        conferences.create_conference(edition=cast.edition, fields=fields, by=cast.chris)

    assert Entry.objects.filter(verb="conference.created").count() == 1


@pytest.mark.parametrize("level", ["participants", "network"])
def test_publishing_invites_everybody_that_it_is_for_once(cast, level):
    conference = draft(cast, level=level)

    conferences.publish_conference(conference=conference, by=cast.chris)

    people = PARTICIPANTS + (NETWORK if level == "network" else [])
    assert told("sessions.conference-published") == sorted(set(people) - {"chris"})
    with pytest.raises(ConferenceIsPublished):
        conferences.publish_conference(conference=conference, by=cast.chris)


def test_moving_it_tells_who_is_invited_and_takes_the_programme_along(room):
    fields = {
        "starts_at": STARTS + timedelta(days=7),
        "ends_at": STARTS + timedelta(days=7, hours=6),
    }

    conferences.change_conference(
        conference=room.conference, fields=fields, revision=0, by=room.cast.chris
    )

    item = ProgrammeItem.objects.get(pk=room.item.pk)
    assert item.starts_at == STARTS + timedelta(days=7, minutes=30)
    assert told("sessions.conference-moved") == sorted({*PARTICIPANTS, *NETWORK} - {"chris"})


def test_other_words_tell_nobody_and_a_draft_moves_in_silence(room):
    conferences.change_conference(
        conference=room.conference, fields={"summary": "New"}, revision=0, by=room.cast.chris
    )
    other = ConferenceFactory(
        edition=room.cast.edition, number=2, state="planned", published_by=None
    )
    conferences.change_conference(
        conference=other, fields={"place": "Tilburg"}, revision=0, by=room.cast.chris
    )

    assert Notice.objects.count() == 0


def test_two_people_who_change_it_do_not_overwrite_each_other(room):
    given = {"conference": room.conference, "revision": 0, "by": room.cast.chris}
    conferences.change_conference(fields={"place": "Tilburg"}, **given)

    with pytest.raises(ConferenceChangedMeanwhile):
        conferences.change_conference(fields={"place": "Ede again"}, **given)

    assert Conference.objects.get().place == "Tilburg"


def test_it_does_not_end_before_its_programme(room):
    fields = {"ends_at": STARTS + timedelta(minutes=74)}

    with pytest.raises(ProgrammeSticksOut):
        conferences.change_conference(
            conference=room.conference, fields=fields, revision=0, by=room.cast.chris
        )

    fields = {"ends_at": STARTS + timedelta(minutes=75)}
    conferences.change_conference(
        conference=room.conference, fields=fields, revision=0, by=room.cast.chris
    )


def test_it_opens_closes_and_opens_again(cast):
    conference = draft(cast)
    with pytest.raises(ConferenceNotPublished):
        conferences.open_conference(conference=conference, by=cast.chris)
    conferences.publish_conference(conference=conference, by=cast.chris)
    QuickPoll.objects.update(state="draft", opened_at=None)

    conferences.open_conference(conference=conference, by=cast.chris)
    with pytest.raises(AlreadyThatState):
        conferences.open_conference(conference=conference, by=cast.chris)
    QuickPoll.objects.update(state="open", opened_at=STARTS)
    conferences.close_conference(conference=conference, by=cast.chris)

    assert QuickPoll.objects.get().state == "closed"
    assert conferences.open_conference(conference=conference, by=cast.chris).state == "open"


def test_an_answer_to_the_invitation_can_change_until_the_end(room):
    answer = {"conference": room.conference, "note": " Late ", "by": room.cast.rob}
    conferences.reply_to_conference(answer=COMING, **answer)
    conferences.reply_to_conference(answer=ConferenceReply.Answer.REGRET, **answer)

    reply = ConferenceReply.objects.get(person=room.cast.rob)
    assert (reply.answer, reply.note) == ("regret", "Late")
    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    with pytest.raises(ConferenceIsOver):
        conferences.reply_to_conference(answer=COMING, **answer)


def test_a_part_fits_in_the_day_and_names_who_speaks(room):
    fields = {"title": "Talk", "starts_after": 300, "minutes": 60, "kind": "plenary"}
    speakers = [SpeakerName(person=room.cast.ada), SpeakerName(name="Zoë", organisation="Bakery")]

    item = programme.add_item(
        conference=room.conference, fields=fields, speakers=speakers, by=room.cast.chris
    )

    assert [str(speaker) for speaker in item.speakers.all()] == ["Ada", "Zoë"]
    with pytest.raises(ItemSticksOut):
        programme.change_item(
            item=item, fields={"minutes": 61}, speakers=speakers, by=room.cast.chris
        )
    programme.change_item(item=item, fields={}, speakers=speakers[1:], by=room.cast.chris)
    assert [str(speaker) for speaker in item.speakers.all()] == ["Zoë"]
    entry = Entry.objects.get(verb="conference.item_changed")
    assert entry.changes["speakers"]["new"] == ["Zoë"]


def test_a_part_that_did_not_change_rings_no_bell(room):
    before = Conference.objects.get().live_seq

    programme.change_item(item=room.item, fields={}, speakers=[], by=room.cast.chris)

    assert Conference.objects.get().live_seq == before
    assert not Entry.objects.filter(verb="conference.item_changed").exists()


def test_the_screen_shows_what_a_facilitator_chooses(room):
    conferences.show_on_screen(conference=room.conference, shown=Shown.WALL, by=room.cast.chris)

    assert Conference.objects.get().shown == "wall"


def test_an_action_tells_who_does_it_and_when_somebody_else_does(room):
    made = agreements.make_action(
        conference=room.conference,
        what="Send the list",
        person=room.cast.mia,
        due_on=STARTS.date(),
        by=room.cast.chris,
    )
    agreements.change_action(action=made, fields={"what": "Send it"}, by=room.cast.chris)
    agreements.change_action(action=made, fields={"person": room.cast.olga}, by=room.cast.chris)

    assert told("sessions.conference-action") == ["mia", "olga"]


def test_an_action_is_for_somebody_who_sees_the_conference(room):
    given = {"conference": room.conference, "what": "Send", "due_on": STARTS.date()}
    for person in (room.cast.ben, PersonFactory()):
        with pytest.raises(NotInvited):
            agreements.make_action(person=person, by=room.cast.chris, **given)
        with pytest.raises(NotInvited):
            agreements.change_action(
                action=room.action, fields={"person": person}, by=room.cast.chris
            )


def test_an_agreement_is_noted_once(room):
    with pytest.raises(AgreementThere):
        agreements.make_agreement(
            conference=room.conference, text=room.agreement.text, by=room.cast.chris
        )


def test_finishing_twice_is_finishing_once(room):
    for _ in range(2):
        agreements.finish_action(action=room.action, done=True, by=room.cast.rob)

    assert Entry.objects.filter(verb="conference.action_done").count() == 1
    agreements.finish_action(action=room.action, done=False, by=room.cast.rob)
    room.action.refresh_from_db()
    assert (room.action.done_at, room.action.done_by) == (None, None)


def test_who_left_the_edition_is_not_invited(room):
    gone = PersonFactory(name="Gone")
    row = MembershipFactory(person=gone, edition=room.cast.edition, role=Role.FRIEND)
    Membership.objects.filter(pk=row.pk).update(
        from_date=STARTS.date() - timedelta(days=2), until_date=STARTS.date() - timedelta(days=1)
    )
    conferences.change_conference(
        conference=room.conference, fields={"place": "Tilburg"}, revision=0, by=room.cast.chris
    )

    assert "gone" not in told("sessions.conference-moved")


def test_a_part_of_another_kind_stands_beside_the_others(room):
    ProgrammeItemFactory(conference=room.conference, starts_after=30, title="Beside")

    from sessions.queries.conferences import programme_of

    slots = programme_of(room.conference)
    assert [len(slot.items) for slot in slots] == [2]
