"""Five published reports: what their heads and ends say, their parts and what had to be mended, read off by eye."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.model import Report
from gongkai.report.reading import read_bytes

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published sample reports (../shared/seeds) are not here"
)

HEADS: dict[str, dict[str, Any]] = {
    "000": {
        "title": "腾越镇2018年政府信息公开工作年度报告",  # no title line: the preamble names it
        "unit": "腾越镇人民政府",  # the table's 填报单位; the site's publisher is its successor
        "year": 2018,
        "period": ("2018-01-01", "2018-12-31"),
        "published": "2019-01-11",
        "signed": "2019-01-10",  # 填报日期
        "form": "2014",
        "metadata": {
            "index_number": "01526078-8-/2019-0111001",
            "publisher": "腾冲市腾越街道办事处",
            "catalogue": "政府信息公开报告",
        },
        "repairs": {},
    },
    "001": {
        "title": "通榆县人民政府关于2016年度政府信息公开工作年度报告",
        "unit": "通榆县人民政府",
        "year": 2016,
        "period": ("2016-01-01", "2016-12-31"),  # 年 and 月 lost
        "published": "2017-02-21",
        "signed": "2017-02-17",  # 年, 月 and 日 lost
        "form": "none",
        "metadata": {},
        "repairs": {"missing_date_words": 3, "page_chrome": 1},  # the site's line to log in
    },
    "002": {
        "title": "辽东街道办事处信息公开工作年度报告",
        "unit": "辽东街道办事处",
        "year": 2019,  # the title has none
        "period": ("2019-01-01", "2019-12-31"),
        "published": "2020-01-13",
        "signed": None,
        "form": "2019",
        "metadata": {},
        "repairs": {},
    },
    "003": {
        "title": "河桥镇2017年度信息公开工作报告",
        "unit": "杭州市临安区河桥镇人民政府",  # the signature gives the full name
        "year": 2017,
        "period": ("2017-01-01", "2017-12-01"),  # as printed, wrong as it is
        "published": "2018-04-24",
        "signed": "2018-04-06",
        "form": "none",
        "metadata": {
            "index_number": "002509011/2018-56405",
            "openness": "主动公开",
            "audience": "面向社会",
            "duration": "长期公开",
            "publisher": "河桥镇",
            "created": "2018-04-24",
            "origin": "河桥镇",
        },  # 统一编号 and 有效性 are printed without a value
        "repairs": {"duplicate": 1, "page_chrome": 6},  # 来源, 浏览量 above; 分享, 字体, its bracket, 打印 below
    },
    "004": {
        "title": "柳城县大埔镇人民政府 2024年政府信息公开工作年度报告",
        "unit": "柳城县大埔镇人民政府",
        "year": 2024,
        "period": ("2024-01-01", "2024-12-31"),
        "published": None,
        "signed": "2025-01-02",
        "form": "2021",
        "metadata": {},
    },
}
# How each part begins, the one before the first heading left out.
PARTS = {
    "000": "一、公开 二、主动 三、重点 四、推进 五、政府 六、公开 七、完善 八、存在 九、20 十、需要",
    "001": "一、概述 二、主动 三、依申 四、行政 五、依申 六、主要 七、下步",
    "002": "一、 总 二、主动 三、收到 四、政府 五、存在 六、其他",
    "003": "一、20 二、工作 三、20 四、附表",
    "004": "一、总体 二、主动 三、收到 四、政府 五、存在 六、其他",
}


@cache
def seed(number: str) -> Report:
    """The report whose file's name begins with `number`."""
    (path,) = SEEDS.glob(f"{number}_*")
    return read_bytes(path.read_bytes(), path.name)


@pytest.mark.parametrize("number", HEADS)
def test_the_head_is_read_as_printed(number: str) -> None:
    assert {key: getattr(seed(number), key) for key in HEADS[number]} == HEADS[number]


@pytest.mark.parametrize("number", PARTS)
def test_the_parts_are_those_that_the_document_numbers(number: str) -> None:
    first, *parts = seed(number).sections

    assert first.heading == ""
    assert [part.heading[:4] for part in parts] == re.findall(r"[^ ]、(?:20| ?[^ ]{1,2})", PARTS[number])


def test_an_empty_part_is_one_that_holds_its_table_only() -> None:
    assert [part.heading[:2] for part in seed("002").sections if not part.text] == ["二、", "三、", "四、"]
    assert [part.heading[:2] for part in seed("004").sections if not part.text] == ["二、", "三、", "四、"]


def test_the_garbled_report_reads_clean() -> None:
    """Traditional characters, pinyin in brackets and lost bytes: mended where they can be, marked where they cannot."""
    report = seed("004")

    assert set(report.repairs) == {"encoding", "pinyin", "traditional"}
    assert not re.search("[āáǎàēéěèīíǐìōóǒòūúǔù]", report.text)
    assert not re.search("[開報務條與關鎮縣區時實會]", report.text)
    assert "?" not in report.text
    assert "成果。现将工作" in report.text  # a full stop whose first byte was lost
    assert "“三审三校”制度" in report.text  # a term of the field whose last character was lost
    assert report.text.count("\ufffd") == 2  # 提 behind a comma, 报: nothing tells them


def test_the_copy_is_left_out_and_nothing_of_the_first() -> None:
    text = seed("003").text

    assert text.count("2017年度我镇未收到") == 1
    assert text.count("浏览量") == 0
    assert text.rstrip().endswith("2018年4月6日")
