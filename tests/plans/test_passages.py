"""Conversations on passages: started, placed in the next version, pointed out again, decided on."""

import uuid
from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from discussion.actions import carry_out
from discussion.anchoring.passages import NotThere
from discussion.errors import KeyUsedOtherwise, NotUnderstood, NotVisible
from discussion.models import Command, Post, Thread, ThreadState
from people.levels import Level
from plans import actions
from plans.actions.passages import Place
from plans.actions.settling import Choice, Decision
from plans.errors import AlreadyDecided, MayNotAttach, SameWords, TextChanged, WordsElsewhere
from plans.models import Anchor, Dossier, Placement, Suggestion, SuggestionState, Version
from plans.queries import read_version
from plans.tasks import place_in_version
from tests.factories.discussion import ThreadFactory
from tests.factories.plans import full_dossier

SAID = "Er zijn in onze regio meer dan tachtig regelingen en loketten."
LOST = "Ondernemers raken de weg kwijt en haken af."
TEXT = f"{SAID} {LOST}\n\nBij bijeenkomsten gaat het over **de omzet** van morgen."
MEETING = "Bij bijeenkomsten gaat het over de omzet van morgen."


@pytest.fixture
def plan(cast):
    """South's plan at participants' level, submitted once."""
    made = full_dossier(by=cast.rob, edition=cast.edition, region=cast.south)
    Dossier.objects.filter(pk=made.pk).update(level=Level.PARTICIPANTS)
    made.refresh_from_db()
    write(made, cast.rob, TEXT)
    submit(made, cast.rob)
    return made


def write(plan, by, source, key="obstacles"):
    revision = plan.sections.get(key=key).revision
    return actions.save_section(dossier=plan, key=key, source=source, revision=revision, by=by)


def submit(plan, by, **more):
    return actions.submit_plan(dossier=plan, by=by, change_note="Wij luisterden.", **more)


def first(plan):
    return plan.versions.get(number=1)


def comment(plan, by, quote=LOST, block="obstacles.1", text=f"{SAID} {LOST}", **more):
    start = text.index(quote)
    said = {
        "body": "Hoe weten jullie dat?",
        "level": Level.PARTICIPANTS,
        "key": uuid.uuid4(),
        **more,
    }
    place = Place(block, start, start + len(quote), quote)
    return actions.start_passage(version=first(plan), place=place, by=by, **said)


def placed(thread, number=2):
    row = Placement.objects.get(anchor__thread=thread, version__number=number)
    return row.state, row.block, row.start, row.end


# Starting


def test_a_comment_keeps_its_words_and_what_stands_around_them(cast, plan):
    thread = comment(plan, cast.ada)

    anchor = Anchor.objects.get(thread=thread)
    assert (anchor.block, anchor.start, anchor.end) == ("obstacles.1", 63, 106)
    assert (anchor.quote, anchor.before, anchor.after) == (LOST, SAID[-31:] + " ", "")
    assert thread.title == f"“{LOST}”"
    assert (thread.target_kind, thread.target_id) == ("passage", first(plan).pk)
    assert thread.post_count == 1


def test_half_a_word_is_taken_as_the_word(cast, plan):
    thread = comment(plan, cast.ada, quote="ndernemers rak")

    assert Anchor.objects.get(thread=thread).quote == "Ondernemers raken"


def test_the_same_key_again_gives_the_same_conversation(cast, plan):
    key = uuid.uuid4()

    threads = {comment(plan, cast.ada, key=key).pk for _again in range(2)}

    assert threads == {Thread.objects.get().pk}
    with pytest.raises(KeyUsedOtherwise):
        comment(plan, cast.ada, key=key, quote=SAID)
    assert (Thread.objects.count(), Anchor.objects.count()) == (1, 1)


@pytest.mark.parametrize(("start", "end", "quote"), [(0, 5, "Niets"), (0, 9999, SAID), (5, 5, "")])
def test_words_that_do_not_stand_there_are_refused(cast, plan, start, end, quote):
    place = Place("obstacles.1", start, end, quote)

    with pytest.raises(NotThere):
        actions.start_passage(
            version=first(plan),
            place=place,
            by=cast.ada,
            key=uuid.uuid4(),
            body="x",
            level="participants",
        )
    assert Thread.objects.count() == 0


