"""Reviewers write apart until the review step is over, and nothing gives them away before."""

from datetime import timedelta

import pytest

from core import clock
from discussion.actions import open_apart, reveal, start_thread
from discussion.errors import AlreadySo, NotVisible, Refused
from discussion.models import Post, Reveal, Thread, ThreadEvent
from discussion.queries import events_after, readers_of, thread_view, threads_of
from discussion.reducer import fold
from notifications.models import Notice
from people.levels import Level
from sessions.models import Extension, RoundStep, StepKind
from sessions.tasks import reveal_due
from tests.factories.discussion import ThreadFactory, command, post, thread_in
from tests.reviews.stage import set_stage
from tests.traps.test_09_numbers_and_gaps_give_hidden_things_away import CHANGING

SECRET = "PLANTED SECRET"


@pytest.fixture
def stage(cast):
    return set_stage(cast, level=Level.PARTICIPANTS)


@pytest.fixture
def plan(stage):
    return stage.plan


def apart(plan, by):
    return open_apart(kind="panel", target_id=plan.pk, by=by)


def fresh(thread):
    return thread_view(Thread.objects.get(pk=thread.pk))


def looks(client, plan):
    pages = (
        "/threads/",
        f"/threads/on/panel/{plan.pk}",
        "/api/v1/threads",
        "/threads/search?q=PLANTED",
    )
    return [CHANGING.sub(b"", client.get(page).content) for page in pages]


def test_before_the_reveal_the_world_is_as_if_the_others_wrote_nothing(cast, plan, login):
    ada = login(cast.ada)
    mine = apart(plan, cast.ada)
    post(mine, cast.ada, "What I think")
    before = looks(ada, plan)

    for person in (cast.eva, cast.pim):
        theirs = apart(plan, person)
        post(theirs, person, f"{SECRET} @Ada")
        command(theirs, person, "react", post=Post.objects.get(thread=theirs).pk, sign="helps")

    assert looks(ada, plan) == before
    assert Notice.objects.filter(person=cast.ada).count() == 0
    assert [row.thread for row in threads_of(cast.ada, limit=50)[0]] == [mine]
    hidden = Thread.objects.get(audience=cast.eva)
    assert ada.get(f"/threads/{hidden.pk}").status_code == 404
    assert ada.get(f"/api/v1/threads/{hidden.pk}/events").status_code == 404
    with pytest.raises(NotVisible):
        command(hidden, cast.ada)
    assert sorted(str(one) for one in readers_of(hidden)) == ["Chris", "Eva"]


def test_numbers_of_threads_tell_neither_order_nor_how_many(cast, plan):
    ids = [apart(plan, person).pk for person in (cast.ada, cast.eva, cast.pim)]

    assert len(set(ids)) == 3
    assert all(abs(one - other) > 3 for one in ids for other in ids if one != other)


def test_the_region_and_strangers_never_know(cast, plan, login):
    post(apart(plan, cast.ada), cast.ada, SECRET)

    for name in ("rob", "mia", "sam", "wim", "olga", "bo", "cas", "ben"):
        person = getattr(cast, name)
        assert login(person).get(f"/threads/on/panel/{plan.pk}").status_code == 404, name
        with pytest.raises(NotVisible):
            apart(plan, person)
        assert not Thread.objects.visible_to(person).exists()
        with pytest.raises(Refused):
            reveal(kind="panel", target_id=plan.pk, by=person)


def test_a_reviewer_has_one_thread_apart_and_starts_no_other(cast, plan):
    assert apart(plan, cast.ada) == apart(plan, cast.ada)
    with pytest.raises(Refused):
        start_thread(
            kind="panel",
            target_id=plan.pk,
            title="For all",
            level="session",
            by=cast.ada,
            key="0" * 32,
        )
    with pytest.raises(Refused):
        apart(plan, cast.chris)


def test_a_reveal_joins_all_in_one_thread_that_all_reviewers_read(cast, plan, login):
    for person in (cast.ada, cast.eva):
        thread = apart(plan, person)
        first = post(thread, person, f"{person} thinks")
        post(thread, cast.chris, "Why?", reply_to=first.pk)

    made = reveal(kind="panel", target_id=plan.pk, by=cast.chris)

    shared = made.thread
    bodies = {(one["author"]["name"], one["body_html"]) for one in fresh(shared).posts.values()}
    assert bodies == {
        ("Ada", "<p>Ada thinks</p>"),
        ("Eva", "<p>Eva thinks</p>"),
        ("Chris", "<p>Why?</p>"),
    }
    assert [event["kind"] for event in events_after(shared.pk, 0, 50)] == [
        "reveal",
        *["arrive"] * 4,
    ]
    for thread in Thread.objects.all():
        assert fold(events_after(thread.pk, 0, 500)) == fresh(thread)
    for thread in Thread.objects.filter(audience__isnull=False):
        assert (thread.state, thread.joined_to, thread.post_count) == ("closed", shared, 0)
    for name, person in cast.everybody().items():
        reads = Thread.objects.visible_to(person).filter(pk=shared.pk).exists()
        assert reads == (name in ("chris", "ada", "eva", "pim")), name
    told = Notice.objects.filter(kind="discussion.revealed").values_list("person__name", flat=True)
    assert set(told) == {"Ada", "Eva", "Pim"}
    command(shared, cast.pim, body="Now I see")
    with pytest.raises(AlreadySo):
        reveal(kind="panel", target_id=plan.pk, by=cast.chris)
    with pytest.raises(AlreadySo):
        apart(plan, cast.ada)


