"""Tasks go to the queue after the commit, with ids only."""

import pytest
from django.db import transaction
from django_q.models import OrmQ

from core.tasks import enqueue, path_of
from tests.core import tasks

NOTE = "tests.core.tasks.note"


@pytest.fixture(autouse=True)
def nothing_ran():
    tasks.ran.clear()


@pytest.fixture
def inline(settings):
    settings.TASKS_INLINE = True


@pytest.fixture
def queued(settings):
    settings.TASKS_INLINE = False


@pytest.mark.django_db
def test_task_is_queued_after_the_commit(queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(tasks.note, 3, "a")
        assert OrmQ.objects.count() == 0

    row = OrmQ.objects.get()
    assert (row.func(), row.task["args"], row.task["kwargs"]) == (NOTE, (3, "a"), {})
    assert tasks.ran == []


@pytest.mark.django_db
def test_task_runs_inline_after_the_commit(inline, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(NOTE, 3)
        assert tasks.ran == []

    assert tasks.ran == [(3,)]


@pytest.mark.django_db(transaction=True)
def test_task_of_a_transaction_that_failed_never_runs(inline):
    with transaction.atomic():
        enqueue(tasks.note, 3)
        transaction.set_rollback(True)

    assert tasks.ran == []


@pytest.mark.django_db(transaction=True)
def test_queue_that_cannot_be_reached_does_not_fail_the_request(queued, monkeypatch, caplog):
    with monkeypatch.context() as patch, transaction.atomic():
        enqueue(tasks.note, 3)
        patch.setattr(OrmQ._meta, "db_table", "gone")
        transaction.on_commit(lambda: tasks.note("the next after-commit step"))

    assert OrmQ.objects.count() == 0
    assert tasks.ran == [("the next after-commit step",)]
    assert "Error calling" in caplog.text


@pytest.mark.django_db
def test_inline_errors_surface(inline, django_capture_on_commit_callbacks):
    with pytest.raises(ValueError, match="3"), django_capture_on_commit_callbacks(execute=True):
        enqueue(tasks.fail, 3)


@pytest.mark.parametrize("value", [None, 1.5, {"a": 1}, object(), b"x"])
def test_only_ids_travel(value):
    with pytest.raises(TypeError, match="pass ids"):
        enqueue(NOTE, value)


@pytest.mark.parametrize(
    "func", [lambda: None, "nowhere.at.all", "tests.core.tasks.gone", "tests.core.tasks.ran"]
)
def test_what_a_worker_cannot_import_is_refused(func):
    with pytest.raises(ValueError, match="cannot import"):
        enqueue(func)


def test_path_of_a_function_is_where_it_lives():
    assert path_of(tasks.note) == NOTE
