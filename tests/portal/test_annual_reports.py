"""Annual reports on the portal: the archive, a report with its editions and files, the years side by side, who has none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.annual.models import LocalDay
from gongkai.publishing.services import publication
from gongkai.report.reading import read_bytes
from gongkai.units.models import Role
from tests.annual.editions import elsewhere, published, uploaded
from tests.portal.conftest import Reader
from tests.world import World

UNIT = "/u/yunxi-jyj/annual/"
REPORT = f"{UNIT}2024/"


@pytest.fixture
def now(settings: Any, tmp_path: Path) -> Any:
    """The autumn of 2026; files are kept in a folder of their own."""
    settings.HOME, settings.TODAY = tmp_path, date(2026, 11, 2)
    return settings


def _rows(reader: Reader, path: str, which: str = "ul.rows") -> dict[str, str]:
    """What a list says, by what stands first in each line."""
    lines = LexborHTMLParser(reader.text(path)).css(f"{which} li")
    return {line.css_first(".year").text(): line.text() for line in lines}


@pytest.mark.usefixtures("now")
def test_the_archive_has_every_year_made_here_or_elsewhere_and_tells_which_are_missing(
    world: World, reader: Reader
) -> None:
    published(world.education, 2024)
    published(world.education, 2023, on="2024-02-05")
    old = elsewhere(world.education, 2021)
    lines = _rows(reader, UNIT)
    assert list(lines) == ["2025", "2024", "2023", "2022", "2021"]
    assert "应当在2026-01-31前公布" in lines["2025"]
    assert "逾期" in lines["2025"]
    assert "逾期" not in lines["2024"]
    assert "2024-02-05" in lines["2023"]
    assert "逾期公布" in lines["2023"]
    assert "本平台上没有2022年度的报告" in lines["2022"]
    assert "前公布" not in lines["2022"]  # it was before the first report made here
    links = [a.attributes["href"] for a in LexborHTMLParser(reader.text(UNIT)).css("ul.rows a")]
    assert links == [REPORT, f"{UNIT}2023/", old.get_absolute_url()]


def test_a_year_is_overdue_from_the_day_after_its_last_one_and_a_local_day_counts(
    world: World, reader: Reader, now: Any
) -> None:
    by = world.person(world.county, Role.SUPERVISOR)
    LocalDay.objects.create(
        office=world.county, year=2025, kind="township", day=date(2026, 1, 20), ground="县通知", by=by
    )
    now.TODAY = date(2026, 1, 20)
    assert "逾期" not in _rows(reader, "/u/yunxi-qszj/annual/")["2025"]
    now.TODAY = date(2026, 1, 21)
    line = _rows(reader, "/u/yunxi-qszj/annual/")["2025"]
    assert "2026-01-20前" in line
    assert "逾期" in line
    assert "前公布" not in _rows(reader, "/u/yunxi-cgj/annual/")["2025"]


@pytest.mark.usefixtures("now")
def test_a_report_has_its_tables_its_labels_its_files_and_leads_to_its_item_and_back(
    world: World, reader: Reader
) -> None:
    edition = published(world.education, 2024, t3_received_person=3, t3_received_total=3)
    text = reader.text(REPORT)
    page = LexborHTMLParser(text)
    assert page.css_first("h1").text() == "云溪县教育局2024年政府信息公开工作年度报告"
    assert [caption.text()[:8] for caption in page.css("table caption")] == [
        "主动公开政府信息",
        "收到和处理政府信",
        "政府信息公开行政",
    ]
    assert all(head.attributes.get("scope") for head in page.css("th"))
    assert all(box.attributes.get("tabindex") == "0" for box in page.css(".body > .table"))
    labels = {meta.attributes["name"]: meta.attributes["content"] for meta in page.css("meta[name]")}
    assert labels["PubDate"] == "2025-01-20"
    assert labels["ColumnName"] == "政府信息公开年报"
    assert labels["Url"].endswith(REPORT)
    assert page.css("nav.crumbs a")[-1].attributes["href"] == UNIT
    assert [a.attributes["href"].rpartition(".")[2] for a in page.css(".files a")] == ["docx", "pdf", "xlsx", "json"]
    assert " style=" not in text
    assert "勘误" not in page.css_first("main").text()
    address = edition.item.get_absolute_url()
    assert page.css(f'a[href="{address}"]')
    assert LexborHTMLParser(reader.text(address)).css(f'a[href="{REPORT}"]')
    sitemap = b"".join(reader.get("/sitemap-units.xml").streaming_content).decode()
    assert sitemap.count(f"{REPORT}</loc>") == 1


@pytest.mark.usefixtures("now")
def test_every_edition_can_be_read_and_each_tells_what_it_corrected_and_why(world: World, reader: Reader) -> None:
    published(world.education, 2024, t2_charges_amount=1_286_000)
    published(
        world.education, 2024, on="2025-03-17", why="收费的单位填成了元。", t2_charges_amount=128.6, text="改正了。"
    )
    current, first = (LexborHTMLParser(reader.text(f"{REPORT}{which}")) for which in ("", "?edition=1"))
    for page in (current, first):
        errata = page.css_first(".errata").text()
        assert errata.index("第2版") < errata.index("第1版")
        assert "收费的单位填成了元。" in errata
        assert "1286000" in errata
        assert "128.6" in errata
        assert page.css_first("link[rel=canonical]").attributes["href"].endswith(REPORT)
    assert "（第1版）" in first.css_first("title").text()
    assert "版）" not in current.css_first("title").text()
    assert "更正后的第2版" in current.css_first(".notice").text()
    assert "128.6" in current.css_first(".body").text()
    assert "已经由2025-03-17公布的第2版更正" in first.css_first(".notice").text()
    assert "1286000" in first.css_first(".body").text()
    assert "勘误" in _rows(reader, UNIT)["2024"]
    assert all(a.attributes["href"].endswith("?edition=1") for a in first.css(".files a"))
    files = [b"".join(reader.get(f"{REPORT}report.json{which}").streaming_content) for which in ("", "?edition=1")]
    assert [json.loads(file)["cells"]["t2.charges.amount"] for file in files] == [128.6, 1_286_000]
    for wrong in ("3", "0", "x", ""):
        reader.text(f"{REPORT}?edition={wrong}", 404)


def test_files_are_made_when_asked_for_kept_and_read_back_to_the_same_figures(
    world: World, reader: Reader, now: Any
) -> None:
    edition = published(world.education, 2024, t3_received_person=3, t3_received_total=3)
    for kind in ("docx", "pdf", "xlsx", "json"):
        response = reader.get(f"{REPORT}report.{kind}")
        data = b"".join(response.streaming_content)
        assert response["Content-Length"] == str(len(data))
        assert ("attachment" in response["Content-Disposition"]) == (kind != "pdf")
        assert read_bytes(data, f"x.{kind}").cells == edition.content["cells"]
        (kept,) = now.HOME.glob(f"editions/*.{kind}")
        kept.write_bytes(b"kept")
        assert b"".join(reader.get(f"{REPORT}report.{kind}").streaming_content) == b"kept"
    for wrong in (f"{REPORT}report.exe", f"{UNIT}2020/report.pdf", f"{REPORT}report.pdf?edition=7"):
        reader.text(wrong, 404)


@pytest.mark.usefixtures("now")
def test_a_withdrawn_report_is_nowhere_and_its_address_leads_to_what_is_left(world: World, reader: Reader) -> None:
    edition = published(world.education, 2024)
    publication.withdraw(edition.item, by=None, reason="内容有误")
    response = reader.get(REPORT)
    assert (response.status_code, response["Location"]) == (302, edition.item.get_absolute_url())
    assert "内容有误" in reader.text(edition.item.get_absolute_url(), 410)
    reader.text(f"{REPORT}report.json", 404)
    assert "2024" not in _rows(reader, UNIT)
    assert REPORT not in b"".join(reader.get("/sitemap-units.xml").streaming_content).decode()
    assert "没有" in LexborHTMLParser(reader.text(f"{UNIT}compare/")).css_first(".none").text()


@pytest.mark.usefixtures("now")
def test_the_address_of_a_year_made_elsewhere_leads_to_its_item_and_of_one_that_there_is_not_to_nothing(
    world: World, reader: Reader
) -> None:
    item = elsewhere(world.education, 2019)
    assert reader.get(f"{UNIT}2019/")["Location"] == item.get_absolute_url()
    for year in ("2018", "9999", "20190", "0"):
        reader.text(f"{UNIT}{year}/", 404)


TITLES = {
    2023: "县教育局2023年政府信息公开年报",
    2022: "关于2022年度政府信息公开工作情况的报告",
    2021: "云溪县教育局政府信息公开2021年年度报告（公开版）",
    2020: "云溪县教育局二〇二〇年度政府信息公开工作总结",
    2019: "2019政府信息公开工作年度报告",
}
NO_TITLES = (
    "关于编制2017年政府信息公开工作年度报告的通知",
    "2016年政府信息公开工作要点",
    "政府信息公开工作情况",
    "2015年工作总结",
)


@pytest.mark.usefixtures("now")
def test_a_report_made_elsewhere_is_known_by_what_such_reports_are_called_and_nothing_else_is_taken_for_one(
    world: World, reader: Reader
) -> None:
    for year, title in TITLES.items():
        elsewhere(world.education, year, title)
    for title in NO_TITLES:
        elsewhere(world.education, 2024, title)
    elsewhere(world.education, 2023, "2023年政府信息公开工作情况")
    lines = _rows(reader, UNIT)
    assert [year for year, line in lines.items() if "没有" in line] == ["2025", "2024"]
    assert min(lines) == "2019"
    assert all(title in lines[str(year)] for year, title in TITLES.items())
    links = [a.text() for a in LexborHTMLParser(reader.text(UNIT)).css("ul.rows a")]
    assert links == list(TITLES.values())
    assert _rows(reader, "/u/yunxi/annual/?year=2022", "ul.by-unit")["县教育局"].count(TITLES[2022]) == 1


@pytest.mark.usefixtures("now")
def test_of_a_report_known_by_an_uploaded_file_alone_the_tables_can_be_read_unless_they_do_not_balance(
    world: World, reader: Reader
) -> None:
    world.education.former_names.create(name="云溪县文化教育局", until=date(2025, 3, 1))
    uploaded(world.education, 2025, text="<b>原文</b>", t3_received_total=8731)
    uploaded(world.education, 2024, t3_received_total=4)
    faulty = uploaded(world.education, 2023, t3_received_total=9377)
    faulty.findings = [{"severity": "error", "message": "勾稽关系不成立。", "cells": ["t3.received.total"]}]
    faulty.save()
    lines = _rows(reader, UNIT)
    assert "根据已公布的报告录入" in lines["2025"]
    assert "正在核对" in lines["2023"]
    assert not any("没有" in line or "逾期" in line for line in lines.values())
    assert "正在核对" in _rows(reader, "/u/yunxi/annual/?year=2023", "ul.by-unit")["县教育局"]
    shown = reader.text(f"{UNIT}2025/")
    page = LexborHTMLParser(shown)
    assert page.css_first("h1").text() == "云溪县教育局2025年政府信息公开工作年度报告的统计表"
    assert "根据已公布的报告录入" in page.css_first("header .dateline").text()
    assert "8731" in page.css_first("#t3").text()
    assert "原文" not in shown
    assert not page.css('main a[href*="/files/"]')
    assert "云溪县文化教育局2024年" in reader.text(REPORT)
    reader.text(f"{UNIT}2023/", 404)
    compared = reader.text(f"{UNIT}compare/")
    assert "8731" in compared
    assert "9377" not in compared
    assert "勾稽" not in compared
    links = [a.attributes["href"] for a in LexborHTMLParser(compared).css("main ul.plain a")]
    assert links == [REPORT, f"{UNIT}2025/"]


@pytest.mark.usefixtures("now")
def test_a_government_lists_the_bodies_below_it_with_who_has_no_report_of_the_year(
    world: World, reader: Reader
) -> None:
    published(world.county, 2024)
    published(world.office, 2025, on="2026-02-03")
    published(world.education, 2025)
    elsewhere(world.township, 2025)
    published(world.street, 2024)
    page = reader.text("/u/yunxi/annual/")
    assert "共4个机构，1个没有公开" in page
    lines = _rows(reader, "/u/yunxi/annual/", "ul.by-unit")
    assert list(lines) == ["县政府办", "县教育局", "青石镇", "城关街道"]
    assert "逾期公布" in lines["县政府办"]
    assert "逾期" not in lines["县教育局"]
    assert "青石镇人民政府2025年" in lines["青石镇"]
    assert "本平台上没有2025年度的报告" in lines["城关街道"]
    before = _rows(reader, "/u/yunxi/annual/?year=2024", "ul.by-unit")
    assert [name for name, line in before.items() if "没有" not in line] == ["城关街道"]
    assert not any("逾期" in line for line in before.values())
    for wrong in ("1", "x", "99999999999999999999", "２０２４", "2031"):
        assert "各机构2025年度报告" in reader.text(f"/u/yunxi/annual/?year={wrong}")


@pytest.mark.usefixtures("now")
def test_the_years_stand_side_by_side_in_charts_with_a_table_each_and_what_cannot_be_compared_is_told(
    world: World, reader: Reader
) -> None:
    published(world.education, 2024, t3_received_total=7, t3_handled_total=6, t3_granted_total=3)
    uploaded(world.education, 2020, t3_received_total=4, t2_normative_in_force=9)
    uploaded(world.education, 2018, s_received=5)
    text = reader.text(f"{UNIT}compare/")
    page = LexborHTMLParser(text)
    assert " style=" not in text
    sections = {section.css_first("h2").text(): section for section in page.css("section.compared")}
    for section in sections.values():
        svg = section.css_first("svg")
        assert svg.attributes["role"] == "img"
        assert svg.attributes["aria-labelledby"] == " ".join(
            svg.css_first(each).attributes["id"] for each in ("title", "desc")
        )
    asked = [[cell.text() for cell in row.css("th, td")] for row in sections["收到和办结的申请"].css("tbody tr")]
    assert asked[0] == ["2024", "7", "6"]
    assert asked[1] == ["2023", "本平台没有这一年的报告", "本平台没有这一年的报告"]
    assert [row[0] for row in asked] == [str(year) for year in range(2024, 2017, -1)]
    assert "50" in sections["予以公开和部分公开占比"].text()
    in_force = [row.css("td")[1].text() for row in sections["行政规范性文件"].css("tbody tr")]
    assert in_force[0] == "0"
    assert "不是“现行有效件数”" in in_force[4]
