"""The first draft of a report's words: only sentences that its figures bear out, and open places for what only people know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.fields import FIELD, Figures
from gongkai.statute.loading import read_toml

OPEN = re.compile(r"\{请写[:：]([^{}]*)\}")
"""A place that people have to fill."""
_NUMBERS = "一二三四五六七八九十"


def headings(form_id: str, sections: Sequence[str]) -> list[str]:
    """The headings of a report's parts with their numbers: the form's own, or those of the text that bound then."""
    titles = sections or _data()["forms"][form_id]["headings"]
    return [f"{_NUMBERS[number]}、{title}" for number, title in enumerate(titles)]


def lead(report: AnnualReport) -> str:
    """What stands before the first part: the article, the year, the period."""
    text = str(_data().get(f"lead_{report.form_id}", _data()["lead"]))
    return text.replace("{年}", str(report.year))


def draft(report: AnnualReport, position: int, figures: Figures) -> str:
    """The first draft of the part at `position`, with fields in it; '' where only people can say something, or nothing need be said."""
    name = _data()["forms"][report.form_id]["drafts"][position]
    return "\n".join(_lines(_data()[name]["lines"], report, figures)) if name else ""


def prepared_words() -> Iterator[str]:
    """Every clause that a first draft may have: what is alike in all reports because the platform wrote it."""
    data = _data()
    names = {name for form in data["forms"].values() for name in form["drafts"] if name}
    for name in sorted(names):
        yield from (text for entry in data[name]["lines"] for _, text in entry.get("clauses", ()))


def _lines(entries: Sequence[Mapping[str, Any]], report: AnnualReport, figures: Figures) -> Iterator[str]:
    paragraph = ""
    for entry in entries:
        if "heading" in entry:
            if paragraph:
                yield paragraph
            paragraph = ""
            yield entry["heading"]
            continue
        paragraph += _busiest(entry, figures) if "busiest" in entry else _sentence(entry, report, figures)
    if paragraph:
        yield paragraph


def _sentence(entry: Mapping[str, Any], report: AnnualReport, figures: Figures) -> str:
    said = [text for when, text in entry["clauses"] if _holds(when, report, figures)]
    if not said or not _holds(entry["clauses"][0][0], report, figures):
        return ""
    if entry.get("parts") and len(said) > 1:
        said[1] = said[1].replace("，", "，其中", 1)
    return "".join(said) + ("" if OPEN.fullmatch(said[-1]) else "。")


def _busiest(entry: Mapping[str, Any], figures: Figures) -> str:
    """Nothing where there is only one field of work: it goes without saying."""
    names = figures.busiest(entry["busiest"])
    listed = "、".join(f"{name.removesuffix(FIELD)}{{{name}}}{figures.measure(name)}" for name in names)
    return f"{entry['says']}{listed}。" if len(names) > 1 else ""


def _holds(condition: str, report: AnnualReport, figures: Figures) -> bool:
    return any(
        all(_one_holds(part.strip(), report, figures) for part in each.split(" and ") if part.strip())
        for each in condition.split(" or ")
    )


def _one_holds(part: str, report: AnnualReport, figures: Figures) -> bool:
    if part == "government":
        return report.rolled
    if part.startswith("since "):
        return report.form_id >= part.removeprefix("since ")
    if part.startswith("last "):
        return bool(_known(figures.value_last, part.removeprefix("last ")))
    name, sign, _ = part.split(" ")
    value = _known(figures.value, name)
    return value is not None and (value > 0 if sign == ">" else value == 0)


def _known(ask: Any, name: str) -> Any:
    """The figure, `None` where it is not known or the form has no such name: then nothing is said of it."""
    try:
        return ask(name)
    except KeyError:
        return None


@cache
def _data() -> Mapping[str, Any]:
    return read_toml("gongkai.annual.prose", "drafts.toml")
