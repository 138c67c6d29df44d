"""Threads on pages, without a script."""

import re
import uuid

import pytest
from django.test import Client

from discussion.models import Draft, Follow, Post, ReadMark, Thread, ThreadState
from discussion.queries.naming import called_in
from notifications.models import Notice
from people.levels import Level
from people.models import Role
from plans.models import Dossier
from tests.factories.discussion import command, post, thread_in
from tests.factories.people import MembershipFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.programme import EditionFactory


@pytest.fixture
def thread(cast):
    return thread_in(cast)


@pytest.fixture(autouse=True)
def english(cast):
    type(cast.rob).objects.update(language="en")
    for person in cast.everybody().values():
        person.language = "en"


def page(client, thread, **query):
    return client.get(f"/threads/{thread.pk}", query).content.decode()


def write(client, thread, **fields):
    fields = {"key": str(uuid.uuid4()), "kind": "post", **fields}
    return client.post(f"/threads/{thread.pk}/commands", fields)


def headings(html):
    html = html[: html.index("<template")]
    return [
        " ".join(found.split())
        for found in re.findall(r'data-part="heading">(.*?)</h3>', html, re.DOTALL)
    ]


def test_posts_have_hidden_headings_with_their_number(cast, thread, login):
    first = post(thread, cast.rob)
    post(thread, cast.ada)
    post(thread, cast.mia, reply_to=first.pk)
    gone = post(thread, cast.mia)
    command(thread, cast.mia, "delete", post=gone.pk)

    html = page(login(cast.ada), thread)

    assert headings(html) == [
        "Post 1, unread",
        "Post 3, unread, answer to post 1",
        "Post 2",
        "Post 4, deleted",
    ]
    assert "This post was deleted." in html


def test_a_plain_form_makes_one_post_on_a_double_click(cast, thread, login):
    rob, key = login(cast.rob), str(uuid.uuid4())

    first = write(rob, thread, body="Hello", key=key)
    again = write(rob, thread, body="Hello", key=key)

    assert first["Location"] == again["Location"] == f"/threads/{thread.pk}#post-1"
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "body", "status"),
    [("open", "x" * 20_001, 400), ("closed", "My long text", 409), ("open", "  ", 400)],
)
def test_typed_text_stays_when_it_is_refused(cast, thread, login, state, body, status):
    Thread.objects.update(state=state)

    answer = write(login(cast.rob), thread, body=body)

    assert answer.status_code == status
    assert Post.objects.count() == 0
    if state == ThreadState.OPEN and body.strip():
        assert body in answer.content.decode()


def test_a_refused_text_comes_back_under_a_fresh_key(cast, thread, login):
    rob, key = login(cast.rob), str(uuid.uuid4())
    write(rob, thread, body="One", key=key)

    answer = write(rob, thread, body="Two", key=key)

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Two</textarea>" in html
    composer = html[
        html.index('id="composer-form"') : html.index("</form>", html.index('id="composer-form"'))
    ]
    assert key not in composer


def test_who_was_logged_out_meanwhile_keeps_the_text(thread):
    answer = write(Client(), thread, body="My <long> text")

    assert answer.status_code == 401
    assert "My &lt;long&gt; text</textarea>" in answer.content.decode()
    assert Post.objects.count() == 0


def test_editing_by_a_plain_form(cast, thread, login):
    mine = post(thread, cast.rob, "Before")
    rob = login(cast.rob)

    form = rob.get(f"/threads/{thread.pk}/posts/{mine.pk}/edit")
    empty = write(rob, thread, kind="edit", post=mine.pk, body="")
    done = write(rob, thread, kind="edit", post=mine.pk, body="After")

    assert "Before</textarea>" in form.content.decode()
    assert empty.status_code == 400
    assert done["Location"] == f"/threads/{thread.pk}#post-1"
    assert Post.objects.get().body_md == "After"
    assert login(cast.ada).get(f"/threads/{thread.pk}/posts/{mine.pk}/edit").status_code == 403
    assert login(cast.sam).get(f"/threads/{thread.pk}/posts/{uuid.uuid4()}/edit").status_code == 404


def test_resolving_and_reopening(cast, thread, login):
    mia = login(cast.mia)

    write(mia, thread, kind="resolve", outcome="We try it in May.")
    resolved = page(login(cast.ada), thread)
    write(mia, thread, kind="reopen")

    assert "We try it in May." in resolved
    assert '<strong data-part="how">Done</strong>' in resolved
    assert '<span data-part="name">Mia</span>' in resolved
    assert Thread.objects.get().state == ThreadState.OPEN


