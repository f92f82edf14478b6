"""`/healthz`: whether the platform can do its work, for whoever watches it."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.config.models import Job
from gongkai.config.schedule import BEAT

_BEAT_WITHIN = timedelta(minutes=4)
_PROBE = b"\0" * 65536


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and `{"status": "ok"}`, or 503 with the names of what fails (database, files, worker) and nothing more about it."""
    failing = []
    try:
        beaten = Job.objects.filter(pk=BEAT, done_at__gt=timezone.now() - _BEAT_WITHIN).exists()
    except DatabaseError:
        failing.append("database")
    else:
        if not beaten:
            failing.append("worker")
    if not _writable(Path(settings.MEDIA_ROOT)):
        failing.append("files")
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(_PROBE)
            file.flush()
    except OSError:
        return False
    return True
