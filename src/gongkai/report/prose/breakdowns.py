"""Totals and the parts that the text names for them: 共6条。其中通报1条，规范性文件2条，通知3条.

A list that is not understood is left out, and one with something odd in it is marked open: a wrong breakdown would accuse a sound report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.report.model import Breakdown, Part
from gongkai.report.prose.labels import clause_of, facet_of, label_of, total_label
from gongkai.report.prose.members import CHANNEL_CODES, FAR, REACH, Listed, collect
from gongkai.report.prose.mentions import Mention, Prose
from gongkai.report.prose.scope import is_difference
from gongkai.report.prose.wording import wording

_FRONTS = frozenset("，：（均它分具包主按情如")
"""How the words between a total and its first part may begin, where they are not 其中."""

_NOUN = 12
"""So many signs the noun behind a total may have: 公开了30条政府信息，具体为."""

_OPENINGS = ("其中", "在主动公开的信息中", "在主动公开的政府信息中", "在主动公开信息中")
"""With these words a list may also begin in the sentence behind its total's."""

_CHANNELS = 0
"""The facet of the channels."""


def find_breakdowns(prose: Prose, every: Sequence[Mention]) -> list[Breakdown]:
    """Every total with parts, in the order of the text. Parts that count the same as their total lose their code."""
    found: list[Breakdown] = []
    for at in range(1, len(every)):
        if every[at].is_part:
            continue
        listed = _announced(prose, every, at)
        if listed is None:
            continue
        parts = collect(prose, every, listed)
        if not parts or not _settle_total(prose, listed, parts):
            continue
        for part in parts:
            part.is_part = True
        found.extend(_made(prose, listed, parts))
        _settle_codes(listed.total, parts)
    return found


def _announced(prose: Prose, every: Sequence[Mention], at: int) -> Listed | None:
    """The list that begins with the mention `at`, if the words before it announce one."""
    first, last = every[at], every[at - 1]
    plain = prose.plain
    if is_difference(clause_of(prose, first)):
        return None
    if first.left == last.left:
        between = plain[last.end : first.start]
        if len(between) > REACH:
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
        and first.start - first.left < REACH
        and plain.startswith(_OPENINGS, _skip(plain, first.left))
    ):
        if "\n" in prose.text[last.end : first.start]:
            return None
        return _of_total(prose, every, at, "其中", at - 1)
    return None


def _introduction(between: str) -> tuple[str, int]:
    """The words that announce a list, and where they end: a bracket, 其中, or what else may stand directly behind a total."""
    if between[:1] == "（":
        return "（", 1
    for words in _OPENINGS:
        place = between.find(words)
        if place >= 0:
            return "其中", place + len(words)
    start = 0 if between[:1] in _FRONTS else between.find("，", 1, _NOUN)
    announced = wording().breakdown["introduction"].match(between, start) if start >= 0 else None
    return (announced[0], announced.end()) if announced else ("", 0)


def _skip(plain: str, place: int) -> int:
    while plain[place : place + 1] == " ":
        place += 1
    return place


def _of_total(prose: Prose, every: Sequence[Mention], at: int, words: str, nearest: int) -> Listed | None:
    """The nearest figure before the list that has its measure word, is no difference and no part itself, in one sentence."""
    first = every[at]
    if channel := _channel_inside(prose, first):
        earlier = (every[index] for index in range(at - 1, max(-1, at - FAR), -1))
        whole = next((mention for mention in earlier if mention.codes == (channel,)), None)
        return Listed(whole, at, words, doubtful=True) if whole and whole.unit == first.unit else None
    left = every[nearest].left
    listed: Listed | None = None
    for index in range(nearest, max(-1, nearest - 6), -1):
        total = every[index]
        if total.left != left or (words == "（" and index != nearest):
            break
        nested = total.is_part and index == nearest and total.left == first.left
        if total.unit == first.unit and (nested or not total.is_part) and not is_difference(clause_of(prose, total)):
            if listed:
                listed.others.append(total)
            else:
                colon = _has_colon(prose, every, at)
                listed = Listed(total, at, words, doubtful=index != nearest or nested, colon=colon)
    return listed


def _settle_total(prose: Prose, listed: Listed, parts: Sequence[Mention]) -> bool:
    """Take the figure that the parts make, or one that they fit into, where the nearest is too small for them.

    受理26件，按时答复25件，延期答复1件。其中同意18件，不同意8件: they divide the 26. Where several channels stand before a list of
    channels, nobody knows which it divides: then the answer is no.
    """
    if not listed.others:
        return True
    amount, largest = sum(part.value for part in parts), max(part.value for part in parts)
    if amount != listed.total.value:
        fitting = [other for other in listed.others if other.value == amount]
        if not fitting and listed.total.value < largest:
            fitting = [other for other in listed.others if other.value >= amount]
        if fitting:
            listed.total, listed.doubtful = fitting[0], True
        elif amount > listed.total.value and listed.total.codes and listed.total.codes[0] in CHANNEL_CODES:
            return facet_of(prose, parts[0]) != _CHANNELS
    return True


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


def _bare(prose: Prose, every: Sequence[Mention], at: int) -> Listed | None:
    """共发布500条，微博80条，微信100条: no word announces the list, but all its members are of one known kind."""
    total, first = every[at - 1], every[at]
    if not total.codes or total.unit != first.unit or total.codes[0] not in ("proactive", "received", "answered"):
        return None
    if total.codes == ("proactive",) and not any(code in CHANNEL_CODES for code in first.codes):
        return None
    facet = facet_of(prose, first)
    if (
        facet < 0
        or is_difference(clause_of(prose, first))
        or wording().breakdown["new_total"].search(clause_of(prose, first))
    ):
        return None
    members = 0
    for mention in every[at : at + FAR]:
        if mention.left != total.left or mention.unit != total.unit or facet_of(prose, mention) != facet:
            break
        members += 1
    return Listed(total, at, "", parts=list(every[at : at + members])) if members > 1 else None


def _made(prose: Prose, listed: Listed, parts: Sequence[Mention]) -> Iterator[Breakdown]:
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
    facets = [facet_of(prose, part) for part in parts]
    whole_list = sum(part.value for part in parts) == total.value
    for begin, end in [(0, len(parts))] if whole_list else _divisions(facets):
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
