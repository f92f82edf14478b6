"""What a number counts, told by the words of its clause: the codes of the contract's `Prose`, without the `n.`.

The words between a verb and its number decide: 公开政府信息12条 counts all that was published, 公开财政信息12条 does not. What is not
understood whole counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from gongkai.report.prose.mentions import Mention, Prose, clause_after, clause_before
from gongkai.report.prose.wording import wording

Codes: TypeAlias = tuple[str, ...]
Reading: TypeAlias = Callable[[Prose, Mention, str], Codes]
Readings: TypeAlias = tuple[tuple[Reading, frozenset[str]], ...]


def codes_of(prose: Prose, mention: Mention) -> Codes:
    """The codes that `mention` gives a value for, mostly none; its `clause` is filled in."""
    readings = _readings().get(mention.unit)
    if readings is None:
        return ()
    clause = mention.clause = clause_before(prose, mention)
    if prose.plain[mention.end : mention.end + 1] in _NOTHING_BEHIND:
        return _read(readings, prose, mention, clause)
    after = clause_after(prose, mention)
    waiting = after and (not clause or wording().figures["waiting"].search(clause))
    if not waiting:
        return _told_behind(prose, mention, after) or _read(readings, prose, mention, clause)
    codes = _read(readings, prose, mention, clause + after)
    if codes:
        mention.clause = clause + after
    return codes or _told_behind(prose, mention, after)


_ANSWER_REACH = 150
"""Answers are told at most so many signs behind the requests that they answer."""

_INCLUDED = 12
"""So near behind a number of requests stands that last year's are in it: 24件（含上年结转2件）."""

_CONTEXT = 250
"""So far before a number its matter may be named."""

_SOCIAL = frozenset(("via_weibo", "via_wechat"))

_NOTHING_BEHIND = frozenset("，。、；（）")


def _read(readings: Readings, prose: Prose, mention: Mention, clause: str) -> Codes:
    """What the first reading says that understands the clause, of those whose topic the clause names."""
    named = wording().topics.findall(clause)
    if named:
        for reading, topics in readings:
            if not topics.isdisjoint(named):
                codes = reading(prose, mention, clause)
                if codes:
                    return codes
    return ()


def _told_behind(prose: Prose, mention: Mention, after: str) -> Codes:
    """2件均已答复, 60人次参加培训: the verb behind the number."""
    words = wording()
    if mention.unit in words.measures["people"]:
        if words.figures["trained_after"].match(after) and _about_disclosure(prose, mention, ""):
            return () if words.veto["not_trained"].search(mention.clause + after) else ("trained",)
    elif mention.unit in words.measures["place"] and "查" in after:
        return _reading_points(prose, mention, mention.clause + after)
    elif "复" in after or "办结" in after:
        behind = prose.plain[mention.end : min(mention.ceiling, mention.end + 40)]
        if words.figures["answered_after"].match(behind) and "申请" in prose.plain[mention.left : mention.end]:
            return () if words.veto["not_answer"].search(mention.clause) else ("answered",)
    return ()


def _published(prose: Prose, mention: Mention, clause: str) -> Codes:
    words = wording()
    named = words.channel_names.findall(clause)
    if words.veto["not_published"].search(clause) or "公报" in clause:
        return ()
    if named and not words.many_ways.search(clause):
        code = words.channel_of[named[0]]
        if len(named) > 1 and any(words.channel_of[name] != code for name in named):
            return ()
        return (code,) if words.channels[code].search(clause) else ()
    if named and words.channels["via_other"].search(clause):
        # 公示栏、文件等其他方式公开57条; with the site among them it may be all.
        return () if "网" in clause else ("via_other",)
    verb = words.published.search(clause)
    if not verb or not _is_of_all(clause[: verb.start()]):
        return ()
    if _is_on_social_media(prose, mention, clause):
        return ()
    if "信息" in clause or "信息" in prose.plain[mention.left : mention.floor]:
        return ("proactive",)
    # 制发规范性文件3件，主动公开3件: the noun is that of the number before.
    return ("proactive",) if mention.floor == mention.left and mention.unit == "条" else ()


def _is_on_social_media(prose: Prose, mention: Mention, clause: str) -> bool:
    """依托微信公众号、微博，全年发布信息100条: the channel is named before the comma."""
    if "主动公开" in clause:
        return False
    words = wording()
    named = {words.channel_of[name] for name in words.channel_names.findall(prose.plain, mention.floor, mention.start)}
    return bool(named) and named <= _SOCIAL


def _is_of_all(before: str) -> bool:
    """Whether the words before 公开 leave it at all items: a subject or an adverb does, 财政预决算 does not."""
    if before.endswith("其中"):
        return False
    if before.endswith("其中主动"):
        return True
    before = before.removesuffix("主动").removesuffix("信息").removesuffix("政府").removesuffix("政务")
    return not before or before.endswith(wording().before_publishing)


def _requests(prose: Prose, mention: Mention, clause: str) -> Codes:
    words = wording()
    figures, veto = words.figures, words.veto
    if veto["not_request"].search(clause):
        return ()
    ways = len(set(veto["request_ways"].findall(clause.replace("公开信件", "公开"))))
    if ways and not (ways > 1 and veto["all_ways"].search(clause)):
        return ()
    behind = prose.plain[mention.end : mention.end + _INCLUDED]
    if "结转" in behind and any(sign in behind for sign in ("含", "包括", "其中", "（")):
        return ()
    if figures["received"].search(clause):
        return ("received",) if _about_disclosure(prose, mention, clause, beyond=True) else ()
    if figures["received_named"].search(clause):
        return ("received",)
    bare = figures["received_bare"].search(clause)
    return ("received",) if bare and (mention.value == 0 or mention.unit in "件份宗起例") else ()


