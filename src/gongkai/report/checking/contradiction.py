"""Two statements of one report, or a statement and its table, can both be true.

条例 (2019) and (2008) Art. 6: information is published accurately. Only what excludes each other is told here; a figure that merely
differs from the table's is the rule `prose-table`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.checking import SEVERITY_OF, Case, Finding, Rule, Severity
from gongkai.report.checking._wording import (
    NAMES,
    basis,
    clip,
    narrowed,
    numeral,
    running_text,
    sentences,
    show,
    total,
)
from gongkai.report.model import Figure, Number
from gongkai.statute.articles import article, cite

RULE = Rule(
    id="contradiction",
    title="前后矛盾",
    checks="同一件事在两处的说法是否相互排斥：一处说收到申请、另一处说未收到；正文说没有、表中却有数；正文说全部办结、表中却有结转；条例施行的年数是否算对。",
    why="两种说法不可能都对，读者无从判断该信哪一处。",
    basis=("r2019.6", "r2008.6", "r2019.50", "r2008.32", "r2008.38", "r2019.56"),
    example="第一部分写“收到政府信息公开申请1件”，第六部分写“未收到政府信息公开申请”。",
)

_NARROW_DENIAL = re.compile(r"纠正|纠错|撤销|败诉|违法|改判|责令|复议后|新发生|新增|新收|减免|异议")
_CLAIMS_TOTAL = re.compile(r"共|总计|合计|总数")
_ALL_DONE = re.compile(
    r"(?:均已|都已|全部|已全部|均按时|全部按时|均按期|全部按期)(?:依法|依规|按照?规定|按时|按期|及时)*(?:予以|进行了?)?(?:办结|答复|办理完毕)"
    r"|(?:办结率|答复率|按时办结率|按时答复率)(?:为|达到?|是|均为)?(?:100%|100％|百分之百)"
)
_LATER = re.compile(r"结转|次年|下一?年|目前|截至|截止|跨年|往年|上年|去年|除")
_OPEN = re.compile(
    r"(?:件|宗|份|申请)(?:目前|均|尚|现|仍|还)?(?:正在|在|尚在|仍在)(?:依法|抓紧)?办理(?:之?中|过程中)?|尚未办结|未办结"
)
_REQUEST = re.compile(r"公开(?:政府)?(?:信息)?的?申请|申请公开|依申请|信息公开申请")
_ANNIVERSARY = re.compile(
    r"(?:(?P<year>20\d\d)年(?:度|，|,)?[^。；，,]{0,6})?(?:是|为|正值|迎来)(?P<law>[^。；，,]{0,24}?条例》?)[^。；，,第]{0,10}?(?:实施|施行)"
    r"(?:的|以来的?|后的?)?(?:第(?P<nth>[一二三四五六七八九十\d]{1,3})个?年(?!度)|(?P<full>[一二三四五六七八九十\d]{1,3})周年)"
)
_BARE_NAME = re.compile(r"(?:^|新|的|《)条例》?$")


def check(case: Case) -> Iterator[Finding]:
    """Statements against each other, then against the tables, then against the calendar."""
    for code in dict.fromkeys(figure.code for figure in case.report.figures):
        figures = [figure for figure in case.report.figures if figure.code == code]
        yield from _statements(case, code, figures)
        yield from _denied_count(case, code, figures)
    yield from _all_done(case)
    yield from _still_open(case)
    yield from _silent_section(case)
    yield from _unexplained_cases(case)
    yield from _age_of_the_regulation(case)


def _statements(case: Case, code: str, figures: list[Figure]) -> Iterator[Finding]:
    """A denial against a figure; and two figures of one thing that both claim to be all."""
    positive = [figure for figure in figures if figure.value > 0]
    denials = [figure for figure in figures if figure.denied or figure.value == 0]
    name, unit = NAMES.get(code, (code, ""))
    if positive and denials:
        plain = [figure for figure in denials if not _is_narrow(figure)]
        sure = bool(plain) and not all(narrowed(figure) for figure in positive)
        one, other = positive[0], (plain or denials)[0]
        said = f"一处说{name}{show(one.value)}{unit}（“{clip(one.quote, 40)}”）"
        message = f"{said}，另一处说没有（“{clip(other.quote, 40)}”），请核实后改为一致。"
        yield _finding(case, "error" if sure else "note", message, (f"n.{code}",), 0, one.value, other.quote)
    whole = [figure for figure in positive if not figure.approximate and not narrowed(figure) and _claims_all(figure)]
    other_value = next((figure for figure in whole if figure.value != whole[0].value), None)
    if other_value:
        message = (
            f"一处说{name}共{show(whole[0].value)}{unit}（“{clip(whole[0].quote, 40)}”），"
            f"另一处说共{show(other_value.value)}{unit}（“{clip(other_value.quote, 40)}”），请核对后统一。"
        )
        yield _finding(case, "warning", message, (f"n.{code}",), whole[0].value, other_value.value, other_value.quote)


def _claims_all(figure: Figure) -> bool:
    """Whether the sentence says just before the figure that it is the sum of all."""
    place = figure.quote.find(show(figure.value))
    return place >= 0 and bool(_CLAIMS_TOTAL.search(figure.quote, max(0, place - 12), place))


def _is_narrow(figure: Figure) -> bool:
    return narrowed(figure) or bool(_NARROW_DENIAL.search(figure.quote))


def _denied_count(case: Case, code: str, figures: list[Figure]) -> Iterator[Finding]:
    """Words say that there was none, and the table counts some."""
    count = case.form.prose.get(code) if case.form else None
    denial = next((figure for figure in figures if figure.denied and not _is_narrow(figure)), None)
    if count is None or count.less is None or denial is None or case.form is None:
        return
    value = total(count.cells, case.report.cells)
    if value is None or value <= 0:
        return
    codes = tuple(term.code for term in count.cells)
    cells = [case.form.cells[key] for key in codes]
    where = "、".join(cell.label for cell in cells)
    message = f"正文说没有{NAMES[code][0]}（“{clip(denial.quote, 40)}”），表中“{where}”却为{show(value)}{cells[0].unit}，请核实后改正。"
    yield _finding(case, SEVERITY_OF[count.less], message, codes, value, 0, denial.quote)


def _all_done(case: Case) -> Iterator[Finding]:
    """All requests are said to be closed, and the table carries some over."""
    value, codes = _named_total(case, "open_requests")
    if not value or value <= 0:
        return
    before = ""
    for sentence in sentences(case.report):
        # Often the requests are in one sentence, and that all are closed in the next.
        both = before + sentence.text
        if _ALL_DONE.search(sentence.text) and _REQUEST.search(both) and not _LATER.search(both):
            message = f"正文说申请已全部办结或者答复（“{clip(sentence.text, 40)}”），表中却有{show(value)}件尚未办结，请核对。"
            yield _finding(case, "warning", message, codes, 0, value, sentence.text)
            return
        before = sentence.text


def _still_open(case: Case) -> Iterator[Finding]:
    """A request is said to be under way, and the table carries none over."""
    value, codes = _named_total(case, "open_requests")
    if value != 0:
        return
    # Received less closed is only a guess at what is open: the form of 2014 has no row for what was carried over.
    severity: Severity = "warning" if len(codes) == 1 else "note"
    for sentence in sentences(case.report):
        if _REQUEST.search(sentence.text) and _OPEN.search(sentence.text) and "均已" not in sentence.text:
            message = (
                f"正文说有申请正在办理（“{clip(sentence.text, 40)}”），表中尚未办结的却是{show(value)}件，请核对。"
            )
            yield _finding(case, severity, message, codes, None, value, sentence.text)
            return


def _silent_section(case: Case) -> Iterator[Finding]:
    """The table counts reviews or suits; the part whose heading names them has not a word of them, in a report told in prose."""
    if case.form is None or case.form.section_words:
        return  # where the form itself puts a table into this part, the table is what it says
    counted = {
        code: total(case.form.prose[code].cells, case.report.cells)
        for code in ("review", "suit")
        if code in case.form.prose
    }
    some = [code for code, value in counted.items() if value]
    parts = [section for section in case.report.sections if re.search("复议|诉讼", section.heading)]
    if not some or not parts or any(re.search("复议|诉讼", section.text) for section in parts):
        return
    told = "、".join(f"{NAMES[code][0]}{show(counted[code] or 0)}件" for code in some)
    codes = tuple(term.code for code in some for term in case.form.prose[code].cells)
    message = f"表中有{told}，“{clip(parts[0].heading, 40)}”这一部分却只字未提，请补写。"
    yield _finding(case, "warning", message, codes, None, None, parts[0].heading, "r2008.32", "r2019.50")


def _unexplained_cases(case: Case) -> Iterator[Finding]:
    """Cases are pending, and no sentence of the report speaks of any: lawful, but a reader will ask."""
    value, codes = _named_total(case, "pending_cases")
    if value and value > 0 and not re.search("复议|诉讼|应诉", running_text(case.report)):
        message = f"表中有{show(value)}件复议或者诉讼尚未审结，正文没有任何说明，建议补充一句。"
        yield _finding(case, "note", message, codes, None, value, None, "r2008.32", "r2019.50")


def _age_of_the_regulation(case: Case) -> Iterator[Finding]:
    """How many years the 条例 has been in force: 1 May 2008 began the first, the revision of 15 May 2019 began a first of its own."""
    text = running_text(case.report)
    for match in _ANNIVERSARY.finditer(text):
        year = int(match["year"]) if match["year"] else case.report.year
        number = numeral(match["nth"] or match["full"])
        if year is None or number is None or not _is_ours(match["law"]):
            continue
        revised = re.search("新|修订|修改", match["law"]) is not None
        starts = ["r2019.56"] if revised else ["r2008.38", "r2019.56"]
        since = [article(key).instrument.since.year for key in starts if article(key).instrument.since.year <= year]
        # The n-th year may be counted by calendar years or by anniversaries.
        if not since or any(number in (year - start, year - start + 1) for start in since):
            continue
        right = year - since[0] + (1 if match["nth"] else 0)
        words = f"第{right}年" if match["nth"] else f"{right}周年"
        message = f"“{clip(match[0], 40)}”的年数不对：条例自{since[0]}年起施行，{year}年应为{words}。"
        yield Finding(RULE.id, "warning", message, cite(starts[0]), expected=right, found=number, quote=clip(match[0]))


def _is_ours(law: str) -> bool:
    """Whether the words mean the regulation on government information, by its name or as 《条例》."""
    return "信息公开条例" in law or bool(_BARE_NAME.search(law))


def _named_total(case: Case, name: str) -> tuple[Number | None, tuple[str, ...]]:
    terms = case.form.totals.get(name, ()) if case.form else ()
    return (total(terms, case.report.cells) if terms else None), tuple(term.code for term in terms)


def _finding(
    case: Case,
    severity: Severity,
    message: str,
    cells: tuple[str, ...],
    expected: Number | None,
    found: Number | None,
    quote: str | None,
    before_2019: str = "r2008.6",
    since_2019: str = "r2019.6",
) -> Finding:
    words = clip(quote) if quote else None
    return Finding(RULE.id, severity, message, basis(case, before_2019, since_2019), cells, expected, found, words)
