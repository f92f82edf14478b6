"""Totals and the parts that the text names for them: 共6条。其中通报1条，规范性文件2条，通知3条.

A list that is not understood is left out, and one with something odd in it is marked open: a wrong breakdown would accuse a sound report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.model import Breakdown, Part
from gongkai.report.prose.labels import clause_of, facet_of, label_of, total_label
from gongkai.report.prose.mentions import Mention, Prose
from gongkai.report.prose.scope import is_difference
from gongkai.report.prose.wording import wording

_REACH = 60
"""The first part follows its total within this many signs."""

_FAR = 200
"""No list is longer than this, and no total farther back: a bound on the work, whatever the text."""

_FRONTS = frozenset("，：（均它分具包主按情如")
"""How the words between a total and its first part may begin, where they are not 其中."""

_BRACKET = re.compile("（[^（）]*）")

_CHANNEL_CODES = ("via_website", "via_weibo", "via_wechat", "via_board", "via_document", "via_other")


@dataclass(slots=True)
class _List:
    """A total, where its list begins, how it is announced (with a colon?), and whether something about it is in doubt."""

    total: Mention
    first: int
    words: str
    doubtful: bool = False
    colon: bool = False
    parts: list[Mention] | None = None


def find_breakdowns(prose: Prose, every: Sequence[Mention]) -> list[Breakdown]:
    """Every total with parts, in the order of the text. Parts that count the same as their total lose their code."""
    found: list[Breakdown] = []
    for at in range(1, len(every)):
        if every[at].is_part:
            continue
        listed = _announced(prose, every, at)
        if listed is None:
            continue
        parts = _collect(prose, every, listed)
        if not parts:
            continue
        for part in parts:
            part.is_part = True
        found.extend(_made(prose, listed, parts))
        _settle_codes(listed.total, parts)
    return found


def _announced(prose: Prose, every: Sequence[Mention], at: int) -> _List | None:
    """The list that begins with the mention `at`, if the words before it announce one."""
    first, last = every[at], every[at - 1]
    plain = prose.plain
    if is_difference(clause_of(prose, first)):
        return None
    if first.left == last.left:
        between = plain[last.end : first.start]
        if len(between) > _REACH:
            return None
        words, begin = _introduction(between)
        if words:
            rest = between[begin:].lstrip("，：")
            if "，" in rest or (words == "（") != ("（" in between and "）" not in between):
                return None
            return _of_total(prose, every, at, words, at - 1)
        return _bare(prose, every, at)
    if (
        last.right == first.left
        and first.start - first.left < _REACH
        and plain.startswith("其中", _skip(plain, first.left))
    ):
        if "\n" in prose.text[last.end : first.start]:
            return None
        return _of_total(prose, every, at, "其中", at - 1)
    return None


def _introduction(between: str) -> tuple[str, int]:
    """The words that announce a list, and where they end: a bracket, 其中, or what else may stand directly behind a total."""
    if between[:1] == "（":
        return "（", 1
    place = between.find("其中")
    if place >= 0:
        return "其中", place + 2
    announced = wording().breakdown["introduction"].match(between) if between[:1] in _FRONTS else None
    return (announced[0], announced.end()) if announced else ("", 0)


def _skip(plain: str, place: int) -> int:
    while plain[place : place + 1] == " ":
        place += 1
    return place


def _of_total(prose: Prose, every: Sequence[Mention], at: int, words: str, nearest: int) -> _List | None:
    """The nearest figure before the list that has its measure word, is no difference and no part itself, in one sentence."""
    first = every[at]
    if channel := _channel_inside(prose, first):
        earlier = (every[index] for index in range(at - 1, max(-1, at - _FAR), -1))
        whole = next((mention for mention in earlier if mention.codes == (channel,)), None)
        return _List(whole, at, words, doubtful=True) if whole and whole.unit == first.unit else None
    left = every[nearest].left
    for index in range(nearest, max(-1, nearest - 6), -1):
        total = every[index]
        if total.left != left or (words == "（" and index != nearest):
            return None
        nested = total.is_part and index == nearest and total.left == first.left
        if total.unit == first.unit and (nested or not total.is_part) and not is_difference(clause_of(prose, total)):
            return _List(total, at, words, doubtful=index != nearest or nested, colon=_has_colon(prose, every, at))
    return None


def _has_colon(prose: Prose, every: Sequence[Mention], at: int) -> bool:
    return prose.plain.find("：", every[at - 1].end, every[at].start) >= 0


def _channel_inside(prose: Prose, first: Mention) -> str | None:
    """政府网站中便民服务71条 is a part of what the website published, wherever that is told."""
    if first.codes:
        return None
    words = wording()
    label = clause_of(prose, first).rpartition("其中")[2]
    inside = words.breakdown["inside_channel"].search(label)
    if not inside:
        return None
    named = words.channel_names.search(inside["channel"])
    return words.channel_of[named[0]] if named else None


def _bare(prose: Prose, every: Sequence[Mention], at: int) -> _List | None:
    """共发布500条，微博80条，微信100条: no word announces the list, but all its members are of one known kind."""
    total, first = every[at - 1], every[at]
    if not total.codes or total.unit != first.unit or total.codes[0] not in ("proactive", "received", "answered"):
        return None
    if total.codes == ("proactive",) and not any(code in _CHANNEL_CODES for code in first.codes):
        return None
    facet = facet_of(prose, first)
    if (
        facet < 0
        or is_difference(clause_of(prose, first))
        or wording().breakdown["new_total"].search(clause_of(prose, first))
    ):
        return None
    members = 0
    for mention in every[at : at + _FAR]:
        if mention.left != total.left or mention.unit != total.unit or facet_of(prose, mention) != facet:
            break
        members += 1
    return _List(total, at, "", parts=list(every[at : at + members])) if members > 1 else None


def _collect(prose: Prose, every: Sequence[Mention], listed: _List) -> list[Mention]:
    """The members of the list; a gap, another measure, a new total or another subject ends it."""
    if listed.parts is not None:
        return listed.parts
    total, plain = listed.total, prose.plain
    close = plain.find("）", total.end, total.right + _REACH) if listed.words == "（" else -1
    parts: list[Mention] = []
    stopped = len(every)
    for index in range(listed.first, min(len(every), listed.first + _FAR)):
        mention = every[index]
        if close >= 0 and mention.start > close:
            return parts
        if parts and listed.words != "（" and _in_bracket(plain, parts[-1].end, mention.start):
            continue
        if parts and not _continues(prose, listed, parts, mention):
            stopped = index
            break
        if mention.unit != total.unit:
            stopped = index
            break
        parts.append(mention)
    if parts and any(_may_belong(prose, total, parts[-1], other) for other in every[stopped : stopped + 4]):
        listed.doubtful = True
    return parts


def _continues(prose: Prose, listed: _List, parts: list[Mention], mention: Mention) -> bool:
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
    if "其中" in between or len(between) > _REACH or "，" in between.strip("，、 "):
        return False
    clause = clause_of(prose, mention)
    if is_difference(clause) or wording().breakdown["new_total"].search(clause):
        return False
    return not mention.codes or _is_like(listed.total, parts[0], mention)


def _continues_by_semicolon(prose: Prose, listed: _List, parts: list[Mention], mention: Mention) -> bool:
    """其中：通知4条；公告3条: a list after a colon whose members are all parted so."""
    last = parts[-1]
    parted = prose.text[last.right - 1] in ";；" and last.right == mention.left
    return parted and listed.colon and (len(parts) == 1 or parts[-2].left != last.left)


def _in_bracket(plain: str, start: int, place: int) -> bool:
    return place - start < _REACH and plain.rfind("（", start, place) > plain.rfind("）", start, place)


def _is_like(total: Mention, first: Mention, mention: Mention) -> bool:
    """A coded figure goes on with a list where it counts what the total or the first part counts: channels under all items."""
    if mention.codes in (total.codes, first.codes):
        return True
    return mention.codes[0] in _CHANNEL_CODES and (not first.codes or first.codes[0] in (*_CHANNEL_CODES, "proactive"))


def _may_belong(prose: Prose, total: Mention, last: Mention, other: Mention) -> bool:
    """A figure of the same measure and sentence behind the list: perhaps a member after all."""
    if other.left != last.left or other.unit != total.unit or is_difference(clause_of(prose, other)):
        return False
    return not other.codes or other.codes[0] in _CHANNEL_CODES


def _made(prose: Prose, listed: _List, parts: Sequence[Mention]) -> Iterator[Breakdown]:
    """The breakdown, or one for each way of dividing where the list goes from one to another (by channel, then by answer)."""
    total = listed.total
    patterns = wording().breakdown
    labels = [label_of(prose, part) for part in parts]
    near = total.right >= parts[0].left
    quote = prose.quote(total.left if near else parts[0].left, parts[-1].right)
    more = prose.plain.startswith("等", parts[-1].end) or prose.plain.startswith("左右等", parts[-1].end)
    is_open = listed.doubtful or more or len(parts) == 1 or patterns["examples"].search(listed.words) is not None
    complete = (
        patterns["exhaustive"].search(listed.words) is not None or patterns["rest"].search(labels[-1]) is not None
    )
    whole = Part(total_label(prose, total), total.value, total.unit, total.approximate)
    for begin, end in _divisions([facet_of(prose, part) for part in parts]):
        members = tuple(
            Part(label, part.value, part.unit, part.approximate)
            for label, part in zip(labels[begin:end], parts[begin:end], strict=True)
        )
        single = is_open or len(members) == 1
        code = total.codes[0] if len(total.codes) == 1 else None
        yield Breakdown(whole, members, quote, code, complete=complete and not single, open=single)


def _divisions(facets: Sequence[int]) -> list[tuple[int, int]]:
    """Where the list goes from one way of dividing to another; a single member of another kind is no second list."""
    cuts = [0]
    last = -1
    for index, facet in enumerate(facets):
        if facet >= 0:
            if last not in (-1, facet):
                cuts.append(index)
            last = facet
    divisions = list(zip(cuts, [*cuts[1:], len(facets)], strict=True))
    return divisions if all(end - begin > 1 for begin, end in divisions) else [(0, len(facets))]


def _settle_codes(total: Mention, parts: Sequence[Mention]) -> None:
    """共公开120条，其中主动公开118条: the part is what was published proactively, else a part is not the whole."""
    for part in parts:
        if part.codes and part.codes == total.codes:
            if part.codes == ("proactive",) and "主动公开" in part.clause and "主动" not in total.clause:
                total.codes = ()
            else:
                part.codes = ()