def test_a_version_that_one_does_not_read_has_no_passages_for_one(cast, plan):
    Dossier.objects.filter(pk=plan.pk).update(level=Level.SESSION)

    with pytest.raises(NotVisible):
        comment(plan, cast.ada, level=Level.SESSION)


def test_who_loses_the_version_loses_its_passages(cast, plan):
    thread = comment(plan, cast.ada)
    seen = [
        Thread.objects.visible_to(who).filter(pk=thread.pk).exists() for who in (cast.ada, cast.pim)
    ]

    Dossier.objects.filter(pk=plan.pk).update(level=Level.REGION)

    assert seen == [True, True]
    assert [
        Thread.objects.visible_to(who).filter(pk=thread.pk).exists()
        for who in (cast.rob, cast.mia, cast.ada, cast.pim, cast.sam)
    ] == [True, True, False, False, False]


# Placing


def test_submitting_places_every_passage_once(cast, plan):
    stays, goes = comment(plan, cast.ada, quote=SAID), comment(plan, cast.ada)
    write(plan, cast.rob, TEXT.replace(f" {LOST}", "").replace("tachtig", "negentig"))

    version = submit(plan, cast.rob)
    counts = [place_in_version(version.pk) for _again in range(2)]

    assert counts == [2, 0]
    assert placed(stays) == ("edited", "obstacles.1", 0, len(SAID) + 1)
    assert placed(goes) == ("orphan", "obstacles.1", 0, 0)


def test_a_passage_comes_back_with_its_words(cast, plan):
    thread = comment(plan, cast.ada)
    for source in (f"{SAID}", TEXT):
        write(plan, cast.rob, source)
        place_in_version(submit(plan, cast.rob).pk)

    assert placed(thread, 2)[0] == "orphan"
    assert placed(thread, 3) == ("exact", "obstacles.1", 63, 106)


def test_a_comment_on_an_older_version_has_its_place_in_the_newer_at_once(cast, plan):
    write(plan, cast.rob, f"Eerst dit.\n\n{TEXT}")
    submit(plan, cast.rob)

    thread = comment(plan, cast.ada)

    assert placed(thread) == ("exact", "obstacles.2", 63, 106)


@pytest.mark.parametrize("stored", [True, False])
def test_a_reader_sees_the_place_whether_or_not_the_worker_was_there(cast, plan, login, stored):
    thread = comment(plan, cast.ada)
    write(plan, cast.rob, f"Eerst dit.\n\n{TEXT}")
    version = submit(plan, cast.rob)
    Placement.objects.all().delete()
    if stored:
        place_in_version(version.pk)

    page = login(cast.pim).get(reverse("plans:version-detail", args=[plan.pk, 2])).content.decode()

    badge = f'<a class="passage__badge" id="passage-{thread.pk}"'
    marked = f'{SAID} <mark class="passage">{LOST}</mark><span class="passage__badges">{badge}'
    assert marked in page
    assert Placement.objects.count() == stored


@pytest.mark.parametrize("count", [1, 30])
def test_marks_cost_the_same_number_of_queries_however_many(
    cast, plan, login, count, django_assert_num_queries
):
    for number in range(count):
        comment(plan, [cast.ada, cast.pim][number % 2])
    client = login(cast.pim)
    address = reverse("plans:version-detail", args=[plan.pk, 1])
    client.get(address)

    with django_assert_num_queries(QUERIES):
        page = client.get(address).content.decode()

    assert page.count('class="passage__badge"') == count


QUERIES = 30


