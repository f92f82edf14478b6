"""Starting an import."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.publishing.exchange.importing import MAY_IMPORT
from gongkai.publishing.models import File, ImportJob
from gongkai.units.access import has_role
from gongkai.units.models import Person, Unit
from gongkai.units.problems import NotReady
from gongkai.untrusted.sheets import KINDS


@transaction.atomic
def start(unit: Unit, file: File, *, by: Person, dry_run: bool = True, number_missing: bool = False) -> ImportJob:
    """Begin to import `file` (made by `services.files.store`) into `unit`, in the background; the job tells how far it is.

    Items become public without this platform's reviews, as they are public already: only an administrator or a final reviewer
    of the unit may do it, and the audit log says so. `number_missing`: rows without an index number get one by rule.
    Raises `PermissionDenied`, and `NotReady` for a file of another kind or another unit.
    """
    from gongkai.publishing.tasks import run_import

    if not has_role(by, unit, *MAY_IMPORT):
        raise PermissionDenied("只有本机构的管理员或者终审人可以导入信息。")
    if file.unit_id != unit.pk:
        raise NotReady("这个文件是其他机构上传的，请重新上传。")
    if not file.name.lower().endswith(tuple(f".{kind}" for kind in KINDS)):
        raise NotReady("只能导入xlsx和csv文件，请下载模板填写，或者用Excel另存为xlsx。")
    job = ImportJob.objects.create(unit=unit, file=file, by=by, dry_run=dry_run, number_missing=number_missing)
    after = {"job": job.pk, "dry_run": dry_run, "number_missing": number_missing, "sha256": file.sha256}
    record("import.started", file, by=by, unit=unit.code, after=after)
    run_import.enqueue(job.pk)
    return job
