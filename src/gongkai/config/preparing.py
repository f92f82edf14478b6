"""What has to be there before anything is served: a writable data folder, a free port, a database of this version, static files."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from gongkai.config import environment, schema
from gongkai.config.environment import EnvironmentProblem
from gongkai.config.processes import lock

_ROOM = 16 * 1024 * 1024
"""Bytes that must be free: with less the database cannot even be opened safely."""


def check_home() -> None:
    """Raises `EnvironmentProblem` where the data folder cannot be written or its disk is full."""
    home = environment.home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"\0" * 65536)
            file.flush()
        if shutil.disk_usage(home).free < _ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EnvironmentProblem(f"数据文件夹{home}所在的磁盘已满，请清理后再启动。") from error
        raise EnvironmentProblem(
            f"数据文件夹{home}不能读写（{environment.reason(error)}），请检查GONGKAI_HOME及其权限。"
        ) from error


def check_port() -> None:
    """Raises `EnvironmentProblem` where the address cannot be listened on."""
    host, port = environment.host(), environment.port()
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror as error:
        raise EnvironmentProblem(f"没有名为“{host}”的主机，请检查环境变量HOST。") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise EnvironmentProblem(
                f"端口{port}已被占用：请结束占用它的程序，或者用环境变量PORT另选一个端口。"
            ) from error
        if error.errno == errno.EACCES:
            raise EnvironmentProblem(f"没有权限使用端口{port}，请用环境变量PORT另选一个大于1023的端口。") from error
        raise EnvironmentProblem(
            f"不能在{host}:{port}上监听（{environment.reason(error)}），请检查环境变量HOST。"
        ) from error


def prepare(*, demo: bool) -> None:
    """Bring database and static files to this version, and fill in the demonstration county where the database is new.

    Of several that start together one does it and the others wait. Raises `EnvironmentProblem` where the database cannot be used.
    """
    from django.db import DatabaseError

    with lock(environment.home() / "run" / "preparing", wait=True):
        try:
            _migrate()
            _collect()
            if demo:
                _fill()
        except (DatabaseError, OSError) as error:
            raise _problem(error) from error


def _problem(error: Exception) -> EnvironmentProblem:
    text = " ".join(str(error).split())
    if "is full" in text or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentProblem(f"磁盘已满，数据文件夹{environment.home()}写不进去，请清理后再启动。")
    return EnvironmentProblem(f"数据库或者数据文件夹不能使用：{text}。请检查DATABASE_URL和GONGKAI_HOME。")


def _migrate() -> None:
    """Migrate only where a migration is not recorded as done: listing their files is much quicker than loading them."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    done = set(MigrationRecorder(connection).applied_migrations())
    if {(label, path.stem) for label, path in schema.migration_files()} <= done:
        return
    new = not connection.introspection.table_names()
    _say("正在建立数据库，可能需要半分钟……" if new else "正在更新数据库……")
    if new and schema.load():
        return
    call_command("migrate", verbosity=0)


def _collect() -> None:
    """Collect static files where any of them, or what they are collected with, changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT, ".collected")
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def _fill() -> None:
    """The demonstration county, where there is no unit yet."""
    from gongkai.units.models import Unit

    if find_spec("gongkai.config.demo") is None or Unit.objects.exists():
        return
    from gongkai.config import demo

    _say("正在填入示范数据……")
    demo.fill()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