def test_an_orphan_stays_in_the_text_with_its_words_and_the_way_to_its_version(cast, plan, login):
    thread = comment(plan, cast.ada)
    write(plan, cast.rob, SAID)
    submit(plan, cast.rob)

    page = login(cast.pim).get(reverse("plans:version-detail", args=[plan.pk, 2])).content.decode()

    after = page.index('id="obstacles-1"')
    gone = page.index(f'<aside class="passage-gone" id="passage-{thread.pk}"')
    assert after < gone < page.index('id="questions"')
    assert f'<blockquote class="passage-gone__words">{LOST}</blockquote>' in page
    assert f"{reverse('plans:version-detail', args=[plan.pk, 1])}#passage-{thread.pk}" in page


def test_a_conversation_that_ended_is_listed_and_not_marked(cast, plan, login):
    thread = comment(plan, cast.ada)
    end(thread, cast.rob)

    page = login(cast.pim).get(reverse("plans:version-detail", args=[plan.pk, 1])).content.decode()

    assert 'class="passage__badge"' not in page
    assert reverse("discussion:thread-detail", args=[thread.pk]) in page


def end(thread, by, resolution="done"):
    payload = {"outcome": "Uitgezocht.", "resolution": resolution}
    carry_out(thread=thread, by=by, key=uuid.uuid4(), kind="resolve", payload=payload)


# Pointing out again


def attach(thread, by, quote=MEETING, block="obstacles.2"):
    anchor = Anchor.objects.select_related("version", "thread").get(thread=thread)
    version = anchor.version.dossier.versions.get(number=2)
    place = Place(block, 0, len(quote), quote)
    return actions.attach_passage(
        anchor=anchor, version=version, place=place, by=by, key=uuid.uuid4()
    )


def second_version(plan, by):
    write(plan, by, f"{SAID}\n\nBij bijeenkomsten gaat het over de omzet van morgen.")
    version = submit(plan, by)
    place_in_version(version.pk)
    return version


@pytest.mark.parametrize("who", ["ada", "rob", "mia", "chris"])
def test_who_started_the_team_and_who_facilitates_point_a_passage_out(cast, plan, who):
    thread = comment(plan, cast.ada)
    second_version(plan, cast.rob)

    row = attach(thread, getattr(cast, who))

    assert placed(thread) == ("edited", "obstacles.2", 0, len(MEETING))
    assert (row.method, row.decided_by) == ("hand", getattr(cast, who))
    last = Post.objects.filter(thread=thread).last()
    assert (last.author, MEETING in last.body_md) == (getattr(cast, who), True)


@pytest.mark.parametrize("who", ["eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"])
def test_others_do_not(cast, plan, who):
    thread = comment(plan, cast.ada)
    second_version(plan, cast.rob)

    with pytest.raises(MayNotAttach):
        attach(thread, getattr(cast, who))

    assert placed(thread) == ("orphan", "obstacles.1", 0, 0)


def test_the_worker_does_not_undo_what_somebody_pointed_out(cast, plan):
    thread = comment(plan, cast.ada)
    version = second_version(plan, cast.rob)
    attach(thread, cast.ada)

    assert place_in_version(version.pk) == 0
    assert placed(thread) == ("edited", "obstacles.2", 0, len(MEETING))


# Submitting


def test_what_the_author_says_on_submitting_becomes_events_with_the_version(cast, plan):
    handled, refused, moved, left = (
        comment(plan, cast.ada, quote=quote) for quote in (SAID, LOST, "de weg", "haken af")
    )
    write(plan, cast.rob, f"{SAID}\n\n{MEETING}")
    decisions = [
        Decision(handled.pk, Choice.DONE),
        Decision(refused.pk, Choice.NOT_FOLLOWED, "Dat weten we uit onderzoek."),
        Decision(moved.pk, Choice.ATTACH, block="obstacles.2"),
    ]

    submit(plan, cast.rob, decisions=decisions)

    for thread in (handled, refused, moved, left):
        thread.refresh_from_db()
    assert [thread.state for thread in (handled, refused, moved, left)] == [
        ThreadState.RESOLVED,
        ThreadState.RESOLVED,
        ThreadState.OPEN,
        ThreadState.OPEN,
    ]
    assert refused.outcome == "Dat weten we uit onderzoek."
    assert placed(moved) == ("edited", "obstacles.2", 0, len(MEETING))
    last = handled.events.order_by("-seq")[0]
    assert (last.kind, last.actor, last.payload["outcome"]) == (
        "resolve",
        cast.rob,
        handled.outcome,
    )


