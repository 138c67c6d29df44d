"""A conversation on a passage keeps its passage, whatever posts come and go, and nothing blind is seen through it."""

import re
import uuid

import pytest
from django.urls import reverse

from discussion.actions import open_apart, reveal
from discussion.errors import NotUnderstood, Refused
from discussion.models import Thread
from discussion.queries import events_after, thread_view
from discussion.reducer import fold
from people.levels import Level
from plans import actions
from plans.actions.passages import Place, place_passages
from plans.models import PASSAGE, Anchor, Placement, Suggestion, SuggestionState
from plans.passages import blocks_of
from plans.queries import read_version
from plans.queries.passages import anchors_of
from tests.factories.discussion import ThreadFactory, command, post
from tests.factories.plans import VersionFactory, VersionSectionFactory
from tests.reviews.stage import set_stage
from tests.traps.test_09_numbers_and_gaps_give_hidden_things_away import CHANGING

KEYS = re.compile(rb'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"token": "[^"]+"')
SECRET = "PLANTED SECRET"
WORDS = "Ondernemers vinden ons niet."


@pytest.fixture
def stage(cast):
    return set_stage(cast, level=Level.PARTICIPANTS)


def comment(version, by, body="Hoe weten jullie dat?", level=Level.SESSION, words=""):
    block = blocks_of(read_version(version))[0]
    return actions.start_passage(
        version=version,
        place=Place(block.name, 0, len(block.text), block.text),
        by=by,
        key=uuid.uuid4(),
        body=body,
        level=level,
        words=words,
    )


def second_version(stage):
    """The same words one paragraph further on."""
    made = VersionFactory(dossier=stage.version.dossier, number=2, submitted_by=stage.cast.rob)
    first = blocks_of(read_version(stage.version))[0].text
    VersionSectionFactory(version=made, html=f"<p>Eerst dit.</p><p>{first}</p>", source="x")
    place_passages(made)
    return made


def kept():
    """Everything that is kept of passages."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Anchor, Placement, Suggestion)
    ]


def first_of(thread):
    return Thread.objects.get(pk=thread.pk).posts.order_by("seq")[0]


def beside(cast, version):
    """A conversation on the whole plan that the same people read."""
    return ThreadFactory(
        target_id=version.dossier_id, created_by=cast.rob, level=Level.SESSION, title="On the plan"
    )


def test_passage_stays_where_its_posts_go(cast, stage, login):
    thread = comment(stage.version, cast.ada, words=WORDS)
    post(thread, cast.rob, "Uit onderzoek.", reply_to=first_of(thread).pk)
    second_version(stage)
    plan = beside(cast, stage.version)
    before = kept()

    command(thread, cast.chris, "move", post=first_of(thread).pk, to=plan.pk)

    assert kept() == before
    assert Placement.objects.get().state == "exact"
    assert [Thread.objects.get(pk=one.pk).post_count for one in (thread, plan)] == [0, 2]
    assert [one.thread_id for one in anchors_of(cast.rob, stage.version.dossier)] == [thread.pk]
    rob = login(cast.rob)
    badge = f'id="passage-{thread.pk}"'
    for number in (1, 2):
        page = rob.get(reverse("plans:version-detail", args=[stage.version.dossier_id, number]))
        assert badge in page.content.decode(), number
    pages = [rob.get(f"/threads/{one.pk}").content.decode() for one in (thread, plan)]
    assert [WORDS in page.split('class="thread"')[0] for page in pages] == [True, False]
    for one in (thread, plan):
        assert fold(events_after(one.pk, 0, 50)) == thread_view(Thread.objects.get(pk=one.pk))


def test_post_that_comes_in_brings_no_passage_and_takes_none(cast, stage):
    one, other = comment(stage.version, cast.ada, words=WORDS), comment(stage.version, cast.eva)
    plan = beside(cast, stage.version)
    loose = post(plan, cast.rob, "Dit hoort daar.")
    second_version(stage)
    before = kept()

    command(plan, cast.chris, "move", post=loose.pk, to=one.pk)
    command(other, cast.chris, "move", post=first_of(other).pk, to=one.pk)

    assert kept() == before
    assert Thread.objects.get(pk=one.pk).post_count == 3
    assert Suggestion.objects.get().state == SuggestionState.OPEN


def test_post_of_a_thread_apart_goes_into_no_passage_before_the_reveal(cast, stage):
    passage = comment(stage.version, cast.eva)
    apart = open_apart(kind="panel", target_id=stage.plan.pk, by=cast.ada)
    hidden = post(apart, cast.ada, SECRET)
    before = kept()

    with pytest.raises(Refused):
        command(apart, cast.chris, "move", post=hidden.pk, to=passage.pk)
    command(passage, cast.chris, "move", post=first_of(passage).pk, to=apart.pk)

    assert kept() == before
    assert SECRET not in str(events_after(passage.pk, 0, 50))
    assert Thread.objects.get(pk=apart.pk).post_count == 2


def test_reveal_joins_threads_apart_and_leaves_passages_alone(cast, stage, login):
    passage = comment(stage.version, cast.eva, words=WORDS)
    second_version(stage)
    for person in (cast.ada, cast.eva):
        post(open_apart(kind="panel", target_id=stage.plan.pk, by=person), person, SECRET)
    before = kept()
    seen = looks(login, cast.rob, passage, stage)

    made = reveal(kind="panel", target_id=stage.plan.pk, by=cast.chris)

    assert kept() == before
    assert looks(login, cast.rob, passage, stage) == seen
    passage.refresh_from_db()
    assert (passage.state, passage.joined_to, passage.post_count) == ("open", None, 1)
    assert made.thread.target_kind == "panel"
    with pytest.raises(NotUnderstood):
        reveal(kind=PASSAGE, target_id=stage.version.pk, by=cast.chris)


def looks(login, person, passage, stage):
    pages = (
        f"/threads/{passage.pk}",
        f"/threads/on/{PASSAGE}/{stage.version.pk}",
        reverse("plans:version-detail", args=[stage.version.dossier_id, 1]),
        reverse("plans:version-detail", args=[stage.version.dossier_id, 2]),
    )
    client = login(person)
    found = [client.get(page) for page in pages]
    assert {one.status_code for one in found} == {200}
    return [KEYS.sub(b"", CHANGING.sub(b"", one.content)) for one in found]


def test_passage_of_a_thread_apart_is_seen_by_nobody_else(cast, stage, login):
    """No page starts one; but if one is kept, its words, number and count give nothing away."""
    first = comment(stage.version, cast.eva)
    second_version(stage)
    before = {one: looks(login, one, first, stage) for one in (cast.pim, cast.rob)}

    hidden = comment(stage.version, cast.ada, body=SECRET, words=f"{SECRET} in other words")
    Thread.objects.filter(pk=hidden.pk).update(audience=cast.ada)

    assert {one: looks(login, one, first, stage) for one in before} == before
    counts = [
        len(anchors_of(one, stage.version.dossier)) for one in (cast.ada, cast.chris, cast.pim)
    ]
    assert counts == [2, 2, 1]
