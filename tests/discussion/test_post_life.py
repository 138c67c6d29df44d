"""A post's wordings, its tombstone and the way back; pins; signs; the lane of facilitators."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from discussion.actions import start_thread
from discussion.errors import AlreadySo, NotUnderstood, NotVisible, Refused
from discussion.models import Post, Reaction, Thread
from discussion.queries import readers_of, thread_view
from people.levels import Level
from tests.factories.discussion import command, post, thread_in


@pytest.fixture
def thread(cast):
    return thread_in(cast)


# History


def test_each_wording_shows_what_changed(cast, thread, login):
    mine = post(thread, cast.rob, "We start in May")
    command(thread, cast.rob, "edit", post=mine.pk, body="We start in June")

    html = " ".join(
        login(cast.pim)
        .get(f"/threads/{thread.pk}/posts/{mine.pk}/history")
        .content.decode()
        .split()
    )

    assert html.count('class="wording"') == 2
    assert "May" in html[html.index("<del>") : html.index("</del>")]
    assert "June" in html[html.index("<ins>") : html.index("</ins>")]


def test_the_history_of_a_deleted_post_is_for_who_may_restore_it(cast, thread, login):
    mine = post(thread, cast.rob, "Secret by mistake")
    command(thread, cast.rob, "delete", post=mine.pk)
    address = f"/threads/{thread.pk}/posts/{mine.pk}/history"

    codes = {
        name: login(person).get(address).status_code for name, person in cast.everybody().items()
    }

    assert [name for name, code in codes.items() if code == 200] == ["chris", "rob"]
    assert set(codes.values()) == {200, 404}


# Tombstones


@pytest.mark.parametrize(
    ("who", "deleter", "later", "works"),
    [
        ("rob", "rob", timedelta(minutes=9), True),
        ("rob", "rob", timedelta(minutes=11), False),
        ("rob", "chris", timedelta(minutes=1), False),
        ("chris", "rob", timedelta(days=29), True),
        ("chris", "chris", timedelta(days=31), False),
        ("mia", "rob", timedelta(minutes=1), False),
    ],
)
def test_who_takes_a_deletion_back_until_when(cast, thread, login, who, deleter, later, works):
    mine = post(thread, cast.rob)
    command(thread, getattr(cast, deleter), "delete", post=mine.pk)
    person = getattr(cast, who)

    with clock.frozen(clock.now() + later):
        page = login(person).get(f"/threads/{thread.pk}")
        line = page.context["lines"][0]
        if works:
            command(thread, person, "restore", post=mine.pk)
        else:
            with pytest.raises(Refused):
                command(thread, person, "restore", post=mine.pk)

    assert line.may_restore is works
    assert Post.objects.get().state == ("visible" if works else "deleted")


def test_the_database_knows_who_deleted_pinned_and_resolved(cast, thread):
    mine = post(thread, cast.rob)
    wrong = [
        (Post, {"state": "deleted"}),
        (Post, {"state": "moved"}),
        (Post, {"pinned_at": clock.now()}),
        (Thread, {"state": "resolved"}),
        (Thread, {"resolution": "done"}),
        (Thread, {"lane": "secret"}),
        (Thread, {"joined_to": thread.pk}),
        (Thread, {"lane": "backstage", "audience": cast.ada.pk}),
    ]

    for model, fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk__in=[mine.pk] if model is Post else [thread.pk]).update(
                **fields
            )


# Pins


def test_facilitator_and_who_started_it_pin_three_at_most(cast, thread):
    posts = [post(thread, cast.ada) for _number in range(4)]
    for person in (cast.ada, cast.mia, cast.pim):
        with pytest.raises(Refused):
            command(thread, person, "pin", post=posts[0].pk)
    for one, person in zip(posts[:3], (cast.rob, cast.chris, cast.rob), strict=True):
        command(thread, person, "pin", post=one.pk)
    with pytest.raises(Refused):
        command(thread, cast.rob, "pin", post=posts[3].pk)

    command(thread, cast.ada, "delete", post=posts[1].pk)

    assert [one["number"] for one in thread_view(Thread.objects.get()).pinned] == [1, 3]
    with pytest.raises(AlreadySo):
        command(thread, cast.chris, "pin", post=posts[0].pk)


# Signs


def test_a_sign_is_one_a_person_and_can_be_taken_back(cast, thread):
    one = post(thread, cast.rob)
    command(thread, cast.ada, "react", post=one.pk, sign="helps")
    command(thread, cast.mia, "react", post=one.pk, sign="helps")
    with pytest.raises(AlreadySo):
        command(thread, cast.ada, "react", post=one.pk, sign="helps")
    with pytest.raises(NotUnderstood):
        command(thread, cast.ada, "react", post=one.pk, sign="dislike")
    with pytest.raises(NotVisible):
        command(thread, cast.bo, "react", post=one.pk, sign="helps")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reaction.objects.create(post=one, person=cast.ada, sign="helps")

    command(thread, cast.ada, "react", post=one.pk, sign="helps", on=False)

    view = thread_view(Thread.objects.get())
    assert view.posts[str(one.pk)]["reactions"] == {"helps": [{"id": cast.mia.pk, "name": "Mia"}]}


def test_signs_and_pins_by_plain_buttons(cast, thread, login):
    one = post(thread, cast.ada)
    rob = login(cast.rob)
    address = f"/threads/{thread.pk}/commands"

    said = rob.post(address, {"key": uuid.uuid4(), "kind": "react", "choice": f"{one.pk} agree 1"})
    rob.post(address, {"key": uuid.uuid4(), "kind": "pin", "choice": f"{one.pk} - 1"})
    html = rob.get(f"/threads/{thread.pk}").content.decode()
    rob.post(address, {"key": uuid.uuid4(), "kind": "react", "choice": f"{one.pk} agree 0"})

    assert said["Location"] == f"/threads/{thread.pk}#post-1"
    assert f'value="{one.pk} agree 0" aria-pressed="true"' in html
    assert 'id="pins">' in html
    assert Reaction.objects.count() == 0


# How it ends


def test_not_followed_needs_a_reason(cast, thread, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(NotUnderstood) as refused:
        command(thread, cast.mia, "resolve", resolution="not", outcome=" ")
    assert str(refused.value) == "Say in one sentence why this is not followed."

    command(thread, cast.mia, "resolve", resolution="not", outcome="There is no money for it.")

    thread.refresh_from_db()
    assert (thread.resolution, thread.outcome) == ("not", "There is no money for it.")


def test_one_kind_of_posts_alone(cast, thread, login):
    post(thread, cast.ada, "Remark")
    post(thread, cast.ada, "Why so?", post_kind="probing")

    page = login(cast.rob).get(f"/threads/{thread.pk}?kind=probing")

    assert [line.post["number"] for line in page.context["lines"]] == [2]
    assert [(key, count) for key, _words, count in page.context["kinds"]] == [
        ("remark", 1),
        ("probing", 1),
    ]


# The lane of facilitators


def test_a_lane_is_read_by_facilitators_alone(cast, thread, login):
    lane = start_thread(
        kind="dossier",
        target_id=thread.target_id,
        title="Among us",
        level="backstage",
        by=cast.chris,
        key=uuid.uuid4(),
        body="Who calls Rob?",
    )

    assert (lane.lane, lane.level) == ("backstage", Level.REGION)
    assert [str(one) for one in readers_of(lane)] == ["Chris"]
    for name, person in cast.everybody().items():
        reads = Thread.objects.visible_to(person).filter(pk=lane.pk).exists()
        assert reads == (name == "chris"), name
        if name != "chris":
            assert login(person).get(f"/threads/{lane.pk}").status_code == 404
            with pytest.raises((Refused, NotVisible)):
                start_thread(
                    kind="dossier",
                    target_id=thread.target_id,
                    title="Ours",
                    level="backstage",
                    by=person,
                    key=uuid.uuid4(),
                )