def many(cast, plan, count):
    """So many comments on the same words."""
    start = len(SAID) + 1
    place = {"block": "obstacles.1", "start": start, "end": start + len(LOST), "quote": LOST}
    fields = {"target_kind": "passage", "target_id": first(plan).pk, "created_by": cast.ada}
    threads = ThreadFactory.create_batch(count, level=Level.PARTICIPANTS, **fields)
    for thread in threads:
        Anchor.objects.create(thread=thread, version=first(plan), **place)
    return threads


def test_a_hundred_and_thirty_answers_go_with_one_version(cast, plan):
    threads = many(cast, plan, 130)
    write(plan, cast.rob, f"{SAID}\n\n{MEETING}")
    choices = [Decision(one.pk, Choice.NOT_FOLLOWED, "Uitgezocht.") for one in threads[:120]]
    choices += [Decision(one.pk, Choice.ATTACH, block="obstacles.2") for one in threads[120:]]

    submit(plan, cast.rob, decisions=choices)

    counts = Counter(Thread.objects.values_list("state", "outcome"))
    assert counts == {("resolved", "Uitgezocht."): 120, ("open", ""): 10}
    assert Placement.objects.filter(method="hand").count() == 10
    said = {"body": "Dank voor al het meedenken."}  # who submitted may write at once
    carry_out(thread=threads[0], by=cast.rob, key=uuid.uuid4(), kind="post", payload=said)
    assert Counter(Command.objects.values_list("counted", flat=True)) == {False: 130, True: 1}


def test_an_answer_that_cannot_be_kept_keeps_all_others_back_with_the_version(cast, plan):
    threads = many(cast, plan, 3)
    write(plan, cast.rob, f"{SAID}\n\n{MEETING}")
    choices = [Decision(one.pk, Choice.DONE, "Zo is het.") for one in threads]
    choices[1] = Decision(threads[1].pk, Choice.DONE, "te lang " * 40)

    with pytest.raises(NotUnderstood):
        submit(plan, cast.rob, decisions=choices)

    assert plan.versions.count() == 1
    assert set(Thread.objects.values_list("state", "head_seq")) == {("open", 0)}


def test_a_conversation_that_ended_meanwhile_keeps_no_plan_from_being_submitted(cast, plan):
    thread = comment(plan, cast.ada)
    write(plan, cast.rob, SAID)
    end(thread, cast.chris)

    version = submit(plan, cast.rob, decisions=[Decision(thread.pk, Choice.NOT_FOLLOWED, "Nee.")])

    thread.refresh_from_db()
    assert (version.number, thread.outcome) == (2, "Uitgezocht.")


def test_the_page_of_submitting_shows_each_comment_then_and_now(cast, plan, login):
    thread = comment(plan, cast.ada, quote=SAID)
    write(plan, cast.rob, TEXT.replace("tachtig", "negentig"))
    client = login(cast.rob)
    address = reverse("plans:dossier-submit", args=[plan.pk])

    page = client.get(address).content.decode()

    assert f'id="settle-{thread.pk}"' in page
    assert f'<blockquote class="conflict__text">{SAID}</blockquote>' in page
    assert SAID.replace("tachtig", "negentig") in page.split('id="settling"')[1]


def posted(client, plan, **fields):
    address = reverse("plans:dossier-submit", args=[plan.pk])
    return client.post(address, {"change_note": "Wij luisterden.", **fields})


def test_without_answers_the_plan_is_submitted_and_the_comment_stays_open(cast, plan, login):
    thread = comment(plan, cast.ada, quote=SAID)
    write(plan, cast.rob, TEXT.replace("tachtig", "negentig"))

    posted(login(cast.rob), plan)

    thread.refresh_from_db()
    assert (plan.versions.count(), thread.state) == (2, ThreadState.OPEN)


