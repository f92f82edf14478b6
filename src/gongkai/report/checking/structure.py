"""The report has the parts that its form and the law demand, and those that it announces itself.

条例 (2019) Art. 50 and the forms of 国办公开办函〔2019〕60号 and 〔2021〕30号: six parts, three tables, nothing left out.
Reports up to 2018 follow 条例 (2008) Art. 32, which prescribes contents and no outline; what they lack is a note.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._outline import announcement, headings, jumps, parts, unmatched
from gongkai.report.checking._wording import around, basis, chinese, clip, passages, running_text, sentences
from gongkai.statute.articles import cite

RULE = Rule(
    id="structure",
    title="结构不完整",
    checks="格式或者条例要求的部分和统计表是否齐全，自称的部分数与实际是否一致，序号是否跳号，标题是否规范，是否沿用旧条例的提纲和条件。",
    why="年度报告的内容由条例和统一格式规定，缺一部分就没有报全。",
    basis=(
        "r2019.50",
        "r2008.32",
        "gbgkbh-2021-30",
        "gbgkbh-2019-60",
        "gbf-2014-32",
        "r2019.27",
        "r2019.42",
        "fees-2020-109",
    ),
    example="正文写“全文由概述等八个部分组成”，实际只有六个部分。",
)

_CONTENTS_2008 = (
    ("主动公开政府信息的情况", "主动公开"),
    ("依申请公开政府信息的情况", "申请"),
    ("收费及减免情况", "收费|费用|收取|减免"),
    ("行政复议、行政诉讼情况", "复议|诉讼|申诉"),
    ("存在的主要问题及改进情况", "问题|不足|困难|差距"),
)
_ANNEX = re.compile(r"附[表件录]|统计表")
_OLD_OUTLINE = re.compile(r"收费|减免")
_TITLE_ENDS = re.compile(r"年度报告|年报")
_OTHER_TITLE = re.compile(r"工作报告|工作总结|总结|自查报告|情况汇报|情况报告")
_LONGEST_FIRST_PART = 1000
_OLD_LAW = (
    (re.compile(r"生产、生活、科研等?的?特殊需要"), "申请公开已不以“生产、生活、科研等特殊需要”为条件", "r2019.27"),
    (re.compile(r"条例》?第三十[一二]条[^。；]{0,24}年度报告"), "年度报告已改由第四十九条、第五十条规定", "r2019.50"),
    (
        re.compile(r"条例》?第(?:九|十|十一|十二)条[^。；]{0,24}主动公开"),
        "主动公开的内容已改由第十九条至第二十二条规定",
        "r2019.20.1",
    ),
)
_REPEALED = re.compile(r"取消|删除|不再|废止|修订前|原条例|旧条例|原《|过去|此前|突破|限制")


def check(case: Case) -> Iterator[Finding]:
    """What is announced, what is demanded, how it is numbered and titled, and whether it follows the law of its year."""
    report = case.report
    if not report.text and not report.sections:
        return
    yield from _announced(case)
    if report.year and report.year >= 2019:
        yield from _parts_of_the_form(case)
        yield from _old_law(case, report.year)
    elif report.year:
        yield from _contents(case)
    yield from _tables(case)
    yield from _numbering(case)
    yield from _title(case)
    yield from _first_part(case)
    yield from _fees(case)


def _announced(case: Case) -> Iterator[Finding]:
    """The number of parts that the text announces against those that are there."""
    said, there = announcement(case.report), parts(case.report)
    if said is None or not there:
        return
    absent = unmatched(said.names, [section.heading for section in case.report.sections])
    preface = bool(said.names) and bool(re.search("概述|引言|前言|总体", said.names[0]))
    possible = {len(there), len([part for part in there if not _ANNEX.search(part.heading)])} | (
        {len(there) + 1} if preface else set()
    )
    if said.number in possible or (said.names and not absent and len(said.names) == said.number):
        return
    message = f"正文说报告由{said.number}个部分组成，实际有{len(there)}个部分"
    if absent:
        message += f"，找不到“{'”“'.join(clip(name, 20) for name in absent[:4])}”{'等' if len(absent) > 4 else ''}"
    yield _finding(case, "warning", f"{message}，请按现有内容改写。", said.quote, said.number, len(there))


def _parts_of_the_form(case: Case) -> Iterator[Finding]:
    """The parts of the form in force, each known by any of its words in any heading."""
    form = case.form_in_force
    if form is None:
        return
    candidates = headings(case.report)
    missing = [
        title
        for title, words in zip(form.sections, form.section_words, strict=True)
        if not any(word in heading for word in words for heading in candidates)
    ]
    if missing:
        message = f"缺少“{'”“'.join(missing)}”{len(missing)}个部分，请按《{form.title}》补齐。"
        yield _finding(case, "warning", message, cited=cite(form.basis))
    old = next((part.heading for part in parts(case.report) if _OLD_OUTLINE.search(part.heading)), None)
    if old:
        message = f"“{clip(old, 40)}”是旧条例的提纲，现行格式没有这一部分，收费情况写入“{form.sections[-1]}”。"
        yield _finding(case, "note", message, old, cited=cite(form.basis))


def _contents(case: Case) -> Iterator[Finding]:
    """The contents of 条例 (2008) Art. 32, wherever they stand."""
    text = case.report.text + running_text(case.report)
    missing = [name for name, words in _CONTENTS_2008 if not re.search(words, text)]
    if missing:
        yield _finding(
            case, "note", f"没有写到{'、'.join(missing)}，请补写；没有发生的也应当说明。", cited=cite("r2008.32")
        )


def _tables(case: Case) -> Iterator[Finding]:
    """The statutory tables of the year's form, or of the form that was used."""
    form = case.form or case.form_in_force
    if form is None:
        return
    unread = {unplaced.table for unplaced in case.report.unplaced}
    filled = {cell.table for code, cell in form.cells.items() if code in case.report.cells}
    absent = [table for table in form.tables if table.id not in unread | filled]
    if not absent:
        return
    titles = "、".join(f"《{table.title}》" for table in absent)
    if len(absent) < len(form.tables):
        yield _finding(case, "warning", f"缺少统计表{titles}，请补上。", cited=cite(form.basis))
    elif form.section_words:
        message = f"没有找到统计表{titles}；如果表格是以图片发布的，请改为可以复制、检索的文字表格。"
        yield _finding(case, "warning", message, cited=cite(form.basis))
    else:
        # Until 2018 the table went up to the superior; many places printed another one, or none.
        yield _finding(case, "note", f"没有附{titles}，请核对是否应当随报告公布。", cited=cite(form.basis))


