"""The audit log: what was written stays as it was written, or it shows."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.audit.log import AuditBroken, record, verify
from gongkai.audit.models import Entry, Head
from tests.world import World

COLUMNS = ["at", "actor", "address", "action", "unit", "object_type", "object_id", "label", "before", "after", "seal"]


def sql(statement: str, *values: object) -> None:
    """Past the software, straight into the database: what somebody with its password could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def three_entries(world: World) -> None:
    for name in ("甲", "乙", "丙"):
        record("unit.changed", world.education, unit=world.education.code, before={"name": "旧"}, after={"name": name})


def test_an_untouched_log_is_whole(world: World) -> None:
    three_entries(world)

    assert verify() == (3, None)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_of_an_entry_shows_at_that_entry(world: World, column: str) -> None:
    three_entries(world)
    value = {"at": "2020-01-01 00:00:00+00:00", "before": '{"name": "x"}', "after": "null"}.get(column, "x")

    sql(f"UPDATE audit_entry SET {column} = %s WHERE number = 2", value)

    whole, broken = verify()
    assert whole == 1
    assert broken is not None
    assert broken.number == 2


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_missing_entry_shows(world: World, number: int) -> None:
    three_entries(world)

    sql("DELETE FROM audit_entry WHERE number = %s", number)

    broken = verify()[1]
    assert broken is not None
    assert broken.number == number


def test_cutting_the_end_off_shows_even_where_the_head_is_set_back(world: World) -> None:
    three_entries(world)
    second = Entry.objects.get(number=2)
    sql("DELETE FROM audit_entry WHERE number = 3")

    sql("UPDATE audit_head SET number = 2, seal = %s", second.seal)

    assert verify()[1] is not None


def test_nothing_is_written_on_top_of_a_forged_end(world: World) -> None:
    three_entries(world)
    Head.objects.update(number=1)

    with pytest.raises(AuditBroken):
        record("unit.changed", world.education)


def test_entries_cannot_be_changed_or_deleted_through_the_software(world: World) -> None:
    three_entries(world)

    with pytest.raises(TypeError):
        Entry.objects.update(actor="别人")
    with pytest.raises(TypeError):
        Entry.objects.all().delete()


def test_an_entry_goes_with_its_transaction(world: World) -> None:
    three_entries(world)

    def recorded_and_then_broken_off() -> None:
        with transaction.atomic():
            record("unit.changed", world.education)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        recorded_and_then_broken_off()

    record("unit.changed", world.education)
    assert verify() == (4, None)


def test_an_action_that_has_no_words_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="unknown action"):
        record("unit.exploded", world.education)


class TestAnyValues(TestCase):
    """Whatever is recorded, the log is whole afterwards."""

    values = st.dictionaries(
        st.text(max_size=5), st.one_of(st.none(), st.integers(), st.booleans(), st.text(max_size=20)), max_size=3
    )

    @given(st.lists(st.tuples(values, values), max_size=3))
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_the_log_stays_whole(self, changes: list[tuple[dict[str, object], dict[str, object]]]) -> None:
        clean = [tuple({k.replace("\0", ""): v for k, v in side.items()} for side in change) for change in changes]
        for before, after in clean:
            record("unit.changed", before=_storable(before), after=_storable(after))

        assert verify() == (len(changes), None)


def _storable(values: dict[str, object]) -> dict[str, object]:
    """Without the one character that PostgreSQL cannot keep."""
    return {key: value.replace("\0", "") if isinstance(value, str) else value for key, value in values.items()}
