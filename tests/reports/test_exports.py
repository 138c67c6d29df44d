"""Asking for a file, getting it, and losing the right to it."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from config.schedules import SCHEDULES
from core import clock
from notifications.models import Notice
from people.levels import Level
from people.models import Membership
from reports import actions, errors, tasks
from reports.models import OF_DOSSIER, OF_ROUND, Export, ExportState, Format
from reports.queries.exports import refusal
from tests.faults.test_leaks import careless
from tests.reports import texts
from tests.reviews.stage import handed_in, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def inline(settings, django_capture_on_commit_callbacks):
    """The worker, at once."""
    settings.TASKS_INLINE = True
    return lambda: django_capture_on_commit_callbacks(execute=True)


def asked(stage, by, sort=Format.PDF, **what):
    what = what or {"dossier": stage.plan.dossier}
    return actions.ask_for(sort=sort, language="en", by=by, **what)


def status(client, address):
    answer = client.get(address)
    if answer.streaming:
        list(answer.streaming_content)  # to the end, so that the file is closed
    return answer.status_code


def made(stage, by, sort=Format.PDF, **what):
    export = asked(stage, by, sort, **what)
    assert actions.make(export.pk)
    export.refresh_from_db()
    return export


def test_a_file_is_asked_for_made_told_and_downloaded(stage, login, inline):
    client = login(stage.cast.rob)
    with inline():
        answer = client.post(reverse("reports:dossier-export", args=[stage.plan.dossier_id, "pdf"]))
    export = Export.objects.get()

    page = client.get(answer["Location"])
    file = client.get(reverse("reports:export-file", args=[export.pk]))
    content = b"".join(file.streaming_content)

    assert answer["Location"] == reverse("reports:export-detail", args=[export.pk])
    assert (export.state, export.maker) == (ExportState.READY, stage.cast.rob)
    assert export.name.encode() in page.content
    assert "One door" in texts.of_pdf(content)
    assert file["Content-Disposition"] == f'attachment; filename="{export.name}"'
    assert len(content) == export.size
    assert [(row.person, row.kind) for row in Notice.objects.filter(kind="reports.ready")] == [
        (stage.cast.rob, "reports.ready")
    ]
    assert Entry.objects.get(verb="export.asked").actor_id == stage.cast.rob.pk


def test_asking_twice_makes_one_file(stage):
    first = asked(stage, stage.cast.rob)
    second = asked(stage, stage.cast.rob)

    assert first == second
    assert actions.make(first.pk) is True
    assert tasks.make(first.pk) is False  # a second worker
    assert asked(stage, stage.cast.rob) != first


def test_somebody_who_asks_all_the_time_is_asked_to_wait(stage):
    for _number in range(actions.AT_ONCE):
        Export.objects.filter(pk=asked(stage, stage.cast.rob).pk).update(state="failed")

    with pytest.raises(errors.TooMany):
        asked(stage, stage.cast.rob)


def test_who_may_know_of_a_dossier_may_have_its_file(stage, login):
    address = reverse("reports:dossier-export", args=[stage.plan.dossier_id, "docx"])

    codes = {name: login(p).post(address).status_code for name, p in stage.cast.everybody().items()}

    known = {name for name, code in codes.items() if code == 302}
    assert known == {"chris", "rob", "mia", "ada", "eva", "pim", "wim", "sam"}
    assert set(codes.values()) == {302, 404}


def test_who_may_know_of_a_round_may_have_its_file(stage, login):
    address = reverse("reports:round-export", args=[stage.june.pk, "xlsx"])

    codes = {name: login(p).post(address).status_code for name, p in stage.cast.everybody().items()}

    assert set(codes.values()) == {302}
    stage.june.published_at = stage.june.published_by = None
    stage.june.save()
    assert login(stage.cast.chris).post(address).status_code == 302
    assert login(stage.cast.rob).post(address).status_code == 404


@pytest.mark.parametrize(
    ("kind", "sort"), [("dossier", "xlsx"), ("dossier", "json"), ("round", "pdf")]
)
def test_there_are_no_other_files(stage, login, kind, sort):
    pk = stage.plan.dossier_id if kind == "dossier" else stage.june.pk

    answer = login(stage.cast.chris).post(reverse(f"reports:{kind}-export", args=[pk, sort]))

    assert answer.status_code == 404
    assert Export.objects.count() == 0


def test_a_file_is_for_its_maker_alone(stage, login):
    export = made(stage, stage.cast.rob)

    for name in ("export-detail", "export-file"):
        address = reverse(f"reports:{name}", args=[export.pk])
        codes = {
            who: status(login(person), address) for who, person in stage.cast.everybody().items()
        }
        assert {who for who, code in codes.items() if code == 200} == {"rob"}
        assert set(codes.values()) == {200, 404}
    again = reverse("reports:export-again", args=[export.pk])
    assert login(stage.cast.sam).post(again).status_code == 404


def test_a_file_that_holds_more_than_one_may_read_now_is_refused_and_made_anew(stage, login):
    cast = stage.cast
    export = made(stage, cast.wim)
    client = login(cast.wim)
    stage.plan.dossier.level = Level.SESSION
    stage.plan.dossier.save()

    page = client.get(reverse("reports:export-file", args=[export.pk]))

    assert page.status_code == 403
    assert str(errors.RightsShrank.sentence) in page.content.decode()
    assert reverse("reports:export-again", args=[export.pk]) in page.content.decode()
    assert client.post(reverse("reports:export-again", args=[export.pk])).status_code == 404


def test_a_thread_that_was_narrowed_refuses_the_old_file_and_not_the_new_one(stage, login):
    from tests.factories.discussion import ThreadFactory, post

    cast = stage.cast
    thread = ThreadFactory(
        target_id=stage.plan.dossier_id, level=Level.PARTICIPANTS, created_by=cast.rob
    )
    post(thread, cast.rob, "secret")
    old = made(stage, cast.wim)
    thread.level = Level.REGION
    thread.save()

    refused = login(cast.wim).get(reverse("reports:export-file", args=[old.pk]))
    new = made(stage, cast.wim)

    assert refused.status_code == 403
    assert refusal(new) is None
    assert status(login(cast.wim), reverse("reports:export-file", args=[new.pk])) == 200


def test_who_left_the_edition_downloads_nothing(stage, login):
    export = made(stage, stage.cast.wim)
    Membership.objects.filter(person=stage.cast.wim).update(
        until_date=clock.today() - datetime.timedelta(days=1)
    )

    assert (
        login(stage.cast.wim).get(reverse("reports:export-file", args=[export.pk])).status_code
        == 403
    )


def test_a_file_that_is_not_ready_says_so(stage, login):
    export = asked(stage, stage.cast.rob)
    client = login(stage.cast.rob)

    file = client.get(reverse("reports:export-file", args=[export.pk]))
    page = client.get(reverse("reports:export-detail", args=[export.pk]))

    assert file.status_code == 409
    assert page.status_code == 200
    assert b'hx-trigger="every 2s"' in page.content


def test_a_file_that_cannot_be_made_is_said_to_be_so(stage, login, monkeypatch, caplog):
    export = asked(stage, stage.cast.rob)
    type(stage.cast.rob).objects.filter(pk=stage.cast.rob.pk).update(is_active=False)

    assert actions.make(export.pk) is False

    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert "could not be made" in caplog.text


def test_the_sweep_removes_what_is_old_and_helps_what_got_stuck(stage):
    old = made(stage, stage.cast.rob)
    path, storage = old.file.name, old.file.storage
    fresh = made(stage, stage.cast.ada)
    stuck = asked(stage, stage.cast.eva)
    hour = clock.now() - datetime.timedelta(hours=1)
    Export.objects.filter(pk=stuck.pk).update(state=ExportState.MAKING, taken_at=hour)
    Export.objects.filter(pk=old.pk).update(expires_at=clock.now())

    removed = tasks.sweep()

    assert removed == 1
    assert not storage.exists(path)
    assert set(Export.objects.values_list("pk", "state")) == {
        (fresh.pk, ExportState.READY),
        (stuck.pk, ExportState.FAILED),
    }
    assert "reports.tasks.sweep" in {row.func for row in SCHEDULES}


def test_an_old_file_is_not_served_before_the_sweep_either(stage, login):
    export = made(stage, stage.cast.rob)
    Export.objects.filter(pk=export.pk).update(expires_at=clock.now())

    answer = login(stage.cast.rob).get(reverse("reports:export-file", args=[export.pk]))

    assert answer.status_code == 409
    assert str(errors.Gone.sentence) in answer.content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        {"dossier": None},
        {"format": "exe"},
        {"state": "half"},
        {"state": ExportState.READY},
    ],
)
def test_the_database_refuses_what_must_never_be(stage, broken):
    export = asked(stage, stage.cast.rob)

    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(**broken)


def test_files_that_are_made_at_once_are_downloads_and_careful(stage, login):
    client = login(stage.cast.rob)

    for name, start in (("dossier-html", b"\n<!DOCTYPE html>"), ("dossier-data", b"{")):
        answer = client.get(reverse(f"reports:{name}", args=[stage.plan.dossier_id]))
        assert answer["Content-Disposition"].startswith('attachment; filename="south-one-door-')
        assert answer.content.lstrip().startswith(start.strip())
        assert answer["Cache-Control"] == "private, no-store"
    page = client.get(reverse("reports:dossier-html", args=[stage.plan.dossier_id]))
    assert b"<style>" in page.content
    assert b"/static/" not in page.content


def test_a_visitor_logs_in_first(stage, client):
    addresses = [
        reverse("reports:dossier-report", args=[stage.plan.dossier_id]),
        reverse("reports:dossier-data", args=[stage.plan.dossier_id]),
        reverse("reports:export-list"),
    ]

    assert {client.get(address).status_code for address in addresses} == {302}


def test_no_migration_is_missing():
    call_command("makemigrations", "reports", check=True, dry_run=True, verbosity=0)


def test_the_page_tells_the_browser_to_be_careful(stage, login):
    from tests.faults.crawl import Seen

    answer = login(stage.cast.rob).get(
        reverse("reports:dossier-report", args=[stage.plan.dossier_id])
    )

    assert careless(Seen("", answer.status_code, dict(answer.headers), "")) == set()


def test_downloads_stand_at_every_page_of_a_plan_and_a_round(stage, login):
    handed_in(stage.ada)
    dossier, round_ = stage.plan.dossier_id, stage.plan.round_id
    pages = {
        reverse("plans:dossier-detail", args=[dossier]): "dossier-export",
        reverse("reviews:dossier-follow-up", args=[dossier]): "dossier-export",
        reverse("reviews:overview-dossier", args=[dossier]): "dossier-export",
        reverse("sessions:round-detail", args=[round_]): "round-export",
        reverse("reviews:overview-round", args=[round_]): "round-export",
    }
    client = login(stage.cast.chris)

    for address, name in pages.items():
        thing, sorts = (dossier, OF_DOSSIER) if name == "dossier-export" else (round_, OF_ROUND)
        page = client.get(address).content.decode()
        asked = [
            sort for sort in sorts if f'"{reverse(f"reports:{name}", args=[thing, sort])}"' in page
        ]
        assert asked == list(sorts), address
        # Under one's name in the frame, and in the menu with downloads.
        assert page.count(f'href="{reverse("reports:export-list")}"') == 2, address
