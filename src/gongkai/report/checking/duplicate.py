"""The document holds its report once, and says a thing once.

条例 (2019) and (2008) Art. 6: information is published accurately; a page that carries the report twice leaves open which copy is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.report.checking import Case, Finding, Rule
from gongkai.report.checking._wording import basis, clip, passages

RULE = Rule(
    id="duplicate",
    title="内容重复",
    checks="同一文件里报告是否出现两遍，同一段话是否在不同部分一字不差地重复。",
    why="一页两份报告，读者不知道以哪份为准；段落重复多半是拼接时没有删净。",
    basis=("r2019.6", "r2008.6"),
    example="网页上先后贴了两遍同一份年度报告。",
)

_SHORTEST = 40
"""Signs, punctuation left out, from which on a repetition is no figure of speech or name of a law any more."""
_STEP = _SHORTEST // 2
_SCANNED = 300_000
"""Signs that are searched: five times the longest report seen, and a bound for hostile documents."""
_PUNCTUATION = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A run of signs that comes twice: its words, and the headings of both places."""

    words: str
    first: str
    second: str


def check(case: Case) -> Iterator[Finding]:
    """The whole report twice; else the longest passage that stands word for word in two places."""
    cited = basis(case, "r2008.6", "r2019.6")
    headings = [section.heading.strip() for section in case.report.sections if section.heading.strip()]
    half = len(headings) // 2
    if case.report.repairs.get("duplicate") or (half >= 3 and headings[:half] == headings[half : 2 * half]):
        yield Finding(RULE.id, "warning", "文件里报告出现了两遍，请只保留一份，避免以后改了一处漏了另一处。", cited)
        return
    if repeat := _longest_repeat(case):
        places = (
            f"“{clip(repeat.first, 30)}”和“{clip(repeat.second, 30)}”两个部分"
            if repeat.first != repeat.second
            else "两处"
        )
        message = f"有{len(repeat.words)}字在{places}一字不差地重复（“{clip(repeat.words, 30)}”），请删去一处。"
        yield Finding(RULE.id, "note", message, cited, found=len(repeat.words), quote=clip(repeat.words))


def _longest_repeat(case: Case) -> _Repeat | None:
    """The longest run of at least `_SHORTEST` signs that comes twice without overlapping itself."""
    pieces: list[str] = []
    starts: list[tuple[int, str]] = []
    size = 0
    for heading, passage in passages(case.report):
        starts.append((size, heading))
        # A mark of its own behind each part, of which no run can hold two alike, keeps a run within one part.
        pieces += (_PUNCTUATION.sub("", passage[:_SCANNED]), chr(0xE000 + len(starts) % 0x1000))
        size += len(pieces[-2]) + 1
        if size > _SCANNED:
            break
    text = "".join(pieces)
    length, first, second = _longest_run(text)
    if length < _SHORTEST:
        return None
    under = [next(heading for start, heading in reversed(starts) if start <= spot) for spot in (first, second)]
    return _Repeat(text[first : first + length], *under)


def _longest_run(text: str) -> tuple[int, int, int]:
    """Length and both places of the longest run that comes twice; any of `_SHORTEST` signs holds a whole step of a grid."""
    last = len(text) - _STEP + 1
    grid: dict[str, int] = {}
    for place in range(0, last, _STEP):
        grid.setdefault(text[place : place + _STEP], place)
    best = (0, 0, 0)
    passed = 0
    for place in [place for place in range(last) if text[place : place + _STEP] in grid]:
        other = grid[text[place : place + _STEP]]
        if place < passed or abs(place - other) < _STEP:
            continue
        run = _grow(text, min(place, other), max(place, other))
        best = max(best, run)
        passed = run[2 if place > other else 1] + run[0]
    return best


def _grow(text: str, first: int, second: int) -> tuple[int, int, int]:
    """The whole run around two equal places: its length and both beginnings."""
    back = 0
    # What lies further back than a step has met the grid already.
    while (
        back < min(_STEP, first) and second - back > first + back and text[first - back - 1] == text[second - back - 1]
    ):
        back += 1
    ahead = 0
    while second + ahead < len(text) and first + ahead < second - back and text[first + ahead] == text[second + ahead]:
        ahead += 1
    return back + ahead, first - back, second - back
