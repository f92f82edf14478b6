"""What a figure is called in its sentence, and which way of dividing a total that name belongs to."""

from __future__ import annotations

from gongkai.report.prose.mentions import UNKNOWN, Mention, Prose, clause_after, clause_before
from gongkai.report.prose.wording import wording

_FRONTS = frozenset("，：、。以和及与包分涉属来主为是有系按")
"""With what begins a label that still has words of the list before it: 和, 涉及, 分别为."""

_LONGEST = 24
"""A total's name is told by its last words; what stands before them is the sentence."""


def clause_of(prose: Prose, mention: Mention) -> str:
    """What stands before the number in its clause, looked for once."""
    if not mention.clause:
        mention.clause = clause_before(prose, mention)
    return mention.clause


def label_of(prose: Prose, mention: Mention) -> str:
    """What a part is called: the words before its number, or behind it (3件为网络申请)."""
    if mention.label is None:
        patterns = wording().breakdown
        named_before = prose.plain[mention.start - 1] not in "，、。"
        label = clause_of(prose, mention).rpartition("其中")[2] if named_before else ""
        if label[:1] in _FRONTS:
            label = patterns["label_front"].sub("", label)
        if ("网" in label or "微" in label) and (inside := patterns["inside_channel"].search(label)):
            label = label[inside.end() :]
        mention.label = label.rstrip("：为有共") or patterns["label_behind"].sub("", clause_after(prose, mention))
    return mention.label


def total_label(prose: Prose, total: Mention) -> str:
    """What a total is called: its clause without the words of counting at the end."""
    label = clause_of(prose, total).rpartition("其中")[2].rstrip("：为有共计达数约近")
    return label[-_LONGEST:].lstrip("，、：0123456789年度")


def facet_of(prose: Prose, part: Mention) -> int:
    """Which known way of dividing the part's label belongs to; -1 where to none."""
    if part.facet == UNKNOWN:
        words = wording()
        found = words.facets.search(label_of(prose, part))
        part.facet = words.facet_of[found[0]] if found else -1
    return part.facet
