"""Finding the numbers with a measure word in a text, and the sentence that each stands in: one scan, then only small windows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gongkai.report.model import Number
from gongkai.report.prose.numerals import CHINESE, value_of
from gongkai.report.prose.wording import wording

CLAUSE_WINDOW = 80
"""How many signs before a figure are looked at: what is farther away does not say what it counts."""

SENTENCE_WINDOW = 800
"""A sentence is looked at this far from its figure at least, and twice as far at most: without punctuation it may be megabytes long."""

_SAME = {
    "。": "；;！!？?\n", "，": ",", "：": ":", "（": "(", "）": ")", ".": "．", " ": "\u3000\xa0",
    **{str(value): sign for value, sign in enumerate("０１２３４５６７８９")},
}  # fmt: skip
UNKNOWN = -2
"""A mention whose label has not been looked at yet."""

_TAIL = re.compile(r"[0-9][0-9.]*[十百千万亿]*$")
_PARENTHESIS = re.compile(r"（[^（）]*）")
_AFTER_STOP = re.compile(r"[，。；、（]")
_NEXT_VERB = re.compile("并|且|已|均|全部|都|目前")
_ABOUT_BEFORE = frozenset("近约超逾过达于上")
"""The last sign before a number that is only near: most numbers have none of these, and are looked at no further."""

_ABOUT_AFTER = frozenset("以左上余多")
_INDEFINITE = frozenset("数几同统唯任每进之-—~～至第")


@dataclass(slots=True)
class Scope:
    """What narrows the figures of a sentence: where its first word of a plan stands, and which other words are there to look at.

    `current` says whether the figure at `place`, the last one looked at, was of the report's year.
    """

    planned: int
    titled: bool
    month: bool
    spanning: bool
    place: int = 0
    current: bool = False


class Prose:
    """A text, and the same text with one kind of punctuation, digits and spaces (`plain`): the same places mean the same signs.

    `received_at` is where the last number of requests stands, `scopes` what was found out about a sentence, by its start.
    """

    __slots__ = ("_quoted", "plain", "received_at", "scopes", "text")

    def __init__(self, text: str) -> None:
        self.text = plain = text
        for sign, others in _SAME.items():
            for other in others:
                plain = plain.replace(other, sign)
        self.plain = plain
        self.scopes: dict[int, Scope] = {}
        self.received_at = len(text)
        self._quoted = (0, 0, "")

    def bounds(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that `place` lies in, its end mark counted in."""
        cell = place - place % SENTENCE_WINDOW
        floor, ceiling = max(0, cell - SENTENCE_WINDOW), min(cell + 2 * SENTENCE_WINDOW, len(self.plain))
        return self.plain.rfind("。", floor, place) + 1 or floor, self.plain.find("。", place, ceiling) + 1 or ceiling

    def quote(self, left: int, right: int) -> str:
        """The words as they stand in the text, without the white space around them; one string for all figures of a sentence."""
        if self._quoted[:2] != (left, right):
            self._quoted = (left, right, self.text[left:right].strip())
        return self._quoted[2]


class Mention:
    """A number with its measure word: `start` and `end` in the text, `left` and `right` the bounds of its sentence.

    `floor` is the end of the mention before it in the same sentence (or `left`), `ceiling` the start of the next (or `right`);
    `clause` what stands before it, `codes` what it counts.
    """

    codes: tuple[str, ...] = ()
    clause = ""
    label: str | None = None
    facet = UNKNOWN
    is_part = False

    def __init__(
        self, start: int, end: int, value: Number, unit: str, approximate: bool, floor: int, bounds: tuple[int, int]
    ) -> None:
        self.start, self.end, self.value, self.unit, self.approximate = start, end, value, unit, approximate
        self.floor = floor
        self.left, self.right = bounds
        self.ceiling = self.right


def find_mentions(prose: Prose) -> list[Mention]:
    """Every number with a measure word, in order. Ordinals (第20条), ranges and indefinite numbers (数百条, 三四次) are left out."""
    found: list[Mention] = []
    plain, not_units = prose.plain, wording().not_units
    last: Mention | None = None
    for match in _pattern().finditer(plain):
        start, end = match.span()
        if plain[end - 1 : end + 1] in not_units:
            continue
        token, some, scale, unit = match.groups()
        if scale:
            token += scale
        value = int(token) if token.isdigit() and token.isascii() else value_of(token)
        if value is None:
            tail = _TAIL.search(token)
            value = value_of(tail[0]) if tail else None
            if value is None or tail is None:
                continue
            start += tail.start()
        if start and plain[start - 1] in _INDEFINITE and _is_indefinite(plain, start):
            continue
        if last is not None and start < last.right:
            bounds, floor = (last.left, last.right), last.end
            last.ceiling = start
        else:
            bounds = prose.bounds(start)
            floor = bounds[0]
        approximate = some is not None or (
            (plain[start - 1 : start] in _ABOUT_BEFORE or plain[end : end + 1] in _ABOUT_AFTER)
            and _is_about(plain, start, end)
        )
        mention = Mention(start, end, value, unit, approximate, floor, bounds)
        found.append(mention)
        last = mention
    return found


def _is_indefinite(plain: str, start: int) -> bool:
    before, first = plain[start - 1], plain[start]
    if before in "-—~～至":
        return start > 1 and (plain[start - 2] in CHINESE or plain[start - 2].isdigit())
    return before in "每第" or first in CHINESE


def _is_about(plain: str, start: int, end: int) -> bool:
    words = wording()
    near = plain[max(0, start - 3) : start + 1].rstrip("0123456789")
    return near.endswith(words.about_before) or plain.startswith(words.about_after, end)


def clause_before(prose: Prose, mention: Mention) -> str:
    """What stands before the number in its clause, white space and bracketed words left out; with only 共计, the clause before too."""
    plain, place = prose.plain, mention.start
    floor = max(mention.floor, place - CLAUSE_WINDOW)
    comma = plain.rfind("，", floor, place)
    clause = _clean(plain[comma + 1 if comma >= 0 else floor : place])
    if comma > floor and 0 < len(clause) < 10 and wording().amounts_only.match(clause):
        earlier = plain.rfind("，", floor, comma)
        clause = _clean(plain[earlier + 1 if earlier >= 0 else floor : comma] + plain[comma + 1 : place])
        clause = wording().growth.sub("", clause)
    return clause


def clause_after(prose: Prose, mention: Mention) -> str:
    """The noun that stands behind the measure word, at most 30 signs."""
    end = min(mention.ceiling, mention.end + 30)
    stop = _AFTER_STOP.search(prose.plain, mention.end, end)
    end = stop.start() if stop else end
    verb = _NEXT_VERB.search(prose.plain, mention.end + 1, end)
    return _clean(prose.plain[mention.end : verb.start() if verb else end])


def _clean(clause: str) -> str:
    if not clause.isalnum():
        clause = "".join(clause.split())
        if "（" in clause:
            clause = _PARENTHESIS.sub("", clause)
            clause = clause[clause.rfind("（") + 1 :]
    return clause


@cache
def _pattern() -> re.Pattern[str]:
    """A digit that no digit, no 第 and no decimal point stands before, then the rest of the number and its measure word.

    It begins with a set of signs, which the engine looks for fast, and never steps back into a run of digits (`{0,18}+`).
    """
    return re.compile(
        f"([0-9{CHINESE}](?<![0-9{CHINESE}.第〔].)[0-9{CHINESE}万亿，.]{{0,18}}+)"
        rf"\s{{0,3}}(?:([余多来几])([十百千万亿]*)\s{{0,3}})?({wording().units})"
    )