@pytest.mark.parametrize(
    ("resolution", "words", "tone"),
    [("done", "done", "good"), ("not", "not followed", "neutral")],
)
def test_list_and_page_say_how_it_ended(cast, thread, login, resolution, words, tone):
    fields = {"kind": "resolve", "resolution": resolution, "outcome": "Not before May."}
    write(login(cast.mia), thread, **fields)
    ada = login(cast.ada)

    here, listed = page(ada, thread), ada.get("/threads/").content.decode()

    badge = 'class="nl-data-badge badge badge--'
    assert f"<span>{words}</span>" in here.split(f"{badge}{tone}")[1]
    assert f"<span>{words}</span>" in listed.split(f"{badge}neutral")[1]


def test_a_reader_who_may_not_write_sees_a_disabled_button_with_the_reason(cast, login):
    thread = thread_in(cast, level=Level.NETWORK)
    Dossier.objects.update(level=Level.NETWORK)

    html = page(login(cast.bo), thread)

    assert "You may read this conversation, but not write in it." in html
    assert 'id="composer-form"' not in html


def test_who_reads_this_stands_beside_it(cast, thread, login):
    apart = thread_in(cast, audience=cast.ada)

    assert "all regions, critical friends and facilitators of this edition" in page(
        login(cast.ada), thread
    )
    assert "Ada and facilitators" in page(login(cast.ada), apart)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(cast, login, method):
    thread = thread_in(cast, level=Level.REGION)
    sam = login(cast.sam)

    for path in ("", "/commands", "/read", "/draft", "/follow", "/readers"):
        answer = getattr(sam, method)(f"/threads/{thread.pk}{path}")
        assert answer.status_code in (404, 405), path
    assert (ReadMark.objects.count(), Draft.objects.count(), Follow.objects.count()) == (0, 0, 0)


def test_nobody_is_led_to_log_in_by_a_script(thread):
    assert Client().post(f"/threads/{thread.pk}/draft").status_code == 401
    assert Client().get(f"/threads/{thread.pk}")["Location"].startswith("/account/login")


def test_a_page_that_somebody_else_left_open_keeps_nothing(cast, thread, login):
    rob = login(cast.rob)

    def keep(person):
        path = f"/threads/{thread.pk}/draft"
        return rob.post(path, {"body": "Mine"}, headers={"X-Person": str(person.pk)})

    assert keep(cast.ada).status_code == 401
    assert Draft.objects.count() == 0
    assert keep(cast.rob).json() == {"saved": True}


def test_reading_settles_the_notices(cast, thread, login):
    post(thread, cast.ada)
    post(thread, cast.rob)
    ada = login(cast.ada)
    assert Notice.objects.filter(person=cast.ada, read_at=None).count() == 1

    ada.post(f"/threads/{thread.pk}/read", {"ranges": "[[2, 2]]"})

    assert Notice.objects.filter(person=cast.ada, read_at=None).count() == 0
    assert ReadMark.objects.get().ranges == [[2, 2]]


def test_the_button_marks_everything_as_read(cast, thread, login):
    post(thread, cast.rob)
    post(thread, cast.rob)
    ada = login(cast.ada)
    assert "To the first unread post" in page(ada, thread)

    ada.post(f"/threads/{thread.pk}/read")

    assert ReadMark.objects.get().ranges == [[1, 2]]
    assert headings(page(ada, thread)) == ["Post 1", "Post 2"]


@pytest.mark.parametrize(
    "ranges", ["", "x", "[[1]]", '[["a", 2]]', "{}", "[[1, 1e400]]", "[" * 5000, "null"]
)
def test_odd_ranges_are_refused(cast, thread, login, ranges):
    answer = login(cast.ada).post(f"/threads/{thread.pk}/read", {"ranges": ranges})

    assert answer.status_code == 400
    assert not ReadMark.objects.exists()


def test_a_draft_follows_and_goes_when_the_post_is_sent(cast, thread, login):
    ada = login(cast.ada)

    ada.post(f"/threads/{thread.pk}/draft", {"body": "Half a thought"})
    kept = page(ada, thread)
    write(ada, thread, body="A whole thought")

    assert "Half a thought</textarea>" in kept
    assert not Draft.objects.exists()


def test_following_and_muting(cast, thread, login):
    post(thread, cast.ada)
    login(cast.ada).post(f"/threads/{thread.pk}/follow", {"level": "mute"})
    login(cast.pim).post(f"/threads/{thread.pk}/follow", {"level": "follow"})

    post(thread, cast.rob)

    told = set(Notice.objects.filter(kind="discussion.post").values_list("person__name", flat=True))
    assert told == {"Pim", "Rob"}  # Rob started it and heard of Ada's post
    assert (
        login(cast.ada).post(f"/threads/{thread.pk}/follow", {"level": "loud"}).status_code == 400
    )


