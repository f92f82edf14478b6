"""Annual reports on the workbench's screens: figures, words, check, signatures, publication, and the government's board."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from gongkai.annual.checking import check
from gongkai.annual.models import AnnualReport, Entered, PartText, Reading, Remark, State
from gongkai.annual.services import counting, signing
from gongkai.annual.services.reminding import remind
from gongkai.units.models import Role
from tests.annual.desk import YEAR, Desk
from tests.workbench.walking import addresses, belongings
from tests.world import World

pytestmark = pytest.mark.once
CELL = "t2.licensing.decisions"


@pytest.fixture
def desk(world: World, settings: Any, tmp_path: Any) -> Desk:
    """The county in January, when the reports of last year are made."""
    settings.MEDIA_ROOT = tmp_path
    made = Desk(world, settings)
    made.on(f"{YEAR + 1}-01-20")
    return made


def signed_in(desk: Desk, role: Role = Role.STATISTICIAN, unit: Any = None) -> Client:
    client = Client()
    client.force_login(desk.world.person(unit or desk.unit, role))
    return client


def url(report: AnnualReport, name: str = "page", *args: Any) -> str:
    return reverse(f"annual:{name}", args=[report.pk, *args])


def text(client: Client, address: str) -> str:
    """The page as it is read, without its tags and spaces."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", "", html.fromstring(response.content).text_content())


def sent(client: Client, address: str, **data: Any) -> str:
    """What the page that follows a sent form says."""
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", "", html.fromstring(response.content).text_content())


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
    for code in blanks[1:]:
        desk.enter(report, code, 0)
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
    assert "等待填报" in sent(clerk, address, take_back="1", why="台账有误")
    assert desk.value(report, CELL) is None
    history = text(clerk, address)
    assert "台账有误" in history
    assert "2件" in history


def hidden(page: Any) -> dict[str, str]:
    """What the editor's form sends along unseen."""
    return {name: page.xpath(f"//input[@name='{name}']/@value")[0] for name in ("version", "was")}


def test_a_text_that_was_overtaken_is_kept_beside_the_one_that_is_stored(desk: Desk) -> None:
    report = desk.begun()
    first, second = signed_in(desk), signed_in(desk)
    address, other = url(report, "part", 4), url(report, "part", 5)
    opened = hidden(html.fromstring(second.get(address).content))
    sent(first, other, text="本年度没有收费。", version=report.version)
    assert "已保存" in sent(
        second, address, text="第一稿。", **opened
    )  # another part was saved in the meantime: no matter

    opened = hidden(html.fromstring(second.get(address).content))
    sent(first, address, text="别人写的。", version=desk.now(report).version)
    page = second.post(address, {"text": "我写的。", **opened})
    shown = html.fromstring(page.content)
    assert shown.xpath("//textarea[@name='text']")[0].text.strip() == "我写的。"
    assert "别人写的。" in shown.text_content()
    assert report.parts.get(position=4).text == "别人写的。"
    sent(second, address, text="合在一起。", **hidden(shown))
    assert report.parts.get(position=4).text == "合在一起。"


def test_what_was_typed_while_the_report_was_signed_is_kept_on_the_page(desk: Desk) -> None:
    report = desk.filled()
    signing.sign(report, by=desk.statistician(desk.unit))
    clerk = signed_in(desk)
    told = sent(clerk, url(report, "part", 4), text="我写了一个小时。", version=report.version)
    assert "数据和正文已经固定" in told
    assert "我写了一个小时。" in told
    assert "数据已经固定" in sent(clerk, url(report, "cell", CELL), value="5", why="台账")


def test_what_is_being_typed_is_shown_and_checked_and_not_saved(desk: Desk) -> None:
    report = desk.begun()
    before = report.parts.get(position=0).text
    typed = "收到申请{收到申请}件，发布信息12条，另有{没有这个}件。"
    answer = signed_in(desk).post(url(report, "look", 0), {"text": typed}).json()["html"]

    assert re.search(r'<mark class="gk-field" title="收到申请：[^"]*">0</mark>', answer)
    assert "手写的数" in answer
    assert "没有叫“没有这个”的数" in answer
    assert report.parts.get(position=0).text == before


