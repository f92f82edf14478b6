"""Whatever happened, in whatever order, over the years: the forms' own sums hold on what is counted, and nothing is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from django.test import override_settings
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.casework import counts as requests
from gongkai.casework.models import Case
from gongkai.remedies import counts as remedies
from gongkai.remedies.models import Proceeding
from gongkai.report.checking import Case as Check
from gongkai.report.checking import Finding, arithmetic, carry
from gongkai.report.model import Report
from gongkai.statute import answers
from gongkai.statute.forms import Form, form_for
from gongkai.units.models import Unit
from tests.casework.histories import FIRST, LAST, Dispute, Maker, Request, days, histories
from tests.world import World, make_world

YEARS = range(FIRST.year, LAST.year + 1)
TODAY = override_settings(TODAY=LAST)
HELD = {
    "2014": {"S1", "S2", "S3", "S4", "S5", "S6"},
    "2019": {"T3a", "T3b", "T3c", "T3e", "T4a"},
    "2021": {"T3a", "T3b", "T3c", "T3e", "T4a"},
}
"""The sums of each form that have all their addends in requests, reviews and lawsuits: these must be put to the test."""


def cells_of(unit: Unit, year: int, as_of: date | None = None) -> dict[str, int]:
    """Every cell that both apps count for the year, in the year's form."""
    form = form_of(year)
    if form.id == "2014":
        return requests.form_2014(unit, year, as_of) | remedies.form_2014(unit, year, as_of)
    counted = requests.table_three([unit.pk], year, form.id, as_of).get(unit.pk, {})
    counted |= remedies.table_four([unit.pk], year, as_of).get(unit.pk, {})
    blank = {code: 0 for code in form.cells if code.startswith(("t3.", "t4."))}
    assert counted.keys() <= blank.keys()
    return blank | counted


def form_of(year: int) -> Form:
    form = form_for(year)
    assert form is not None
    return form


def broken(unit: Unit, year: int, cells: dict[str, int], last: dict[str, int] | None) -> list[Finding]:
    """What the checker of annual reports finds wrong in the sums and carry-overs of these cells, remarks left out."""
    report = Report("", "", unit=unit.name, year=year, form=form_of(year).id, cells=dict(cells))
    before = Report(
        "", "", unit=unit.name, year=year - 1, form=form_of(max(year - 1, FIRST.year)).id, cells=dict(last or {})
    )
    check = Check(report, [before] if last is not None else [])
    return [each for rule in (arithmetic, carry) for each in rule.check(check) if each.severity != "note"]


def summed(year: int, cells: dict[str, int]) -> set[str]:
    """The ids of the sums that could be put to the test."""
    return {equation.id for equation in form_of(year).sums if equation.evaluate(cells) is not None}


def behind(code: str, unit: Unit, year: int) -> int:
    """How many records stand behind the cell."""
    form = form_of(year).id
    if code.startswith("t4.") or code.removeprefix("s.").partition("_")[0] in ("review", "suit", "complaints"):
        return remedies.records(code, unit, year).count()
    return requests.records(code, unit, year, form).count()


def made(history: tuple[list[Request], list[Dispute]]) -> Maker:
    """The history brought about."""
    maker = Maker(make_world())
    for request in history[0]:
        maker.request(request)
    for dispute in history[1]:
        maker.dispute(dispute)
    event(f"{Case.objects.filter(reopened_on=None).exclude(closed_on=None).count()} closed for good")
    event(f"{Case.objects.exclude(reopened_on=None).count()} reopened")
    event(f"{Proceeding.objects.exclude(ended_on=None).count()} disputes ended")
    return maker


