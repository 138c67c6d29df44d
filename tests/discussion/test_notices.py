"""Who hears of what, once."""

import pytest

from discussion.actions import follow, mark_read
from discussion.models import Mention
from discussion.queries import first_unread, unread_in
from notifications.models import Notice
from notifications.queries import lines_of
from people.levels import Level
from tests.factories.discussion import command, post, thread_in


@pytest.fixture
def thread(cast):
    return thread_in(cast)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_who_takes_part_gets_one_notice_until_it_is_read(cast, thread):
    post(thread, cast.ada)
    for _time in range(3):
        post(thread, cast.rob)
    assert told(cast.ada) == ["discussion.post"]

    mark_read(thread=thread, by=cast.ada, ranges=[[1, 4]])
    post(thread, cast.rob)

    assert told(cast.ada) == ["discussion.post", "discussion.post"]


def test_nobody_hears_of_the_own_post(cast, thread):
    post(thread, cast.rob)

    assert told(cast.rob) == []


def test_who_is_named_hears_it_once_and_only_who_may_read(cast):
    thread = thread_in(cast, level=Level.REGION)

    result = command(thread, cast.rob, body=f"@Mia and @[Sam](person:{cast.sam.pk}) and @Sam")
    command(thread, cast.rob, "edit", post=result.event["post"], body="@Mia again")

    assert told(cast.mia) == ["discussion.mention"]
    assert told(cast.sam) == []
    assert result.not_told == ["Sam"]
    assert list(Mention.objects.values_list("person__name", flat=True)) == ["Mia"]


def test_an_edit_tells_who_is_newly_named_and_nobody_else(cast, thread):
    post(thread, cast.ada)
    mine = post(thread, cast.rob)
    Notice.objects.all().delete()

    command(thread, cast.rob, "edit", post=mine.pk, body="@Pim, look")

    assert told(cast.pim) == ["discussion.mention"]
    assert told(cast.ada) == []


def test_who_loses_the_right_hears_nothing_more(cast, thread):
    follow(thread=thread, by=cast.ada, level="follow")
    thread.level = Level.REGION
    thread.save(update_fields=["level"])

    post(thread, cast.rob)

    assert told(cast.ada) == []


def test_a_thread_apart_tells_only_its_person_and_who_facilitates(cast):
    thread = thread_in(cast, audience=cast.ada)
    for person in (cast.ada, cast.chris):
        follow(thread=thread, by=person, level="follow")

    command(thread, cast.chris, body="@Ada @Pim @Rob")

    assert told(cast.ada) == ["discussion.mention"]
    assert (told(cast.pim), told(cast.rob)) == ([], [])


def test_resolving_is_told_to_who_takes_part(cast, thread):
    post(thread, cast.ada)
    Notice.objects.all().delete()

    command(thread, cast.mia, "resolve", outcome="We agree.")

    assert told(cast.ada) == ["discussion.resolved"]
    assert told(cast.pim) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_notice_leads_to_its_post(cast, thread, language):
    command(thread, cast.rob, body="@Ada")
    cast.ada.language = language

    lines = lines_of(Notice.objects.filter(person=cast.ada))

    assert [line.url for line in lines] == [f"/threads/{thread.pk}?around=1#post-1"]


def test_a_notice_of_a_thread_that_went_out_of_sight_is_not_shown(cast, thread):
    command(thread, cast.rob, body="@Ada")
    thread.level = Level.REGION
    thread.save(update_fields=["level"])

    assert lines_of(Notice.objects.filter(person=cast.ada)) == []


# What is unread


def test_unread_is_what_others_wrote_outside_the_ranges(
    cast, thread, django_assert_max_num_queries
):
    for author in (cast.rob, cast.ada, cast.rob, cast.rob, cast.rob):
        post(thread, author)
    gone = post(thread, cast.rob)
    command(thread, cast.rob, "delete", post=gone.pk)
    other = thread_in(cast)
    post(other, cast.rob)

    mark_read(thread=thread, by=cast.ada, ranges=[[1, 1], [4, 4]])

    with django_assert_max_num_queries(3):
        assert unread_in(cast.ada, [thread.pk, other.pk]) == {thread.pk: 2, other.pk: 1}
    assert first_unread(cast.ada, thread) == 3


def test_marks_are_merged_and_end_at_the_head(cast, thread):
    for _time in range(3):
        post(thread, cast.rob)

    mark_read(thread=thread, by=cast.ada, ranges=[[3, 99]])
    merged = mark_read(thread=thread, by=cast.ada, ranges=[[-5, 1], [2, 2]])

    assert merged == [[1, 3]]