def test_not_followed_without_a_reason_is_asked_for_and_nothing_typed_is_lost(cast, plan, login):
    thread = comment(plan, cast.ada, quote=SAID)
    write(plan, cast.rob, TEXT.replace("tachtig", "negentig"))
    client = login(cast.rob)

    refused = posted(client, plan, **{f"passage-{thread.pk}-choice": "not"})
    plan.refresh_from_db()
    page = refused.content.decode()

    assert (refused.status_code, plan.versions.count()) == (422, 1)
    assert "Wij luisterden." in page
    posted(
        client,
        plan,
        **{f"passage-{thread.pk}-choice": "not", f"passage-{thread.pk}-reason": "Nog niet."},
    )
    thread.refresh_from_db()
    assert (plan.versions.count(), thread.outcome) == (2, "Nog niet.")


# Proposed words


def propose(cast, plan, words="Ondernemers vinden hun weg niet.", **more):
    return Suggestion.objects.get(anchor__thread=comment(plan, cast.ada, words=words, **more))


OWN = "Ondernemers vinden hun weg niet."


@pytest.mark.parametrize(
    ("written", "state"),
    [(OWN, SuggestionState.ACCEPTED), ("Ondernemers raken verdwaald.", SuggestionState.DECLINED)],
)
def test_handled_in_other_words_is_no_taking_over(cast, plan, written, state):
    suggestion = propose(cast, plan, words=OWN)
    write(plan, cast.rob, f"{SAID} {written}")

    decision = Decision(suggestion.anchor.thread_id, Choice.DONE)
    submit(plan, cast.rob, decisions=[decision])

    suggestion.refresh_from_db()
    suggestion.anchor.thread.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == (state, cast.rob)
    assert suggestion.anchor.thread.state == ThreadState.RESOLVED


def state_of(suggestion):
    row = Suggestion.objects.select_related("decided_by").get(pk=suggestion.pk)
    return row.state, row.decided_by


@pytest.mark.parametrize("resolution", ["done", "not"])
def test_words_end_with_a_conversation_that_is_resolved_by_hand(cast, plan, login, resolution):
    suggestion = propose(cast, plan)
    thread = suggestion.anchor.thread
    rob = login(cast.rob)
    decide = reverse("plans:suggestion-decide", args=[thread.pk])
    version = reverse("plans:version-detail", args=[plan.pk, 1])

    end(thread, cast.chris, resolution)

    assert state_of(suggestion) == (SuggestionState.DECLINED, cast.chris)
    page = rob.get(reverse("discussion:thread-detail", args=[thread.pk])).content.decode()
    assert (decide in page, "niet overgenomen" in page) == (False, True)
    assert "Andere woorden voorgesteld" not in rob.get(version).content.decode()
    assert rob.post(decide, {"key": uuid.uuid4(), "revision": 1}).status_code == 409

    carry_out(thread=thread, by=cast.rob, key=uuid.uuid4(), kind="reopen", payload={})

    assert state_of(suggestion) == (SuggestionState.OPEN, None)
    page = rob.get(reverse("discussion:thread-detail", args=[thread.pk])).content.decode()
    assert (decide in page, "niet overgenomen" in page) == (True, False)
    accept(suggestion, plan, cast.mia)
    assert state_of(suggestion) == (SuggestionState.ACCEPTED, cast.mia)


@pytest.mark.parametrize(
    ("resolution", "state"),
    [("done", SuggestionState.ACCEPTED), ("not", SuggestionState.DECLINED)],
)
def test_words_that_stand_in_the_newest_version_were_taken_over(cast, plan, resolution, state):
    suggestion = propose(cast, plan, words=OWN)
    write(plan, cast.rob, f"{SAID} {OWN}")
    submit(plan, cast.rob)

    end(suggestion.anchor.thread, cast.rob, resolution)

    assert state_of(suggestion) == (state, cast.rob)


