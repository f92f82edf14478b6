"""An item's elements: a complete one is silent, each fault has its rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.guard import Elements, read_elements
from gongkai.statute.articles import article
from tests.guard.reading import SALT, TODAY, only, rules

COMPLETE = Elements(
    title="云溪县人民政府办公室关于印发政务公开工作要点的通知",
    issuing_body="云溪县人民政府办公室",
    document_number="云政办发〔2025〕9号",
    formed=date(2025, 5, 20),
    published=date(2025, 5, 28),
    node="20.1",
    openness="proactive",
    normative=True,
    validity="valid",
    effective_from=date(2025, 6, 20),
    expires_on=date(2030, 6, 19),
    summary="明确2025年政务公开的主要任务和分工。",
)


def _read(**changes: Any) -> Any:
    return read_elements(replace(COMPLETE, **changes), salt=SALT, today=TODAY)


def test_a_complete_item_is_silent() -> None:
    assert _read() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"document_number": ""} | {"normative": False, "validity": "", "expires_on": None},
        {"document_number": "云溪县人民政府令第12号"},
        {"published": None},
        {"due": date(2025, 5, 27)},
        {"formed": date(2025, 5, 28)},
        {"formed": TODAY, "published": TODAY},
        {"openness": "withheld", "ground": "16.1"},
        {"summary": "要" * 100},
        {"formed": date(1949, 10, 1), "document_number": "云政〔1949〕1号"},
        {"validity": "repealed", "expires_on": date(2025, 5, 30), "effective_from": None},
    ],
)
def test_what_may_be_so_is_silent(changes: dict[str, Any]) -> None:
    assert _read(**changes) == []


@pytest.mark.parametrize(
    ("changes", "rule", "place", "severity"),
    [
        ({"title": "  "}, "element-missing", "名称", "error"),
        ({"issuing_body": ""}, "element-missing", "发文机关", "error"),
        ({"formed": None}, "element-missing", "成文日期", "error"),
        ({"node": ""}, "element-missing", "目录", "error"),
        ({"openness": ""}, "element-missing", "公开属性", "error"),
        ({"has_content": False}, "content-missing", "正文", "error"),
        ({"openness": "withheld"}, "ground-missing", "不予公开的依据", "error"),
        ({"ground": "16.1"}, "ground-contradicts", "公开属性", "error"),
        ({"validity": ""}, "validity-missing", "有效性", "error"),
        ({"document_number": ""}, "number-missing", "文号", "warning"),
        ({"formed": date(2025, 5, 29)}, "date-order", "成文日期", "error"),
        ({"formed": date(2025, 6, 2), "published": None}, "date-future", "成文日期", "error"),
        ({"formed": date(1949, 9, 30), "document_number": "云政〔1949〕1号"}, "date-implausible", "成文日期", "error"),
        ({"due": TODAY, "published": TODAY + timedelta(1)}, "schedule-late", "定时发布", "warning"),
        ({"expires_on": None}, "validity-open", "有效期至", "warning"),
        ({"validity": "expired", "expires_on": None}, "validity-undated", "有效性", "warning"),
        ({"expires_on": date(2025, 5, 31), "effective_from": None}, "validity-contradicts", "有效性", "error"),
        ({"expires_on": date(2025, 6, 10)}, "date-order", "有效期至", "error"),
        ({"document_number": "云政办发[2025]9号"}, "number-shape", "文号", "warning"),
        ({"document_number": "云政办发（2025）9号"}, "number-shape", "文号", "warning"),
        ({"document_number": "云政办发〔2025〕09号"}, "number-shape", "文号", "warning"),
        ({"document_number": "关于2025的通知"}, "number-shape", "文号", "warning"),
        ({"document_number": "云政办发〔2024〕9号"}, "number-year", "文号", "warning"),
        ({"summary": ""}, "summary-missing", "内容概述", "warning"),
        ({"summary": "要" * 101}, "summary-long", "内容概述", "warning"),
        ({"title": "题" * 121}, "title-long", "名称", "warning"),
    ],
)
def test_a_fault_is_told_where_it_stands(changes: dict[str, Any], rule: str, place: str, severity: str) -> None:
    finding = only(_read(**changes), rule)

    assert (finding.place, finding.severity) == (place, severity)


def test_an_empty_form_is_told_whole_and_rests_on_known_articles() -> None:
    found = read_elements(Elements(has_content=False), salt=SALT, today=TODAY)

    assert rules(found) == {"element-missing", "content-missing", "summary-missing"}
    assert len([finding for finding in found if finding.rule == "element-missing"]) == 5
    assert all(article(finding.article).says for finding in found if finding.article)
