"""The government's board of annual reports: who is where, remarks, days, figures side by side."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from gongkai.annual.members import members
from gongkai.annual.models import AnnualReport, Reading, Remark
from gongkai.annual.services.reminding import remind
from gongkai.units.models import Role
from tests.annual.desk import YEAR, Desk
from tests.annual.editions import handed_in, published, uploaded
from tests.workbench.annual.screens import sent, signed_in, text, url

pytestmark = pytest.mark.once
CELL = "t2.licensing.decisions"


def test_the_county_returns_a_report_with_remarks_at_cells_and_parts_and_the_unit_answers_each(desk: Desk) -> None:
    report = desk.published()
    county, clerk = signed_in(desk, Role.SUPERVISOR, desk.world.county), signed_in(desk)
    board = text(county, reverse("annual_board:index"))
    assert "已报送1" in board
    assert "尚未开始3" in board
    assert "1份报告已经报送" in board
    reader = text(signed_in(desk, Role.AUDITOR, desk.world.county), reverse("annual_board:index"))
    missing = "、".join(unit.short_name for unit in members(desk.world.county, YEAR) if unit != desk.unit)
    assert f"{missing}的数还没有计入汇总" in reader
    assert "待审看的下级报告1" in text(county, reverse("wagtailadmin_home"))
    sent(county, url(report, "draft_remark"), text="与台账不符", cell=CELL)
    sent(county, url(report, "draft_remark"), text="措施太空泛", position="4")
    sent(county, url(report, "draft_remark"), text="写错了", position="4")
    sent(county, url(report, "drop_remark", Remark.objects.last().pk))
    assert "与台账不符" not in text(clerk, url(report, "cell", CELL))  # not sent yet
    assert "还有起草的意见没有发出" in sent(county, url(report, "accept"))
    assert "已退回" in sent(county, url(report, "return"), text="")

    home = text(clerk, reverse("wagtailadmin_home"))
    assert "要编写的年度报告1" in home
    assert "上级退回" in home
    assert "还有2条意见没有回复" in text(clerk, url(report))
    assert "与台账不符" in text(clerk, url(report, "cell", CELL))
    assert "措施太空泛" in text(clerk, url(report, "part", 4))
    for remark in Remark.objects.all():
        assert "已回复" in sent(clerk, url(report, "answer_remark", remark.pk), text="已按台账改正")
    assert "已按台账改正" in text(county, url(report))
    assert "已退回1" in text(county, reverse("annual_board:index"))

    desk.explain(report)
    desk.sign_all(report)
    assert "已采纳" in sent(county, url(report, "accept"))


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
    below, report = desk.published(t2_licensing_decisions=6), desk.begun(desk.world.county)
    clerk = signed_in(desk, Role.STATISTICIAN, desk.world.county)
    told = text(clerk, url(report, "cell", CELL))
    assert "云溪县教育局6" in told
    assert "没有计入：尚未开始" in told
    assert url(below, "cell", CELL) in clerk.get(url(report, "cell", CELL)).content.decode()
    assert "6人工填报" in text(clerk, url(below, "cell", CELL)).replace("件", "")


@pytest.mark.long
def test_the_county_sees_whose_words_are_anothers(desk: Desk) -> None:
    words = "".join(f"第{number}项制度由办公室牵头修订，明确了各科室的分工和时限。" for number in "一二三四五六七八")
    for unit in (desk.unit, desk.world.office):
        report = desk.filled(unit)
        report.parts.filter(position=0).update(text=words)
        desk.sign_all(report)
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    address = reverse("annual_board:copies", args=[desk.world.county.code])
    told = text(county, address)
    assert f"与县教育局{YEAR}年度的报告相同" in told
    report = AnnualReport.objects.get(unit=desk.unit)
    assert f'href="{url(report)}' in county.get(address).content.decode()


def test_who_is_late_stands_on_the_board_and_on_the_home_page(desk: Desk) -> None:
    desk.on(f"{YEAR}-12-20")
    remind()
    assert "要编写的年度报告1" in text(signed_in(desk), reverse("wagtailadmin_home"))
    desk.on(f"{YEAR + 1}-02-10")
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    board = text(county, reverse("annual_board:index"))
    assert "已逾期2" in board
    assert "县教育局" in board
    late = text(county, f"{reverse('annual_board:index')}?year={YEAR}&standing=late")
    assert "云溪县教育局" in late
    assert "云溪县青石镇人民政府" not in late
    for role in (Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD):
        told = text(signed_in(desk, role), reverse("wagtailadmin_home"))
        assert f"{YEAR}年度报告编写并公布（还没有开始）县教育局1月31日，已逾期" in told

    published(desk.unit, YEAR, on=f"{YEAR + 1}-02-05")
    board = text(county, reverse("annual_board:index"))
    assert f"{YEAR + 1}-02-05逾期公布" in board
    assert "已逾期1" in board


@pytest.mark.long
def test_the_county_sets_an_earlier_day_by_its_notice(desk: Desk) -> None:
    county = signed_in(desk, Role.SUPERVISOR, desk.world.county)
    address = reverse("annual_board:days", args=[desk.world.county.code])
    assert "只能更早" in sent(county, address, kind="department", day=f"{YEAR + 1}-02-05", ground="通知第二条")
    told = sent(county, address, kind="township", day=f"{YEAR + 1}-02-20", ground="通知第二条")
    assert f"最迟{YEAR + 1}-02-20公布" in told
    assert "通知第二条" in text(signed_in(desk, unit=desk.world.township), reverse("annual:unit", args=["yunxi-qszj"]))


def test_the_bodies_of_a_year_stand_side_by_side_with_what_is_far_from_the_others_marked(desk: Desk) -> None:
    county = desk.world.county
    for number in range(9):
        county.refresh_from_db()
        made = county.add_child(
            code=f"more{number}", name=f"云溪县第{number}局", short_name=f"第{number}局", kind="department",
            front=f"00000010{number}",
        )  # fmt: skip
        handed_in(made, YEAR, t3_received_total=900 if number == 3 else 10 + number)
    uploaded(desk.world.office, YEAR, t3_received_total=12)
    report = AnnualReport.objects.get(unit__code="more3")
    client = signed_in(desk, Role.SUPERVISOR, county)
    address = reverse("annual_board:compare", args=[county.code])
    assert address in client.get(reverse("annual_board:index")).content.decode()

    page = html.fromstring(client.get(address, {"year": YEAR}).content)
    rows = {row[0].text_content().strip(): row for row in page.xpath("//div[@class='gk-beside']//tr")}
    assert rows["中位数"][1].text_content() == "14.5"
    assert rows["第3局"][1].text_content().split() == ["900", "▲远高"]
    assert rows["第3局"].xpath(".//a/@href") == [url(report)]
    assert rows["第4局"][1].text_content().split() == ["14"]
    share = [head.text_content() for head in page.xpath("//div[@class='gk-beside']//thead/tr[1]/th")].index(
        "予以公开和部分公开占比（%）"
    )
    assert rows["第4局"][share].text_content().strip() == "—①"
    assert "①没有办结的申请" in text(client, address)
    assert "没有数：尚未开始" in rows["县教育局"].text_content()
    assert "云溪县第3局：收到申请900件，远高于各单位的中位数14.5件" in text(client, address)
    ordered = html.fromstring(client.get(address, {"year": YEAR, "order": "0"}).content)
    assert ordered.xpath("string(//div[@class='gk-beside']//tbody/tr[1]/th)").strip() == "第3局"
    assert "没有数" in ordered.xpath("string(//div[@class='gk-beside']//tbody/tr[last()])")

    answer = client.get(reverse("annual_board:export", args=[county.code]), {"year": YEAR})
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    lines = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert lines["机构"][3] == "收到申请（件）"
    assert lines["中位数"][3] == 14.5
    assert lines["云溪县第3局"][3] == 900
    assert "远高于" in lines["云溪县第3局"][-1]
    assert lines["云溪县教育局"][3] is None
    assert lines["云溪县教育局"][-1] == "尚未开始"
    assert signed_in(desk, Role.SUPERVISOR).get(address).status_code == 404
    assert signed_in(desk, Role.STATISTICIAN).get(address).status_code == 404
    assert (
        signed_in(desk, Role.STATISTICIAN, county).get(address).status_code == 200
    )  # who makes the report of the county
    assert signed_in(desk, Role.STATISTICIAN, county).get(address).status_code == 200
