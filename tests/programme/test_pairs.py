"""Private contact between rounds: who takes part reads it; who facilitates knows that it exists."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from discussion.actions import handle_report, report_post, start_thread
from discussion.errors import NotVisible
from discussion.errors import Refused as ThreadRefused
from discussion.models import Thread
from discussion.queries import readers_of
from programme.models import Contact, Pair
from programme.pairs import Refused, note_contact, open_pair
from tests.factories.discussion import command, post

SECRET = "PLANTED SECRET"


@pytest.fixture
def pair(cast):
    return opened(cast, with_region=cast.north)


def opened(cast, by=None, region=None, with_region=None, friend=None):
    return open_pair(
        edition=cast.edition,
        region=region or cast.south,
        with_region=with_region,
        friend=friend,
        by=by or cast.rob,
    )


def talk(pair, by):
    return start_thread(
        kind="pair",
        target_id=pair.pk,
        title=SECRET,
        level="region",
        by=by,
        key=uuid.uuid4(),
        body=SECRET,
    )


def test_both_sides_read_and_nobody_else(cast, pair):
    thread = talk(pair, cast.pim)

    readers = {
        name
        for name, person in cast.everybody().items()
        if Thread.objects.visible_to(person).filter(pk=thread.pk).exists()
    }

    assert readers == {"rob", "mia", "pim"}
    assert {str(one) for one in readers_of(thread)} == {"Rob", "Mia", "Pim"}
    for name in set(cast.everybody()) - readers:
        with pytest.raises(NotVisible):
            talk(pair, getattr(cast, name))


def test_a_region_and_a_friend(cast):
    pair = opened(cast, friend=cast.ada)

    thread = talk(pair, cast.ada)

    assert {str(one) for one in readers_of(thread)} == {"Ada", "Mia", "Rob"}
    with pytest.raises(ThreadRefused):
        start_thread(
            kind="pair",
            target_id=pair.pk,
            title="Wide",
            level="session",
            by=cast.rob,
            key=uuid.uuid4(),
        )


def test_who_facilitates_sees_that_it_exists_and_no_more(cast, pair, login):
    post(talk(pair, cast.rob), cast.pim, SECRET)
    note_contact(
        pair=pair, day=clock.today(), how="visit", about=SECRET, agreed=SECRET, by=cast.rob
    )
    chris = login(cast.chris)

    page = chris.get("/contact/").content.decode()

    assert "South – North" in page
    assert SECRET not in page
    assert chris.get(f"/contact/{pair.pk}/").status_code == 404
    assert chris.get(f"/threads/on/pair/{pair.pk}").status_code == 404
    assert SECRET not in chris.get("/threads/").content.decode()
    assert SECRET not in chris.get("/threads/search?q=planted").content.decode()


def test_every_role_at_the_door(cast, pair, login):
    codes = {
        name: login(person).get(f"/contact/{pair.pk}/").status_code
        for name, person in cast.everybody().items()
    }

    assert {name for name, code in codes.items() if code == 200} == {"rob", "mia", "pim"}
    assert set(codes.values()) == {200, 404}
    for name in ("chris", "ada", "eva", "wim", "olga", "bo", "cas", "ben", "sam"):
        page = login(getattr(cast, name)).get("/contact/").content.decode()
        assert ("South – North" in page) == (name == "chris"), name
        with pytest.raises(Refused):
            note_contact(
                pair=pair,
                day=clock.today(),
                how="call",
                about="x",
                agreed="",
                by=getattr(cast, name),
            )


def test_only_the_team_opens_it_once_with_somebody_of_the_edition(cast, pair):
    assert opened(cast, by=cast.mia, with_region=cast.north) == pair
    assert opened(cast, by=cast.pim, region=cast.north, with_region=cast.south) == pair
    for by, words in (
        (cast.chris, {"with_region": cast.north}),
        (cast.ada, {"friend": cast.ada}),
        (cast.rob, {}),
        (cast.rob, {"with_region": cast.south}),
        (cast.rob, {"friend": cast.wim}),
        (cast.rob, {"with_region": cast.north, "friend": cast.ada}),
    ):
        with pytest.raises(Refused):
            opened(cast, by=by, **words)


def test_the_log_by_plain_forms(cast, login):
    rob = login(cast.rob)
    made = rob.post("/contact/", {"whom": f"region-{cast.north.pk}"})
    pair = Pair.objects.get()
    tomorrow = clock.today() + timedelta(days=1)
    words = {
        "day": clock.today().isoformat(),
        "how": "visit",
        "about": "Late adopters",
        "agreed": "We share the form",
    }

    late = rob.post(f"/contact/{pair.pk}/", {**words, "day": tomorrow.isoformat()})
    empty = rob.post(f"/contact/{pair.pk}/", {**words, "about": ""})
    done = rob.post(f"/contact/{pair.pk}/", words)

    assert made["Location"] == done["Location"] == f"/contact/{pair.pk}/"
    assert (late.status_code, empty.status_code) == (400, 400)
    assert Contact.objects.get().agreed == "We share the form"
    assert "We share the form" in login(cast.pim).get(f"/contact/{pair.pk}/").content.decode()
    assert rob.post("/contact/", {"whom": "region-999"}).status_code == 400


def test_a_report_shows_facilitators_only_what_was_reported(cast, pair, login):
    thread = talk(pair, cast.rob)
    bad = post(thread, cast.pim, "Out of place")
    report = report_post(post=bad, by=cast.rob, reason="Not kind")
    chris = login(cast.chris)

    page = chris.get(f"/threads/reports/{report.pk}").content.decode()
    removed = chris.post(f"/threads/reports/{report.pk}", {"state": "removed"})
    handle_report(report=report, by=cast.chris, state="talked", note="I called Pim.")

    assert "Out of place" in page
    assert SECRET not in page.replace("Not kind", "")
    assert removed.status_code == 400
    assert chris.get(f"/threads/{thread.pk}").status_code == 404


def test_the_database_keeps_pairs_of_two(cast, pair):
    fields = {"edition": cast.edition, "region": cast.south, "opened_by": cast.rob}
    for wrong in (
        {},
        {"other_region": cast.south},
        {"other_region": cast.west, "friend": cast.ada},
        {"other_region": cast.north},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pair.objects.create(**fields, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(
            pair=pair, day=clock.today(), how="fax", about="x", noted_by=cast.rob
        )


def test_a_thread_of_a_pair_is_settled_by_the_two(cast, pair):
    thread = talk(pair, cast.rob)

    command(thread, cast.pim, "resolve", outcome="We meet in May.")

    thread.refresh_from_db()
    assert thread.resolved_by == cast.pim


def test_pages_say_who_reads_what_two_say(cast, pair, login):
    own = opened(cast, friend=cast.ada)
    said = {
        pair: "de teams van South en North, verder niemand",
        own: "het team van South en Ada, verder niemand",
    }

    for one, words in said.items():
        thread = talk(one, cast.rob)
        rob = login(cast.rob)
        pages = [
            rob.get(address).content.decode()
            for address in (f"/threads/{thread.pk}", f"/threads/on/pair/{one.pk}/start")
        ]
        assert [words in page for page in pages] == [True, True]
        assert ["procesbegeleiders" in page for page in pages] == [False, False]


def test_page_of_a_pair_leads_to_its_conversations_and_keeps_a_refused_contact_open(
    cast, pair, login
):
    rob = login(cast.rob)
    address = f"/contact/{pair.pk}/"

    page = rob.get(address).content.decode()
    refused = rob.post(address, {"about": "Late adopters"}).content.decode()

    assert page.count(f"/threads/on/pair/{pair.pk}") == 2  # fetched, and a link without script
    assert '<details class="disclosure" open' not in page
    assert '<details class="disclosure" open' in refused
    assert "Late adopters" in refused
