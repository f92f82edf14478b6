"""条例第四十九条: each organ reports on its own work, under its own name."""

from __future__ import annotations

import pytest

from gongkai.report.model import Report
from tests.report.checking.reports import run
from tests.report.checking.texts import BUREAU, COUNTY, STREET, said, written

TOWN = "云溪县青石镇人民政府"
TOWNSHIP = "云溪县柳河乡人民政府"

SILENT: dict[str, Report] = {
    "the town announces its own report": written("现公布青石镇人民政府2024年政府信息公开工作年度报告。", unit=TOWN),
    "the county announces its own by its short name": written(
        "现公布云溪县2024年政府信息公开工作年度报告。", unit=COUNTY
    ),
    "a bureau under its short name": written("现公布县教育局2024年政府信息公开工作年度报告。", unit=BUREAU),
    "a bureau with an abbreviated name": written(
        "现公布云溪县发改局2024年政府信息公开工作年度报告。", unit="云溪县发展和改革局"
    ),
    "another town in a quotation": written(
        "镇里学习了《青石镇人民政府2023年政府信息公开工作年度报告》的做法，参观了“青石镇政务公开专区”。", unit=TOWNSHIP
    ),
    "another town as an example": written("我乡派员到青石镇学习基层政务公开标准化的经验。", unit=TOWNSHIP),
    "villages and projects with 镇 and 乡 in their names": written(
        "主动公开高标准农田项目、城镇老旧小区改造、乡镇卫生院建设信息20条。", unit=TOWNSHIP
    ),
    "a street office serves the whole county": written("我街道紧紧围绕服务全县经济社会发展大局推进公开。", unit=STREET),
    "a street office takes part in the county's meeting": written(
        "根据全县政务公开工作会议的要求，我街道编制了公开目录。", unit=STREET
    ),
    "a county speaks of all of it": written("本报告综合全县各部门、各乡镇政府信息公开情况编制而成。", unit=COUNTY),
    "a city at county level speaks of all of it": written(
        "本报告综合全市各部门、各乡镇政府信息公开情况汇总编制。", unit="云溪市人民政府"
    ),
    "a county's departments and towns in its own report": written(
        "县教育局主动公开信息210条，青石镇主动公开信息96条，柳河乡收到政府信息公开申请1件。", unit=COUNTY
    ),
    "我局 in a bureau's report": written("我局召开政务公开会议两次，本局网站更新及时。", unit=BUREAU),
    "自我局限 is no bureau": written("干部要打破自我局限，放眼全镇。我镇将加强培训。", unit=TOWN),
    "our county in a town's report": written("我县开展政务公开考核，我镇名列前茅。", unit=TOWN),
    "the county's site is the place to look": written(
        "本报告电子版可在云溪县人民政府门户网站查阅，如有疑问，请与青石镇党政办公室联系。", unit=TOWN
    ),
    "the county's office signs for the county": written(
        "全县政务公开工作稳步推进。\n云溪县人民政府办公室\n2025年1月20日", unit=COUNTY
    ),
    "a unit that nobody knows": written(
        "现公布青石镇人民政府2024年政府信息公开工作年度报告，我局将继续努力。", unit=None, title=None
    ),
    "a renamed bureau signs with its new name": written(
        "我局工作稳步推进。\n云溪县教育和体育局\n2025年1月20日", unit=BUREAU
    ),
}


@pytest.mark.parametrize("report", SILENT.values(), ids=SILENT)
def test_names_that_belong_there(report: Report) -> None:
    assert run("unit-name", report) == []


def test_a_town_that_became_a_street_office_is_a_note() -> None:
    report = written(
        "我镇主动公开信息96条。", unit="云溪县城东街道办事处", metadata={"publisher": "云溪县城东镇人民政府"}
    )

    (finding,) = run("unit-name", report)

    assert finding.severity == "note"
    assert "云溪县城东镇人民政府" in finding.message


FAULTY: dict[str, tuple[Report, str, str]] = {
    "a street office announces a town's report": (
        written("现公布青石镇人民政府2024年政府信息公开工作年度报告。", unit=STREET),
        "error",
        "青石镇人民政府",
    ),
    "another town made the report": (
        written("根据条例规定，云溪县柳河乡人民政府编制了2024年政府信息公开工作年度报告。", unit=TOWN),
        "error",
        "云溪县柳河乡人民政府",
    ),
    "a bureau announces another bureau's": (
        written("现公布云溪县水利局2024年政府信息公开工作年度报告。", unit=BUREAU),
        "error",
        "云溪县水利局",
    ),
    "a county announces another county's": (
        written("现公布青山县人民政府2024年政府信息公开工作年度报告。", unit=COUNTY),
        "error",
        "青山县人民政府",
    ),
    "questions go to another town": (
        written("如对本报告有疑问，请与柳河乡党政办公室联系。", unit=TOWN),
        "warning",
        "柳河乡",
    ),
    "a street office collects from the whole city": (
        written("本报告是综合全市政府信息公开情况编制而成。", unit=STREET),
        "warning",
        "全市",
    ),
    "a county collects from the whole city": (
        written("本报告综合全市政府信息公开情况汇总编制。", unit=COUNTY),
        "warning",
        "全市",
    ),
    "a town counts for the whole county": (
        written(
            "全县累计主动公开政府信息320条。",
            unit=TOWN,
            figures=[said("proactive", 320, "全县累计主动公开政府信息320条。")],
        ),
        "warning",
        "全县",
    ),
    "我局 in a street office's report": (
        written("制定完善我局政府信息公开制度。", unit=STREET),
        "warning",
        "我局",
    ),
    "我镇 in a street office's report": (
        written("推动我镇各项事业发展。", unit=STREET),
        "warning",
        "我镇",
    ),
    "我乡 in a town's report": (written("推动我乡各项事业发展。", unit=TOWN), "warning", "我乡"),
    "我镇 in a bureau's report": (written("推动我镇各项事业发展。", unit=BUREAU), "warning", "我镇"),
    "我局 in a county's report": (written("我局召开会议两次。", unit=COUNTY), "warning", "我局"),
    "another town is what is reported of": (
        written("2024年，青石镇共主动公开政府信息96条。", unit=TOWNSHIP),
        "warning",
        "青石镇",
    ),
    "another bureau signs": (
        written("我局工作稳步推进。\n云溪县水利局\n2025年1月20日", unit=BUREAU),
        "warning",
        "云溪县水利局",
    ),
}


@pytest.mark.parametrize(("report", "severity", "words"), FAULTY.values(), ids=FAULTY)
def test_names_that_do_not_belong_there(report: Report, severity: str, words: str) -> None:
    (finding,) = run("unit-name", report)

    assert finding.severity == severity
    assert words in finding.message


def test_the_quote_is_what_the_report_says() -> None:
    text = "根据《政府信息公开条例》，现公布青石镇人民政府2024年政府信息公开工作年度报告。"

    (finding,) = run("unit-name", written(text, unit=STREET))

    assert finding.quote is not None
    assert finding.quote in text
