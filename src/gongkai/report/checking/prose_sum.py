"""The parts that a sentence names add up to the total that it names.

条例 (2019) and (2008) Art. 6: information is published accurately. A list that only picks out some parts (其中, 等, 主要有) may stay below
its total. Channels may exceed it: the form of 2014 counts an item once in the total and once for every channel it went out on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._wording import NAMES, basis, clip, show
from gongkai.report.model import Breakdown, Figure, Part

RULE = Rule(
    id="prose-sum",
    title="正文分项与总数不符",
    checks="正文一句话里的分项之和是否等于所说的总数，同一类别是否重复出现，各渠道公开数与主动公开总数是否相称。",
    why="分项多于总数一定有误；分项列得齐全而少于总数，多半是漏了一类或者写错了数。",
    basis=("r2019.6", "r2008.6", "logic"),
    example="“主动公开信息9条，其中通知2条，公告3条，通知1条”：分项之和为6，且“通知”出现两次。",
)

_CHANNEL = re.compile(
    r"网|微博|微信|公众号|公报|公开栏|公示栏|宣传栏|文件|报纸|报刊|广播|电视|电子屏|显示屏|客户端|抖音|短信|渠道|方式|平台|查阅点"
)
_REST = re.compile(r"^(?:其他|其它|其余)")
_NUMBER = re.compile(r"(?<![\d.])\d{1,12}(?:\.\d{1,4})?(?![\d.]|[年月日%％号])")
_HALF, _NEARLY_ALL = 0.5, 0.8
"""From this share of the total on, a list of parts seems meant to be whole."""
_NESTED = re.compile(r"其中|包括|含|分为")


def check(case: Case) -> Iterator[Finding]:
    """Judge each breakdown of the prose, then the channels that are told in sentences of their own."""
    for breakdown in case.report.breakdowns:
        yield from _judge(case, breakdown)
    yield from _channels(case)


def _judge(case: Case, breakdown: Breakdown) -> Iterator[Finding]:
    if not breakdown.parts:
        return
    amount = _sum(breakdown.parts)
    twice = _repeated(breakdown)
    severity = _severity(breakdown)
    if severity is None and not twice:
        return
    name = NAMES.get(breakdown.code or "", ("", ""))[0] or breakdown.total.label or "总数"
    listed = "、".join(f"{part.label}{show(part.value)}" for part in breakdown.parts[:12])
    message = f"正文说{clip(name, 20)}共{show(breakdown.total.value)}{breakdown.total.unit}"
    if severity:
        message += f"，所列{clip(listed)}，合计为{show(amount)}，两者不符"
    if twice:
        message += f"，“{clip('”“'.join(twice), 40)}”重复列出"
    yield Finding(
        RULE.id,
        severity or "note",
        f"{message}，请核对。",
        basis(case, "r2008.6", "r2019.6"),
        cells=(f"n.{breakdown.code}",) if breakdown.code else (),
        expected=breakdown.total.value,
        found=amount,
        quote=clip(breakdown.quote, 120),
    )


def _severity(breakdown: Breakdown) -> Severity | None:
    """How bad the difference is; `None` where there is none, or where it is lawful."""
    total, parts = breakdown.total, breakdown.parts
    amount = _sum(parts)
    about = total.approximate or any(part.approximate for part in parts)
    largest = max(part.value for part in parts)
    if amount > total.value:
        if _counted_twice(breakdown) or _of_another_total(breakdown, amount):
            return None
        if _by_channel(parts) and (largest <= total.value or "其中" not in breakdown.quote):
            return "note"
        nested = len(_NESTED.findall(breakdown.quote)) > 1 and largest <= total.value
        return "note" if nested or (about and amount <= total.value * 1.1) else "warning" if about else "error"
    if amount == total.value or breakdown.open or len(parts) == 1 or (about and amount >= total.value * 0.9):
        return None
    if breakdown.complete or _REST.match(parts[-1].label):
        return "warning" if about else "error"
    # A list that leaves out much picks examples more often than it has a gap, unless it names one kind twice.
    gap = len(parts) >= 3 and amount >= total.value * (_HALF if _repeated(breakdown) else _NEARLY_ALL)
    return "warning" if gap else "note"


def _repeated(breakdown: Breakdown) -> list[str]:
    """The labels that come more than once."""
    labels = Counter(part.label.strip() for part in breakdown.parts)
    return [label for label, times in labels.items() if label and times > 1]


def _counted_twice(breakdown: Breakdown) -> bool:
    """Whether the parts are several divisions of one total, one after the other: by applicant, and then by answer."""
    run, whole = 0.0, 0
    for part in breakdown.parts:
        run += part.value
        if run == breakdown.total.value:
            run, whole = 0.0, whole + 1
    return whole > 0 and run < breakdown.total.value


def _of_another_total(breakdown: Breakdown, amount: float) -> bool:
    """Whether the sentence names, before its parts, another number that they may divide as well."""
    own = {breakdown.total.value, *(part.value for part in breakdown.parts)}
    before = breakdown.quote[: max(0, breakdown.quote.find(show(breakdown.parts[0].value)))]
    return any(float(number) >= amount and float(number) not in own for number in _NUMBER.findall(before))


def _by_channel(parts: Sequence[Part]) -> bool:
    named = [part for part in parts if not _REST.match(part.label)]
    return bool(named) and all(_CHANNEL.search(part.label) for part in named)


def _sum(parts: Sequence[Part]) -> int | float:
    amount = round(sum(part.value for part in parts), 6)
    return int(amount) if amount == int(amount) else amount


def _channels(case: Case) -> Iterator[Finding]:
    """The channels' figures (`via_…`) against all items, where no breakdown has held them together already."""
    prose = case.report.prose
    every = prose.get("proactive")
    if every is None or any(breakdown.code == "proactive" for breakdown in case.report.breakdowns):
        return
    ways = [figure for code, figure in prose.items() if code.startswith("via_")]
    for way in ways:
        if way.value > every.value and not (way.approximate or every.approximate):
            yield _channel_finding(case, every, way, "单一渠道的数多于总数，请核对两处说的是否同一件事。")
    amount = sum(way.value for way in ways)
    all_told = (
        len(ways) >= 3 and "via_other" in prose and not any("公报" in way.quote for way in ways)
    )  # no figure of ours
    if all_told and amount < every.value and not every.approximate:
        yield _channel_finding(case, every, ways[-1], f"各渠道合计{show(amount)}条，少于总数，请核对。", "warning")


def _channel_finding(case: Case, every: Figure, way: Figure, what: str, severity: Severity = "note") -> Finding:
    name, unit = NAMES[way.code]
    return Finding(
        RULE.id,
        severity,
        f"正文说主动公开政府信息共{show(every.value)}条，{name}{show(way.value)}{unit}，{what}",
        basis(case, "r2008.6", "r2019.6"),
        cells=("n.proactive", f"n.{way.code}"),
        expected=every.value,
        found=way.value,
        quote=clip(way.quote),
    )
