"""Posts that go to another thread: a tombstone stays, and nobody reads more than before."""

import uuid

import pytest
from django.utils import translation

from discussion.actions import mark_read
from discussion.errors import AlreadySo, NotVisible, Refused, ThreadClosed
from discussion.models import Post, Reaction, Thread, ThreadEvent, ThreadState
from discussion.queries import events_after, thread_view
from discussion.queries.posts import places_of
from discussion.reducer import fold
from notifications.letters import letter_for
from notifications.models import Delivery, Notice
from notifications.queries import inbox_of, lines_of
from people.levels import Level
from tests.factories.discussion import ThreadFactory, command, post, thread_in


@pytest.fixture
def thread(cast):
    return thread_in(cast)


@pytest.fixture
def team(cast, thread):
    """A narrower thread on the same plan."""
    return beside(cast, thread, level=Level.SESSION, pk=987654321, title="In the team")


def beside(cast, thread, **fields):
    return ThreadFactory(target_id=thread.target_id, created_by=cast.rob, **fields)


def fresh(thread):
    return thread_view(Thread.objects.get(pk=thread.pk))


def test_post_and_answers_arrive_and_leave_tombstones(cast, thread, team):
    first = post(thread, cast.ada, "Here by mistake", post_kind="concern")
    answer = post(thread, cast.rob, "Indeed", reply_to=first.pk)
    post(thread, cast.pim, "I stay")
    command(thread, cast.rob, "react", post=first.pk, sign="thanks")

    command(thread, cast.chris, "move", post=first.pk, to=team.pk)

    here, there = fresh(thread), fresh(team)
    assert [(one["state"], one["body_html"]) for one in here.posts.values()] == [
        ("moved", ""),
        ("moved", ""),
        ("visible", "<p>I stay</p>"),
    ]
    assert [
        (one["author"]["name"], one["as"], one["body_html"], list(one["reactions"]))
        for one in there.posts.values()
    ] == [
        ("Ada", "concern", "<p>Here by mistake</p>", ["thanks"]),
        ("Rob", "remark", "<p>Indeed</p>", []),
    ]
    assert [one["reply_to"] and one["reply_to"]["number"] for one in there.posts.values()] == [
        None,
        1,
    ]
    assert [
        one.post_count
        for one in Thread.objects.filter(pk__in=[thread.pk, team.pk]).order_by("level")
    ] == [1, 2]
    assert Post.objects.get(pk=answer.pk).body_md == ""


def test_both_logs_get_events_and_give_the_state_of_now(cast, thread, team):
    first = post(thread, cast.mia)
    post(thread, cast.rob, reply_to=first.pk)
    moved = command(thread, cast.chris, "move", post=first.pk, to=team.pk)
    arrived = Post.objects.get(moved_from=first.pk)
    command(team, cast.mia, "edit", post=arrived.pk, body="Other words")
    command(team, cast.rob, "react", post=arrived.pk, sign="helps")

    kinds = [
        list(ThreadEvent.objects.filter(thread=one).values_list("kind", flat=True))
        for one in (thread, team)
    ]
    assert kinds == [["create", "create", "move", "move"], ["arrive", "arrive", "edit", "react"]]
    assert moved.event["kind"] == "move"
    for one in (thread, team):
        assert fold(events_after(one.pk, 0, 500)) == fresh(one)


def test_the_old_log_names_no_place(cast, thread, team):
    first = post(thread, cast.ada, "Secret by now")
    command(thread, cast.chris, "move", post=first.pk, to=team.pk)

    told = str(events_after(thread.pk, 0, 500))

    assert str(team.pk) not in told
    assert "Secret by now" not in told


def test_the_link_is_for_who_may_read_it_there(cast, thread, team, login):
    first = post(thread, cast.ada)
    command(thread, cast.chris, "move", post=first.pk, to=team.pk)
    place = f"/threads/{thread.pk}/posts/{first.pk}/place"

    rob, pim = login(cast.rob), login(cast.pim)

    assert places_of([str(first.pk)], cast.rob) == {
        str(first.pk): f"/threads/{team.pk}?around=1#post-1"
    }
    assert places_of([str(first.pk)], cast.pim) == {}
    assert (rob.get(place).status_code, pim.get(place).status_code) == (302, 404)
    assert f"/threads/{team.pk}" in rob.get(f"/threads/{thread.pk}").content.decode()
    assert f"/threads/{team.pk}" not in pim.get(f"/threads/{thread.pk}").content.decode()


def test_nothing_moves_where_more_people_read(cast, thread, team):
    first = post(team, cast.rob)
    wide = thread
    lane = beside(cast, thread, level=Level.REGION, lane="backstage")
    theirs = post(lane, cast.chris)

    for source, one, to in ((team, first, wide), (lane, theirs, wide), (lane, theirs, team)):
        with pytest.raises(Refused):
            command(source, cast.chris, "move", post=one.pk, to=to.pk)

    assert Post.objects.filter(moved_to__isnull=False).count() == 0


