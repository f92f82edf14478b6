"""The report's own dates show that it was published after the legal day.

政府信息公开条例 (2008) Art. 31: every organ by 31 March. 政府信息公开条例 (2019) Art. 49: departments by 31 January, the level's
government by 31 March; townships and street offices have no statutory day since then, so this rule is silent about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.model import Report
from gongkai.statute.articles import cite
from gongkai.statute.bodies import kind_of
from gongkai.statute.publication import due

RULE = Rule(
    id="late",
    title="公布日期晚于法定期限",
    checks="页面的发布日期（没有时看落款日期）是否晚于该年度报告的法定公布期限。",
    why="年度报告应当按期公布；2019年5月15日前一律为3月31日前，此后部门为1月31日前，政府为3月31日前。",
    basis=("r2008.31", "r2019.49.1", "r2019.49.2"),
    example="2017年度报告于2018年4月24日公布，晚于2018年3月31日。",
)

REPUBLISHED = 366  # days late from which a page's date is more likely that of a move to a new site


def check(case: Case) -> Iterator[Finding]:
    """At most one finding; silent where year, date or the legal day is unknown."""
    report = case.report
    shown, word = _date(report)
    deadline = due(kind_of(report.unit or ""), report.year) if report.year else None
    if shown is None or deadline is None or shown <= deadline.day:
        return
    days = (shown - deadline.day).days
    words = f"{report.year}年度报告应当在{_chinese(deadline.day)}前公布，报告的{word}是{_chinese(shown)}，晚了{days}天"
    severity: Severity = "warning" if days < REPUBLISHED else "note"
    hint = "。" if severity == "warning" else "；如果是网站迁移后重新发布的日期，请注明首次公布的日期。"
    quote = report.published if word == "发布日期" else report.signed
    yield Finding(RULE.id, severity, words + hint, cite(deadline.article), quote=quote)


def _date(report: Report) -> tuple[date | None, str]:
    for text, word in ((report.published, "发布日期"), (report.signed, "落款日期")):
        try:
            return date.fromisoformat(text or ""), word
        except ValueError:
            continue
    return None, ""


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
