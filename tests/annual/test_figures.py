"""Each figure of a report: what the records say, what somebody vouches for, what last year's report hands down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.annual.checking import check
from gongkai.annual.figures import draw, drift
from gongkai.annual.models import AnnualReport, Edition, Entered
from gongkai.annual.prose.fields import Figures
from gongkai.annual.prose.rendering import problems
from gongkai.annual.published import corrected
from gongkai.annual.services import counting, opening, publishing, signing, writing
from gongkai.annual.services.counting import Entry
from gongkai.annual.sources import records
from gongkai.annual.written import cells_of
from gongkai.casework.models import Case
from gongkai.publishing.models import Channel, Ending, Item, Release
from gongkai.statute.forms import form_for
from gongkai.units.models import FormerName, Role
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.remedies.dispute import Dispute


def figure(report: AnnualReport, code: str) -> tuple[Any, ...]:
    drawn = draw(report)[code]
    return drawn.value, drawn.counted, drawn.source.value


@pytest.mark.once
def test_a_report_goes_all_the_way_from_its_first_draft_to_the_public(desk: Desk) -> None:
    desk.case(desk.unit, "2025-03-03", "2025-03-10")
    report = desk.begun()
    with pytest.raises(NotReady):
        signing.sign(report, by=desk.statistician(desk.unit))

    report = desk.published(t2_charges_amount=12.5)
    edition = report.editions.get()
    assert (report.state, edition.content["cells"]["t3.granted.person"], edition.content["cells"]["t2.charges.amount"]) == (
        "published", 1, 12.5,
    )  # fmt: skip
    assert edition.item is not None
    assert edition.item.live


@pytest.mark.parametrize("year", [2016, pytest.param(2020, marks=pytest.mark.long), 2025])
def test_each_counted_figure_is_the_number_of_the_records_that_it_opens_to(desk: Desk, year: int) -> None:
    unit = desk.unit
    desk.case(unit, f"{year - 1}-12-20", f"{year}-01-08", "partial", "business")
    desk.case(unit, f"{year}-03-03", f"{year}-03-10")
    desk.case(unit, f"{year}-12-03")
    desk.document(unit, f"{year - 1}-05-05")
    item = desk.document(unit, f"{year}-05-05")
    Ending.objects.create(item=item, kind="repealed", on=date(year, 11, 1))
    dispute = Dispute(desk.world, desk.settings)
    dispute.decided(dispute.filed("review", f"{year}-04-01"), "upheld", f"{year}-06-01")
    dispute.filed("suit", f"{year}-09-01")
    form = form_for(year)
    assert form is not None

    found = draw(desk.begun(unit, year))
    counted = {
        code: drawn.value for code, drawn in found.items() if drawn.source == "counted" and not form.cells[code].makers
    }
    for code, value in counted.items():
        behind = records(code, unit, year, form)
        assert behind is not None, code
        assert behind.count() == value, code
    some = {
        2016: {
            "s.received": 2,
            "s.answered": 2,
            "s.review_upheld": 1,
            "s.suit": 0,
            "s.normative_made": 1,
            "s.proactive": 1,
        },
        2020: {"t3.received.total": 2, "t3.carried_in.business": 1, "t4.suit.pending": 1, "t2.normative.in_force": 2},
        2025: {"t3.partial.business": 1, "t3.carried_out.total": 1, "t2.normative.repealed": 1, "t4.review.upheld": 1},
    }[year]
    assert {code: found[code].value for code in some} == some
    assert found[{2016: "s.meetings", 2020: "t2.penalty.decisions", 2025: "t2.charges.amount"}[year]].value is None


def test_an_item_on_several_channels_of_a_kind_counts_once_for_each_kind(desk: Desk) -> None:
    item = desk.document(desk.unit, "2016-05-05")
    for number, kind in enumerate(("wechat", "wechat", "notice-board")):
        channel = Channel.objects.create(unit=desk.unit, kind=kind, name=f"渠道{number}")
        Release.objects.create(item=item, channel=channel, released_on=date(2016, 5, 6))
    drawn = draw(desk.begun(desk.unit, 2016))
    assert [drawn[f"s.{code}"].value for code in ("proactive", "via_wechat", "via_other", "via_weibo")] == [1, 1, 1, 0]


def test_what_the_platform_cannot_count_is_entered_adjusted_and_taken_back_with_the_counted_value_beside(
    desk: Desk,
) -> None:
    desk.case(desk.unit, "2025-03-03")
    report = desk.begun()
    assert figure(report, "t2.penalty.decisions") == (None, None, "entered")
    desk.enter(report, "t2.penalty.decisions", 12)
    assert figure(report, "t2.penalty.decisions") == (12, None, "entered")
    desk.enter(report, "t3.received.person", 2, "窗口另收1件纸质申请，尚未录入")
    assert figure(report, "t3.received.person") == (2, 1, "adjusted")
    desk.enter(report, "t3.received.person", None, "已经补录")
    assert figure(report, "t3.received.person") == (1, 1, "counted")
    assert desk.value(report, "t3.received.person") == 1
    assert [entry.why for entry in Entered.objects.filter(code="t3.received.person")] == [
        "窗口另收1件纸质申请，尚未录入",
        "已经补录",
    ]


REFUSED: list[tuple[str, Any, str]] = [
    ("t2.penalty.decisions", -1, "不能是负数"),
    ("t2.penalty.decisions", 1.5, "只能填整数"),
    ("t2.charges.amount", Decimal("1e11"), "核对单位"),
    ("t2.charges.amount", Decimal("nan"), "过大"),
    ("t2.charges.amount", Decimal("0.0000001"), "六位小数"),
    ("t9.nothing", 1, "没有“t9.nothing”这一格"),
]


def test_what_no_such_cell_can_hold_is_refused_and_nothing_of_it_is_kept(desk: Desk) -> None:
    report, by = desk.begun(), desk.statistician(desk.unit)
    for code, value, said in REFUSED:
        with pytest.raises(NotReady, match=said):
            counting.enter_all(report, [Entry("t2.coercion.decisions", 3, "台账"), Entry(code, value, "台账")], by=by)
    assert not Entered.objects.exists()


def test_a_figure_needs_its_source_and_somebody_of_the_unit(desk: Desk) -> None:
    report = desk.begun()
    with pytest.raises(NotReady, match="来源"):
        desk.enter(report, "t2.penalty.decisions", 1, "  ")
    with pytest.raises(PermissionDenied):
        counting.enter(report, "t2.penalty.decisions", 1, why="台账", by=desk.statistician(desk.world.township))


def test_a_decrease_is_entered_where_the_form_tells_one(desk: Desk) -> None:
    report = desk.begun(desk.unit, 2019)
    desk.enter(report, "t2.licensing.change", -4)
    assert figure(report, "t2.licensing.change")[0] == -4


def test_where_the_platform_begins_in_the_year_all_columns_of_the_carry_over_come_from_last_years_report(
    desk: Desk,
) -> None:
    desk.uploaded(
        desk.unit, 2024, t3_received_person=3, t3_received_total=5, t3_received_business=2, t3_carried_out_person=3,
        t3_carried_out_business=2, t3_carried_out_total=5,
    )  # fmt: skip
    report = desk.begun()
    assert [figure(report, f"t3.carried_in.{column}") for column in ("person", "business", "total", "legal")] == [
        (3, 0, "carried"), (2, 0, "carried"), (5, 0, "carried"), (0, 0, "carried"),
    ]  # fmt: skip

    desk.case(desk.unit, "2024-12-02", "2025-01-05")
    assert figure(report, "t3.carried_in.person") == (1, 1, "counted")


def test_last_years_number_of_matters_follows_from_last_years_report(desk: Desk) -> None:
    desk.uploaded(desk.unit, 2019, t2_licensing_last_year=40, t2_licensing_change=-2)
    report = desk.begun(desk.unit, 2020)
    assert figure(report, "t2.licensing.last_year") == (38, None, "carried")
    assert figure(report, "t2.licensing.change") == (None, None, "entered")


@pytest.mark.once
def test_a_missing_last_year_is_told_and_needs_a_reason(desk: Desk) -> None:
    found = [each for each in check(desk.begun()).findings if each.rule == "last-year"]
    assert [each.severity for each in found] == ["warning"]


def test_what_changes_after_the_signature_is_told_and_the_signed_figures_stay(desk: Desk) -> None:
    case = desk.case(desk.unit, "2025-03-03", "2025-03-10")
    report = desk.handed_in()
    assert drift(report) == []

    Case.objects.filter(pk=case.pk).update(answer_kind="denied_secret")
    assert {(each.code, each.signed, each.now) for each in drift(report)} == {
        ("t3.granted.person", 1, 0), ("t3.granted.total", 1, 0),
        ("t3.denied_secret.person", 0, 1), ("t3.denied_secret.total", 0, 1),
    }  # fmt: skip
    assert counting.recount(report) == []
    assert desk.value(report, "t3.granted.person") == 1
    with pytest.raises(NotReady, match="已经固定"):
        desk.enter(report, "t3.granted.person", 0)


@pytest.mark.once
def test_a_correction_counts_anew_and_the_first_edition_stays_public(desk: Desk) -> None:
    report = desk.published(t2_penalty_decisions=3)
    desk.on("2026-03-02")
    publishing.correct(report, why="漏报1件", by=desk.statistician(desk.unit))
    desk.enter(report, "t2.penalty.decisions", 4)
    desk.sign_all(desk.now(report))
    publishing.publish(desk.now(report), why="行政处罚漏报1件", by=desk.statistician(desk.unit))
    first, second = report.editions.all()
    assert [edition.content["cells"]["t2.penalty.decisions"] for edition in (first, second)] == [3, 4]
    assert [figures[1:] for figures in corrected(first, second).figures] == [("3", "4")]
    renamed = Edition(content=first.content | {"title": "云溪县教体局2025年政府信息公开工作年度报告"})
    assert corrected(first, renamed).parts == ["标题"]


@pytest.mark.once
def test_a_unit_renamed_since_reports_under_the_name_that_it_had_at_the_years_end(desk: Desk) -> None:
    unit = desk.unit
    FormerName.objects.create(unit=unit, name="云溪县教育体育局", until=date(2026, 1, 10))
    FormerName.objects.create(unit=unit, name="云溪县文教局", until=date(2020, 1, 10))
    assert desk.begun().name == "云溪县教育体育局"
    desk.on("2027-01-12")
    assert desk.begun(year=2026).name == "云溪县教育局"
    assert desk.begun(year=2019).name == "云溪县文教局"


@pytest.mark.once
def test_years_without_a_report_are_refused(desk: Desk) -> None:
    unit = desk.unit
    for year, said in ((2013, "格式"), (2027, "还没有到")):
        with pytest.raises(NotReady, match=said):
            desk.begun(unit, year)
    unit.opened_on, unit.closed_on = date(2018, 5, 1), date(2024, 6, 1)
    unit.save()
    for year, said in ((2017, "还没有报告"), (2025, "由那个机构报告")):
        with pytest.raises(NotReady, match=said):
            desk.begun(unit, year)
    assert desk.begun(unit, 2024).form_id == "2021"


@pytest.mark.once
def test_rules_are_no_countys_and_a_city_says_itself_whether_it_makes_some(desk: Desk) -> None:
    assert figure(desk.begun(), "t2.rules.made") == (0, 0, "counted")
    desk.unit.__class__.objects.filter(pk=desk.unit.pk).update(kind="city")
    report = opening.begin(
        desk.world.education.__class__.objects.get(pk=desk.unit.pk), 2024, by=desk.statistician(desk.unit)
    )
    assert figure(report, "t2.rules.made") == (None, None, "entered")


def test_two_people_who_save_the_same_part_do_not_overwrite_each_other(desk: Desk) -> None:
    report, by = desk.begun(), desk.statistician(desk.unit)
    writing.save_part(report, 1, "先保存的话。", version=report.version, by=by)
    with pytest.raises(writing.Overtaken, match="另一个人"):
        writing.save_part(report, 1, "后保存的话。", version=report.version, by=by)
    assert report.parts.get(position=1).text == "先保存的话。"


def test_beginning_twice_gives_the_same_report(desk: Desk) -> None:
    first = desk.begun()
    assert desk.begun() == first
    assert (AnnualReport.objects.count(), first.parts.count()) == (1, 6)


@pytest.mark.once
def test_an_unknown_name_in_the_words_is_told_with_what_is_near_it(desk: Desk) -> None:
    report = desk.begun()
    found = problems("共{收到的申请}件，{公报公开|比去年}。", Figures(report, cells_of(report)))
    assert "“收到申请”" in found[0]
    assert "比上年" in found[1]
    writing.save_part(report, 1, "共{收到的申请}件。", version=report.version, by=desk.statistician(desk.unit))
    assert any(
        each.rule == "field" and each.severity == "error" and each.position == 1 for each in check(report).findings
    )


@pytest.mark.once
def test_an_adjusted_figure_is_noted_in_plain_digits(desk: Desk) -> None:
    report = desk.begun()
    desk.enter(report, "t4.review.upheld", 1_200_000)
    said = [each.message for each in check(report).findings if each.rule == "adjusted"]
    assert said[0].startswith("“行政复议·结果维持”由人工调整：统计为0，报告为1200000。")


@pytest.mark.once
class TestSmallBodies:
    def test_where_nobody_heads_the_office_its_step_is_left_out_and_the_heads_never_is(self, desk: Desk) -> None:
        report = desk.filled()
        desk.world.person(desk.unit, Role.HEAD)
        signed = signing.sign(report, by=desk.statistician(desk.unit))
        assert signed.state == "reviewed"
        with pytest.raises(PermissionDenied, match="机构负责人"):
            signing.sign(signed, by=desk.statistician(desk.unit))
        signed = signing.sign(signed, by=desk.world.person(desk.unit, Role.HEAD))
        assert [each.step for each in signed.signatures.all()] == ["statistician", "head"]

    def test_an_office_head_who_leaves_does_not_hold_the_report_up(self, desk: Desk) -> None:
        head, office = (desk.world.person(desk.unit, role) for role in (Role.HEAD, Role.OFFICE_HEAD))
        report = signing.sign(desk.filled(), by=desk.statistician(desk.unit))
        assert report.state == "counted"
        office.is_active = False
        office.save()
        assert signing.sign(report, by=head).state == "signed"

    def test_nobody_signs_twice(self, desk: Desk) -> None:
        both = desk.statistician(desk.unit)
        for role in (Role.OFFICE_HEAD, Role.HEAD):
            both.posts.create(unit=desk.unit, role=role)
        report = signing.sign(desk.filled(), by=desk.statistician(desk.unit))
        assert report.state == "reviewed"
        with pytest.raises(NotReady, match="另一个人"):
            signing.sign(report, by=desk.statistician(desk.unit))

    def test_who_heads_both_office_and_body_signs_as_its_head(self, desk: Desk) -> None:
        head = desk.world.person(desk.unit, Role.HEAD)
        head.posts.create(unit=desk.unit, role=Role.OFFICE_HEAD)
        report = signing.sign(desk.filled(), by=desk.statistician(desk.unit))
        assert report.state == "reviewed"
        assert signing.sign(report, by=desk.world.person(desk.unit, Role.HEAD)).state == "signed"

    @pytest.mark.long
    def test_a_report_is_not_signed_before_its_year_is_over(self, desk: Desk) -> None:
        report = desk.filled()
        desk.on("2025-12-31")
        with pytest.raises(NotReady, match="还没有结束"):
            signing.sign(report, by=desk.statistician(desk.unit))


@pytest.mark.once
def test_what_was_before_the_first_record_of_a_unit_is_unknown_and_not_nothing(desk: Desk) -> None:
    Item.objects.all().delete()
    desk.document(desk.unit, "2025-05-05")
    report, before = desk.begun(), desk.begun(year=YEAR - 1)
    assert Figures(report, cells_of(report)).value_last("主动公开信息") is None
    assert figure(report, "t3.received.total") == (0, 0, "counted")
    assert figure(before, "t3.received.total") == (None, None, "entered")
    assert figure(before, "t2.rules.made") == (0, 0, "counted")  # no county makes any
    assert problems("公开{主动公开信息}条", Figures(before, cells_of(before)))[0].startswith("平台没有2024年的记录")
    assert "begins-here" in {found.rule for found in check(report).findings}

    desk.case(desk.unit, "2023-12-20", "2024-01-03")
    assert Figures(report, cells_of(report)).value_last("主动公开信息") == 0
    assert figure(before, "t3.handled.total") == (1, 1, "counted")
    assert "begins-here" not in {found.rule for found in check(report).findings}


def test_published_figures_are_the_items_of_the_whole_region_for_a_government(desk: Desk) -> None:
    for unit in (desk.unit, desk.world.county, desk.world.township):
        desk.document(unit, "2025-05-05")
    report = desk.begun(desk.world.county)
    assert Figures(report, cells_of(report)).value("主动公开信息") == 3
    assert Figures(desk.begun(), cells_of(desk.begun())).value("主动公开信息") == 1
    assert Item.objects.filter(first_published_at__year=YEAR).count() == 3