def test_only_a_facilitator_moves(cast, thread, team):
    first = post(thread, cast.rob)

    for person in (cast.rob, cast.mia, cast.ada, cast.pim, cast.wim):
        with pytest.raises(Refused):
            command(thread, person, "move", post=first.pk, to=team.pk)
    for person in (cast.sam, cast.olga):
        with pytest.raises(NotVisible):
            command(team, person, "move", post=first.pk, to=thread.pk)


def test_not_into_a_closed_or_unknown_thread_and_not_twice(cast, thread, team):
    first = post(thread, cast.rob)
    with pytest.raises(NotVisible):
        command(thread, cast.chris, "move", post=first.pk, to=999)
    command(thread, cast.chris, "move", post=first.pk, to=team.pk)

    with pytest.raises(AlreadySo):
        command(thread, cast.chris, "move", post=first.pk, to=team.pk)
    Thread.objects.filter(pk=team.pk).update(state=ThreadState.CLOSED)
    second = post(thread, cast.rob)
    with pytest.raises(ThreadClosed):
        command(thread, cast.chris, "move", post=second.pk, to=team.pk)


def test_a_notice_of_a_moved_or_deleted_post_waits_no_more(cast, thread, team):
    moved = command(thread, cast.rob, body="@Ada look").event["post"]
    gone = command(thread, cast.rob, body="@Ada and this").event["post"]
    assert Notice.objects.filter(person=cast.ada, read_at=None).count() == 2

    command(thread, cast.chris, "move", post=moved, to=team.pk)
    command(thread, cast.rob, "delete", post=gone)

    assert Notice.objects.filter(person=cast.ada, read_at=None).count() == 0


def lines(person):
    with translation.override("nl"):
        return [(line.text, line.url) for line in lines_of(inbox_of(person))]


def test_each_writer_hears_once_where_the_own_post_is(cast, thread, team):
    first = post(thread, cast.mia)
    for person in (cast.rob, cast.mia, cast.chris):
        post(thread, person, reply_to=first.pk)
    Notice.objects.all().delete()
    key = uuid.uuid4()

    for _twice in range(2):
        command(thread, cast.chris, "move", post=first.pk, to=team.pk, key=key)

    said = "Chris verplaatste je bericht naar het gesprek “In the team”."
    assert lines(cast.mia) == [(said, f"/threads/{team.pk}?around=1#post-1")]
    assert lines(cast.rob) == [(said, f"/threads/{team.pk}?around=2#post-2")]
    assert Notice.objects.count() == 2
    mails = {one.person: letter_for(one.notice).subject for one in Delivery.objects.all()}
    assert mails == {cast.mia: said, cast.rob: said}


def test_who_does_not_read_it_there_hears_that_and_no_name(cast, thread, team):
    mine = post(thread, cast.pim, "Not for here")

    command(thread, cast.chris, "move", post=mine.pk, to=team.pk)

    said = f"Chris verplaatste je bericht uit het gesprek “{thread.title}”, naar een dat je niet leest."
    assert lines(cast.pim) == [(said, f"/threads/{thread.pk}?around=1#post-1")]
    notice = Notice.objects.get(person=cast.pim)
    assert team.title not in str(notice.context)
    assert str(team.pk) not in letter_for(notice).text


def test_a_notice_of_a_move_ends_when_it_is_read_or_moves_on(cast, thread, team):
    narrow = beside(cast, thread, level=Level.SESSION, title="Further on")
    mine, other = post(thread, cast.mia), post(thread, cast.rob)
    for one in (mine, other):
        command(thread, cast.chris, "move", post=one.pk, to=team.pk)

    mine.refresh_from_db()
    command(team, cast.chris, "move", post=mine.moved_to_id, to=narrow.pk)
    mark_read(thread=team, by=cast.rob, ranges=[[1, 2]])

    waiting = Notice.objects.filter(read_at=None, kind="discussion.moved")
    assert [(one.person, one.context["thread"]) for one in waiting] == [(cast.mia, "Further on")]


def test_the_page_to_move_offers_only_where_nobody_else_reads(cast, thread, team, login):
    first = post(thread, cast.rob)
    region = beside(cast, thread, level=Level.REGION, title="Of the team alone")
    chris = login(cast.chris)
    address = f"/threads/{thread.pk}/posts/{first.pk}/move"

    page = chris.get(address).content.decode()
    empty = chris.post(address, {"key": uuid.uuid4()})
    done = chris.post(address, {"key": uuid.uuid4(), "to": team.pk})

    assert team.title in page
    assert region.title not in page
    assert empty.status_code == 400
    assert done["Location"] == f"/threads/{team.pk}?around=1#post-1"
    assert login(cast.rob).get(address).status_code == 403
    assert login(cast.olga).get(address).status_code == 404
    assert Reaction.objects.count() == 0
