"""The words of wording.toml, made into patterns once.

Every pattern runs on a clause, not on the text, and most are anchored at the clause's end: what stands directly before a figure
says what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gongkai.statute.loading import read_toml


@dataclass(frozen=True, slots=True)
class Wording:
    """All patterns, under the names that wording.toml gives them.

    `veto` finds any word of a list of `[words]`; `channel_names`, `topics` and `facets` find a word, `channel_of` and `facet_of` say whose.
    """

    units: str
    not_units: frozenset[str]
    about_before: tuple[str, ...]
    about_after: tuple[str, ...]
    amounts_only: re.Pattern[str]
    growth: re.Pattern[str]
    published: re.Pattern[str]
    topics_of: dict[str, frozenset[str]]
    topics: re.Pattern[str]
    channels: dict[str, re.Pattern[str]]
    channel_of: dict[str, str]
    channel_names: re.Pattern[str]
    many_ways: re.Pattern[str]
    before_publishing: tuple[str, ...]
    veto: dict[str, re.Pattern[str]]
    scope: dict[str, re.Pattern[str]]
    measures: dict[str, frozenset[str]]
    figures: dict[str, re.Pattern[str]]
    after_not: tuple[str, ...]
    after_without: tuple[str, ...]
    denial: dict[str, re.Pattern[str]]
    breakdown: dict[str, re.Pattern[str]]
    facets: re.Pattern[str]
    facet_of: dict[str, int]


@cache
def wording() -> Wording:
    """The patterns of wording.toml."""
    data = read_toml(__package__, "wording.toml")
    plain = data["amounts"]
    amounts = f"(?:{_any(plain)})*$"
    information = f"(?:{_any(data['information'] + plain)})*$"
    in_channel = f'(?:{_any(data["channel_words"] + data["information"] + plain)}|[“"][^”"]{{0,20}}[”"])*$'
    units = sorted(data["units"], key=len, reverse=True)
    denial, breakdown = data["denial"], data["breakdown"]
    channels, scope = data["channels"], data["scope"]
    channel_of = {word: code for code, channel in channels.items() for word in channel["words"]}
    topics_of = {name: frozenset(words) for name, words in data["topics"].items()}
    facet_of = {word: index for index, words in reversed(list(enumerate(breakdown["facets"]))) for word in words}
    planned = [f"{verb}{scope['plan_next']}" for verb in scope["plan_verbs"]]
    scope["planned"] = "|".join([*planned, f"将{scope['will_next']}", *scope["plan_words"]])
    return Wording(
        units=f"(?:{'|'.join(unit for unit in units if len(unit) > 1)}|[{''.join(u for u in units if len(u) == 1)}])",
        not_units=frozenset(data["not_units"]),
        about_before=tuple(data["about_before"]),
        about_after=tuple(data["about_after"]),
        amounts_only=re.compile(f"^{amounts}"),
        growth=re.compile(data["growth"]),
        published=re.compile(f"(?:公开|发布|公布)(?:[和及、](?:公开|发布|更新))?{information}"),
        before_publishing=tuple(data["before_publishing"]),
        many_ways=re.compile(data["many_ways"]),
        topics_of=topics_of,
        topics=re.compile(_any(word for words in topics_of.values() for word in words)),
        channels={code: re.compile(channel["pattern"] + in_channel) for code, channel in channels.items()},
        channel_of=channel_of,
        channel_names=re.compile(_any(channel_of)),
        veto={name: re.compile(_any(words)) for name, words in data["words"].items()},
        scope={name: re.compile(pattern) for name, pattern in scope.items() if isinstance(pattern, str)},
        measures={name: frozenset(units) for name, units in data["measures"].items()},
        figures={name: re.compile(text.replace("{amounts}", amounts)) for name, text in data["figures"].items()},
        after_not=tuple(denial["after_not"]),
        after_without=tuple(denial["after_without"]),
        denial={name: re.compile(_any(denial[name])) for name in ("narrower", "general")},
        breakdown={name: re.compile(text) for name, text in breakdown.items() if isinstance(text, str)},
        facets=re.compile(_any(facet_of)),
        facet_of=facet_of,
    )


def _any(words: Iterable[str]) -> str:
    """One pattern for any of `words`, the longer ones tried first.

    The alternatives are plain words side by side: the engine then skips at once to where one of them can begin.
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
