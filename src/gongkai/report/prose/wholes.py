"""Which of several figures of one code is the whole: the one that says so (共, 累计, 全年) before the one that does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gongkai.report.prose.mentions import Mention, Prose

_WHOLE = re.compile("共(?!享|服)|累计|总|合计|全年")
_EVENT = re.compile("(?:会议?|培训班?)(?:共|各|为)*$")
_EVENTS = ("meetings", "trainings", "trained")


def settle_published(prose: Prose, coded: Sequence[Mention]) -> None:
    """Leave `proactive` to the figures that say most plainly that they are all."""
    claims = [mention for mention in coded if mention.codes == ("proactive",)]
    if len(claims) > 1:
        for says in (lambda claim: _beside_requests(prose, claim), _says_whole, _says_proactive):
            if _prefer(claims, says):
                break


def settle_events(every: Sequence[Mention], coded: Sequence[Mention]) -> None:
    """Meetings and trainings told here and there, no sum being named: none of the figures is the year's."""
    events = [mention for mention in coded if mention.codes and mention.codes[0] in _EVENTS]
    if not events:
        return
    beside = {
        id(every[at])
        for at in range(len(every))
        if every[at].codes in (("meetings",), ("trainings",)) and _has_sibling(every, at)
    }
    for code in _EVENTS:
        claims = [mention for mention in events if mention.codes == (code,)]
        for claim in claims:
            if id(claim) in beside:
                claim.codes = ()
        claims = [claim for claim in claims if claim.codes]
        if len({claim.value for claim in claims}) > 1 and not _prefer(claims, _says_whole):
            for claim in claims:
                claim.codes = ()


def _prefer(claims: Sequence[Mention], says: Callable[[Mention], bool]) -> bool:
    """Leave the code only to the values of the claims that `says` holds for; whether there is one."""
    values = {claim.value for claim in claims if says(claim)}
    if values:
        for claim in claims:
            if claim.value not in values:
                claim.codes = ()
    return bool(values)


def _says_whole(mention: Mention) -> bool:
    return _WHOLE.search(mention.clause) is not None


def _says_proactive(mention: Mention) -> bool:
    return "主动公开" in mention.clause


def _beside_requests(prose: Prose, mention: Mention) -> bool:
    """主动公开3420条，依申请公开8条: what was published of its own accord, told apart from what was asked for."""
    return "主动公开" in mention.clause and prose.plain.startswith(("，依申请公开", "、依申请公开"), mention.end)


def _has_sibling(every: Sequence[Mention], at: int) -> bool:
    """召开工作会议1次、专题会议3次: two figures of the kind in one sentence, and neither is the sum."""
    mention = every[at]
    noun = "会" if mention.codes == ("meetings",) else "培训"
    return any(
        other.left == mention.left and other.unit == mention.unit and not other.codes and not other.is_part
        and noun in other.clause and _EVENT.search(other.clause)
        for other in every[max(0, at - 1) : at + 2]
    )  # fmt: skip