def test_the_clock_reveals_when_the_last_extension_is_over_and_once(cast, plan):
    step = RoundStep.objects.get(round=plan.round, kind=StepKind.REVIEW)
    longer = step.closes_at + timedelta(days=2)
    Extension.objects.create(
        step=step,
        person=cast.eva,
        due_at=longer,
        closes_at=longer,
        reason="Ill",
        created_by=cast.chris,
    )
    with clock.frozen(step.closes_at - timedelta(days=1)):
        post(apart(plan, cast.ada), cast.ada)

    done = []
    for at in (
        step.closes_at + timedelta(hours=1),
        longer + timedelta(minutes=1),
        longer + timedelta(hours=1),
    ):
        with clock.frozen(at):
            done.append(reveal_due())

    assert done == [0, 1, 0]
    assert Reveal.objects.get().by is None
    assert set(
        ThreadEvent.objects.filter(kind__in=["reveal", "arrive", "move"]).values_list(
            "actor", flat=True
        )
    ) == {None}


def test_pages_name_who_writes_apart_and_who_reads_it(cast, plan, login):
    for person in (cast.ada, cast.eva):
        post(apart(plan, person), person)
    chris, ada = login(cast.chris), login(cast.ada)

    for address in ("/threads/", f"/threads/on/panel/{plan.pk}"):
        html = chris.get(address).content.decode()
        assert [f"apart: {name}</span>" in html for name in ("Ada", "Eva", "Pim")] == [
            True,
            True,
            False,
        ], address
    panel = ada.get(f"/threads/on/panel/{plan.pk}").content.decode()
    assert "Schrijf verder voor de andere reviewers" in panel
    shared = reveal(kind="panel", target_id=plan.pk, by=cast.chris).thread
    html = ada.get(f"/threads/{shared.pk}").content.decode()
    assert "wie dit plan reviewt, en de procesbegeleiders; niet de regio" in html


def test_place_to_move_to_says_whose_it_is(cast, plan, login):
    here = ThreadFactory(target_id=plan.dossier_id, created_by=cast.rob, level=Level.SESSION)
    mine = post(here, cast.rob)
    for person in (cast.ada, cast.eva):
        apart(plan, person)

    page = login(cast.chris).get(f"/threads/{here.pk}/posts/{mine.pk}/move").content.decode()

    assert [page.count(f"Reviewers van South · {name}") for name in ("Ada", "Eva")] == [1, 1]


def test_by_plain_forms(cast, plan, login):
    ada, chris = login(cast.ada), login(cast.chris)
    address = f"/threads/on/panel/{plan.pk}"

    opened = ada.post(f"{address}/apart")
    thread = Thread.objects.get()
    page = ada.get(opened["Location"]).content.decode()
    refused = ada.post(f"{address}/reveal")
    post(thread, cast.ada, "Mine")
    done = chris.post(f"{address}/reveal")

    assert opened["Location"] == f"/threads/{thread.pk}"
    assert 'class="alert' in page or "alert--info" in page
    assert refused.status_code == 403
    assert done["Location"] == f"/threads/{Reveal.objects.get().thread_id}"
    assert ada.post(f"{address}/apart").status_code == 403
    assert login(cast.sam).post(f"{address}/apart").status_code == 404
    assert login(cast.sam).post(f"{address}/reveal").status_code == 404


@pytest.mark.parametrize(
    "fields", [{}, {"level": "region"}, {"lane": "backstage"}, {"audience": "ada"}]
)
def test_readers_among_some_people_are_the_readers_who_are_among_them(cast, fields):
    if "audience" in fields:
        fields = {"audience": cast.ada}
    thread, some = thread_in(cast, **fields), {cast.ada.pk, cast.mia.pk, cast.sam.pk}

    among = {one.pk for one in readers_of(thread, some)}

    assert among == {one.pk for one in readers_of(thread)} & some
    assert readers_of(thread, set()) == []
