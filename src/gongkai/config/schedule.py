"""What runs by itself and how often: data, the loop that queues it, and what becomes of tasks whose worker was killed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gongkai.annual.services import reminding
from gongkai.config.models import Job
from gongkai.publishing.services import deliveries, link_inspection, publication
from gongkai.remedies.services import course, retention
from gongkai.units import mailing
from gongkai.workbench import digests

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """A job: what it does, and either how long after each start it starts again or the time of day (Beijing) at which it does."""

    name: str
    does: Callable[[], object]
    every: timedelta | None = None
    at: clock = clock(0)
    queue: str = "default"

    def after(self, now: datetime) -> datetime:
        """When it is to start next, having started at `now`."""
        if self.every:
            return now + self.every
        today = timezone.localtime(now).replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today > now else today + timedelta(days=1)


BEAT = "beat"
_MINUTE = timedelta(minutes=1)
_LINKS_EVERY = timedelta(minutes=10)
_LINKS_CYCLE = timedelta(days=30)
"""Each public item's links are called once in this time."""
_ABANDONED = timedelta(hours=12)
"""A task that runs longer was left by a worker that never came back."""
_OUTAGES = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
MOST_KILLS = 5
"""A task that was under way when its worker was killed this many times is not begun again."""


def _inspect_links() -> None:
    slot = int(timezone.now().timestamp() // _LINKS_EVERY.total_seconds())
    link_inspection.inspect_links(slot, _LINKS_CYCLE // _LINKS_EVERY)


def _tidy() -> None:
    """Forget what was done long ago, and free tasks and sessions that nobody comes back for."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    _again(list(running.filter(started_at__lt=timezone.now() - _ABANDONED)))
    call_command("prune_db_task_results", queue_name="*", min_age_days=2, failed_min_age_days=30, verbosity=0)
    call_command("clearsessions")


def _beat() -> None:
    """Nothing: that it was done shows that scheduler and worker are at work."""


def _again_after_outage() -> None:
    """Begin anew what failed because the database went away."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, exception_class_path__in=_OUTAGES)
    for result in failed.exclude(task_path=run.module_path):  # jobs come again by themselves
        if len(result.worker_ids) < MOST_KILLS:
            DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.FAILED).update(
                status=TaskResultStatus.READY, finished_at=None
            )


JOBS = (
    Timing(BEAT, _beat, every=timedelta(seconds=30)),
    Timing("publish_scheduled", publication.publish_scheduled, every=_MINUTE),
    Timing("deliver_due", deliveries.deliver_due, every=_MINUTE),
    Timing("again_after_outage", _again_after_outage, every=_MINUTE),
    Timing("daily", publication.daily, at=clock(0, 5)),
    Timing("remind", reminding.remind, at=clock(0, 15)),
    Timing("compose_mails", digests.compose, at=clock(8)),
    Timing("send_mails", mailing.send_due, every=_MINUTE),
    Timing("settle", course.settle, at=clock(0, 20)),
    Timing("erase_old", retention.erase_old, at=clock(2, 10), queue="slow"),
    Timing("tidy", _tidy, at=clock(3, 10)),
    Timing("inspect_links", _inspect_links, every=_LINKS_EVERY, queue="slow"),
)
"""All that runs by itself."""


@task()
def run(name: str) -> None:
    """Do the job `name` and note when it was done."""
    next(job for job in JOBS if job.name == name).does()
    Job.objects.filter(pk=name).update(done_at=timezone.now())


def queue_due(now: datetime | None = None) -> list[str]:
    """Queue what is due, but nothing that still waits or runs from before; the names. Of several who ask at once one queues a job."""
    now, queued = now or timezone.now(), []
    due = set(Job.objects.filter(next_at__lte=now).values_list("name", flat=True))
    for job in JOBS:
        if job.name in due:
            with transaction.atomic():
                claimed = Job.objects.filter(pk=job.name, next_at__lte=now).update(next_at=job.after(now))
                if claimed and job.name not in _open_jobs():
                    run.using(queue_name=job.queue).enqueue(job.name)
                    queued.append(job.name)
    return queued


def _open_jobs() -> set[str]:
    open_ = DBTaskResult.objects.filter(
        task_path=run.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    return {arguments["args"][0] for arguments in open_.values_list("args_kwargs", flat=True)}


def keep_queueing(pause: float = 1.0) -> None:
    """The scheduler's loop. Jobs that are new are due at once; a database that is away is waited for."""
    known = False
    while True:
        close_old_connections()
        try:
            if not known:
                Job.objects.bulk_create(
                    [Job(name=job.name, next_at=timezone.now()) for job in JOBS], ignore_conflicts=True
                )
                known = True
            queue_due()
        except DatabaseError as error:
            _logger.warning("数据库没有应答，定时任务稍后再排：%s", " ".join(str(error).split()))
            time.sleep(5)
        time.sleep(pause)


def take_up(worker_id: str) -> int:
    """Put back what a worker of this id had begun before it was killed; how many. Only that worker itself may ask, before it begins."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return _again([result for result in running if result.worker_ids and result.worker_ids[-1] == worker_id])


def _again(results: list[DBTaskResult]) -> int:
    for result in results:
        if len(result.worker_ids) >= MOST_KILLS:
            _logger.error("任务%s多次使后台进程中断，不再执行：%s", result.task_path, result.args_kwargs)
            result.set_failed(RuntimeError("worker killed too often"))
        else:
            left = DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.RUNNING)
            left.update(status=TaskResultStatus.READY, started_at=None)
    return len(results)
