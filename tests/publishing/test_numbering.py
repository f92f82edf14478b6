"""Two clerks who publish at the same moment never get the same index number."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from gongkai.publishing.services.numbering import next_index_number
from tests.world import make_world


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_the_same_moment_differ_and_leave_no_gap() -> None:
    unit = make_world().education
    taken: list[str] = []
    start = threading.Barrier(4)

    def clerk() -> None:
        start.wait(timeout=20)
        try:
            taken.extend(next_index_number(unit, 2026) for _ in range(5))
        finally:
            connection.close()

    clerks = [threading.Thread(target=clerk) for _ in range(4)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join(timeout=60)

    assert sorted(taken) == [f"000000003/2026-{serial:05d}" for serial in range(1, 21)]
