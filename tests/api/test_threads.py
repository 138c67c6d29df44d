"""The contract of conversations over HTTP."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from discussion.models import Post, Thread, ThreadState
from people.levels import Level
from plans.models import Dossier
from tests.factories.discussion import command, post, thread_in
from tests.factories.plans import VersionFactory

PROBLEM = "application/problem+json"


@pytest.fixture
def thread(cast):
    return thread_in(cast)


def send(client, thread, **fields):
    fields = {"key": str(uuid.uuid4()), "kind": "post", **fields}
    return client.post(
        f"/api/v1/threads/{thread.pk}/commands", json.dumps(fields), "application/json"
    )


def test_a_post_is_made_once_whatever_the_network_does(cast, thread, login):
    rob = login(cast.rob)
    key = str(uuid.uuid4())

    first = send(rob, thread, key=key, body="Hello **all**", reply_to=None, anchor=None)
    again = send(rob, thread, key=key, body="Hello **all**")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["seq"] == 1
    assert first.json()["event"]["body_html"].strip() == "<p>Hello <strong>all</strong></p>"
    assert Post.objects.count() == 1


def test_the_log_is_read_in_pieces(cast, thread, login):
    for number in range(5):
        post(thread, cast.rob, f"Post {number}")
    ada = login(cast.ada)

    piece = ada.get(f"/api/v1/threads/{thread.pk}/events?after=2&limit=2").json()
    rest = ada.get(f"/api/v1/threads/{thread.pk}/events?after=4").json()
    end = ada.get(f"/api/v1/threads/{thread.pk}/events?after=5").json()

    assert (piece["head"], [event["seq"] for event in piece["events"]]) == (5, [3, 4])
    assert [event["seq"] for event in rest["events"]] == [5]
    assert end == {"head": 5, "events": []}


def test_one_thread_with_what_the_reader_may(cast, thread, login):
    post(thread, cast.rob)

    told = login(cast.ada).get(f"/api/v1/threads/{thread.pk}").json()

    assert told["rights"] == {
        "post": True,
        "resolve": False,
        "moderate": False,
        "pin": False,
        "why_not": "",
    }
    assert (told["head"], told["state"], len(told["posts"])) == (1, "open", 1)
    assert told["posts"][0]["author"]["name"] == "Rob"


def test_the_list_goes_on_with_a_cursor(cast, login):
    threads = [thread_in(cast, title=f"Thread {number}") for number in range(5)]
    for thread in threads:
        post(thread, cast.rob)
    ada = login(cast.ada)

    first = ada.get("/api/v1/threads?limit=3").json()
    rest = ada.get("/api/v1/threads", {"limit": 3, "cursor": first["next"]}).json()

    assert [row["title"] for row in first["threads"]] == ["Thread 4", "Thread 3", "Thread 2"]
    assert [row["title"] for row in rest["threads"]] == ["Thread 1", "Thread 0"]
    assert rest["next"] is None
    assert first["threads"][0]["unread"] == 1


# Refusals


def refused(response, status):
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    return body.get("detail", "")


def test_each_refusal_has_its_status(cast, thread, login):
    rob, key = login(cast.rob), str(uuid.uuid4())
    send(rob, thread, key=key, body="One")

    refused(send(rob, thread, key=key, body="Two"), 409)
    refused(send(rob, thread, body=""), 400)
    refused(send(rob, thread, body="x" * 20_001), 400)
    refused(send(rob, thread, kind="shout"), 400)
    refused(send(rob, thread, key="no key", body="x"), 400)
    refused(send(rob, Thread(pk=thread.pk + 100), body="x"), 404)
    refused(send(login(cast.ada), thread, kind="resolve", outcome="Mine"), 403)
    Thread.objects.update(state=ThreadState.CLOSED)
    refused(send(rob, thread, body="x"), 409)
    assert Post.objects.count() == 1


@pytest.mark.parametrize("path", ["", "/events", "/commands"])
def test_a_stranger_sees_nothing_of_a_narrow_thread(cast, login, path):
    thread = thread_in(cast, level=Level.REGION)
    sam = login(cast.sam)
    address = f"/api/v1/threads/{thread.pk}{path}"

    answer = send(sam, thread, body="x") if path == "/commands" else sam.get(address)

    refused(answer, 404)
    assert sam.get("/api/v1/threads").json()["threads"] == []


def test_every_role_may_write_or_not_as_the_policy_says(cast, login):
    thread = thread_in(cast, level=Level.NETWORK)
    Dossier.objects.update(level=Level.NETWORK)

    answers = {
        name: send(login(person), thread, body="x").status_code
        for name, person in cast.everybody().items()
    }

    writes = dict.fromkeys(["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "sam"], 201)
    assert {name for name, status in answers.items() if status == 404} == {"ben"}
    assert {name for name, status in answers.items() if status == 201} <= set(writes)
    assert {"bo", "cas"} <= {name for name, status in answers.items() if status == 403}


def test_a_thread_apart_leaks_to_nobody_else(cast, login):
    apart = thread_in(cast, level=Level.PARTICIPANTS, audience=cast.ada, title="Apart")
    post(apart, cast.ada, "secret")

    seen = {}
    for name, person in cast.everybody().items():
        client = login(person)
        listed = client.get("/api/v1/threads").json()["threads"]
        door = client.get(f"/api/v1/threads/{apart.pk}").status_code
        log = client.get(f"/api/v1/threads/{apart.pk}/events").status_code
        seen[name] = (len(listed), door, log)

    assert seen.pop("ada") == (1, 200, 200)
    assert seen.pop("chris") == (1, 200, 200)
    assert set(seen.values()) == {(0, 404, 404)}


def test_without_log_in_everything_is_401_and_without_token_403(cast, thread):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.rob, backend="allauth.account.auth_backends.AuthenticationBackend")

    refused(Client().get(f"/api/v1/threads/{thread.pk}"), 401)
    refused(Client().get("/api/v1/me"), 401)
    refused(send(strict, thread, body="x"), 403)
    assert Post.objects.count() == 0


def test_a_page_that_somebody_else_left_open_writes_nothing(cast, thread, login):
    rob = login(cast.rob)
    fields = json.dumps({"key": str(uuid.uuid4()), "kind": "post", "body": "Who says this?"})

    def answer(person):
        path = f"/api/v1/threads/{thread.pk}/commands"
        return rob.post(path, fields, "application/json", headers={"X-Person": str(person.pk)})

    refused(answer(cast.ada), 401)
    assert Post.objects.count() == 0
    assert answer(cast.rob).status_code == 201


def test_no_operation_lacks_log_in(client):
    from api.urls import api

    schema = client.get("/api/v1/openapi.json")

    assert schema.status_code == 200
    operations = [
        operation
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    ]
    assert len(operations) >= 5
    assert all(operation.auth_callbacks for operation in operations)
    assert all(
        "security" in one for path in schema.json()["paths"].values() for one in path.values()
    )


def test_the_description_is_only_read(cast, login):
    rob = login(cast.rob)

    found = [
        rob.generic(method, "/api/v1/openapi.json") for method in ("GET", "HEAD", "POST", "PUT")
    ]

    assert [answer.status_code for answer in found] == [200, 200, 405, 405]
    assert found[2]["Content-Type"] == PROBLEM
    assert found[2]["Allow"] == "GET, HEAD"


def test_unknown_addresses_and_methods_are_problems(cast, thread, login):
    rob = login(cast.rob)

    refused(rob.get("/api/v1/nothing/here"), 404)
    refused(rob.get("/api/v1/"), 404)
    answer = rob.delete(f"/api/v1/threads/{thread.pk}")
    refused(answer, 405)
    assert answer["Allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, 400),
        (b'{"key": "x", "body": "\\u0000"}', 400),
        (b'{"key": "x", "body": "\\ud800"}', 400),
        (b'{"key": "\xff"}', 400),
        (b'"' + b"x" * 3_000_000 + b'"', 413),
        (b"null", 400),
        (b"", 400),
        (b"NaN", 400),
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_hostile_bodies_are_problems(cast, thread, login, body, status, kind):
    answer = login(cast.rob).post(f"/api/v1/threads/{thread.pk}/commands", body, kind)

    refused(answer, status)


@pytest.mark.parametrize("cursor", ["x", "%00", "MjAyNi0wMS0wMSAx", "é", "AAAA", "=" * 500])
def test_a_foreign_cursor_is_refused(cast, login, cursor):
    refused(login(cast.rob).get("/api/v1/threads", {"cursor": cursor}), 400)


@pytest.mark.parametrize(
    "query", ["after=-1", "after=99999999999999999999999", "limit=0", "limit=-5", "wait=-1"]
)
def test_odd_numbers_are_brought_within_bounds(cast, thread, login, query):
    answer = login(cast.rob).get(f"/api/v1/threads/{thread.pk}/events?{query}")

    assert answer.status_code in (200, 400)
    assert login(cast.rob).get("/api/v1/threads/99999999999999999999999").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_queries_for_thirty_as_for_one(
    cast, login, django_assert_num_queries, count
):
    first = thread_in(cast)
    for number in range(count):
        thread = Thread.objects.create(
            target_kind="dossier",
            target_id=VersionFactory(
                dossier__edition=cast.edition, dossier__level=Level.PARTICIPANTS
            ).dossier_id,
            title=str(number),
            level=Level.PARTICIPANTS,
            created_by=cast.rob,
        )
        post(thread, cast.rob)
    Thread.objects.filter(pk=first.pk).delete()
    ada = login(cast.ada)

    with django_assert_num_queries(QUERIES):
        answer = ada.get("/api/v1/threads")

    assert len(answer.json()["threads"]) == count


QUERIES = 9


def test_me(cast, login):
    told = login(cast.rob).get(reverse("api-1.0.0:me")).json()

    assert told == {"id": cast.rob.pk, "name": "Rob", "language": "nl", "notices": 0}


def test_reading_takes_no_writing(cast, thread, login):
    command(thread, cast.rob)
    ada = login(cast.ada)
    before = (thread.head_seq, Thread.objects.values().get(pk=thread.pk))

    ada.get(f"/api/v1/threads/{thread.pk}")
    ada.get(f"/api/v1/threads/{thread.pk}/events?after=0")

    assert Thread.objects.values().get(pk=thread.pk) == before[1]