def test_words_that_were_taken_over_are_not_offered_again(cast, plan):
    suggestion = propose(cast, plan)
    accept(suggestion, plan, cast.mia)

    thread = Thread.objects.get()
    carry_out(thread=thread, by=cast.rob, key=uuid.uuid4(), kind="reopen", payload={})

    assert state_of(suggestion) == (SuggestionState.ACCEPTED, cast.mia)
    end(thread, cast.rob, "not")
    assert state_of(suggestion) == (SuggestionState.ACCEPTED, cast.mia)


def accept(suggestion, plan, by, revision=None):
    if revision is None:
        revision = plan.sections.get(key="obstacles").revision
    actions.accept_suggestion(
        suggestion=suggestion, dossier=plan, revision=revision, by=by, key=uuid.uuid4()
    )


def test_proposed_words_go_into_the_working_text_and_nothing_else_changes(cast, plan):
    suggestion = propose(cast, plan)

    accept(suggestion, plan, cast.mia)

    assert plan.sections.get(key="obstacles").source == TEXT.replace(
        LOST, "Ondernemers vinden hun weg niet."
    )
    thread = suggestion.anchor.thread
    thread.refresh_from_db()
    suggestion.refresh_from_db()
    assert (thread.state, suggestion.state, suggestion.decided_by) == (
        ThreadState.RESOLVED,
        SuggestionState.ACCEPTED,
        cast.mia,
    )


def test_words_with_emphasis_around_them_are_replaced_too(cast, plan):
    suggestion = propose(
        cast,
        plan,
        quote="over de omzet van",
        block="obstacles.2",
        text=MEETING,
        words="over *geld* van",
    )

    accept(suggestion, plan, cast.rob)

    assert "gaat het over \\*geld\\* van morgen." in plan.sections.get(key="obstacles").source


def test_a_text_that_changed_since_it_was_looked_at_is_not_written_over(cast, plan):
    suggestion = propose(cast, plan)
    write(plan, cast.rob, f"{TEXT}\n\nNog iets.")

    with pytest.raises(TextChanged):
        accept(suggestion, plan, cast.mia, revision=1)

    assert plan.sections.get(key="obstacles").source == f"{TEXT}\n\nNog iets."
    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.OPEN


def test_words_that_the_team_changed_itself_are_not_written_over(cast, plan):
    suggestion = propose(cast, plan)
    changed = TEXT.replace("haken af", "geven het op")
    write(plan, cast.rob, changed)

    with pytest.raises(WordsElsewhere):
        accept(suggestion, plan, cast.mia)

    assert plan.sections.get(key="obstacles").source == changed


def test_declining_says_why_and_happens_once(cast, plan):
    suggestion = propose(cast, plan)

    actions.decline_suggestion(
        suggestion=suggestion, reason="Te hard gezegd.", by=cast.rob, key=uuid.uuid4()
    )

    assert suggestion.anchor.thread.__class__.objects.get().outcome == "Te hard gezegd."
    with pytest.raises(AlreadyDecided):
        accept(suggestion, plan, cast.rob)


def test_words_that_stand_there_already_are_no_proposal(cast, plan):
    with pytest.raises(SameWords):
        propose(cast, plan, words=LOST)


@pytest.mark.parametrize(
    "who", ["ada", "eva", "pim", "wim", "chris", "olga", "bo", "cas", "ben", "sam"]
)
def test_only_the_team_decides_on_proposed_words(cast, plan, login, who):
    suggestion = propose(cast, plan)
    address = reverse("plans:suggestion-decide", args=[suggestion.anchor.thread_id])
    client = login(getattr(cast, who))

    statuses = {
        client.get(address).status_code,
        client.post(address, {"key": uuid.uuid4(), "revision": 1}).status_code,
    }

    assert statuses <= {403, 404}
    assert plan.sections.get(key="obstacles").source == TEXT


