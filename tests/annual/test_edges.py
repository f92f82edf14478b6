"""What happens at the edges of a year, of a form, of a body: each case once went wrong, or would have been believed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gongkai.annual import importing, members
from gongkai.annual.checking import check
from gongkai.annual.figures import draw
from gongkai.annual.found import Found
from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.counts import count
from gongkai.annual.prose.fields import Figures
from gongkai.annual.prose.rendering import compared, rendered, typed_figures
from gongkai.annual.services import outside, signing, writing
from gongkai.annual.sources import records
from gongkai.annual.written import cells_of
from gongkai.casework.models import Case, Step
from gongkai.publishing.models import Ending, Item
from gongkai.statute.forms import forms
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.annual.editions import uploaded


def of(report: AnnualReport, rule: str) -> list[Found]:
    return [found for found in check(report).findings if found.rule == rule]


TYPED = [
    ("公开1,200件、12项、3家单位、2起。", ["1,200件", "12项", "3家", "2起"]),
    ("在20个工作日内公开，3个月内办结，共15个栏目。", ["15个"]),
    ("依据3条例，收入1.5亿元，占12.5%。", ["1.5亿元", "12.5%"]),
]


@pytest.mark.parametrize(("text", "found"), TYPED)
def test_a_typed_figure_is_known_by_its_measure_word(text: str, found: list[str]) -> None:
    assert typed_figures(text) == found


def test_no_share_is_told_of_a_decrease() -> None:
    assert compared(2, -4, "项") == "比上年增加6项"


class TestTheFormsOfTwoYears:
    def test_what_the_old_table_only_lets_guess_is_no_figure(self, desk: Desk) -> None:
        """Form 2014 has no row for what was carried over, and closes more than it received where some was."""
        Item.objects.all().delete()
        uploaded(desk.unit, 2018, s_received=2, s_closed=5)
        carried = draw(desk.begun(year=2019))["t3.carried_in.total"]
        assert (carried.value, carried.source) == (None, "entered")

    def test_an_upload_in_another_years_form_is_told_and_not_added(self, desk: Desk) -> None:
        uploaded(desk.world.street, YEAR, form=forms()["2019"], t2_normative_in_force=40)
        report = desk.begun(desk.world.county)
        assert members.sums(desk.world.county, YEAR) == {}
        said = next(found.message for found in of(report, "missing-unit") if "城关街道" in found.message)
        assert "2019年的格式" in said
        assert "重新上传" in said

    def test_the_documents_that_are_public_are_not_those_in_force(self, desk: Desk) -> None:
        """对外公开总数量 (2019) counts what was repealed and stays public; 现行有效件数 (2021) does not."""
        gone, withdrawn = desk.document(desk.unit, "2019-05-05"), desk.document(desk.unit, "2019-06-06")
        Ending.objects.create(item=gone, kind="repealed", on=date(2020, 3, 1))
        withdrawn_at = datetime(2020, 4, 1, tzinfo=UTC)
        Item.objects.filter(pk=withdrawn.pk).update(live=False, withdrawn_at=withdrawn_at)
        desk.document(desk.unit, "2019-12-30", "2021-01-05")
        found = {}
        for year in (2019, 2020, 2021):
            report = desk.begun(desk.unit, year)
            code = "t2.normative.in_force"
            found[year] = draw(report)[code].value
            behind = records(code, desk.unit, year, report.form)
            assert behind is not None
            assert behind.count() == found[year]
        assert found == {2019: 2, 2020: 1, 2021: 2}


class TestAGovernment:
    def test_that_its_bodies_make_no_rules_says_nothing_of_its_own(self, desk: Desk) -> None:
        Unit.objects.filter(pk=desk.world.county.pk).update(kind="city")
        city = Unit.objects.get(pk=desk.world.county.pk)
        desk.handed_in(desk.unit)
        assert members.sums(city, YEAR)["t2.rules.made"] == 0
        report = desk.begun(city)
        assert (draw(report)["t2.rules.made"].value, draw(report)["t2.normative.made"].value) == (None, 0)
        assert [found.severity for found in check(report).findings if found.cells == ("t2.rules.made",)] == ["error"]

    def test_who_is_in_the_tables_or_in_the_words_alone_is_told(self, desk: Desk) -> None:
        Item.objects.filter(unit=desk.world.street).delete()
        desk.document(desk.unit, "2025-05-05")
        uploaded(desk.world.street, YEAR)
        (found,) = of(desk.begun(desk.world.county), "other-scope")
        assert "“主动公开信息”" in found.message
        assert "城关街道的报告计入了表，平台上没有它的记录；县政府办、县教育局、青石镇的记录计入了正文" in found.message
        desk.case(desk.world.street, "2025-03-03")
        for unit in (desk.world.office, desk.unit, desk.world.township):
            desk.handed_in(unit)
        assert of(desk.begun(desk.world.county), "other-scope") == []

    def test_a_published_report_that_was_uploaded_counts_though_a_draft_was_begun_beside_it(self, desk: Desk) -> None:
        county, by_code = (
            desk.world.county,
            lambda: {each.unit.code: each.standing for each in members.board(county, YEAR)},
        )
        uploaded(desk.unit, YEAR, t2_penalty_decisions=5)
        desk.begun()
        assert (by_code()["yunxi-jyj"], members.sums(county, YEAR)["t2.penalty.decisions"]) == ("uploaded", 5)
        report = desk.handed_in(t2_penalty_decisions=3)
        assert (by_code()["yunxi-jyj"], members.sums(county, YEAR)["t2.penalty.decisions"]) == ("submitted", 3)
        AnnualReport.objects.filter(pk=report.pk).update(state="draft", returned_at=datetime(2026, 2, 1, tzinfo=UTC))
        assert (by_code()["yunxi-jyj"], members.sums(county, YEAR)) == ("returned", {})

    def test_a_document_on_the_pages_of_several_bodies_is_told_as_counted_twice(self, desk: Desk) -> None:
        for unit, number in (
            (desk.unit, "云政发〔2025〕9号"),
            (desk.world.township, "云政发〔2025〕9号"),
            (desk.unit, ""),
        ):
            desk.document(unit, "2025-05-05", document_number=number)
        desk.document(desk.world.township, "2025-05-05", document_number="")
        for unit in (desk.unit, desk.world.township):
            desk.handed_in(unit)
        (found,) = of(desk.begun(desk.world.county), "counted-twice")
        assert found.message.startswith("云政发〔2025〕9号在县教育局、青石镇的规范性文件中各有一件，汇总数中计了2件")

    def test_what_a_closed_body_still_does_is_told_and_what_it_left_in_force_is_not(self, desk: Desk) -> None:
        desk.document(desk.world.street, "2023-05-05")
        desk.case(desk.world.township, "2024-12-20", "2025-01-05")
        for unit in (desk.world.township, desk.world.street):
            Unit.objects.filter(pk=unit.pk).update(closed_on=date(2024, 12, 25))
        (found,) = of(desk.begun(desk.world.county), "left-behind")
        assert "青石镇" in found.message
        assert found.cells == ("t3.carried_in.person", "t3.granted.person", "t3.handled.person")

    @pytest.mark.long
    def test_what_it_carries_over_from_bodies_that_came_or_went_can_be_explained(self, desk: Desk) -> None:
        county = desk.world.county
        uploaded(county, YEAR - 1, t3_received_person=2, t3_received_total=2, t3_carried_out_person=2,
                 t3_carried_out_total=2)  # fmt: skip
        assert {found.severity for found in of(desk.begun(county), "carry")} == {"warning"}


def test_a_carry_over_that_does_not_fit_is_an_error_unless_a_body_beside_was_closed(desk: Desk) -> None:
    uploaded(desk.unit, YEAR - 1, t3_received_person=2, t3_received_total=2, t3_carried_out_person=2,
             t3_carried_out_total=2)  # fmt: skip
    desk.case(desk.unit, "2024-12-20", "2025-01-05")
    assert "error" in {found.severity for found in of(desk.begun(), "carry")}
    Unit.objects.filter(pk=desk.world.township.pk).update(closed_on=date(2025, 6, 1))
    assert {found.severity for found in of(desk.begun(), "carry")} == {"warning"}


@pytest.mark.once
def test_an_adjusted_figure_is_asked_about_again_once_the_records_have_another_count(desk: Desk) -> None:
    report = desk.begun()
    desk.enter(report, "t3.received.person", 1, "窗口收到1件，没有录入")
    (found,) = of(report, "adjusted")
    assert (found.severity, found.reason) == ("warning", "窗口收到1件，没有录入")
    desk.case(desk.unit, "2025-03-03")
    desk.enter(report, "t2.penalty.decisions", 3)  # draws all figures anew
    (found,) = of(report, "adjusted")
    assert (found.reason, "统计为1，报告为1" in found.message) == ("", True)


def test_a_document_that_another_body_leads_is_told(desk: Desk) -> None:
    report = desk.begun()
    for body in (desk.unit.name, "教育局", "云溪县财政局"):
        desk.document(desk.unit, "2025-05-05", issuing_body=body)
    (found,) = of(report, "made-by-others")
    assert "有1件的发文机关不是本机构，例如云溪县财政局的" in found.message
    assert found.cells == ("t2.normative.made",)


@pytest.mark.long
def test_behind_the_fees_are_the_requests_that_paid_one(desk: Desk) -> None:
    for facts in ({"voucher": "1"}, {"waived": "低保对象"}):
        case = desk.case(desk.unit, "2016-03-03", "2016-03-10")
        Step.objects.create(case=case, kind="fee_paid", on=date(2016, 3, 9), facts=facts)
    behind = records("s.fees", desk.unit, 2016, forms()["2014"])
    assert behind is not None
    assert behind.count() == 1


@pytest.mark.long
def test_the_correction_of_a_record_is_no_request_in_the_words_either(desk: Desk) -> None:
    for matter in ("request", "record"):
        case = desk.case(desk.unit, "2025-03-03", "2025-06-10")
        Case.objects.filter(pk=case.pk).update(matter=matter, late=True, extended=True)
    units = Unit.objects.filter(pk=desk.unit.pk)
    assert (count("late_answers", units, YEAR), count("extended", units, YEAR)) == (1, 1)


def test_the_words_compare_with_what_last_years_report_said_and_not_with_what_is_counted_since(desk: Desk) -> None:
    desk.document(desk.unit, "2024-05-05")
    AnnualReport.objects.filter(pk=desk.begun(year=YEAR - 1).pk).update(
        fixed={"value": {"主动公开信息": 1}, "last": {}}
    )
    for _ in range(2):
        desk.document(desk.unit, "2024-06-06")
        desk.document(desk.unit, "2025-05-05")
    report = desk.begun()
    assert rendered("{主动公开信息|比上年}", Figures(report, cells_of(report))) == "比上年增加1条，增长100%"


@pytest.mark.once
def test_a_figure_that_cannot_be_is_not_read_into_a_report(desk: Desk) -> None:
    with pytest.raises(NotReady, match="不可能有的数“1000000000000”"):
        desk.uploaded(desk.world.street, to="json", t2_charges_amount=10**12)
    assert not outside.Reading.objects.exists()


@pytest.mark.once
def test_the_report_of_a_government_is_not_taken_for_that_of_its_office(desk: Desk) -> None:
    county, office = desk.world.county, desk.world.office
    for unit, other in ((office, county), (county, office)):
        file = desk.file(other, YEAR)
        with pytest.raises(NotReady, match=f"“{other.name}”的，不是{unit.name}的"):
            outside.upload(unit, YEAR, file, by=desk.statistician(unit))
        assert desk.uploaded(unit).unit == unit


@pytest.mark.once
def test_what_was_pasted_is_kept_without_what_no_file_takes(desk: Desk) -> None:
    report, by = desk.begun(), desk.statistician(desk.unit)
    for _ in range(2):  # a page that is saved unchanged is no other version, however its lines end
        saved = writing.save_part(report, 1, "一行。\x0b二行。\r\n三\x00行\ufffe。", version=report.version, by=by)
    assert (saved.version, saved.parts.get(position=1).text) == (report.version + 1, "一行。\n二行。\n三行。")


@pytest.mark.once
def test_nobody_signs_what_somebody_changed_since_they_looked_at_it(desk: Desk) -> None:
    report, by = desk.filled(), desk.statistician(desk.unit)
    seen = check(report).mark
    desk.enter(report, "t2.penalty.decisions", 7)
    with pytest.raises(NotReady, match="没有办理"):
        signing.sign(report, seen=seen, by=by)
    seen = check(desk.now(report)).mark
    writing.save_part(report, 1, "情况见下表。", version=desk.now(report).version, by=by)
    with pytest.raises(NotReady, match="没有办理"):
        signing.sign(report, seen=seen, by=by)
    seen, head = check(desk.now(report)).mark, desk.world.person(desk.unit, Role.HEAD)
    assert signing.sign(report, seen=seen, by=by).state == "reviewed"
    signing.send_back(report, opinion="请核对", by=head)
    desk.enter(report, "t2.penalty.decisions", 8)
    signing.sign(report, by=by)
    with pytest.raises(NotReady, match="没有办理"):
        signing.sign(report, seen=seen, by=head)
    assert signing.sign(report, seen=check(desk.now(report)).mark, by=head).state == "signed"
    above = desk.world.person(desk.world.county, Role.SUPERVISOR)
    with pytest.raises(NotReady, match="没有办理"):
        signing.accept(report, seen=seen, by=above)
    assert signing.accept(report, seen=check(desk.now(report)).mark, by=above).accepted_at


@pytest.mark.long
def test_a_code_that_comes_twice_is_told_though_its_first_row_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    report, file = desk.begun(), tmp_path / "figures.csv"
    desk.enter(report, "t2.penalty.decisions", 5, "台账")
    file.write_text("代码,数值,来源\nt2.penalty.decisions,5,台账\nt2.penalty.decisions,6,台账\n", encoding="utf-8")
    done: Any = importing.run(report, file, "csv", by=desk.statistician(desk.unit), dry_run=False)
    assert (done.known, done.new, [problem.column for problem in done.problems]) == (1, 0, ["代码"])
    assert desk.value(report, "t2.penalty.decisions") == 5
