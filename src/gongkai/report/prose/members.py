"""The members of a list that divides a total: where it goes on, and where another measure, subject or total ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report.prose.labels import clause_of
from gongkai.report.prose.mentions import Mention, Prose
from gongkai.report.prose.scope import is_difference
from gongkai.report.prose.wording import wording

REACH = 60
"""The first part follows its total within this many signs."""

FAR = 200
"""No list is longer than this, and no total farther back: a bound on the work, whatever the text."""

CHANNEL_CODES = ("via_website", "via_weibo", "via_wechat", "via_board", "via_document", "via_other")


_BESIDES = ("，以及", "，同时", "，另", "，还", "，并")
"""Behind a list that is whole these words go on with the sentence: 公开内容3条，包括概况3条，以及预算信息2条."""

_BRACKET = re.compile("（[^（）]*）")

_KINDRED = frozenset(("条", "件", "篇", "份", "则", "项", "个"))
"""Measures that one list may mix: 网站发布10条，解读3篇."""

_VERB = re.compile(
    "收到|发布|公开[^，。]*$|开展|组织|召开|举办|办理|受理|答复|回复|接受|推送|更新|印发|制定|制发|征集|回应"
)
"""What makes a member behind a semicolon a statement of its own."""


@dataclass(slots=True)
class Listed:
    """A total, where its list begins, how it is announced (with a colon?), and whether something about it is in doubt.

    `others` are the figures before the total that the list may divide as well, the nearest first.
    """

    total: Mention
    first: int
    words: str
    doubtful: bool = False
    colon: bool = False
    parts: list[Mention] | None = None
    others: list[Mention] = field(default_factory=list)


def collect(prose: Prose, every: Sequence[Mention], listed: Listed) -> list[Mention]:
    """The members of the list; a gap, another measure, a new total or another subject ends it."""
    if listed.parts is not None:
        return listed.parts
    total, plain = listed.total, prose.plain
    close = plain.find("）", total.end, total.right + REACH) if listed.words == "（" else -1
    parts: list[Mention] = []
    stopped = len(every)
    for index in range(listed.first, min(len(every), listed.first + FAR)):
        mention = every[index]
        if close >= 0 and mention.start > close:
            return parts
        if parts and listed.words != "（" and _in_bracket(plain, parts[-1].end, mention.start):
            continue
        if parts and not _continues(prose, listed, parts, mention):
            stopped = index
            break
        if mention.unit != total.unit:
            listed.doubtful = listed.doubtful or (mention.left == total.left and {mention.unit, total.unit} <= _KINDRED)
            stopped = index
            break
        parts.append(mention)
    behind = every[stopped : stopped + 4]
    if parts and (_fills_up(total, parts, behind) or any(_may_belong(prose, total, parts[-1], one) for one in behind)):
        listed.doubtful = True
    return parts


def _fills_up(total: Mention, parts: Sequence[Mention], behind: Sequence[Mention]) -> bool:
    """Whether figures of kindred measures behind the list make it whole: 共30条，其中网站20条，各类媒体共刊登稿件10篇."""
    amount = sum(part.value for part in parts)
    for other in behind:
        if other.left != parts[-1].left or not {other.unit, total.unit} <= _KINDRED:
            return False
        amount += other.value
        if amount == total.value:
            return True
    return False


def _continues(prose: Prose, listed: Listed, parts: list[Mention], mention: Mention) -> bool:
    """Whether `mention` goes on with the list that `parts` are the first members of."""
    last = parts[-1]
    between = prose.plain[last.end : mention.start]
    if mention.left != last.left:
        if not _continues_by_semicolon(prose, listed, parts, mention):
            return False
        between = between.partition("。")[2]
    if "（" in between:
        between = _BRACKET.sub("", between)
    if "占" in between:
        between = wording().breakdown["share"].sub("", between)
    if between.startswith(_BESIDES) and sum(part.value for part in parts) == listed.total.value:
        return False
    if "其中" in between or len(between) > REACH or "，" in between.strip("，、 "):
        return False
    clause = clause_of(prose, mention)
    if is_difference(clause) or wording().breakdown["new_total"].search(clause):
        return False
    return not mention.codes or _is_like(listed.total, parts[0], mention)


def _continues_by_semicolon(prose: Prose, listed: Listed, parts: list[Mention], mention: Mention) -> bool:
    """其中：通知4条；公告3条: a list after a colon whose members are all parted so."""
    last = parts[-1]
    if prose.text[last.right - 1] not in ";；" or last.right != mention.left:
        return False
    begun = len(parts) == 1 or parts[-2].left != last.left
    if begun and not listed.colon and _VERB.search(clause_of(prose, mention)):
        listed.doubtful = listed.doubtful or len(parts) > 1
        return False
    return begun


def _in_bracket(plain: str, start: int, place: int) -> bool:
    return place - start < REACH and plain.rfind("（", start, place) > plain.rfind("）", start, place)


def _is_like(total: Mention, first: Mention, mention: Mention) -> bool:
    """A coded figure goes on with a list where it counts what the total or the first part counts: channels under all items."""
    if mention.codes in (total.codes, first.codes):
        return True
    return mention.codes[0] in CHANNEL_CODES and (not first.codes or first.codes[0] in (*CHANNEL_CODES, "proactive"))


def _may_belong(prose: Prose, total: Mention, last: Mention, other: Mention) -> bool:
    """A figure of the same measure and sentence behind the list: perhaps a member after all."""
    if other.left != last.left or other.unit != total.unit or is_difference(clause_of(prose, other)):
        return False
    return not other.codes or other.codes[0] in CHANNEL_CODES
