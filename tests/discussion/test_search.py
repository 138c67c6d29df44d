"""Finding posts by their words, among what one may read."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from core.text import STEMS_VERSION
from discussion.actions import start_thread
from discussion.actions.indexing import index_subject
from discussion.models import IndexedWord, Post, Thread
from discussion.queries.finding import find_posts
from discussion.tasks import index_again
from people.levels import Level
from tests.factories.discussion import command, post, thread_in

SEARCH_QUERIES = 11


@pytest.fixture
def thread(cast):
    made = thread_in(cast, title="Eén ingang")
    index_subject(made)
    return made


def numbers(person, question, **options):
    """The numbers of the posts that somebody finds, newest first."""
    found = find_posts(person, question, **{"limit": 20, **options})
    assert found.count >= len(found.hits)
    return [hit.post.seq for hit in found.hits]


def test_words_are_found_in_other_forms_in_both_languages(cast, thread):
    post(thread, cast.rob, "Wij vragen twintig ondernemers.")
    post(thread, cast.mia, "Three entrepreneurs were connected.")

    assert numbers(cast.ada, "ondernemer") == [1]
    assert numbers(cast.ada, "entrepreneur connects") == [2]


def test_every_word_must_stand_in_the_post_or_its_subject(cast, thread):
    post(thread, cast.rob, "Begin in Venlo.")
    post(thread, cast.rob, "Begin in Weert.")

    assert numbers(cast.ada, "ingang") == [2, 1]
    assert numbers(cast.ada, "ingangen Venlo") == [1]
    assert numbers(cast.ada, "Venlo Weert") == []


def test_a_changed_post_is_found_by_its_words_of_now(cast, thread):
    first = post(thread, cast.rob, "Begin in Venlo.")
    command(thread, cast.rob, "edit", post=first.pk, body="Begin in Weert.")

    assert numbers(cast.ada, "Venlo") == []
    assert numbers(cast.ada, "Weert") == [1]


def test_a_deleted_post_is_found_by_nobody_until_it_is_restored(cast, thread):
    first = post(thread, cast.rob, "Begin in Venlo.")
    command(thread, cast.rob, "delete", post=first.pk)

    assert [numbers(one, "Venlo") for one in (cast.ada, cast.rob, cast.chris)] == [[], [], []]
    assert not IndexedWord.objects.filter(post=first).exists()

    command(thread, cast.rob, "restore", post=first.pk)

    assert numbers(cast.ada, "Venlo") == [1]


def test_everybody_finds_and_counts_only_what_he_may_read(cast, thread):
    post(thread, cast.rob, "Een geheim van Venlo.")
    within = thread_in(cast, level=Level.REGION)
    post(within, cast.rob, "Venlo, alleen voor ons.")

    found = {
        name: find_posts(person, "Venlo", limit=20).count
        for name, person in cast.everybody().items()
    }

    readers = [name for name, count in found.items() if count]
    assert {name: found[name] for name in ("rob", "mia", "ada", "pim")} == {
        "rob": 2,
        "mia": 2,
        "ada": 1,
        "pim": 1,
    }
    assert all(
        Thread.objects.visible_to(getattr(cast, name)).count() == found[name] for name in readers
    )


def test_a_thread_apart_is_found_by_its_own_reviewer_alone(cast, thread):
    apart = thread_in(cast, audience=cast.ada)
    post(apart, cast.ada, "Venlo zonder anderen.")

    assert numbers(cast.ada, "Venlo") == [1]
    assert numbers(cast.pim, "Venlo") == []


def test_the_subject_is_indexed_when_a_conversation_is_started(cast, thread):
    made = start_thread(
        kind="dossier",
        target_id=thread.target_id,
        title="De proeftuin",
        level=Level.PARTICIPANTS,
        by=cast.rob,
        key=uuid.uuid4(),
        body="Doe mee.",
    )

    assert [hit.post.thread for hit in find_posts(cast.ada, "proeftuinen", limit=5).hits] == [made]


def test_pages_follow_each_other_without_a_gap(cast, thread):
    for number in range(5):
        post(thread, cast.rob, f"Venlo {number}")

    first = find_posts(cast.ada, "Venlo", limit=3)
    second = find_posts(cast.ada, "Venlo", limit=3, before=first.more)

    assert [hit.post.seq for hit in [*first.hits, *second.hits]] == [5, 4, 3, 2, 1]
    assert (first.count, second.count, second.more) == (5, 5, None)


def test_what_was_written_before_there_was_an_index_is_indexed_once(cast, thread):
    first = post(thread, cast.rob, "Begin in Venlo.")
    IndexedWord.objects.all().delete()
    Post.objects.update(words_version=0)
    Thread.objects.update(words_version=0)

    assert index_again() == 2  # the post and the subject
    assert index_again() == 0
    assert numbers(cast.ada, "ingang venlo") == [1]
    assert Post.objects.get(pk=first.pk).words_version == STEMS_VERSION


@pytest.mark.parametrize("both", [True, False])
def test_the_database_refuses_a_word_of_both_or_of_neither(cast, thread, both):
    first = post(thread, cast.rob)
    place = {"thread": thread, "post": first} if both else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        IndexedWord.objects.create(stem="venlo", **place)


def test_the_database_refuses_a_word_twice(cast, thread):
    first = post(thread, cast.rob, "Venlo")

    with pytest.raises(IntegrityError), transaction.atomic():
        IndexedWord.objects.create(stem="venlo", post=first)
    IndexedWord.objects.create(stem="x", thread=thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexedWord.objects.create(stem="x", thread=thread)


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_takes_as_many_queries_for_one_post_as_for_thirty(
    cast, thread, login, django_assert_num_queries, count
):
    for number in range(count):
        post(thread, cast.rob, f"Venlo {number}")
    client = login(cast.ada)
    client.get("/threads/search?q=Venlo")

    with django_assert_num_queries(SEARCH_QUERIES):
        html = client.get("/threads/search?q=Venlo").content.decode()

    assert html.count('class="nl-mark"') == min(count, 20)


def test_the_page_marks_the_words_and_leads_to_the_post(cast, thread, login):
    post(thread, cast.rob, "Vraag het **ondernemers** <b>zelf</b>.")

    html = login(cast.ada).get("/threads/search", {"q": "ondernemer"}).content.decode()

    assert '<mark class="nl-mark">ondernemers</mark> &lt;b&gt;zelf&lt;/b&gt;' in html
    assert f'href="/threads/{thread.pk}?around=1#post-1"' in html


@pytest.mark.parametrize("question", ["", "   ", "de het een", "the of", "!?", "x" * 201])
def test_a_question_that_finds_nothing_is_told_so_in_a_sentence(cast, thread, login, question):
    answer = login(cast.ada).get("/threads/search", {"q": question})

    assert answer.status_code == 200
    assert len(answer.context["form"].errors["q"]) == 1


@pytest.mark.parametrize("before", ["", "x", "2026-01-01T00:00:00+00:00 y", "0 0"])
def test_a_strange_cursor_is_the_beginning(cast, thread, login, before):
    post(thread, cast.rob, "Venlo")

    answer = login(cast.ada).get("/threads/search", {"q": "Venlo", "before": before})

    assert len(answer.context["found"].hits) == 1


def test_a_visitor_is_asked_to_log_in(client, thread):
    assert client.get("/threads/search", {"q": "Venlo"}).status_code == 302
