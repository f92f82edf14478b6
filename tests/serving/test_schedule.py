"""What runs by itself: each job queued once when it is due, tasks of killed workers taken up again, health told honestly."""

from __future__ import annotations

import errno
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.config import health
from gongkai.config.models import Job
from gongkai.config.schedule import JOBS, MOST_KILLS, queue_due, run, take_up
from gongkai.publishing.tasks import deliver


@pytest.fixture
def queue(settings: Any) -> None:
    """Tasks go into the database, as they do outside of tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]}}


def all_due() -> None:
    for job in JOBS:
        Job.objects.update_or_create(pk=job.name, defaults={"next_at": timezone.now()})


def queued() -> list[str]:
    return sorted(result.args_kwargs["args"][0] for result in DBTaskResult.objects.all())


def work_off() -> None:
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        result.set_successful(None)


@pytest.mark.usefixtures("db", "queue")
def test_a_due_job_is_queued_once_and_again_only_after_its_time() -> None:
    all_due()
    now = timezone.now()

    assert sorted(queue_due(now)) == sorted(job.name for job in JOBS)
    work_off()
    assert queue_due(now) == []

    assert "deliver_due" in queue_due(now + timedelta(seconds=61))


@pytest.mark.usefixtures("db", "queue")
def test_jobs_do_not_pile_up_while_no_worker_takes_them() -> None:
    all_due()
    for minutes in range(10):
        queue_due(timezone.now() + timedelta(minutes=minutes))

    assert queued() == sorted(job.name for job in JOBS)


@pytest.mark.usefixtures("transactional_db", "queue")
def test_two_schedulers_queue_each_job_once() -> None:
    all_due()
    now, together = timezone.now(), threading.Barrier(3)
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            connection.ensure_connection()
            together.wait(20)
            queue_due(now)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failures == []
    assert queued() == sorted(job.name for job in JOBS)


@pytest.mark.parametrize(
    ("now", "next_"),
    [
        ("2026-03-01T15:59:00", "2026-03-01T16:05:00"),  # 23:59 and 00:05 in Beijing
        ("2026-03-01T16:04:59", "2026-03-01T16:05:00"),
        ("2026-03-01T16:05:00", "2026-03-02T16:05:00"),
        ("2026-12-31T20:00:00", "2027-01-01T16:05:00"),
    ],
)
def test_the_daily_job_starts_just_after_midnight_in_beijing(now: str, next_: str) -> None:
    daily = next(job for job in JOBS if job.name == "daily")

    after = daily.after(datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert after == datetime.fromisoformat(next_).replace(tzinfo=UTC)


@pytest.mark.usefixtures("db", "queue")
def test_a_job_that_was_done_is_noted() -> None:
    all_due()

    run.call("beat")

    assert Job.objects.get(pk="beat").done_at is not None
    assert Job.objects.get(pk="daily").done_at is None


def test_each_job_is_known_by_one_name_and_goes_into_a_queue_that_has_a_worker() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert {job.queue for job in JOBS} == {"default", "slow"}


@pytest.mark.usefixtures("db", "queue")
def test_a_worker_takes_up_what_its_killed_forerunner_had_begun_and_nothing_else() -> None:
    for name in ("beat", "deliver_due", "daily"):
        run.enqueue(name)
    mine, other, _ = DBTaskResult.objects.order_by("enqueued_at")
    mine.claim("here-default-1")
    other.claim("here-default-2")

    assert take_up("here-default-1") == 1

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@pytest.mark.usefixtures("db", "queue")
def test_a_task_that_kills_every_worker_is_not_begun_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    run.enqueue("beat")
    task = DBTaskResult.objects.get()
    for _ in range(MOST_KILLS):
        task.refresh_from_db()
        assert task.status == TaskResultStatus.READY
        task.claim("here-default-1")
        take_up("here-default-1")

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "不再执行" in caplog.text


@pytest.mark.usefixtures("db", "queue")
def test_a_task_that_failed_with_the_database_is_begun_anew_and_one_with_a_fault_is_not() -> None:
    tasks = []
    for error in (OperationalError("server closed the connection"), ValueError("a fault")):
        task = DBTaskResult.objects.get(pk=deliver.enqueue(1).id)
        task.claim("here-default-1")
        task.set_failed(error)
        tasks.append(task)

    next(job for job in JOBS if job.name == "again_after_outage").does()

    states = [DBTaskResult.objects.get(pk=task.pk).status for task in tasks]
    assert states == [TaskResultStatus.READY, TaskResultStatus.FAILED]


def beaten(minutes: float) -> None:
    moment = timezone.now() - timedelta(minutes=minutes)
    Job.objects.update_or_create(pk="beat", defaults={"next_at": moment, "done_at": moment})


@pytest.mark.usefixtures("db")
def test_health_is_ok_while_database_files_and_worker_answer(client: Client) -> None:
    beaten(1)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("db")
def test_a_worker_that_has_done_nothing_for_long_or_ever_fails_health(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "failing", "failing": ["worker"]}

    beaten(10)

    assert client.get("/healthz").status_code == 503


@pytest.mark.usefixtures("db")
def test_files_that_cannot_be_written_fail_health(client: Client, settings: Any, tmp_path: Any) -> None:
    beaten(1)
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "files"

    assert client.get("/healthz").json()["failing"] == ["files"]


def test_a_database_that_is_away_fails_health_without_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("connection to server at 10.0.0.5 failed")

    monkeypatch.setattr(health.Job.objects, "filter", away)

    answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database"]
    assert "10.0.0.5" not in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("connection to server failed"), 503, "数据库暂时没有应答"),
        (OperationalError("database or disk is full"), 507, "磁盘已满"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "磁盘已满"),
    ],
)
def test_a_page_that_failed_says_why_and_that_nothing_was_saved(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(_: HttpRequest) -> None:
        raise error

    monkeypatch.setattr("gongkai.config.health._writable", fail)
    monkeypatch.setattr(health.Job.objects, "filter", lambda *_, **__: Job.objects.none())

    answer = Client(raise_request_exception=False).get("/healthz")

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "没有保存" in answer.content.decode()


@pytest.mark.usefixtures("db", "queue")
def test_tidying_forgets_old_results_and_frees_what_was_abandoned() -> None:
    for _ in range(3):
        run.enqueue("beat")
    old, abandoned, fresh = DBTaskResult.objects.order_by("enqueued_at")
    old.set_successful(None)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=3))
    abandoned.claim("elsewhere-default-1")
    DBTaskResult.objects.filter(pk=abandoned.pk).update(started_at=timezone.now() - timedelta(hours=13))
    fresh.claim("elsewhere-default-2")

    next(job for job in JOBS if job.name == "tidy").does()

    assert set(DBTaskResult.objects.values_list("pk", "status")) == {
        (abandoned.pk, TaskResultStatus.READY),
        (fresh.pk, TaskResultStatus.RUNNING),
    }
