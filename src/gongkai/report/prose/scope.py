"""Whether a figure is this year's and this body's: not last year's, no difference, no plan, no sum over years, no other body's."""

from __future__ import annotations

import re

from gongkai.report.prose.mentions import Mention, Prose, Scope
from gongkai.report.prose.numerals import value_of
from gongkai.report.prose.wording import wording

OPENING = 600
"""The reporting body names itself within this many signs of the text."""

SIGNATURE = 100
"""And within this many at the end."""


_TIME = re.compile("[年月《》来计不每将拟打力争预凡如可应至今下季要均]")
"""What may change the time of which a sentence speaks; where none of it stands between two figures, both are of one time."""


def is_difference(clause: str) -> bool:
    """Whether the words before a number make it a difference to another: 增加30条, 比上年多5件."""
    scope = wording().scope
    if clause.rstrip("了近约为")[-1:] in _MORE_OR_LESS and scope["difference"].search(clause):
        return True
    if not ("比" in clause or "较" in clause or "与" in clause or "同" in clause):
        return False
    return scope["compared"].search(clause) is not None and scope["compared_now"].search(clause) is None


_MORE_OR_LESS = frozenset("加减增少长降升高多")


def is_current(prose: Prose, mention: Mention, year: int | None) -> bool:
    """Whether `mention` is a figure of the report's `year` as a whole, done and not planned."""
    return not is_difference(mention.clause) and is_this_year(prose, mention.left, mention.right, mention.start, year)


def is_this_year(prose: Prose, left: int, right: int, place: int, year: int | None) -> bool:
    """Whether the sentence from `left` to `right` speaks at `place` of the whole `year`, and of what was done in it."""
    sentence = prose.scopes.get(left)
    if sentence is None:
        sentence = prose.scopes[left] = _look(prose.plain[left:right])
    elif sentence.current and sentence.place < place and not _TIME.search(prose.plain, sentence.place, place):
        return True
    words = prose.plain[left:place]
    sentence.place = place
    sentence.current = (
        sentence.planned >= place - left
        and not (sentence.titled and _in_title(words))
        and not (sentence.month and _is_month(words))
        and _year_fits(words, year)
        and not (sentence.spanning and _is_cumulative(words, year))
    )
    return sentence.current


def _look(words: str) -> Scope:
    scope = wording().scope
    planned = scope["planned"].search(words)
    spanning = "以来" in words or "累计" in words or scope["cumulative"].search(words) is not None
    return Scope(planned.start() if planned else len(words), "《" in words, "月" in words, spanning)


def _in_title(words: str) -> bool:
    return words.rfind("《") > words.rfind("》")


def _is_month(words: str) -> bool:
    """Whether the words narrow the figure to a month: 5月举办培训1次; 12月31日 and 1—12月 are the year's ends."""
    at = words.rfind("月")
    while at > 0:
        if words[at + 1 : at + 2] not in ("底", "末") and not words[at + 1 : at + 2].isdigit():
            begin = at
            while begin and words[begin - 1].isdigit():
                begin -= 1
            month = words[begin:at]
            return bool(month) and month != "12"
        at = words.rfind("月", 0, at)
    return False


def _year_fits(words: str, year: int | None) -> bool:
    """The year named last before the figure is the report's; one that is only compared with does not count."""
    at = words.rfind("年")
    while at > 0:
        before = words[at - 1]
        if before in "今本当":
            return True
        named = _named_year(words, at)
        if named is not None or before in "去上前往历明" or words[max(0, at - 2) : at] == "上一":
            begin = at - 4 if named is not None else at - (2 if words[at - 2 : at] == "上一" else 1)
            if "结转" in words[at : at + 5] and "，" in words[at:]:
                at = words.rfind("年", 0, at)
                continue
            compared = words[begin - 1 : begin] in ("比", "较", "与", "同", "和")
            if compared and "，" in words[at:]:
                at = words.rfind("年", 0, at)
                continue
            if words.rfind("《", 0, at) <= words.rfind("》", 0, at):
                return named is not None and not compared and year in (None, named)
        at = words.rfind("年", 0, at)
    return True


def _named_year(words: str, at: int) -> int | None:
    digits = words[max(0, at - 4) : at]
    if len(digits) < 4:
        return None
    value = value_of(digits) if digits.isdigit() or set(digits) <= set("〇零一二三四五六七八九") else None
    return value if isinstance(value, int) and 1990 <= value <= 2100 else None


def _is_cumulative(words: str, year: int | None) -> bool:
    """自2008年以来, 开通以来, 历年累计, 截至目前累计; not 今年以来 and not 2018年以来 in the report of 2018."""
    scope = wording().scope
    at = words.rfind("以来")
    if at >= 0 and not scope["this_year"].search(words[max(0, at - 4) : at + 2]) and not _years_own(words[at:], year):
        named = _named_year(words, at - 1) if words[at - 1 : at] == "年" else None
        if named is None or named != year:
            return True
    if scope["cumulative"].search(words) and not scope["this_year"].search(words) and not _years_own(words, year):
        return True
    so_far = scope["so_far"].search(words)
    return so_far is not None and "累计" in words[so_far.start() :] and not scope["this_year"].search(words)


def _years_own(words: str, year: int | None) -> bool:
    return year is not None and f"{year}年" in words


def is_another_body(prose: Prose, mention: Mention, own: str) -> bool:
    """Whether the clause's subject is a body that is not the reporting one: 县公安局公开120条 in a county's report.

    The reporting one is called 我局, 全县, 各部门, by `own` name or a short form of it (县卫健局 of 云溪县卫生健康局), or by a name that
    stands before in the report's opening or below it at the end.
    """
    figures = wording().figures
    subject = figures["body"].search(mention.clause)
    if not subject:
        return False
    name = figures["body_cut"].split(mention.clause[: subject.end(1)])[-1]
    if not name or name[0] in "我本全" or "网" in name or figures["body_together"].search(name):
        return False
    if own and _shortens(name, own):
        return False
    if figures["body_group"].search(name) or figures["body_bare"].search(name):
        return True
    plain = prose.plain
    signed = plain.find(name, max(mention.right, len(plain) - SIGNATURE)) >= 0
    return not (signed or "各" in name or mention.left == 0 or plain.find(name, 0, min(OPENING, mention.left)) >= 0)


def _shortens(name: str, own: str) -> bool:
    """Whether the signs of `name` stand in `own` in their order, as those of a short form do."""
    signs = iter(own)
    return all(sign in signs for sign in name)