def test_whom_one_may_name(cast, thread, login):
    found = login(cast.rob).get(f"/threads/{thread.pk}/readers", {"q": "a"}).json()["readers"]

    assert [one["name"] for one in found] == ["Ada"]


# Lists


def test_threads_on_a_thing_and_starting_one(cast, login):
    dossier = DossierFactory(edition=cast.edition, region=cast.south, level=Level.PARTICIPANTS)
    VersionFactory(dossier=dossier)
    rob, key = login(cast.rob), str(uuid.uuid4())
    address = f"/threads/on/dossier/{dossier.pk}"
    words = {
        "title": "Late adopters",
        "body": "How?",
        "post_kind": "probing",
        "level": "session",
        "key": key,
    }

    part = rob.get(address, headers={"HX-Request": "true"}).content.decode()
    whole = rob.get(address).content.decode()
    first = rob.post(f"{address}/start", words)
    again = rob.post(f"{address}/start", words)

    assert "<html" not in part
    assert "<html" in whole
    thread = Thread.objects.get()
    assert first["Location"] == again["Location"] == f"/threads/{thread.pk}"
    assert (thread.title, thread.level, thread.head_seq, thread.created_by) == (
        "Late adopters",
        "session",
        1,
        cast.rob,
    )
    assert "Late adopters" in rob.get(address).content.decode()
    assert Post.objects.get().kind == "probing"


def test_a_start_that_is_refused_keeps_the_text(cast, login):
    dossier = DossierFactory(edition=cast.edition, region=cast.south, level=Level.SESSION)
    VersionFactory(dossier=dossier)
    address = f"/threads/on/dossier/{dossier.pk}/start"

    empty = login(cast.rob).post(
        address, {"title": "", "body": "Text that stays", "level": "session"}
    )
    wide = login(cast.rob).post(
        address, {"title": "T", "body": "Text that stays", "level": "public", "key": uuid.uuid4()}
    )

    for answer in (empty, wide):
        assert answer.status_code == 400
        assert "Text that stays</textarea>" in answer.content.decode()
    assert not Thread.objects.exists()


def test_a_stranger_may_not_ask_what_is_said_of_a_thing(cast, login):
    dossier = DossierFactory(edition=cast.edition, region=cast.south, level=Level.REGION)
    address = f"/threads/on/dossier/{dossier.pk}"

    assert login(cast.sam).get(address).status_code == 404
    assert login(cast.sam).post(f"{address}/start", {"title": "T"}).status_code == 404
    assert login(cast.rob).get("/threads/on/moon/1").status_code == 404
    assert login(cast.rob).get(f"/threads/on/dossier/{10**30}").status_code == 404


def test_the_list_shows_what_one_may_read_with_counts(cast, thread, login):
    hidden = thread_in(cast, level=Level.REGION, title="Ours alone")
    apart = thread_in(cast, audience=cast.pim, title="For Pim alone")
    for one in (thread, hidden):
        post(one, cast.rob)
    post(apart, cast.pim)

    html = login(cast.ada).get("/threads/").content.decode()

    assert "1 unread post" in html
    assert thread.title in html
    assert "Ours alone" not in html
    assert "For Pim alone" not in html


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_with_thirty_posts_takes_no_more_queries(
    cast, thread, login, django_assert_max_num_queries, count
):
    for number in range(count):
        post(thread, cast.rob, f"Post {number}")
    ada = login(cast.ada)

    with django_assert_max_num_queries(24):
        html = page(ada, thread)

    assert len(headings(html)) == count


def test_a_part_around_a_number(cast, thread, login, monkeypatch):
    monkeypatch.setattr("discussion.queries.log.WINDOW", 4)
    for number in range(10):
        post(thread, cast.rob, f"Text {number}")
    ada = login(cast.ada)

    newest, around = page(ada, thread), page(ada, thread, around=3)

    assert [one.split(",")[0] for one in headings(newest)] == [
        "Post 7",
        "Post 8",
        "Post 9",
        "Post 10",
    ]
    assert [one.split(",")[0] for one in headings(around)] == [
        "Post 2",
        "Post 3",
        "Post 4",
        "Post 5",
    ]
    assert "To the newest posts" in around
    assert "Earlier posts" in newest


def test_the_script_knows_what_the_reader_is_called_in_this_edition(cast, thread):
    elsewhere = EditionFactory()
    MembershipFactory(person=cast.rob, edition=elsewhere, role=Role.FACILITATOR)

    assert called_in(thread, cast.rob) == ["Rob", "regiotrekkers", "regio-south"]
    assert called_in(thread, cast.chris) == ["Chris", "procesbegeleiders"]
    assert called_in(thread, cast.olga) == ["Olga"]
