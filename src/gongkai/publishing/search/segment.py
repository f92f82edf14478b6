"""Text to the tokens that stand in the index, and what a reader typed to the tokens that find them.

Chinese has no spaces. Tokens are overlapping pairs of characters (云溪县 is 云溪, 溪县): a word of two characters or more is then a
run of adjacent tokens and is found wherever it stands, whatever a dictionary would make of its surroundings; docs/search.md has the
comparison with a dictionary's words. Latin words and figures are whole tokens. Where Chinese and they meet, the character at the seam
is a token of its own, so that 2025年 and 发〔2025〕9号 are runs of adjacent tokens too. Punctuation is no token: a document number is
found with brackets of any style or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import add

import opencc

WORD_LIMIT = 40
"""Characters of a Latin word or a figure that count; the same for text and query, so that longer ones are still found."""

_HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(rf"([{_HAN}](?:\s*[{_HAN}])*)|([^\W\d_{_HAN}]+|\d+)")


class _Folding(dict[int, str]):
    """Translation table that fills itself: every character to one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.category(character)[0] == "C":
            folded = " "
        else:
            folded = _one(_simplified(_one(unicodedata.normalize("NFKC", character), character)).lower(), character)
        self[code] = folded
        return folded


def fold(text: str) -> str:
    """`text` with full-width, upper-case and traditional characters made plain, control characters made spaces; as long as before."""
    return text.translate(_FOLDING)


def runs(text: str) -> list[tuple[str, bool]]:
    """Unbroken runs of the folded text, each with whether it is Chinese. Space between Chinese characters does not break a run."""
    return [
        ("".join(han.split()), True) if han else (other[:WORD_LIMIT], False) for han, other in _RUNS.findall(fold(text))
    ]


def tokens(text: str) -> list[str]:
    """The tokens of `text` in their order, for the index."""
    return _tokens(runs(text))


def phrase(text: str) -> list[str]:
    """The tokens that stand next to each other in every text that has `text` in it; empty where no such token can be named.

    A single character before or after a mark of punctuation is left out: in the text that is looked for it may be the end of a longer
    run, of which only pairs are indexed.
    """
    parts = runs(text)
    while parts and _loose(parts[0], parts[1:2]):
        del parts[0]
    while parts and _loose(parts[-1], parts[-2:-1]):
        del parts[-1]
    return _tokens(parts)


def characters(text: str) -> set[str]:
    """The Chinese characters of `text`, one by one."""
    return {character for run, han in runs(text) if han for character in run}


def words(text: str) -> list[str]:
    """The words of `text` by the dictionary, without those of one Chinese character."""
    import rjieba

    found: list[str] = []
    for run, han in runs(text):
        found += [word for word in rjieba.cut(run) if len(word) > 1] if han else [run]
    return list(dict.fromkeys(found))


def pattern(text: str) -> str:
    """Regular expression that finds `text` in folded text as the index does: any punctuation between its runs, spaces within them."""
    return r"[\W_]*".join(_run_pattern(run, han) for run, han in runs(text))


def _tokens(parts: Iterable[tuple[str, bool]]) -> list[str]:
    found: list[str] = []
    seam, last = False, ""  # whether no Chinese came just before, and the last character of the Chinese that did
    for run, han in parts:
        if not han:
            if last:
                found.append(last)
            found.append(run)
            seam, last = True, ""
        elif len(run) == 1:
            found.append(run)
            seam, last = False, ""
        else:
            if seam:
                found.append(run[0])
            found += map(add, run, run[1:])
            seam, last = False, run[-1]
    return found


def _loose(part: tuple[str, bool], neighbour: list[tuple[str, bool]]) -> bool:
    run, han = part
    return han and len(run) == 1 and (not neighbour or neighbour[0][1])


def _run_pattern(run: str, han: bool) -> str:
    if han:
        return r"\s*".join(run)
    kind = r"\d" if run[0].isdecimal() else rf"[^\W\d_{_HAN}]"
    more = f"{kind}*" if len(run) == WORD_LIMIT else ""
    return f"(?<!{kind}){run}{more}(?!{kind})"


def _one(folded: str, character: str) -> str:
    return folded if len(folded) == 1 else character


def _simplified(character: str) -> str:
    return character if character < "\u3400" else _one(_converter().convert(character), character)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_FOLDING = _Folding()
