"""What figures say only side by side: 微博、微信分别发布30条、50条; 按时答复25件，延期答复1件; 累计900条，其中本年新增80条."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from gongkai.report.prose.mentions import Mention, Prose, clause_before
from gongkai.report.prose.wording import wording

_OF_THE_YEAR = re.compile("[0-9]{4}年|本年|今年|当年|新增")
_IN_TIME = re.compile("按时|按期|及时|限内|时间内")
_LATE = re.compile("延期|超期|逾期")
_NEW = re.compile("新(?:收|接|受理)|(?:本年|今年|当年)度?(?:收到|接收|受理)")
_BETWEEN = ("、", "，", "和", "及", "与")


def deal_out(prose: Prose, every: Sequence[Mention]) -> None:
    """Give 分别's channels their figures: as many channels as numbers, in one order."""
    place = prose.plain.find("分别")
    while place >= 0:
        at = bisect_left(every, place, key=lambda mention: mention.start)
        if at < len(every) and every[at].floor <= place:
            _deal(prose, every, at)
        place = prose.plain.find("分别", place + 1)


def _deal(prose: Prose, every: Sequence[Mention], at: int) -> None:
    words, first = wording(), every[at]
    clause = first.clause or clause_before(prose, first)
    if first.unit not in words.measures["published"] or words.veto["not_published"].search(clause):
        return
    channels = list(dict.fromkeys(words.channel_of[name] for name in words.channel_names.findall(clause)))
    row = [first]
    for mention in every[at + 1 : at + 1 + len(channels)]:
        if prose.plain[row[-1].end : mention.start] not in _BETWEEN:
            break
        row.append(mention)
    if len(channels) < 2 or len(row) != len(channels):
        return
    for mention, channel in zip(row, channels, strict=True):
        mention.codes, mention.clause = (channel,), clause


def settle_totals(prose: Prose, every: Sequence[Mention], coded: Iterable[int]) -> None:
    """Take the code from a figure that is more, or less, than the year's: a sum since the beginning, or the answers in time alone.

    `coded` are the places in `every` of the figures that have a code.
    """
    for at in coded:
        mention = every[at]
        following = every[at + 1 : at + 3]
        beside = [other for other in following if other.left == mention.left and other.unit == mention.unit]
        if mention.codes == ("proactive",) and "累计" in mention.clause:
            # 到年底累计公开900条，其中本年新增公开80条.
            if any(other.codes == ("proactive",) and _OF_THE_YEAR.search(other.clause) for other in beside):
                mention.codes = ()
        elif mention.codes == ("answered",) and _IN_TIME.search(mention.clause):
            if any(other.value and _is_late(prose, other) for other in beside):
                mention.codes = ()
        elif mention.codes == ("received",):
            _of_this_year(mention, beside)


def _is_late(prose: Prose, mention: Mention) -> bool:
    """延期答复1件, 1件延期答复."""
    return bool(_LATE.search(mention.clause) or _LATE.match(prose.plain, mention.end))


def _of_this_year(total: Mention, beside: Sequence[Mention]) -> None:
    """办理申请92件，其中新收91件，上年结转1件: what came in is the figure, not what was handled."""
    new = next((other for other in beside if not other.codes and _NEW.search(other.clause)), None)
    if new is not None and any("结转" in other.clause for other in beside):
        total.codes, new.codes = (), ("received",)