def test_a_conflict_shows_both_texts(cast, plan, login):
    suggestion = propose(cast, plan)
    write(plan, cast.rob, TEXT.replace("haken af", "geven het op"))
    address = reverse("plans:suggestion-decide", args=[suggestion.anchor.thread_id])

    answer = login(cast.mia).post(address, {"key": uuid.uuid4(), "revision": 1})

    page = answer.content.decode()
    assert answer.status_code == 409
    for words in (LOST, "Ondernemers raken de weg kwijt en geven het op.", suggestion.words):
        assert f'<div class="conflict__text">{words}</div>' in page


# Pages


def test_a_comment_without_script_takes_two_pages(cast, plan, login):
    client = login(cast.ada)
    address = f"{reverse('plans:passage-new', args=[plan.pk, 1])}?block=obstacles.1"
    page = client.get(address).content.decode()
    assert page.count('name="spot"') == 3  # the paragraph and its two sentences

    answer = client.post(
        address,
        {"key": uuid.uuid4(), "spot": "63-106", "body": "Hoe dan?", "level": "participants"},
    )

    thread = Thread.objects.get()
    assert answer.url == reverse("discussion:thread-detail", args=[thread.pk])
    assert Anchor.objects.get().quote == LOST


@pytest.mark.parametrize("query", ["", "?block=", "?block=obstacles.9", "?block=nothing.1"])
def test_a_paragraph_that_is_not_there_is_not_found(cast, plan, login, query):
    address = reverse("plans:passage-new", args=[plan.pk, 1]) + query

    assert login(cast.ada).get(address).status_code == 404


@pytest.mark.parametrize("spot", ["", "x", "0-99999", "-1-4", "1-2"])
def test_words_that_are_not_offered_are_refused_in_a_sentence(cast, plan, login, spot):
    address = f"{reverse('plans:passage-new', args=[plan.pk, 1])}?block=obstacles.1"

    answer = login(cast.ada).post(
        address, {"key": uuid.uuid4(), "spot": spot, "body": "Hoe?", "level": "participants"}
    )

    assert (answer.status_code, Thread.objects.count()) == (422, 0)
    assert "Hoe?" in answer.content.decode()


def test_the_passage_is_pointed_out_in_two_steps(cast, plan, login):
    thread = comment(plan, cast.ada)
    second_version(plan, cast.rob)
    client = login(cast.ada)
    address = reverse("plans:passage-attach", args=[thread.pk])
    chosen = f"{address}?block=obstacles.2"

    pages = [client.get(one).content.decode() for one in (address, chosen)]
    answer = client.post(chosen, {"key": uuid.uuid4(), "spot": f"0-{len(MEETING)}"})

    assert ['id="choose-words"' in page for page in pages] == [False, True]
    assert (answer.status_code, placed(thread)) == (302, ("edited", "obstacles.2", 0, len(MEETING)))


def test_the_page_of_a_comment_shows_its_paragraph_and_number(cast, plan, login):
    address = f"{reverse('plans:passage-new', args=[plan.pk, 1])}?block=obstacles.2"

    page = login(cast.ada).get(address).content.decode()

    number = next(
        p.number
        for s in read_version(first(plan)).sections
        for p in s.paragraphs
        if p.name == "obstacles.2"
    )
    assert f"Alinea {number}" in page
    assert "over <strong>de omzet</strong> van morgen." in page


# What the database refuses


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Anchor, {"quote": ""}),
        (Anchor, {"end": 0}),
        (Placement, {"state": "lost"}),
        (Placement, {"state": "orphan", "end": 4}),
        (Placement, {"state": "exact", "end": 0}),
        (Placement, {"decided_at": "2017-06-01T10:00Z"}),
        (Suggestion, {"words": ""}),
        (Suggestion, {"state": "maybe"}),
        (Suggestion, {"state": "accepted"}),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, plan, model, fields):
    propose(cast, plan)
    second_version(plan, cast.rob)
    if model is Placement:
        Placement.objects.update(state="exact", block="obstacles.1", start=0, end=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


def test_a_passage_has_one_place_in_a_version(cast, plan):
    thread = comment(plan, cast.ada)
    version = second_version(plan, cast.rob)

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(
            anchor=thread.anchor, version=Version.objects.get(pk=version.pk), state="orphan"
        )
