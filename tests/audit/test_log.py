"""The log: in the transaction of the change, with who, how and what, and final."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from audit.actions import changed, record
from audit.context import coming_by, current
from audit.models import Entry, How
from core.requests import start_request
from people.actions import change_profile
from people.models import Sector


def test_an_entry_says_who_what_how_and_of_which_request(cast):
    start_request("request-7")

    record("region.changed", by=cast.rob, target=cast.south, region_id=cast.south.pk)

    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_id, entry.target_type, entry.target_id) == (
        "region.changed",
        cast.rob.pk,
        "people.region",
        str(cast.south.pk),
    )
    assert (entry.how, entry.request_id, entry.region_id) == (
        How.COMMAND,
        "request-7",
        cast.south.pk,
    )


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("a", "b", {"type": "str", "old": "a", "new": "b"}),
        (None, 3, {"type": "int", "old": None, "new": 3}),
        (True, False, {"type": "bool", "old": True, "new": False}),
        (datetime.date(2026, 1, 1), None, {"type": "date", "old": "2026-01-01", "new": None}),
        (Decimal("1.50"), Decimal(2), {"type": "Decimal", "old": "1.50", "new": "2"}),
        (Sector.BUSINESS, Sector.KNOWLEDGE, {"type": "str", "old": "business", "new": "knowledge"}),
        ([1], [1, 2], {"type": "list", "old": [1], "new": [1, 2]}),
        ("😀", "שלום", {"type": "str", "old": "😀", "new": "שלום"}),
    ],
)
def test_values_keep_their_type(cast, old, new, kept):
    record("x.y", by=None, target=cast.south, changes={"field": (old, new)})

    assert Entry.objects.get().changes == {"field": kept}


def test_a_related_row_is_kept_by_its_id(cast):
    record("x.y", by=None, target=cast.south, changes={"region": (None, cast.north)})

    assert Entry.objects.get().changes["region"] == {
        "type": "Region",
        "old": None,
        "new": cast.north.pk,
    }


def test_only_what_differs_counts_as_changed(cast):
    assert changed(cast.south, {"name": "South", "motto": "New"}) == {"motto": ("", "New")}


def change_and_fail(person):
    change_profile(person=person, values={"function": "Lead"}, by=person)
    assert Entry.objects.count() == 1
    raise ZeroDivisionError


def test_what_is_rolled_back_leaves_no_line(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_and_fail(cast.rob)

    cast.rob.refresh_from_db()
    assert (cast.rob.function, Entry.objects.count()) == ("", 0)


def test_without_its_line_in_the_log_a_change_does_not_happen(cast):
    with pytest.raises(IntegrityError), transaction.atomic(), coming_by("nowhere"):
        change_profile(person=cast.rob, values={"function": "Lead"}, by=cast.rob)

    cast.rob.refresh_from_db()
    assert cast.rob.function == ""


@pytest.mark.parametrize(
    "break_it",
    [
        lambda: Entry.objects.update(verb="other"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.get().delete(),
        lambda: connection.cursor().execute("UPDATE audit_entry SET actor_id = 1"),
        lambda: connection.cursor().execute("DELETE FROM audit_entry"),
    ],
    ids=["update", "delete all", "delete one", "raw update", "raw delete"],
)
def test_the_database_refuses_to_change_or_remove_a_line(cast, break_it):
    record("region.changed", by=cast.rob, target=cast.south)

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it()

    assert Entry.objects.get().verb == "region.changed"


def test_a_page_and_the_api_are_told_apart(cast, login):
    client = login(cast.rob)

    client.post("/people/profile/", {"name": "Rob", "language": "nl", "function": "Lead"})

    assert Entry.objects.get(verb="person.profile_changed").how == How.PAGE


def test_the_way_in_is_known_only_inside(db):
    with coming_by(How.API, acting_as_id=7):
        inside = current()

    assert (inside.how, inside.acting_as_id) == (How.API, 7)
    assert (current().how, current().acting_as_id) == (How.COMMAND, None)


def test_a_task_is_told_apart_from_a_command(cast):
    from django_q.signals import post_execute_in_worker, pre_execute

    pre_execute.send(sender="worker", func=len, task={})
    inside = current().how
    post_execute_in_worker.send(sender="worker", func=len, task={})

    assert (inside, current().how) == (How.TASK, How.COMMAND)


def test_the_technical_administration_reads_the_log_and_cannot_write_it(cast, login):
    record(
        "region.changed", by=cast.rob, target=cast.south, changes={"motto": ("", "covert words")}
    )
    entry = Entry.objects.get()
    client = login(cast.ben)

    assert client.get("/admin/audit/entry/").status_code == 200
    assert (
        "covert words" not in client.get(f"/admin/audit/entry/{entry.pk}/change/").content.decode()
    )
    assert client.post(f"/admin/audit/entry/{entry.pk}/change/", {"verb": "x"}).status_code == 403
    assert client.post(f"/admin/audit/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/audit/entry/add/").status_code == 403


def test_a_change_in_the_technical_administration_is_in_the_log(cast, login):
    body = cast.organisations["university"]
    form = {
        "name": "New name", "slug": body.slug, "sector": body.sector, "website": "", "description": "", "mail_domain": "",
        "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0,
    }  # fmt: skip

    answer = login(cast.ben).post(f"/admin/people/organisation/{body.pk}/change/", form)

    assert answer.status_code == 302
    entry = Entry.objects.get(verb="organisation.changed")
    assert entry.changes == {"name": {"type": "str", "old": "University", "new": "New name"}}


@pytest.mark.parametrize("name", ["chris", "rob", "ada", "sam"])
def test_the_technical_administration_is_for_administrators(cast, login, name):
    assert login(getattr(cast, name)).get("/admin/people/person/").status_code in {302, 403}
    assert Client().get("/admin/people/person/").status_code == 302