@pytest.mark.long
def test_a_new_draft_is_shown_for_comparison_and_own_words_begin_next_years_report(desk: Desk) -> None:
    report = desk.begun()
    clerk, address = signed_in(desk), url(report, "part", 5)
    draft = report.parts.get(position=5).text
    page = clerk.post(address, {"text": "我写的一半", "draft": "1"})
    shown = html.fromstring(page.content)
    assert shown.xpath("//textarea[@name='text']")[0].text.strip() == draft
    assert "我写的一半" in shown.text_content()
    assert report.parts.get(position=5).text == draft

    sent(clerk, address, text="收费{信息处理费}元。", version=report.version, keep="1")
    assert PartText.objects.get().text == "收费{信息处理费}元。"
    desk.on(f"{YEAR + 2}-01-10")
    assert desk.begun(year=YEAR + 1).parts.get(position=5).text == "收费{信息处理费}元。"


def test_nobody_signs_figures_that_changed_since_they_were_looked_at(desk: Desk) -> None:
    report = desk.filled()
    desk.document(desk.unit, f"{YEAR}-03-02")
    told = sent(signed_in(desk), url(report, "sign"))
    assert "记录有变动" in told
    assert "行政规范性文件·本年制发件数" in told
    assert desk.now(report).state == State.DRAFT
    for found in check(desk.now(report)).open_warnings:
        signing.explain(report, found.fingerprint, reason="已经核实", by=desk.statistician(desk.unit))
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


def test_the_county_returns_a_report_with_remarks_at_cells_and_parts_and_the_unit_answers_each(desk: Desk) -> None:
    report = desk.published()
    county, clerk = signed_in(desk, Role.SUPERVISOR, desk.world.county), signed_in(desk)
    board = text(county, reverse("annual_board:index"))
    assert "已报送1" in board
    assert "尚未开始3" in board
    assert "待审看的下级报告1" in text(county, reverse("wagtailadmin_home"))
    sent(county, url(report, "draft_remark"), text="与台账不符", cell=CELL)
    sent(county, url(report, "draft_remark"), text="措施太空泛", position="4")
    sent(county, url(report, "draft_remark"), text="写错了", position="4")
    sent(county, url(report, "drop_remark", Remark.objects.last().pk))
    assert "与台账不符" not in text(clerk, url(report, "cell", CELL))  # not sent yet
    assert "还有起草的意见没有发出" in sent(county, url(report, "accept"))
    assert "已退回" in sent(county, url(report, "return"), text="")

    assert "退回的年度报告1" in text(clerk, reverse("wagtailadmin_home"))
    assert "还有2条意见没有回复" in text(clerk, url(report))
    assert "与台账不符" in text(clerk, url(report, "cell", CELL))
    assert "措施太空泛" in text(clerk, url(report, "part", 4))
    for remark in Remark.objects.all():
        assert "已回复" in sent(clerk, url(report, "answer_remark", remark.pk), text="已按台账改正")
    assert "已按台账改正" in text(county, url(report))
    assert "已退回1" in text(county, reverse("annual_board:index"))

    for found in check(desk.now(report)).open_warnings:
        signing.explain(report, found.fingerprint, reason="已经核实", by=desk.statistician(desk.unit))
    desk.sign_all(report)
    assert "已采纳" in sent(county, url(report, "accept"))


@pytest.mark.long
def test_a_correction_is_published_beside_the_first_edition(desk: Desk) -> None:
    report = desk.published()
    clerk = signed_in(desk)
    assert "可以更正了" in sent(clerk, url(report, "correct"), why="许可数漏计")
    counting.enter(report, CELL, 9, why="补计", by=desk.statistician(desk.unit))
    for found in check(desk.now(report)).open_warnings:
        signing.explain(report, found.fingerprint, reason="已经核实", by=desk.statistician(desk.unit))
    desk.sign_all(report)
    assert "请写明更正了什么" in sent(clerk, url(report, "publish"))
    assert "勘误后的版本" in sent(clerk, url(report, "publish"), why="许可数漏计9件")
    assert "勘误：许可数漏计9件" in text(clerk, reverse("annual:unit", args=[desk.unit.code]))


