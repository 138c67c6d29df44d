"""Every post says in which language it is, so that a screen reader pronounces it right."""

import uuid

import pytest

from discussion.errors import NotUnderstood
from discussion.models import Post, Thread
from discussion.payloads import read
from discussion.queries import events_after, thread_view
from discussion.reducer import fold
from people.levels import Level
from tests.factories.discussion import ThreadFactory, command, post, thread_in

DUTCH = "Wij willen dat ondernemers ons weten te vinden."
ENGLISH = "What if you were to ask them what they need?"


@pytest.fixture
def thread(cast):
    return thread_in(cast)


def in_english(person):
    person.language = "en"
    person.save(update_fields=["language"])
    return person


def test_language_is_guessed_and_else_that_of_the_writers_screens(cast, thread):
    ada = in_english(cast.ada)

    found = [
        post(thread, person, body).language
        for person in (cast.rob, ada)
        for body in (DUTCH, ENGLISH, "OK")
    ]

    assert found == ["nl", "en", "nl", "nl", "en", "en"]


def test_writer_chooses_and_an_edit_guesses_again(cast, thread):
    mine = post(thread, cast.rob, "OK", lang="en")
    steps = [
        ({"body": "OK!"}, "en"),  # too short to say: as it was
        ({"body": DUTCH}, "nl"),
        ({"body": DUTCH, "lang": "en"}, "en"),
        ({"body": ENGLISH, "lang": ""}, "en"),
    ]

    for words, language in steps:
        told = command(thread, cast.rob, "edit", post=mine.pk, **words).event
        mine.refresh_from_db()
        assert (mine.language, told["lang"]) == (language, language), words


@pytest.mark.parametrize("lang", ["de", "NL", "nl-NL", 7, ["nl"], {"nl": 1}])
def test_other_languages_are_not_understood(cast, thread, lang):
    with pytest.raises(NotUnderstood, match=r"Dutch or English|Nederlands of Engels"):
        command(thread, cast.rob, body=DUTCH, lang=lang)

    assert not Post.objects.exists()


def test_log_tells_the_language_of_now_and_gives_the_state_of_now(cast, thread):
    there = ThreadFactory(target_id=thread.target_id, created_by=cast.rob, level=Level.SESSION)
    mine = post(thread, cast.rob, ENGLISH)
    command(thread, cast.rob, "edit", post=mine.pk, body=DUTCH)
    command(thread, cast.rob, "delete", post=mine.pk)
    command(thread, cast.rob, "restore", post=mine.pk)
    other = post(thread, cast.mia, ENGLISH)
    command(thread, cast.chris, "move", post=other.pk, to=there.pk)

    events = {one.pk: events_after(one.pk, 0, 50) for one in (thread, there)}

    assert [(one["kind"], one.get("lang")) for one in events[thread.pk]] == [
        ("create", "nl"),
        ("edit", "nl"),
        ("delete", None),
        ("restore", "nl"),
        ("create", "en"),
        ("move", None),
    ]
    assert [(one["kind"], one["lang"]) for one in events[there.pk]] == [("arrive", "en")]
    for one in (thread, there):
        assert fold(events[one.pk]) == thread_view(Thread.objects.get(pk=one.pk))


def test_pages_say_it_where_the_page_is_in_another_language(cast, thread, login):
    english = post(thread, cast.rob, ENGLISH)
    post(thread, cast.rob, DUTCH)
    command(thread, cast.rob, "pin", post=english.pk)
    command(thread, cast.rob, "edit", post=english.pk, body=f"{DUTCH} Toch?")
    command(thread, cast.rob, "edit", post=english.pk, body=ENGLISH)
    pages = [
        (f"/threads/{thread.pk}", "div", 1),
        (f"/threads/{thread.pk}", "span", 1),
        (f"/threads/{thread.pk}/posts/{english.pk}/history", "p", 2),
        (f"/threads/{thread.pk}/posts/{english.pk}/report", "blockquote", 1),
        ("/threads/search?q=need", "p", 1),
        ("/threads/search?q=ondernemers", "p", 0),
    ]

    for name, count in (("ada", True), ("pim", False)):
        person = getattr(cast, name) if count else in_english(getattr(cast, name))
        client = login(person)
        for address, tag, wanted in pages:
            html = client.get(address).content.decode()
            said = [one for one in html.split(f"<{tag} ")[1:] if ' lang="en"' in one.split(">")[0]]
            assert len(said) == (wanted if count else 0), (name, address)


def test_form_to_change_a_post_offers_what_was_chosen(cast, thread, login):
    mine = post(thread, cast.rob, DUTCH)
    rob = login(cast.rob)
    address = f"/threads/{thread.pk}/posts/{mine.pk}/edit"
    fields = {"kind": "edit", "post": mine.pk, "body": DUTCH}
    chosen = []

    for lang in ("en", ""):
        rob.post(f"/threads/{thread.pk}/commands", {**fields, "key": uuid.uuid4(), "lang": lang})
        form = rob.get(address).context["form"]
        chosen.append((Post.objects.get(pk=mine.pk).language, form["lang"].value()))

    assert chosen == [("en", "en"), ("nl", "")]


def test_text_that_was_sent_before_languages_is_the_same_command():
    """A browser that did not hear the answer may send it again after an update."""
    before = "093c14b4ceeb6a13cb3ae920e416f07649dadd280da9bf486bf7b56e6cf35730"

    assert read("post", {"body": "Hello"}).digest(17) == before
    assert read("post", {"body": "Hello", "lang": "en"}).digest(17) != before
