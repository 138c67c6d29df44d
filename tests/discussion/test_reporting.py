"""Posts that somebody reports: to the facilitators, and to nobody else."""

import pytest
from django.db import IntegrityError, transaction

from core.clock import now
from discussion.actions import handle_report, report_post
from discussion.errors import AlreadySo, NotUnderstood, NotVisible, Refused
from discussion.models import Post, Report, Thread
from notifications.models import Notice
from notifications.queries import lines_of
from tests.factories.discussion import command, post, thread_in


@pytest.fixture
def bad(cast):
    return post(thread_in(cast), cast.ada, "Out of place")


def told(person, kind):
    return lines_of(Notice.objects.filter(person=person, kind=kind))


def test_only_facilitators_hear_and_the_thread_shows_nothing(cast, bad):
    head = Thread.objects.get().head_seq

    report = report_post(post=bad, by=cast.pim, reason="It is about a person.")

    assert (report.text, report.reported_by) == ("Out of place", cast.pim)
    assert Thread.objects.get().head_seq == head
    assert [line.url for line in told(cast.chris, "discussion.reported")] == [
        f"/threads/reports/{report.pk}"
    ]
    for person in (cast.ada, cast.rob, cast.mia, cast.wim):
        assert told(person, "discussion.reported") == []


@pytest.mark.parametrize(
    ("state", "left"), [("kept", "visible"), ("talked", "visible"), ("removed", "deleted")]
)
def test_a_report_is_handled_once_with_an_outcome(cast, bad, state, left):
    report = report_post(post=bad, by=cast.pim, reason="It is about a person.")

    handle_report(report=report, by=cast.chris, state=state, note="We looked at it.")

    report.refresh_from_db()
    assert (report.state, report.note, report.handled_by) == (state, "We looked at it.", cast.chris)
    assert Post.objects.get(pk=bad.pk).state == left
    assert len(told(cast.pim, "discussion.report_handled")) == 1
    assert told(cast.chris, "discussion.reported") == []
    with pytest.raises(AlreadySo):
        handle_report(report=report, by=cast.chris, state="kept")


def test_what_is_refused(cast, bad):
    with pytest.raises(NotUnderstood):
        report_post(post=bad, by=cast.pim, reason="  ")
    with pytest.raises(Refused):
        report_post(post=bad, by=cast.ada, reason="My own")
    with pytest.raises(NotVisible):
        report_post(post=bad, by=cast.bo, reason="I cannot read it")
    report = report_post(post=bad, by=cast.pim, reason="Once")
    with pytest.raises(AlreadySo):
        report_post(post=bad, by=cast.pim, reason="Twice")
    with pytest.raises(NotUnderstood):
        handle_report(report=report, by=cast.chris, state="open")
    with pytest.raises(NotUnderstood):
        handle_report(report=report, by=cast.chris, state="talked")
    command(bad.thread, cast.ada, "delete", post=bad.pk)
    with pytest.raises(AlreadySo):
        report_post(post=bad, by=cast.rob, reason="Gone already")


def test_every_role_at_every_door(cast, bad, login):
    report = report_post(post=bad, by=cast.pim, reason="It is about a person.")
    doors = {}

    for name, person in cast.everybody().items():
        browser = login(person)
        doors[name] = (
            browser.get("/threads/reports").status_code,
            browser.get(f"/threads/reports/{report.pk}").status_code,
            browser.post(f"/threads/reports/{report.pk}", {"state": ""}).status_code,
        )

    assert doors.pop("chris") == (200, 200, 400)
    assert doors.pop("pim") == (403, 200, 403)
    assert set(doors.values()) == {(403, 404, 404)}
    assert Report.objects.get().state == "open"


def test_by_plain_forms(cast, bad, login):
    pim, chris = login(cast.pim), login(cast.chris)
    address = f"/threads/{bad.thread_id}/posts/{bad.pk}/report"

    page = pim.get(address)
    empty = pim.post(address, {"reason": ""})
    long = pim.post(address, {"reason": "x" * 501})
    sent = pim.post(address, {"reason": "Not kind."})
    report = Report.objects.get()
    handled = chris.post(
        f"/threads/reports/{report.pk}", {"state": "removed", "note": "It is gone now."}
    )

    assert "Out of place" in page.content.decode()
    assert (empty.status_code, long.status_code) == (400, 400)
    assert sent["Location"] == f"/threads/{bad.thread_id}?around=1#post-1"
    assert handled["Location"] == "/threads/reports"
    assert "It is gone now." in pim.get(f"/threads/reports/{report.pk}").content.decode()


def test_the_database_refuses_a_report_without_handler_and_a_second_open_one(cast, bad):
    report = report_post(post=bad, by=cast.pim, reason="Once")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            post=bad, text="", reason="x", reported_by=cast.pim, reported_at=now()
        )


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_queries_for_thirty(
    cast, login, django_assert_max_num_queries, count
):
    thread = thread_in(cast)
    for _number in range(count):
        one = post(thread, cast.ada)
        Report.objects.create(post=one, text="x", reason="y", reported_by=cast.pim)
    chris = login(cast.chris)
    chris.get("/threads/reports")

    with django_assert_max_num_queries(15):
        page = chris.get("/threads/reports").content.decode()

    assert page.count("rows__item") == count
