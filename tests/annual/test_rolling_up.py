"""A government's report: the sum of what the bodies below it handed in, each at its source once, and who is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.annual import members
from gongkai.annual.checking import check
from gongkai.annual.figures import draw, drift
from gongkai.annual.found import Found
from gongkai.annual.models import AnnualReport, Figure, Reading
from gongkai.annual.services import counting, signing
from gongkai.annual.services.signing import Comment
from gongkai.annual.sources import counted
from gongkai.publishing.models import JointIssuer
from gongkai.report.writing import FORMATS
from gongkai.statute.forms import forms
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.casework.histories import LAST, Dispute, Maker, Request, histories
from tests.remedies.dispute import Dispute as Against
from tests.world import make_world

FORM = forms()["2021"]


def of(report: AnnualReport, rule: str) -> list[Found]:
    return [found for found in check(report).findings if found.rule == rule]


def standings(desk: Desk) -> dict[str, str]:
    return {member.unit.code: member.standing for member in members.board(desk.world.county, YEAR)}


def test_what_is_handed_in_is_added_to_the_governments_own_records_and_who_is_missing_is_named(desk: Desk) -> None:
    county, unit = desk.world.county, desk.unit
    for each, number in ((county, 1), (unit, 2), (desk.world.township, 4)):
        for _ in range(number):
            desk.case(each, "2025-12-01")
    desk.handed_in(unit, t2_charges_amount=1.25, t2_penalty_decisions=3)
    desk.begun(desk.world.township)
    report = desk.begun(county)

    drawn = draw(report)
    assert [drawn[code].value for code in ("t3.received.total", "t2.charges.amount", "t2.penalty.decisions")] == [
        3,
        1.25,
        3,
    ]
    named = [found.message.split("的数")[0] for found in of(report, "missing-unit")]
    assert named == ["云溪县人民政府办公室", "云溪县青石镇人民政府", "云溪县城关街道办事处"]
    assert {found.severity for found in of(report, "missing-unit")} == {"warning"}
    assert [(share.unit.short_name, share.value) for share in members.behind(report, "t3.received.total")] == [
        ("云溪县", 1), ("县政府办", None), ("县教育局", 2), ("青石镇", None), ("城关街道", None),
    ]  # fmt: skip


def test_who_makes_a_governments_report_sees_the_reports_below_and_changes_none(desk: Desk) -> None:
    maker, member = desk.statistician(desk.world.county), desk.statistician(desk.world.township)
    begun, report = desk.begun(desk.world.township), desk.handed_in(desk.unit)
    reading = desk.uploaded(desk.world.street)
    assert set(AnnualReport.objects.visible_to(maker)) == {begun, report}
    assert list(AnnualReport.objects.visible_to(maker, Role.STATISTICIAN)) == []  # which is who may write
    assert list(Reading.objects.visible_to(maker)) == [reading]
    assert list(AnnualReport.objects.visible_to(member)) == [begun]
    assert list(Reading.objects.visible_to(member)) == []
    with pytest.raises(PermissionDenied, match="统计员"):
        counting.enter(begun, "t2.penalty.decisions", 1, why="台账", by=maker)


def test_nothing_handed_in_is_unknown_and_not_nothing(desk: Desk) -> None:
    drawn = draw(desk.begun(desk.world.county))
    assert drawn["t2.penalty.decisions"].value is None
    assert drawn["t3.received.total"].value == 0


def test_a_returned_report_is_out_of_the_sum_until_it_is_handed_in_again(desk: Desk) -> None:
    supervisor = desk.world.person(desk.world.county, Role.SUPERVISOR)
    report = desk.signed(t2_penalty_decisions=3)
    assert standings(desk)["yunxi-jyj"] == "submitted"
    signing.accept(report, by=supervisor)
    assert standings(desk)["yunxi-jyj"] == "accepted"
    signing.return_(desk.now(report), [Comment("请核对", code="t2.penalty.decisions")], by=supervisor)
    assert (standings(desk)["yunxi-jyj"], members.sums(desk.world.county, YEAR)) == ("returned", {})
    desk.enter(report, "t2.penalty.decisions", 2)
    with pytest.raises(NotReady, match="还有1条没有回复"):
        desk.sign_all(desk.now(report))
    signing.answer(report.remarks.get(), text="已核对，多报1件", by=desk.statistician(desk.unit))
    desk.sign_all(desk.now(report))
    assert members.sums(desk.world.county, YEAR)["t2.penalty.decisions"] == 2


@pytest.mark.once
def test_a_members_own_adjustment_is_seen_from_above(desk: Desk) -> None:
    desk.case(desk.unit, "2025-12-01")
    report = desk.begun()
    for column in ("person", "total"):
        for row in ("received", "carried_out"):
            desk.enter(report, f"t3.{row}.{column}", 2, "另有1件未录入")
    AnnualReport.objects.filter(pk=report.pk).update(state="signed")
    share = next(s for s in members.behind(desk.begun(desk.world.county), "t3.received.person") if s.unit == desk.unit)
    assert (share.value, share.where) == (2, "人工调整（统计为1）")


def test_an_uploaded_report_counts_and_one_that_does_not_balance_is_told_instead(desk: Desk) -> None:
    county, street = desk.world.county, desk.world.street
    desk.uploaded(street, t3_received_person=2, t3_received_total=2, t3_carried_out_person=2, t3_carried_out_total=2)
    assert (standings(desk)["yunxi-cgj"], members.sums(county, YEAR)["t3.received.total"]) == ("uploaded", 2)

    desk.uploaded(street, t3_received_person=2, t3_received_total=3)
    assert (standings(desk)["yunxi-cgj"], members.sums(county, YEAR)) == ("faulty", {})
    said = next(found.message for found in of(desk.begun(county), "missing-unit") if "城关街道" in found.message)
    assert "上传的报告有错误" in said
    assert "总计" in said


@pytest.mark.long
@pytest.mark.parametrize("to", FORMATS)
def test_a_published_report_counts_whatever_format_it_is_uploaded_in(desk: Desk, to: str) -> None:
    desk.uploaded(desk.world.street, to=to, t2_charges_amount=3.25, t3_received_legal=2, t3_received_total=2,
                  t3_partial_legal=2, t3_partial_total=2, t3_handled_legal=2, t3_handled_total=2)  # fmt: skip
    added = members.sums(desk.world.county, YEAR)
    assert {code: value for code, value in added.items() if value} == {
        "t2.charges.amount": 3.25, "t3.received.legal": 2, "t3.received.total": 2, "t3.partial.legal": 2, "t3.partial.total": 2,
        "t3.handled.legal": 2, "t3.handled.total": 2,
    }  # fmt: skip


def test_the_blank_cells_of_an_uploaded_report_are_told(desk: Desk) -> None:
    desk.uploaded(desk.world.street, t2_charges_amount=None, to="xlsx")
    report = desk.begun(desk.world.county)
    assert [(found.severity, found.cells) for found in of(report, "blank-below")] == [
        ("warning", ("t2.charges.amount",))
    ]


@pytest.mark.once
def test_an_upload_in_the_form_of_another_year_lacks_the_cells_of_this_one(desk: Desk) -> None:
    desk.uploaded(desk.world.street, form="2019")
    lacking = of(desk.begun(desk.world.county), "blank-below") + of(desk.begun(desk.world.county), "missing-unit")
    assert any("城关街道" in found.message for found in lacking)


def test_table_two_counts_a_joint_document_once_for_its_lead(desk: Desk) -> None:
    item = desk.document(desk.unit, "2025-05-05")
    JointIssuer.objects.create(item=item, name=desk.world.township.name)
    for unit in (desk.unit, desk.world.township, desk.world.office, desk.world.street):
        desk.handed_in(unit)
    drawn = draw(desk.begun(desk.world.county))
    assert drawn["t2.normative.made"].value == 1


def test_a_case_against_several_members_is_told_with_how_to_adjust_it(desk: Desk) -> None:
    against = Against(desk.world, desk.settings)
    against.filed("suit", "2025-06-02", joint=[desk.world.township], number="（2025）云溪行初1号")
    for unit in (desk.unit, desk.world.township):
        desk.handed_in(unit)
    report = desk.begun(desk.world.county)

    assert draw(report)["t4.suit.total"].value == 2
    found = of(report, "counted-twice")
    assert [(each.severity, each.cells) for each in found] == [("warning", ("t4.suit.pending", "t4.suit.total"))]
    assert "县教育局、青石镇共同作被申请人" in found[0].message
    assert "各调减1" in found[0].message
    for code in ("t4.suit.pending", "t4.suit.total"):
        desk.enter(report, code, 1, "共同被告的案件只计1件")
    assert draw(report)["t4.suit.total"].value == 1


def test_who_is_a_member_follows_the_tree_and_the_year(desk: Desk) -> None:
    county = Unit.objects.get(pk=desk.world.county.pk)
    facts = {"short_name": "所", "kind": "authorised", "front": "000000009"}
    below = Unit.objects.get(pk=desk.unit.pk).add_child(code="zk", name="云溪县招生考试中心", **facts)
    closed = county.add_child(code="old", name="云溪县物价局", closed_on=date(2025, 6, 1), **facts)
    county = Unit.objects.get(pk=county.pk)
    gone = county.add_child(code="gone", name="云溪县粮食局", closed_on=date(2024, 6, 1), **facts)
    county = Unit.objects.get(pk=county.pk)
    new = county.add_child(code="new", name="云溪县数据局", opened_on=date(2026, 1, 1), **facts)
    codes = set(members.members(county, YEAR).values_list("code", flat=True))

    assert {below.code, closed.code} <= codes
    assert not {gone.code, new.code} & codes
    assert any("云溪县物价局" in found.message for found in of(desk.begun(county), "missing-unit"))


@pytest.mark.once
def test_a_city_adds_its_counties_reports_and_not_what_is_below_them(desk: Desk) -> None:
    city = Unit.add_root(code="shi", name="示范市人民政府", short_name="示范市", kind="city", front="000000010")
    Unit.objects.get(pk=desk.world.county.pk).move(city, "first-child")
    city = Unit.objects.get(pk=city.pk)
    assert list(members.members(city, YEAR).values_list("code", flat=True)) == ["yunxi"]
    assert members.region(city, YEAR).count() == 5


def test_a_unit_that_moved_is_counted_once_and_what_was_signed_says_what_changed(desk: Desk) -> None:
    desk.handed_in(t2_penalty_decisions=3)
    county = desk.handed_in(desk.world.county)
    assert desk.value(county, "t2.penalty.decisions") == 3
    other = Unit.add_root(code="lin", name="临溪县人民政府", short_name="临溪县", kind="county", front="000000011")
    Unit.objects.get(pk=desk.unit.pk).move(other, "first-child")

    assert members.sums(Unit.objects.get(pk=other.pk), YEAR)["t2.penalty.decisions"] == 3
    assert ("t2.penalty.decisions", 3, None) in [(each.code, each.signed, each.now) for each in drift(desk.now(county))]
    assert desk.value(county, "t2.penalty.decisions") == 3


@pytest.mark.long
def test_eighty_units_take_few_queries(desk: Desk) -> None:
    county = desk.world.county
    for number in range(80):
        Unit.objects.get(pk=county.pk).add_child(
            code=f"u{number}",
            name=f"云溪县第{number}局",
            short_name=f"第{number}局",
            kind="department",
            front="000000000",
        )
    reports = AnnualReport.objects.bulk_create(
        AnnualReport(unit=unit, year=YEAR, form_id="2021", name=unit.name, state="signed")
        for unit in members.members(county, YEAR)
    )
    Figure.objects.bulk_create(
        Figure(report=report, code=code, value=1, counted=1, source="counted")
        for report in reports[:80]
        for code in list(FORM.cells)[:20]
    )
    county_report = desk.begun(county)
    with CaptureQueriesContext(
        connection,
    ) as board:
        assert len(members.board(county, YEAR)) == 84
    with CaptureQueriesContext(connection) as drawing:
        assert draw(county_report)[next(iter(FORM.cells))].value == 80
    with CaptureQueriesContext(connection) as behind:
        assert len(members.behind(county_report, "t2.normative.made")) == 85
    assert len(board) <= 5
    assert len(drawing) <= 20
    assert len(behind) <= 20


@pytest.mark.long
@override_settings(TODAY=LAST)
class TestAnyRegion(TestCase):
    @given(histories(), st.lists(st.integers(0, 10**7), min_size=2, max_size=2))
    @settings(max_examples=10, deadline=None)
    def test_the_sum_is_that_of_the_units_own_counts_whatever_happened(
        self, history: tuple[list[Request], list[Dispute]], amounts: list[int]
    ) -> None:
        world = Desk(make_world(), None).world  # every unit has records from before
        maker = Maker(world)
        maker.units = world.units[:3]
        for request in history[0]:
            maker.request(request)
        for dispute in history[1]:
            maker.dispute(dispute)
        for year in (2016, 2020, 2025):
            for number, unit in enumerate(world.units[1:3]):
                report = AnnualReport.objects.create(unit=unit, year=year, form_id=_form(year), name=unit.name)
                code = {2016: "s.budget", 2020: "t2.procurement.amount", 2025: "t2.charges.amount"}[year]
                by = world.person(unit, Role.STATISTICIAN)
                counting.enter_all(report, [counting.Entry(code, amounts[number] / 10**4, "台账")], by=by)
                AnnualReport.objects.filter(pk=report.pk).update(state="signed")
            county = AnnualReport(unit=world.county, year=year, form_id=_form(year), name=world.county.name)
            county.save()
            drawn = draw(county)
            form = forms()[_form(year)]
            own = [counted(unit, year, form) for unit in world.units[:3]]
            for cell in own[0]:
                assert drawn[cell].value == sum(found[cell] for found in own), (year, cell)
            assert drawn[code].value == pytest.approx(sum(amounts) / 10**4)
            for cell in ("t3.received.total", "t4.suit.total", "s.received", code):
                if cell in drawn:
                    shares = members.behind(county, cell)
                    assert sum(share.value or 0 for share in shares) == pytest.approx(drawn[cell].value)


def _form(year: int) -> str:
    return next(form.id for form in forms().values() if form.in_force(year))
