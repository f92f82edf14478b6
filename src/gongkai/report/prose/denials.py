"""Zeros that words say: 未收到政府信息公开申请, 没有发生行政复议、行政诉讼, 未收费, 投诉举报情况:无, 均为零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.report.model import Figure
from gongkai.report.prose.mentions import Prose
from gongkai.report.prose.scope import is_this_year
from gongkai.report.prose.wording import wording

_REACH = 100
"""How far a denial may reach within its clause."""

_SIGNS = ("未", "没", "无", "零", "免收", "为0", "是0", "：0")
_ASIDE = re.compile("（[^（）]*）|[和及、与或]减免[^，。]*")
"""Left out of a denial: brackets, and the waiver of fees that is denied together with the fees."""

_ENDS = "，。；、\n）"
_REQUESTED = ("公开申请、", "公开申请和", "公开申请及", "公开申请以及", "公开申请与", "公开申请或")


def find_denials(prose: Prose, year: int | None) -> Iterator[tuple[int, Figure]]:
    """Each zero that words say for this `year`, with its place in the text."""
    plain = prose.plain
    told: set[tuple[str, int]] = set()
    for sign in _SIGNS:
        place = plain.find(sign)
        while place >= 0:
            codes = _denied(prose, sign, place)
            if codes:
                for left, figure in _figures(prose, place, codes, year, sign):
                    if (figure.code, left) not in told:
                        told.add((figure.code, left))
                        yield place, figure
            place = plain.find(sign, place + 1)


def _figures(
    prose: Prose, place: int, codes: tuple[str, ...], year: int | None, sign: str
) -> Iterator[tuple[int, Figure]]:
    left, right = prose.bounds(place)
    sentence = prose.plain[left:right]
    if wording().denial["general"].search(sentence) or not is_this_year(prose, left, right, place, year):
        return
    if "fees" in codes and "公开" not in sentence and "信息" not in sentence and "费" not in sentence:
        return
    quote = prose.quote(left, right)
    for code in codes:
        yield left, Figure(code, 0, quote, denied="0" not in sign)


def _denied(prose: Prose, sign: str, place: int) -> tuple[str, ...]:
    plain = prose.plain
    behind = place + len(sign)
    if sign in ("未", "没", "无"):
        if sign == "无" and _ends(plain, behind):
            return _objects(_clause_up_to(plain, place), plain, place, trailing=True)
        if sign == "没" and plain.startswith("有", behind):
            behind += 1
        if not plain.startswith(_followers(sign), behind):
            return ()
        return _objects(_clause_from(plain, behind), plain, place)
    if sign == "零":
        if plain[place - 1 : place] in ("为", "是", "：") and _ends(plain, behind):
            return _objects(_clause_up_to(plain, place), plain, place, trailing=True)
        if plain.startswith(("投诉", "举报", "复议", "诉讼", "申诉"), behind):
            return _objects(plain[behind : behind + 2], plain, place)
        return ()
    if sign == "免收":
        return _objects(_clause_from(plain, place), plain, place)
    return _objects(_clause_up_to(plain, place), plain, place, trailing=True) if _ends(plain, behind) else ()


@cache
def _followers(sign: str) -> tuple[str, ...]:
    words = wording()
    return words.after_without if sign == "无" else (*words.after_not, *words.after_without)


def _ends(plain: str, place: int) -> bool:
    return place >= len(plain) or plain[place] in _ENDS


def _clause_from(plain: str, start: int) -> str:
    """The rest of the clause; 未发生行政复议，提起行政诉讼的情况 goes on over its comma."""
    limit = min(len(plain), start + _REACH)
    stop = plain.find("。", start, limit)
    limit = stop if stop >= 0 else limit
    comma = plain.find("，", start, limit)
    while comma >= 0 and plain.startswith(
        ("提起", "引起", "引发", "行政诉讼", "行政复议", "举报", "投诉", "申诉", "以及", "及", "和", "或"), comma + 1
    ):
        following = plain.find("，", comma + 1, limit)
        clause = plain[comma + 1 : following if following >= 0 else limit]
        if any(sign in clause for sign in "未没无0123456789"):
            break
        comma = following
    return "".join(plain[start : comma if comma >= 0 else limit].split())


def _clause_up_to(plain: str, place: int) -> str:
    floor = max(0, place - _REACH)
    start = max(plain.rfind("，", floor, place), plain.rfind("。", floor, place), floor - 1) + 1
    return "".join(plain[start:place].split())


def _objects(clause: str, plain: str, place: int, *, trailing: bool = False) -> tuple[str, ...]:
    """What the clause says there was none of."""
    words = wording()
    clause = _ASIDE.sub("", clause)
    if words.denial["narrower"].search(clause):
        return ()
    codes: list[str] = []
    if "复议" in clause:
        codes.append("review")
    if "诉讼" in clause or "起诉" in clause:
        codes.append("suit")
    complaint = "投诉" in clause or "举报" in clause or "申诉" in clause
    if complaint and not words.veto["not_complaint"].search(clause):
        codes.append("complaints")
    if "费" in clause and ("收" in clause or "费用" in clause) and not words.veto["not_fee"].search(clause):
        codes.append("fees")
    if clause.startswith(("举办", "举行", "召开")):
        return _events(clause)
    if "申请" in clause:
        alone = not codes or any(listed in clause for listed in _REQUESTED)
        if alone and _is_about_requests(clause, plain, place, trailing):
            codes.insert(0, "received")
    return tuple(codes)


def _events(clause: str) -> tuple[str, ...]:
    words = wording()
    if "公开" not in clause:
        return ()
    if words.figures["trainings"].search(clause) and not words.veto["not_training"].search(clause):
        return ("trainings",)
    return ("meetings",) if clause.endswith(("会", "会议")) and not words.veto["not_meeting"].search(clause) else ()


def _is_about_requests(clause: str, plain: str, place: int, trailing: bool) -> bool:
    """All requests, not those of one way or kind: 未收到当面申请 leaves the letters open."""
    veto = wording().veto
    told = (
        clause.replace("行政复议", "").replace("复议", "").replace("诉讼", "").replace("举报", "").replace("投诉", "")
    )
    if veto["not_request"].search(told):
        return False
    ways = veto["request_ways"].search(told)
    if ways and not veto["all_ways"].search(told):
        return False
    if "公开" in clause:
        return True
    before = plain[max(0, place - 60) : place]
    return not trailing and "公开" in before.rpartition("。")[2]
