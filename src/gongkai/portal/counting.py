"""How often an item's page is opened: counted in memory, written now and then in one go. Nothing about the reader is looked at but
whether it says that it is a program, and nothing of it is kept."""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from functools import cache
from multiprocessing.util import Finalize
from urllib.parse import unquote

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest

from gongkai.publishing.models import Item, Views

_PROGRAM = re.compile(r"bot|spider|crawl|slurp|fetch|curl|wget|python|java/|http-?client|headless", re.IGNORECASE)
_log = logging.getLogger(__name__)
_lock = threading.Lock()
_waiting: Counter[str] = Counter()
_timer: threading.Timer | None = None


def count(request: HttpRequest) -> None:
    """Count one opening of the item page that `request` was answered with."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    if request.method != "GET" or not agent or _PROGRAM.search(agent):
        return
    with _lock:
        _waiting[unquote(request.path_info.removeprefix("/i/"))] += 1
        _start_timer()


def write() -> int:
    """Write what was counted since the last time; how many openings. What cannot be written now is kept for the next time."""
    with _lock:
        counted = dict(_waiting)
        _waiting.clear()
    if not counted:
        return 0
    try:
        with transaction.atomic():
            items = dict(Item.objects.filter(index_number__in=counted).values_list("pk", "index_number"))
            Views.objects.bulk_create([Views(item_id=pk) for pk in items], ignore_conflicts=True)
            for pk, number in sorted(items.items()):
                Views.objects.filter(item=pk).update(count=F("count") + counted[number])
    except DatabaseError:
        _log.warning("views could not be written and are kept", exc_info=True)
        with _lock:
            _waiting.update(counted)
    return sum(counted.values())


def _start_timer() -> None:
    global _timer  # noqa: PLW0603 -- one for the process
    if _timer is None and settings.VIEWS_WRITTEN_SECONDS:
        _timer = threading.Timer(settings.VIEWS_WRITTEN_SECONDS, _written)
        _timer.daemon = True
        _timer.start()
        _at_the_end()


def _written() -> None:
    global _timer  # noqa: PLW0603
    with _lock:
        _timer = None
    try:
        write()
    finally:
        connection.close()


@cache
def _at_the_end() -> None:
    """Let this process write what is left when it ends: a web worker is a child process, which runs no `atexit`."""
    Finalize(None, lambda: write() if _timer else None, exitpriority=1)
