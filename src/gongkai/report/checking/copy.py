"""The text, or a whole table, is last year's or another unit's.

A report tells of the year that it is made for (政府信息公开条例 2019 Art. 50); the forms' notices warn of texts taken over from the year
before or from other units. Compared sentence by sentence, years left out of account; the standing phrases that every report
must have (period, contact, legal basis) do not count. A warning needs most of the text or a table whose figures can hardly be alike
by chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.model import Report
from gongkai.statute.articles import cite
from gongkai.statute.bodies import same_body
from gongkai.statute.forms import Form

RULE = Rule(
    id="copy",
    title="照抄上年或者其他单位的报告",
    checks="与用 --against 给出的报告逐句比较：相同文字所占比例，以及是否有整张统计表的数字完全相同。",
    why="年度报告应当反映本机关当年的情况；照抄的文字和数字不是当年的情况。",
    basis=("r2019.50", "r2019.47", "gbgkbh-2021-30"),
    example="“存在的主要问题及改进情况”与上年报告一字不差。",
)

_END = re.compile(r"[。！？!?；;\n]+")
_YEAR = re.compile(r"(19|20)\d\d(?=年)")
_NOISE = re.compile(r"[\s\W_]+")
_STANDING = re.compile(
    r"统计期限|统计期间|1月1日.{0,12}12月31日|电子版|疑问|请.{0,4}联系|联系电话|通讯地址|邮编|邮政编码|根据《|按照《|依据《|勾稽|"
    r"信息处理费|现将.{0,30}(报告|公布)|现(向社会)?公布|由.{2,60}(部分|方面)组成|未发生|没有其他|无其他"
)

SHINGLE = 8  # characters
SHORTEST = 15  # characters of a sentence that counts
ENOUGH = 300  # characters of text that must count before a share says anything
MOST, MUCH = 0.85, 0.65  # shares of the text from which it is a warning, a note
SECTION_ENOUGH, SECTION_SHARE = 150, 0.95
TABLE_WARNING, TABLE_NOTE = 4.0, 3.0
"""Orders of magnitude against chance: the sum of log10 of a table's different figures. One figure of 1353 alone makes 3.1."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text stands in another one: the characters that count, the share of them, the longest sentence in both.

    `heading` is that of the part that was compared, `None` for the text as a whole.
    """

    counted: int
    share: float
    longest: str
    heading: str | None = None


class Text:
    """A report's words as they are compared: of each part the sentences that count, and all the pieces that they are made of."""

    def __init__(self, parts: Iterable[tuple[str, str]], standing: Container[str] = ()) -> None:
        """`parts` are headings and texts; a sentence of `standing` does not count, whoever uses it."""
        self.parts = [(heading, [line for line in _sentences(text) if line not in standing]) for heading, text in parts]

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The pieces of all sentences that count."""
        return frozenset().union(*self.pieces_of_parts)

    @cached_property
    def pieces_of_parts(self) -> list[frozenset[str]]:
        """The pieces of each part."""
        return [frozenset(piece for line in lines for piece in _pieces(line)) for _, lines in self.parts]


def likenesses(text: Text, other: Text) -> Iterator[Likeness]:
    """Where `text` is that of `other`: as a whole, or else in single parts; nothing where it is its own."""
    whole = _likeness([line for _, lines in text.parts for line in lines], other.pieces)
    if whole.counted >= ENOUGH and whole.share >= MUCH:
        yield whole
        return
    for heading, lines in text.parts:
        part = _likeness(lines, other.pieces)
        if part.counted >= SECTION_ENOUGH and part.share >= SECTION_SHARE:
            yield replace(part, heading=heading)


def check(case: Case) -> Iterator[Finding]:
    """For each other report: the text as a whole, or else single parts; and each table."""
    report = case.report
    for other in case.against:
        if other is report or (other.sha256 == report.sha256 and other.year == report.year):
            continue
        yield from _texts(report, other)
        if case.form:
            yield from _tables(report, other, case.form)


def _texts(report: Report, other: Report) -> Iterator[Finding]:
    mine, theirs = (Text((section.heading, section.text) for section in each.sections) for each in (report, other))
    for likeness in likenesses(mine, theirs):
        whole = likeness.heading is None
        what = "正文" if whole else f"“{likeness.heading}”部分" if likeness.heading else "开头部分"
        severity: Severity = "warning" if whole and likeness.share >= MOST else "note"
        yield _finding(severity, what, likeness, report, other)


def _finding(severity: Severity, what: str, likeness: Likeness, report: Report, other: Report) -> Finding:
    share = round(likeness.share * 100)
    words = f"{what}有{share}%的文字与{_name(report, other)}相同，请按本机关当年的情况重写。"
    return Finding(
        RULE.id, severity, words, cite("r2019.50"), expected=0, found=round(likeness.share, 2), quote=likeness.longest
    )


def _name(report: Report, other: Report) -> str:
    year = f"{other.year}年度" if other.year else ""
    if same_body(report.unit, other.unit) is False:
        return f"{other.unit}{year}的报告"
    return f"本机关{year}的报告" if other.year != report.year else "所给的另一份报告"


def _sentences(text: str) -> list[str]:
    """The sentences that count: long enough, and no standing phrase."""
    lines = (line.strip() for line in _END.split(text))
    return [line for line in lines if len(_bare(line)) >= SHORTEST and not _STANDING.search(line)]


def _bare(sentence: str) -> str:
    return _NOISE.sub("", _YEAR.sub("", sentence))


def _pieces(sentence: str) -> list[str]:
    bare = _bare(sentence)
    return [bare[place : place + SHINGLE] for place in range(len(bare) - SHINGLE + 1)]


def _likeness(sentences: Sequence[str], pieces_there: frozenset[str]) -> Likeness:
    """Each sentence counts by its length and by how much of it stands in the other text, if that is most of it."""
    counted, alike, longest = 0, 0.0, ""
    for sentence in sentences:
        pieces, length = _pieces(sentence), len(_bare(sentence))
        share = sum(piece in pieces_there for piece in pieces) / len(pieces)
        counted += length
        alike += length * share if share >= 0.5 else 0
        if share == 1 and len(sentence) > len(longest):
            longest = sentence
    return Likeness(counted, alike / counted if counted else 0.0, longest)


def _tables(report: Report, other: Report, form: Form) -> Iterator[Finding]:
    for table in form.tables:
        codes = [cell.code for cell in table.cells() if report.cells.get(cell.code) is not None]
        if not codes or any(report.cells[code] != other.cells.get(code) for code in codes):
            continue
        figures = {abs(report.cells[code] or 0) for code in codes}
        chance = sum(math.log10(figure) for figure in figures if figure > 1)
        if chance >= TABLE_NOTE:
            some = "、".join(f"{figure:g}" for figure in sorted(figures, reverse=True)[:3] if figure)
            words = (
                f"“{table.title}”表的{len(codes)}个数字与{_name(report, other)}完全相同（如{some}），请核实是否照抄。"
            )
            severity: Severity = "warning" if chance >= TABLE_WARNING else "note"
            yield Finding(RULE.id, severity, words, cite(form.basis), tuple(codes))
