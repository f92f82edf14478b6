"""The report covers its calendar year, and its dates can be.

The form of 国办公开办函〔2021〕30号 is filled for 1 January to 31 December of the report year, as were the reports under
条例 (2008) Art. 31, which are made once a year. The report of 2008 alone begins on 1 May, the day the 条例 came into force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._bodies import lines_from_end
from gongkai.report.checking._wording import around, basis, clip, parse_day, running_text
from gongkai.statute.articles import article

RULE = Rule(
    id="period",
    title="统计期限或者日期不对",
    checks="统计期限是否为报告年度的1月1日至12月31日，标题与正文的年度是否一致，文中日期是否存在，发布、填报、落款日期是否早于年度结束。",
    why="年度报告报的是整个自然年；期限写错，读者不知道数字算的是哪一段时间。",
    basis=("r2019.50", "r2008.31", "r2008.38", "gbgkbh-2021-30", "gbgkbh-2019-60", "gbf-2014-32"),
    example="2017年度的报告写“统计期限自2017年1月1日起至2017年11月30日止”。",
)

_NEW_BODY = re.compile(r"组建|挂牌|成立|机构改革|撤销|合并|划转|更名")
# No digit stands before the year; looked back at from behind it, so that the search can skip to a 1 or 2.
_DATE = re.compile(r"((?:19|20)\d\d)(?<!\d\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_FILLED = re.compile(
    r"(?:填报日期|填表日期|报出日期|填报时间)[:：]?\s*(20\d\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})"
)
_SIGNED = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_NAMED_REPORT = re.compile(
    r"(?:公布|公开|发布|编制|现将)[^。；“《]{0,40}?(?<!\d)(20\d\d)年度?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度报告|年报|情况报告)"
)


def check(case: Case) -> Iterator[Finding]:
    """The period, then the year named twice, then every date."""
    if case.report.year:
        yield from _period(case, case.report.year)
        yield from _year_in_text(case)
        yield from _too_early(case, case.report.year)
    yield from _impossible(case)


def _period(case: Case, year: int) -> Iterator[Finding]:
    if case.report.period is None:
        return
    printed = f"{case.report.period[0]}至{case.report.period[1]}"
    start, end = (parse_day(day) for day in case.report.period)
    force = article("r2008.38").instrument.since
    starts = (date(year, 1, 1), force) if year == force.year else (date(year, 1, 1),)
    right = f"{year}年1月1日至{year}年12月31日"
    if start in starts and end == date(year, 12, 31):
        return
    severity: Severity = "error"
    if start is None or end is None:
        message = f"统计期限写作“{printed}”，其中有不存在的日期，应为{right}。"
    elif end < start:
        message = f"统计期限写作“{printed}”，止期早于起期，应为{right}。"
    elif start == date(start.year, 1, 1) and end == date(start.year, 12, 31):
        message = f"统计期限写作{start.year}年全年，报告却是{year}年度的，请核对哪一处写错。"
    else:
        if start > date(year, 1, 1) and end == date(year, 12, 31) and _NEW_BODY.search(running_text(case.report)):
            severity = "note"  # a body founded in the year reports from its first day
        elif case.form_in_force is None:
            severity = "warning"  # before the first national form a place could have counted by a year of its own
        message = f"统计期限写作“{printed}”，不是完整的自然年，应为{right}。"
    yield Finding(RULE.id, severity, message, _basis(case), quote=printed)


def _year_in_text(case: Case) -> Iterator[Finding]:
    """The title's year against the year of the sentence that announces the report."""
    titled = [int(match) for match in _YEAR.findall(case.report.title or "")]
    named = _NAMED_REPORT.search(running_text(case.report)[:3000])
    if len(set(titled)) == 1 and named and int(named[1]) != titled[0]:
        message = f"标题是{titled[0]}年度的报告，正文却说公布{named[1]}年的报告，请核对年度。"
        yield Finding(
            RULE.id, "warning", message, _basis(case), expected=titled[0], found=int(named[1]), quote=clip(named[0])
        )


def _too_early(case: Case, year: int) -> Iterator[Finding]:
    """A report of a whole year cannot be published, filled in or signed within it."""
    text = case.report.text
    filled = _FILLED.search(text)
    signed = next((match for line in lines_from_end(text, 2) if (match := _SIGNED.fullmatch(line))), None)
    dates = [
        ("发布日期", parse_day(case.report.published or "")),
        ("成文日期", parse_day(case.report.metadata.get("created", ""))),
        ("填报日期", _day(filled)),
        ("落款日期", _day(signed)),
    ]
    early = [(what, day) for what, day in dates if day and day <= date(year, 12, 31)]
    for day in dict.fromkeys(day for _, day in early):
        what = "、".join(name for name, other in early if other == day)
        message = f"{what}为{day.year}年{day.month}月{day.day}日，早于{year}年度结束，不可能报全年情况，请核对年份。"
        yield Finding(RULE.id, "warning", message, _basis(case), quote=day.isoformat())


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _impossible(case: Case) -> Iterator[Finding]:
    """Dates that the calendar does not have; each once."""
    seen: set[str] = set()
    for match in _DATE.finditer(case.report.text or running_text(case.report)):
        if match[0] in seen or _day(match) or not 1949 <= int(match[1]) <= 2099:
            continue
        seen.add(match[0])
        message = f"文中的“{clip(match[0])}”是不存在的日期，请改正。"
        yield Finding(RULE.id, "warning", message, _basis(case), quote=clip(around(match.string, *match.span())))


def _basis(case: Case) -> str:
    if case.form_in_force:
        return article(case.form_in_force.basis).cite()
    return basis(case, "r2008.31", "r2019.50")
