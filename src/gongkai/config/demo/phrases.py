"""What the people of the made-up county write into their annual reports, and which figures they enter: see reports.toml."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from gongkai.annual.prose.drafting import OPEN
from gongkai.config.demo.ordinary import PROFILE
from gongkai.config.demo.places import Place
from gongkai.report.model import Number
from gongkai.statute.loading import read_toml

ENTERED = ("t2.licensing.decisions", "t2.penalty.decisions", "t2.coercion.decisions", "t2.charges.amount")
"""The figures that no record of the platform knows."""
_NUMBERS = "一二三四五六七八九十"


def entered(place: Place, year: int) -> dict[str, Number]:
    """What `place` has to enter for `year`: about the same every year."""
    data = texts()["entered"]
    usual = data.get(place.code) or data[place.kind]
    draw = _draw("entered", place, year)
    found: dict[str, Number] = {}
    for code, value in zip(ENTERED, usual, strict=True):
        drifted = value * (0.85 + 0.3 * draw.random())
        found[code] = round(drifted, 2) if code.endswith("amount") and value else round(drifted)
    return found


def why(place: Place, code: str) -> str:
    """Where `place` has an entered figure from."""
    said: list[str] = texts()["words"]["why"]
    return said[3] if code.endswith("amount") else said[(place.number + len(code)) % 3]


def written_out(text: str, place: Place, year: int) -> str:
    """A first draft with its open places filled, other than any other unit's and any other year's."""
    return OPEN.sub(lambda match: _said(match[1], place, year), text)


def in_general(place: Place, year: int) -> list[str]:
    """Three sentences of a report that was made elsewhere, its problems, and what is done about them."""
    draw = _draw("elsewhere", place, year)
    said = "".join(_filled(text, place, draw) for text in draw.sample(texts()["stock"]["elsewhere"], 2))
    return [said, _problems(place, year, 0), _problems(place, year, 1)]


def _said(asked: str, place: Place, year: int) -> str:
    what = next((name for name, word in texts()["places"].items() if word in asked), "management")
    if what in ("problems", "measures"):
        return _problems(place, year, what == "measures")
    draw, stock = _draw(what, place, year), texts()["stock"][what]
    chosen = stock if what == "assessment" else draw.sample(stock, 3 if what == "management" else 2)
    return "".join(_filled(text, place, draw) for text in chosen)


def _problems(place: Place, year: int, which: int) -> str:
    """The problems of the year, or (1) what is done about them."""
    draw = _draw("problems", place, year)
    chosen = [
        [_filled(text, place, random.Random(f"{seed} {place.code} {year}")) for text in pair]  # noqa: S311
        for seed, pair in enumerate(draw.sample(texts()["stock"]["problems"], 3))
    ]
    return "；".join(f"{_NUMBERS[number]}是{pair[which]}" for number, pair in enumerate(chosen)) + "。"


def _filled(text: str, place: Place, draw: random.Random) -> str:
    own = [each.topic for each in place.topics if not each.node.startswith(PROFILE)]
    topic, other = draw.sample(own, 2)
    return text.format(topic=topic, other=other, short=place.short, place=draw.choice(place.villages))


def _draw(what: str, place: Place, year: int) -> random.Random:
    return random.Random(f"{what} {place.code} {year}")  # noqa: S311  nothing secret is drawn


@cache
def texts() -> Mapping[str, Any]:
    """The content of reports.toml."""
    return read_toml(__package__, "reports.toml")
