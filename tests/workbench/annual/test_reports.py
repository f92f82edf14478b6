"""A unit's annual report on the workbench's screens: figures, check, signatures, publication, who may see it."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from gongkai.annual.checking import check
from gongkai.annual.models import AnnualReport, Entered, State
from gongkai.annual.services import counting
from gongkai.audit.models import Entry
from gongkai.units.models import Role
from tests.annual.desk import YEAR, Desk
from tests.workbench.annual.screens import sent, signed_in, text, url
from tests.workbench.walking import addresses, belongings

pytestmark = pytest.mark.once
CELL = "t2.licensing.decisions"


def test_a_report_goes_from_its_beginning_to_the_public_by_the_screens_alone(desk: Desk) -> None:
    clerk = signed_in(desk)
    assert f"编写{YEAR}年度报告" in text(clerk, reverse("annual:unit", args=[desk.unit.code]))
    assert "已按记录统计数据" in sent(clerk, reverse("annual:begin", args=[desk.unit.code]), year=YEAR)
    report = AnnualReport.objects.get()
    blanks = desk.blank(report)
    assert f"填报标着“待填”的{len(blanks)}个数" in text(clerk, url(report))

    file = SimpleUploadedFile("台账.txt", "许可台账".encode())
    assert "已保存" in sent(clerk, url(report, "cell", blanks[0]), value="3", why="许可台账", evidence=file)
    assert Entered.objects.get().value == 3
    assert "台账.txt" in text(clerk, url(report, "cell", blanks[0]))
    rest = dict.fromkeys(blanks[1:], "0")
    assert "不能是负数" in sent(clerk, url(report, "figures"), **(rest | {blanks[1]: "-1"}), source="")
    assert "没有填写任何数" in sent(clerk, url(report, "figures"), source="业务台账")
    assert Entered.objects.count() == 1
    assert f"已保存{len(rest)}个数" in sent(clerk, url(report, "figures"), **rest, source="业务台账")
    assert desk.blank(report) == []
    assert "刚才已经有人填了，您填的7没有保存" in sent(clerk, url(report, "figures"), **{blanks[1]: "7"}, source="台账")
    assert desk.value(report, blanks[1]) == 0
    for part in report.parts.filter(text__contains="请写"):
        written = re.sub(r"\{请写[^}]*\}", "按计划完成", part.text)
        assert "已保存" in sent(
            clerk, url(report, "part", part.position), text=written, version=desk.now(report).version
        )
    for found in check(desk.now(report)).open_warnings:
        assert "已记下理由" in sent(clerk, url(report, "explain"), fingerprint=found.fingerprint, reason="已经核实")
    assert "核对通过" in text(clerk, url(report))

    office, head = signed_in(desk, Role.OFFICE_HEAD), signed_in(desk, Role.HEAD)
    assert "已交给下一位" in sent(clerk, url(report, "sign"))
    assert "等信息公开机构负责人" in text(clerk, url(report))
    sent(office, url(report, "send_back"), opinion="写明哪一批")
    told = text(clerk, url(report))
    assert "退回修改：写明哪一批" in told
    assert "先按退回的意见改好" in told
    sent(clerk, url(report, "sign"))
    assert "退回修改：写明哪一批" not in text(clerk, url(report, "figures"))
    for number, client in enumerate((office, head), 1):
        assert "待我签署的年度报告1" in text(client, reverse("wagtailadmin_home"))
        assert "已签署" in sent(client, url(report, "sign"), opinion=f"同意{number}")
    assert "同意2" in text(clerk, url(report))
    assert "已公布" in sent(clerk, url(report, "publish"))
    assert desk.now(report).state == State.PUBLISHED
    assert report.editions.get().item.live


def test_every_figure_shows_where_it_is_from_and_opens_to_its_records(desk: Desk) -> None:
    document = desk.document(desk.unit, f"{YEAR}-03-02", title="校车管理办法")
    case = desk.case(desk.unit, f"{YEAR}-05-06")
    report = desk.begun()
    desk.enter(report, CELL, 7)
    desk.enter(report, "t3.received.person", 4, why="另有一件在纸质台账中")
    clerk, client = signed_in(desk), signed_in(desk, Role.OFFICE_HEAD)
    page = html.fromstring(clerk.get(url(report, "figures")).content)
    marks = {link.get("href"): link for link in page.iter("a") if "gk-figure" in (link.get("class") or "")}
    shown = {code: marks[url(report, "cell", code)] for code in report.form.cells}

    assert "人工填报" in shown[CELL].get("title")
    assert shown[CELL].text_content() == "7填报"
    assert shown["t3.received.person"].text_content().startswith("4调整")
    assert shown["t2.normative.made"].text_content() == "1"
    assert shown["t2.penalty.decisions"].text_content() == "待填"
    adjusted = text(client, url(report, "cell", "t3.received.person"))
    assert "记录统计为1件" in adjusted
    assert "另有一件在纸质台账中" in adjusted
    assert document.title in text(clerk, url(report, "cell", "t2.normative.made"))
    received = url(report, "cell", "t3.received.total")
    assert case.number in text(clerk, received)
    told = text(client, received)  # the office head reads no requests
    assert case.number not in told
    assert "没有查看这件记录的权限" in told


@pytest.mark.long
def test_an_entry_is_taken_back_with_a_reason_and_what_no_cell_can_hold_is_told_at_the_form(desk: Desk) -> None:
    report = desk.begun()
    clerk, address = signed_in(desk), url(report, "cell", CELL)
    assert "不能是负数" in sent(clerk, address, value="-1", why="台账")
    assert "只能填整数" in sent(clerk, address, value="1.5", why="台账")
    assert not Entered.objects.exists()
    sent(clerk, address, value="2", why="台账")
    ids = re.findall(r' id="([^"]+)"', clerk.get(address).content.decode().partition("<main")[2])
    assert len(ids) == len(set(ids))  # each field is named by its own label alone
    assert "等待填报" in sent(clerk, address, take_back="1", why="台账有误")
    assert desk.value(report, CELL) is None
    history = text(clerk, address)
    assert "台账有误" in history
    assert "2件" in history


def test_nobody_signs_figures_that_changed_since_they_were_looked_at(desk: Desk) -> None:
    report = desk.filled()
    desk.document(desk.unit, f"{YEAR}-03-02")
    told = sent(signed_in(desk), url(report, "sign"))
    assert "记录有变动" in told
    assert "行政规范性文件·本年制发件数" in told
    assert desk.now(report).state == State.DRAFT
    desk.explain(report)
    sent(signed_in(desk), url(report, "sign"))
    assert desk.now(report).state != State.DRAFT


@pytest.mark.long
def test_what_changed_after_the_signature_is_told_and_the_signed_figure_stays(desk: Desk) -> None:
    report = desk.signed()
    desk.document(desk.unit, f"{YEAR}-03-02")
    told = text(signed_in(desk), url(report, "figures"))
    assert "签署以后记录有变动" in told
    assert "报告为0，现在统计为1" in told
    assert "现在统计为1" in text(signed_in(desk), url(report, "cell", "t2.normative.made"))


@pytest.mark.parametrize("ending", ["xlsx", pytest.param("docx", marks=pytest.mark.long)])
def test_a_draft_says_in_the_name_of_its_file_that_it_is_one(desk: Desk, ending: str) -> None:
    report = desk.begun()
    answer = signed_in(desk).get(url(report, "file", ending))
    assert unquote(answer["Content-Disposition"]).endswith(f"年度报告（草稿）.{ending}")
    assert signed_in(desk).get(url(report, "file", "exe")).status_code == 404


@pytest.mark.long
def test_a_correction_is_published_beside_the_first_edition(desk: Desk) -> None:
    report = desk.published()
    clerk, county = signed_in(desk), signed_in(desk, Role.SUPERVISOR, desk.world.county)
    sent(county, url(report, "accept"))
    assert "可以更正了" in sent(clerk, url(report, "correct"), why="许可数漏计")
    assert "编写中1" in text(county, reverse("annual_board:index"))  # what was accepted is no more
    told = text(clerk, url(report))
    assert "先改好要勘误的数" in told
    assert "还没有改动" in told
    counting.enter(report, CELL, 9, why="补计", by=desk.statistician(desk.unit))
    told = text(signed_in(desk, Role.HEAD), url(report))
    assert "正在勘误：许可数漏计" in told
    assert "与公布的第1版相比行政许可·本年处理决定数量：0改为9" in told
    desk.explain(report)
    desk.sign_all(report)
    assert "许可数漏计</textarea>" in clerk.get(url(report)).content.decode()
    assert "请写明更正了什么" in sent(clerk, url(report, "publish"))
    assert "勘误后的版本" in sent(clerk, url(report, "publish"), why="许可数漏计9件")
    assert "勘误：许可数漏计9件" in text(clerk, reverse("annual:unit", args=[desk.unit.code]))


def test_figures_are_entered_by_a_table_that_was_checked_first(desk: Desk) -> None:
    report = desk.begun()
    clerk = signed_in(desk)
    book = load_workbook(io.BytesIO(clerk.get(url(report, "template")).content))
    sheet = book["数据"]
    for number, row in enumerate(sheet.iter_rows(min_row=2), 1):
        row[3].value, row[4].value = number if number > 1 else "很多", "业务台账"
    file = io.BytesIO()
    book.save(file)
    table = SimpleUploadedFile("a.xlsx", file.getvalue())
    told = sent(clerk, url(report, "table"), file=table, check="")
    assert "“很多”不是数" in told
    assert not Entered.objects.exists()
    assert "已经填入" in sent(clerk, url(report, "table"), write="")
    assert [each.value for each in Entered.objects.all()] == list(range(2, sheet.max_row))


@pytest.mark.long
@pytest.mark.parametrize(
    ("role", "of", "status"),
    [
        (Role.STATISTICIAN, "office", 404),
        (Role.SUPERVISOR, "office", 404),
        (Role.AUTHOR, "education", 404),
    ],
)
def test_reports_open_to_nobody_without_a_role_in_them(desk: Desk, role: Role, of: str, status: int) -> None:
    desk.on(f"{YEAR + 1}-11-20")
    things = belongings(desk.world, desk.unit, "本机构")
    client = signed_in(desk, role, getattr(desk.world, of))
    found = {
        (view, method): getattr(client, method)(path, {"text": "改", "year": YEAR}).status_code
        for view, path in addresses(things)
        if view.startswith(("annual:", "annual_board:")) and not view.endswith(":index")
        for method in ("get", "post")
    }
    assert len(found) > 40
    assert {each for each, told in found.items() if told not in (status, 403, 405)} == set()


@pytest.mark.long
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISOR])
def test_who_only_reads_changes_nothing(desk: Desk, role: Role) -> None:
    report = desk.begun()
    client = signed_in(desk, role)
    assert "由统计员" in text(client, url(report))
    for name, args in (("cell", [CELL]), ("part", [0]), ("recount", []), ("sign", []), ("publish", []), ("accept", [])):
        client.post(url(report, name, *args), {"value": "1", "why": "改", "text": "改"})
    assert desk.now(report).state == State.DRAFT
    assert not Entered.objects.exists()
    assert report.parts.get(position=0).text != "改"
    assert not report.editions.exists()


def test_one_reason_is_written_for_all_warnings_of_the_same_rule_that_are_ticked(desk: Desk) -> None:
    report = desk.begun(desk.world.county)
    clerk = signed_in(desk, Role.STATISTICIAN, desk.world.county)
    page = html.fromstring(clerk.get(url(report, "check")).content)
    ticked = page.xpath("//input[@form='together-missing-unit'][@checked]/@value")
    missing = [found for found in check(report).open_warnings if found.rule == "missing-unit"]
    assert sorted(ticked) == sorted(found.fingerprint for found in missing)
    assert len(ticked) > 2

    together = page.xpath("//form[@id='together-missing-unit']")[0].get("action")
    assert "已记下2条提示的理由" in sent(clerk, together, fingerprint=ticked[:2], reason="另行报送")
    kept = report.reasons.values_list("fingerprint", "reason")
    assert set(kept) == {(mark, "另行报送") for mark in ticked[:2]}
    entries = Entry.objects.filter(action="annual.explained")
    assert sorted(entry.after["message"] for entry in entries) == sorted(
        found.message for found in missing if found.fingerprint in ticked[:2]
    )
    error = next(found.fingerprint for found in check(report).errors)
    for others, told in (([ticked[2], "0"], "请刷新页面"), ([ticked[2], error], "错误必须改正"), ([], "请勾选")):
        answer = sent(clerk, together, fingerprint=others, reason="另行报送")
        assert told in answer
        assert "没有保存您写的：另行报送" in answer
    assert report.reasons.count() == 2
    assert "已记下理由" in sent(clerk, together, fingerprint=ticked[0], reason="由上级汇总")
    assert report.reasons.get(fingerprint=ticked[0]).reason == "由上级汇总"

    desk.fill(report)
    report.parts.update(text="情况见表。")
    assert f"还有{len(ticked) - 2}个机构的数没有计入" in text(clerk, url(report))