@TODAY
class TestAnyHistory(TestCase):
    """Requests come in, are split, joined, answered, withdrawn, reopened; reviews and lawsuits are filed, decided, appealed."""

    @given(histories())
    @settings(max_examples=4, deadline=None)
    def test_every_statutory_sum_and_carry_over_holds_and_each_request_counts_once(
        self, history: tuple[list[Request], list[Dispute]]
    ) -> None:
        for unit in made(history).units:
            received, handled, last = 0, 0, None
            for year in YEARS:
                cells = cells_of(unit, year)
                assert broken(unit, year, cells, last) == []
                assert summed(year, cells) >= HELD[form_of(year).id]
                old = form_of(year).id == "2014"
                received += cells["s.received" if old else "t3.received.total"]
                handled += cells["s.answered" if old else "t3.handled.total"]
                last = cells

            cases = Case.objects.filter(unit=unit).exclude(received_on=None)
            assert received == cases.count()
            assert handled == cases.exclude(closed_on=None).count()
            assert cells["t3.carried_out.total"] == cases.filter(closed_on=None).count()

    @given(histories(), days)
    @settings(max_examples=4, deadline=None)
    def test_as_of_any_day_the_sums_hold(self, history: tuple[list[Request], list[Dispute]], day: date) -> None:
        for unit in made(history).units:
            cells = cells_of(unit, day.year, day)
            assert broken(unit, day.year, cells, None) == []
            assert summed(day.year, cells) >= HELD[form_of(day.year).id]

    @given(histories(), st.integers(0, 2))
    @settings(max_examples=4, deadline=None)
    def test_each_cell_is_the_number_of_its_records(
        self, history: tuple[list[Request], list[Dispute]], number: int
    ) -> None:
        unit = made(history).units[number]
        for year in YEARS:
            for code, value in cells_of(unit, year).items():
                if value or year in (2016, 2022):
                    assert behind(code, unit, year) == value, (code, year)

    @given(histories())
    @settings(max_examples=10, deadline=None)
    def test_one_pass_over_all_units_gives_what_the_plans_tell_of_each(
        self, history: tuple[list[Request], list[Dispute]]
    ) -> None:
        maker = made(history)
        asked, fought = list(maker.told_of_requests(history[0])), list(maker.told_of_disputes(history[1]))
        for year in YEARS[5:]:
            form = form_of(year).id
            three, four = plain(_rows_of_three(asked, year, form)), plain(_cells_of_four(fought, year))
            assert requests.table_three(Unit.objects.all(), year, form) == three
            assert remedies.table_four(Unit.objects.all(), year) == four
            for unit in maker.units:
                assert requests.table_three([unit.pk], year, form).get(unit.pk) == three.get(unit.pk)
                assert remedies.table_four([unit.pk], year).get(unit.pk) == four.get(unit.pk)


Told = Sequence[tuple[int, str, date, date | None, str]]


def plain(cells: Iterator[tuple[int, str]]) -> dict[int, dict[str, int]]:
    """Each cell of each unit counted, once for each time that it is named."""
    found: dict[int, dict[str, int]] = {}
    for (unit_id, code), number in Counter(cells).items():
        found.setdefault(unit_id, {})[code] = number
    return found


def _rows_of_three(told: Told, year: int, form: str) -> Iterator[tuple[int, str]]:
    for unit_id, column, received, closed, kind in told:
        if received.year > year or (closed and closed.year < year):
            continue
        rows = ["received" if received.year == year else "carried_in"]
        rows += ["handled", answers.kind(kind).row(form)] if closed and closed.year == year else ["carried_out"]
        for row in rows:
            yield unit_id, f"t3.{row}.{column}"
            yield unit_id, f"t3.{row}.total"


def _cells_of_four(told: Told, year: int) -> Iterator[tuple[int, str]]:
    for unit_id, group, filed, ended, column in told:
        if filed.year <= year and (ended is None or ended.year >= year):
            yield unit_id, f"t4.{group}.{column if ended and ended.year == year else 'pending'}"
            yield unit_id, f"t4.{group}.total"


def test_every_cell_of_tables_three_and_four_can_be_opened_to_its_records(world: World) -> None:
    for year in (2019, 2021):
        for code in form_of(year).cells:
            if code.startswith(("t3.", "t4.")):
                assert behind(code, world.education, year) == 0, code


@pytest.mark.parametrize(
    "code", ["t3.lost.total", "t3.granted.nobody", "t4.review.total", "t2.normative.made", "s.meetings"]
)
def test_a_cell_of_another_app_is_refused(world: World, code: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        requests.records(code, world.education, 2024, "2021")
