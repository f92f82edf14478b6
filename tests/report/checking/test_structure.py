"""条例第五十条 and the forms: six parts, three tables, nothing left out."""

from __future__ import annotations

import pytest

from gongkai.report.model import Number, Report
from gongkai.statute.forms import forms
from tests.report.checking.reports import make, run
from tests.report.checking.texts import OUTLINE, whole, written

OLD_CONTENTS = "主动公开政府信息30条，未收到公开申请，未收费，没有行政复议和行政诉讼，主要问题是更新不及时。"


def with_headings(*headings: str, form: str = "2021", **more: str) -> Report:
    numbers = "一二三四五六七八九"
    lines = (
        f"{number}、{heading}\n本年度没有收取信息处理费。" for number, heading in zip(numbers, headings, strict=False)
    )
    return written("\n".join(lines), form, **more)


def without(*tables: str, form: str = "2021", text: str = "") -> Report:
    cells: dict[str, Number | None] = {code: 0 for code in forms()[form].cells if code.partition(".")[0] not in tables}
    report = written(text or whole(), form)
    report.cells = cells
    return report


SILENT: dict[str, Report] = {
    "the six parts of the form": written(whole()),
    "the six parts under names of their own": with_headings(
        "工作概述", "主动公开情况", "依申请公开情况", "行政复议和诉讼情况", "存在问题及改进措施", "需要报告的事项"
    ),
    "headings that the layout did not show": make(text=whole(), sections=[], title="大桥镇2024年政府信息公开年度报告"),
    "six parts announced and there": written(whole(first="本报告由总体情况等六个部分组成。")),
    "a preface counted as the first part": written(
        "全文由“概述”、“主动公开”、“依申请公开”三部分组成。\n一、主动公开\n我镇公开30条，存在问题。\n二、依申请公开\n未收到申请，未收费，无复议。",
        "2014",
    ),
    "an annex behind the parts announced": written(
        f"本报告由工作情况、问题、打算三个部分组成。\n一、工作情况\n{OLD_CONTENTS}\n二、问题\n更新慢。\n三、打算\n加强。\n四、附表\n见下。",
        "2014",
    ),
    "no number announced": written(whole(first="全文包括总体情况、主动公开政府信息情况等。")),
    "rows of 一是 within each other": written(
        whole(first="一是健全制度。具体做到：一是定人，二是定时。二是加强培训。三是严格考核。")
    ),
    "一是 anew in the next part": written(
        whole(first="一是定人。二是定时。", fifth="一是更新慢。二是人手少。三是培训少。")
    ),
    "a list whose items begin with 一些": written(whole(fifth="一是更新慢；二是一些栏目空白；三是培训少。")),
    "the contents of the old law without headings": written(OLD_CONTENTS, "2014"),
    "the report of the old law's year speaks of its condition": written(
        f"可以根据自身生产、生活、科研等特殊需要申请公开。{OLD_CONTENTS}", "2014"
    ),
    "the old condition is said to be gone": written(
        whole(third="取消了“生产、生活、科研等特殊需要”的限制，方便群众申请。")
    ),
    "all three tables are there": without(),
    "the years before the national table": written(OLD_CONTENTS, "2014", year=2012, cells={}),
    "nothing could be read at all": make(text="", sections=[]),
}


@pytest.mark.parametrize("report", SILENT.values(), ids=SILENT)
def test_a_sound_structure(report: Report) -> None:
    assert run("structure", report) == []


NOTES: dict[str, tuple[Report, str]] = {
    "a list jumps from 二是 to 四是": (
        written(whole(fifth="一是更新慢。二是人手少。四是培训少。")),
        "“二是”之后直接是“四是”",
    ),
    "a work report for an annual report": (
        written(whole(), title="大桥镇2024年政府信息公开工作总结"),
        "应当称为",
    ),
    "no year in the title": (written(whole(), title="大桥镇政府信息公开工作年度报告"), "没有写明年度"),
    "a first part that is too long": (written(whole(first="我镇推进政务公开。" * 120)), "1080字"),
    "no word of fees": (written(whole(last="没有其他需要报告的事项。")), "信息处理费"),
    "the old law's contents are not all there": (
        written("主动公开政府信息30条，未收到公开申请，没有行政复议，存在问题不少。", "2014"),
        "收费及减免情况",
    ),
    "the old condition in the year of change": (
        written(whole(third="可以根据自身生产、生活、科研等特殊需要申请公开。"), "2019", year=2019),
        "不以",
    ),
    "a part on fees as in the old outline": (
        with_headings(*OUTLINE[:5], "政府信息公开的收费及减免情况", OUTLINE[5]),
        "旧条例的提纲",
    ),
    "no national table in a report of 2016": (without("s", form="2014", text=OLD_CONTENTS), "没有附"),
}


@pytest.mark.parametrize(("report", "words"), NOTES.values(), ids=NOTES)
def test_what_deserves_a_look(report: Report, words: str) -> None:
    (finding,) = run("structure", report)

    assert finding.severity == "note"
    assert words in finding.message


FAULTY: dict[str, tuple[Report, str]] = {
    "eight parts announced, six there": (
        written(
            whole(
                first="全文由“概述”、“主动公开情况”、“收费和减免情况”、“复议和诉讼情况”、“建议提案办理情况”、“存在问题”、“要点落实”、“其他”等八部分组成。"
            )
        ),
        "实际有6个部分",
    ),
    "five parts announced without names": (written(whole(first="本报告共分五个部分。")), "由5个部分组成"),
    "the part on problems is missing": (with_headings(*OUTLINE[:4], OUTLINE[5]), "存在的主要问题及改进情况"),
    "the parts on requests and on reviews are missing": (
        with_headings(OUTLINE[0], OUTLINE[1], OUTLINE[4], OUTLINE[5]),
        "收到和处理政府信息公开申请情况",
    ),
    "no statutory table at all": (without("t2", "t3", "t4"), "图片"),
    "the table on reviews is missing": (without("t4"), "缺少统计表《政府信息公开行政复议、行政诉讼情况》"),
    "headings jump from two to four": (
        written(
            "一、总体情况\n我镇推进公开。\n二、主动公开、依申请公开和行政复议情况\n未收到申请，未收费。\n四、存在的问题和其他事项\n更新慢。"
        ),
        "跳到",
    ),
    "one number twice": (
        written(
            "一、总体情况\n我镇推进公开。\n二、主动公开和依申请公开情况\n未收到申请，未收费。\n二、行政复议情况\n无。\n三、存在的问题和其他事项\n更新慢。"
        ),
        "序号重复",
    ),
    "the old condition three years later": (
        written(whole(third="公民可以根据自身生产、生活、科研等特殊需要申请公开政府信息。")),
        "旧条例",
    ),
    "the old article on the annual report": (
        written(whole(first="根据《中华人民共和国政府信息公开条例》第三十一条关于年度报告的规定编制。")),
        "第四十九条",
    ),
}


@pytest.mark.parametrize(("report", "words"), FAULTY.values(), ids=FAULTY)
def test_a_wrong_structure(report: Report, words: str) -> None:
    (finding,) = run("structure", report)

    assert finding.severity == "warning"
    assert words in finding.message


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_part_of_the_form_is_missed_by_its_name(form: str) -> None:
    """国办公开办函〔2021〕30号: no part left out."""
    for place, title in enumerate(forms()[form].sections):
        rest = [name for other, name in enumerate(forms()[form].sections) if other != place]

        found = run("structure", with_headings(*rest, form=form))

        assert [finding.severity for finding in found] == ["warning"], title
        assert title in found[0].message
        assert found[0].basis in {"国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"}