def test_a_published_report_is_uploaded_and_what_was_read_and_found_is_shown(desk: Desk) -> None:
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    town = desk.world.township
    address = reverse("annual:upload", args=[town.code])
    wrong = SimpleUploadedFile("a.html", "<p>没有表格</p>".encode())
    assert "没有找到" in sent(county, address, year=YEAR, file=wrong)
    desk.uploaded(town, to="docx", t3_received_total=5)
    reading = Reading.objects.get()
    shown = text(county, reverse("annual:reading", args=[reading.pk]))
    assert "文件中的问题" in shown
    assert reading.findings[0]["message"] in shown
    assert "上传的报告有错误1" in text(county, reverse("annual_board:index"))


@pytest.mark.long
def test_a_countys_figure_opens_to_what_each_body_brings_to_it(desk: Desk) -> None:
    desk.published(t2_licensing_decisions=6)
    report = desk.begun(desk.world.county)
    clerk = signed_in(desk, Role.STATISTICIAN, desk.world.county)
    told = text(clerk, url(report, "cell", CELL))
    assert "云溪县教育局6" in told
    assert "没有计入：尚未开始" in told


@pytest.mark.long
def test_a_countys_figure_opens_only_to_reports_that_the_person_may_see(desk: Desk) -> None:
    below, report = desk.begun(), desk.begun(desk.world.county)
    links = {}
    for role in (Role.STATISTICIAN, Role.SUPERVISOR):
        page = signed_in(desk, role, desk.world.county).get(url(report, "cell", CELL)).content.decode()
        links[role] = url(below, "cell", CELL) in page
    assert links == {Role.STATISTICIAN: False, Role.SUPERVISOR: True}


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
def test_the_county_sees_whose_words_are_anothers(desk: Desk) -> None:
    words = "".join(f"第{number}项制度由办公室牵头修订，明确了各科室的分工和时限。" for number in "一二三四五六七八")
    for unit in (desk.unit, desk.world.office):
        report = desk.filled(unit)
        report.parts.filter(position=0).update(text=words)
        desk.sign_all(report)
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    told = text(county, reverse("annual_board:copies", args=[desk.world.county.code]))
    assert f"与县教育局{YEAR}年度的报告相同" in told


def test_who_is_late_stands_on_the_board_and_on_the_home_page(desk: Desk) -> None:
    desk.on(f"{YEAR}-12-20")
    remind()
    assert "还没有开始的年度报告1" in text(signed_in(desk), reverse("wagtailadmin_home"))
    desk.on(f"{YEAR + 1}-02-10")
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    board = text(county, reverse("annual_board:index"))
    assert "已逾期2" in board
    assert "县教育局" in board
    late = text(county, f"{reverse('annual_board:index')}?year={YEAR}&standing=late")
    assert "云溪县教育局" in late
    assert "云溪县青石镇人民政府" not in late
    for role in (Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD):
        assert f"县教育局{YEAR}年度政府信息公开工作报告" in text(signed_in(desk, role), reverse("wagtailadmin_home"))


@pytest.mark.long
def test_the_county_sets_an_earlier_day_by_its_notice(desk: Desk) -> None:
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    address = reverse("annual_board:days", args=[desk.world.county.code])
    assert "只能更早" in sent(county, address, kind="department", day=f"{YEAR + 1}-02-05", ground="通知第二条")
    told = sent(county, address, kind="township", day=f"{YEAR + 1}-02-20", ground="通知第二条")
    assert f"最迟{YEAR + 1}-02-20公布" in told
    assert "通知第二条" in text(signed_in(desk, unit=desk.world.township), reverse("annual:unit", args=["yunxi-qszj"]))


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