def _numbering(case: Case) -> Iterator[Finding]:
    """Numbers of headings and of 一是, 二是, … that jump or come twice."""
    there = parts(case.report)
    for before, after in itertools.pairwise(there):
        between = [
            number
            for number in range(before.number + 1, after.number)
            if f"{chinese(number)}、" not in case.report.text
        ]
        if between:
            message = f"标题序号从“{clip(before.heading, 30)}”跳到“{clip(after.heading, 30)}”，中间缺“{chinese(between[0])}、”，请核对。"
            yield _finding(case, "warning", message, after.heading)
        elif after.number <= before.number:
            message = f"标题“{clip(before.heading, 30)}”之后是“{clip(after.heading, 30)}”，序号重复或者倒退，请改正。"
            yield _finding(case, "warning", message, after.heading)
    for _, text in passages(case.report):
        for last, number, place in jumps(text):
            message = f"“{chinese(last)}是”之后直接是“{chinese(number)}是”，序号跳号，请补上或者改号。"
            yield _finding(case, "note", message, around(text, place, place + 2))


def _title(case: Case) -> Iterator[Finding]:
    title = case.report.title
    if not title:
        return
    if _OTHER_TITLE.search(title) and not _TITLE_ENDS.search(title):
        yield _finding(case, "note", f"标题“{clip(title, 50)}”应当称为“政府信息公开工作年度报告”。", title)
    if not re.search(r"\d{4}|[〇○零一二三四五六七八九]{4}", title):
        yield _finding(case, "note", f"标题“{clip(title, 50)}”没有写明年度，请补上。", title)


def _old_law(case: Case, year: int) -> Iterator[Finding]:
    """Conditions and article numbers of the text of 2008 in a report under the revised one; the year of change is forgiven."""
    severity: Severity = "note" if year == 2019 else "warning"
    for pattern, now, key in _OLD_LAW:
        for sentence in sentences(case.report):
            if pattern.search(sentence.text) and not _REPEALED.search(sentence.text):
                message = f"“{clip(sentence.text, 50)}”沿用了旧条例：{now}，请改写。"
                yield _finding(case, severity, message, sentence.text, cited=cite(key))
                break


def _first_part(case: Case) -> Iterator[Finding]:
    """Local notices ask for at most 1000 characters in the first part."""
    there = parts(case.report)
    if case.form_in_force is None or not case.form_in_force.section_words or not there or there[0].number != 1:
        return
    last = there[1].heading if len(there) > 1 else None
    length, inside = 0, False
    for section in case.report.sections:
        inside = (inside or section.heading.strip() == there[0].heading) and section.heading.strip() != last
        length += len(re.sub(r"\s", "", section.text)) if inside else 0
    if length > _LONGEST_FIRST_PART:
        message = f"“{clip(there[0].heading, 30)}”有{length}字，一般不超过{_LONGEST_FIRST_PART}字，可以精简。"
        yield _finding(case, "note", message, None, _LONGEST_FIRST_PART, length, "部分地方的年度报告编制通知")


def _fees(case: Case) -> Iterator[Finding]:
    """Since 2021 the last part tells the information-processing fees of the year, and that there were none."""
    year = case.report.year
    if year and year >= 2021 and not re.search("处理费|收费|费用|收取", running_text(case.report)):
        message = "没有说明本年度收取信息处理费的情况，请在“其他需要报告的事项”中写明；没有收取的也要说明。"
        yield _finding(case, "note", message, cited=cite("fees-2020-109"))


def _finding(
    case: Case,
    severity: Severity,
    message: str,
    quote: str | None = None,
    expected: int | None = None,
    found: int | None = None,
    cited: str | None = None,
) -> Finding:
    words = clip(quote) if quote else None
    return Finding(RULE.id, severity, message, cited or basis(case, "r2008.32", "r2019.50"), (), expected, found, words)