def _answers(prose: Prose, mention: Mention, clause: str) -> Codes:
    words = wording()
    if not words.figures["answered"].search(clause) or words.veto["not_answer"].search(clause):
        return ()
    if 0 <= mention.start - prose.received_at < _ANSWER_REACH:
        return ("answered",)
    before = prose.plain[max(mention.left, mention.start - _ANSWER_REACH) : mention.start]
    return ("answered",) if "申请" in before and _names_disclosure(before) else ()


def _cases(prose: Prose, mention: Mention, clause: str) -> Codes:
    """Reviews, suits and complaints; a list of them with one figure is read where each has it (均, 各) or it is a zero."""
    words = wording()
    if words.veto["not_case"].search(clause):
        return ()
    figures, veto = words.figures, words.veto
    if not any(figures[code].search(clause) for code in ("review", "suit", "complaints")):
        return ()
    named = [
        code
        for code, some in (
            ("review", "复议" in clause),
            ("suit", "诉讼" in clause or "起诉" in clause or "应诉" in clause),
            ("complaints", "举报" in clause or "投诉" in clause or "申诉" in clause),
        )
        if some
    ]
    if len(named) > 1 and mention.value and not any(word in clause for word in "均各都"):
        return ()
    if mention.value and veto["handling"].search(clause) and "公开" not in clause:
        return ()
    if "complaints" in named and len(named) == 1 and not _is_complaint_about_us(prose, mention, clause):
        return ()
    return tuple(named)


def _is_complaint_about_us(prose: Prose, mention: Mention, clause: str) -> bool:
    """Complaints are counted where they are about disclosure: bodies are also sent thousands about all else."""
    if wording().veto["not_complaint"].search(clause):
        return False
    sentence = prose.plain[mention.left : mention.right]
    if mention.value:
        return _names_disclosure(clause) or "复议" in sentence or "诉讼" in sentence
    return "公开" in sentence or "复议" in sentence or "诉讼" in sentence


def _fees(_prose: Prose, _mention: Mention, clause: str) -> Codes:
    words = wording()
    if not words.figures["fees"].search(clause) or words.veto["not_fee"].search(clause):
        return ()
    if words.veto["single_fees"].search(clause) and not words.veto["all_fees"].search(clause):
        return ()
    return ("fees",)


def _meetings(_prose: Prose, _mention: Mention, clause: str) -> Codes:
    words = wording()
    if words.veto["not_meeting"].search(clause):
        return ()
    if words.figures["meetings_about"].search(clause):
        return ("meetings",)
    return ("meetings",) if words.figures["meetings"].search(clause) and _names_disclosure(clause) else ()


def _trainings(prose: Prose, mention: Mention, clause: str) -> Codes:
    words = wording()
    if not words.figures["trainings"].search(clause) or words.veto["not_training"].search(clause):
        return ()
    return ("trainings",) if _about_disclosure(prose, mention, clause) else ()


def _trained(prose: Prose, mention: Mention, clause: str) -> Codes:
    words = wording()
    if not words.figures["trained"].search(clause) or words.veto["not_trained"].search(clause):
        return ()
    return ("trained",) if _about_disclosure(prose, mention, clause) else ()


def _staff(prose: Prose, mention: Mention, clause: str) -> Codes:
    if mention.unit == "人次":
        return ()
    words = wording()
    if not words.figures["staff"].search(clause) or words.veto["not_staff"].search(clause):
        return ()
    together = "专兼职" in clause or "专（兼）职" in prose.plain[mention.floor : mention.start]
    return ("staff",) if together or ("专职" in clause) == ("兼职" in clause) else ()


def _reading_points(_prose: Prose, _mention: Mention, clause: str) -> Codes:
    words = wording()
    if not words.figures["reading_points"].search(clause) or words.veto["not_place"].search(clause):
        return ()
    return ("reading_points",)


def _names_disclosure(words: str) -> bool:
    return wording().figures["about_disclosure"].search(words) is not None


def _about_disclosure(prose: Prose, mention: Mention, clause: str, *, beyond: bool = False) -> bool:
    """Whether the clause, or what stands before it in the sentence (or `beyond` it, in the paragraph), names disclosure."""
    if _names_disclosure(clause):
        return True
    floor = max(0 if beyond else mention.left, mention.start - _CONTEXT)
    if beyond:
        floor = prose.text.rfind("\n", floor, mention.start) + 1 or floor
    return _names_disclosure(prose.plain[floor : mention.start])


_ORDER: tuple[tuple[Reading, str, str], ...] = (
    (_cases, "cases", "case"),
    (_requests, "requests", "request"),
    (_answers, "answers", "request"),
    (_published, "published", "published"),
    (_trainings, "trainings", "event"),
    (_meetings, "meetings", "event"),
    (_reading_points, "reading_points", "place"),
    (_trained, "trained", "people"),
    (_staff, "staff", "people"),
    (_fees, "fees", "money"),
)
"""Each reading with its topics and its measures, under their names in wording.toml, in the order in which they are tried."""


@cache
def _readings() -> dict[str, Readings]:
    """The readings to be tried for each measure word."""
    measures, topics = wording().measures, wording().topics_of
    return {
        unit: tuple((reading, topics[topic]) for reading, topic, measure in _ORDER if unit in measures[measure])
        for unit in frozenset().union(*measures.values())
    }
