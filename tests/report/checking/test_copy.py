"""Copied text and tables. Reports on one subject are alike in form; only what cannot be alike by chance is told."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.report.model import Number, Report, Section
from tests.report.checking.reports import make, run

STANDING = (
    "根据《中华人民共和国政府信息公开条例》的规定，现向社会公布大桥镇{year}年政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。本报告电子版可以在县政府网站下载。"
    "如对本报告有疑问，请与大桥镇党政办公室联系，联系电话见县政府网站。"
)
WORK = [
    "{year}年，大桥镇把水库移民安置和村庄道路硬化作为公开重点，逐村张贴补助名册并在赶集日现场解答",
    "镇里新设三处阅报栏，由驻村干部每周更换一次，群众可以就近查看低保评议结果和项目招标情况",
    "针对去年检查发现的栏目更新慢问题，镇政府指定两名专人逐月核对目录，清理过期链接十余处",
    "围绕春耕备耕和防汛抗旱，镇里及时发布种子补贴标准、水位预警和转移安置路线，方便农户安排生产",
    "全年组织村级信息员集中学习两次，重点讲解申请办理流程和个人信息保护要求，并安排了书面测试",
    "镇政务服务大厅增设查阅专区，配备查询电脑和打印设备，由窗口人员为老年人代办查询和复印",
    "在制定集镇管理办法的过程中，镇政府先后召开两次座谈会，采纳了商户提出的七条修改意见",
    "对群众反映集中的宅基地审批进度，镇里按季度公布受理和办结名单，并说明未能办理的原因",
]
NEWS = [
    "今年镇里第一次把财政扶持资金的分配过程全程直播，收看的村民在评论区提出了许多细致的问题",
    "为配合撤并村工作，各村的债权债务清单在公示栏张贴满三十天，期间没有收到不同意见",
    "镇食品安全协管员走访学校周边店铺，抽检结果当周就在公众号刊登，不合格的店铺整改后再次公示",
    "我们把服务指南改写成一问一答的小册子，送到六个偏远自然村，让不上网的老人也能看懂",
    "县里统一改版网站以后，镇的旧栏目全部迁入新平台，旧地址保留跳转，避免群众找不到原来的内容",
]


def written(lines: list[str], year: int, **more: Any) -> Report:
    text = STANDING + "。".join(lines) + "。"
    sections = [Section("一、总体情况", text.format(year=year))]
    return make("2021", year=year, sections=sections, sha256=text.format(year=year), **more)


SILENT = {
    "nothing to compare with": (WORK, None),
    "another year, another text": (WORK, NEWS),
    "half of the text is new": (WORK[:4] + NEWS, WORK),
}


@pytest.mark.parametrize(("now", "before"), SILENT.values(), ids=SILENT)
def test_nothing_copied(now: list[str], before: list[str] | None) -> None:
    against = [written(before, 2023)] if before else []

    assert run("copy", written(now, 2024), *against) == []


def test_standing_phrases_alone_are_no_copy() -> None:
    assert run("copy", written([], 2024), written([], 2023)) == []


def test_the_same_report_given_twice_is_no_copy() -> None:
    assert run("copy", written(WORK, 2024), written(WORK, 2024)) == []


def test_last_years_text_with_the_year_changed() -> None:
    (finding,) = run("copy", written(WORK, 2024), written(WORK, 2023))

    assert (finding.severity, finding.found) == ("warning", 1)
    assert "正文有100%的文字与本机关2023年度的报告相同" in finding.message
    assert finding.quote in {line.format(year=2024) for line in WORK}


def test_most_of_last_years_text_is_a_note() -> None:
    (finding,) = run("copy", written(WORK[:7] + NEWS[:2], 2024), written(WORK, 2023))

    assert finding.severity == "note"


def test_another_units_text_with_the_name_changed() -> None:
    other = [line.replace("大桥镇", "石门乡") for line in WORK]

    (finding,) = run("copy", written(WORK, 2024), written(other, 2024, unit="石门乡人民政府", source="other"))

    assert finding.severity == "warning"
    assert "石门乡人民政府2024年度的报告" in finding.message


def test_one_part_taken_over_is_a_note_that_names_it() -> None:
    part = "。".join(WORK[:5]) + "。"
    now = written(NEWS * 2, 2024)
    now.sections = [*now.sections, Section("五、存在的主要问题及改进情况", part.format(year=2024))]
    before = make("2021", year=2023, sections=[Section("五、存在的主要问题及改进情况", part.format(year=2023))])

    (finding,) = run("copy", now, before)

    assert finding.severity == "note"
    assert "“五、存在的主要问题及改进情况”部分" in finding.message


TABLES: dict[str, tuple[dict[str, Number | None], str | None]] = {
    "all zeros": ({}, None),
    "a single request each year": ({"t2.normative.in_force": 1}, None),
    "a stock that did not change": ({"t2.normative.in_force": 37}, None),
    "thousands of permits, to the last one": ({"t2.licensing.decisions": 1353}, "note"),
    "permits, penalties and charges alike": (
        {"t2.licensing.decisions": 1353, "t2.penalty.decisions": 48, "t2.charges.amount": 21.5},
        "warning",
    ),
}


@pytest.mark.parametrize(("cells", "severity"), TABLES.values(), ids=TABLES)
def test_tables_alike(cells: dict[str, Number | None], severity: str | None) -> None:
    findings = run("copy", make("2021", cells, sha256="a"), make("2021", cells, year=2023, sha256="b"))

    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_one_different_figure_makes_another_table() -> None:
    cells: dict[str, Number | None] = {"t2.licensing.decisions": 1353, "t2.penalty.decisions": 48}
    before = {**cells, "t2.coercion.decisions": 1}

    assert run("copy", make("2021", cells, sha256="a"), make("2021", before, year=2023, sha256="b")) == []
