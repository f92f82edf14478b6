"""A page from memory beside a static file, from the same server: requests a second and the server's CPU time for each."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SECONDS = 4.0
_ADDRESSES = """
from gongkai.config import processes; processes.load()
from django.contrib.staticfiles.storage import staticfiles_storage
from gongkai.publishing.models import Item
print(staticfiles_storage.url("portal/portal.css"))
print(Item.objects.public().order_by("pk").values_list("index_number", flat=True)[100])
"""
_SERVE = "from gongkai.config import processes; processes.load(); processes.web()"


@dataclass(frozen=True)
class Rate:
    """Requests a second, and CPU milliseconds of the server for one."""

    per_second: float
    cpu_ms: float
    size: int


def measure(environment: dict[str, str]) -> tuple[Rate, Rate]:
    """A static file and a kept item page, of the database of `environment`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**environment, "HOST": "127.0.0.1", "PORT": str(port)}
    told = subprocess.run(
        [sys.executable, "-c", _ADDRESSES], env=environment, check=True, capture_output=True, text=True
    )
    static, number = told.stdout.split()
    server = subprocess.Popen([sys.executable, "-c", _SERVE], env=environment, start_new_session=True)
    try:
        _wait(port)
        return _load(port, server.pid, static), _load(port, server.pid, f"/i/{number}")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _load(port: int, group: int, address: str) -> Rate:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    size = 0
    for _ in range(50):
        size = _get(connection, address)
    began, cpu, count = time.perf_counter(), _spent(group), 0
    while time.perf_counter() - began < SECONDS:
        _get(connection, address)
        count += 1
    took, spent = time.perf_counter() - began, _spent(group) - cpu
    connection.close()
    return Rate(count / took, spent / count * 1000, size)


def _get(connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address)
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        raise RuntimeError(f"{address}: {response.status}")
    return len(content)


def _spent(session: int) -> float:
    """CPU seconds of all processes of the server's session."""
    total, ticks = 0, os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[11]) + int(fields[12])
    return total / ticks
