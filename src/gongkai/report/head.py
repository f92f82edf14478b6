"""Who reports on which year: title, unit, year, period, publication day and the page's head table.

Everything is taken as printed, right or wrong; what the document does not say stays `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.report.dates import day_in, in_figures, span_in
from gongkai.report.headtable import read_head_table

_HEAD = 800
"""A page's head table stands within so many characters, and before the first part."""
_FIRST_PART = "\n一、"

_TITLE_LINES = 60
"""A title stands within so many lines, and is broken over at most so many:"""
_MOST_PIECES = 3
_LONGEST_TITLE = 70
_TITLE = re.compile(
    r"(?:信息|政务)公开(?:与政务公开|和政务公开)?(?:工作)?(?:情况)?的?(?:20\d\d年?度?)?(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|总结|年报)"
    r"(?:[(（][^)）]{1,12}[)）])?》?$"
)
_NO_TITLE = re.compile("[。，：:；>»|]|^[一二三四五六七八九十]{1,3}、|^[(（][一二三四五六七八九十]{1,3}[)）]")
_TITLE_IN_TEXT = re.compile(r"([^，,。；：:《》\s]{0,40}?)(20\d\d年?度?[^，,。；《》\s]{0,8}?公开(?:工作)?年度报告)")
_VERB = re.compile("公布|发布|编制(?:完成|形成)?了?|现将|形成|制作|撰写|关于")
_AUTHOR = re.compile(r"(?:^|[，,。；\s])([^，,。；：:\s]{2,30}?)(?:结合|根据|按照|依据|编制|制作)")
_CONTACT = re.compile(
    r"请(?:直接)?[与和同]([^，,。；：:\s(（]{3,30}?)(?:[(（][^)）]*[)）])?(?:党政)?(?:综合)?(?:办公室|办)?联系"
)
_PREAMBLE = 3000
"""The sentences that name the report and whom to ask stand within so many characters."""
_NAMES_REPORT = re.compile(
    r"(20\d\d)\s*年?度?(?:[我本][^，,。；]{1,2})?(?:政府)?(?:信息|政务)公开(?:工作)?年度报告|[(（](20\d\d)年度[)）]"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*年?度?")
_MATTER = re.compile(r"(?:关于)?(?:开展|推进|做好)?的?(?:政府|政务)?(?:信息|政务)(?:与政务|和政务)?公开")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_LABEL = re.compile("^(?:公报)?(?:标题|名称)[:：]?")
_OURSELVES = re.compile(r"(?:本|我)(?:机关|单位|部门|街道|[局镇乡县市区委办院厅])")

_ORGAN = re.compile(r"人民政府|办事处|委员会|管委会|办公室|(?:政府|[局厅部院站所省市县区乡镇]|中心|公司|学校|大队)$")
_LAST_LINES = 12
_SEAL = re.compile(r"[(（](?:盖?章|公章|印章)[)）]")
_FILLED_BY = re.compile(r"填报单位(?:[(（][^)）]*[)）])?[^\S\n]*[:：][^\S\n]*([^\s|]{2,40})")
_LOCAL = ("局", "处")
"""A department's short name with a government's full name beneath it: the government is its superior, not its full name."""


@dataclass(slots=True)
class Head:
    """What a document says about itself; `signed` is the date at its end."""

    title: str | None = None
    unit: str | None = None
    year: int | None = None
    period: tuple[str, str] | None = None
    published: str | None = None
    signed: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def read_head(text: str, lines: Sequence[str], opening: str, meta: Mapping[str, str]) -> Head:
    """Read the head from the report's `text`, its `lines` (paragraphs and headings, none of them empty), the page's `opening`
    (its first lines, tables and the site's own included) and an HTML page's meta tags.
    """
    first_part = opening.find(_FIRST_PART, 0, _HEAD)
    metadata, published = read_head_table(opening[: first_part if first_part >= 0 else _HEAD])
    head = Head(published=published or day_in(meta.get("PubDate", "")), metadata=metadata)
    head.title, subtitle = _title(lines)
    head.title = head.title or metadata.get("name") or meta.get("ArticleTitle") or _title_in_text(text[:_PREAMBLE])
    head.period = span_in(text)
    signature, head.signed = _signature(lines)
    named = _filled_by(text) or _unit_in(head.title or "")
    if named and signature and _is_full_name(signature, named):
        named = signature
    head.unit = named or signature or subtitle or metadata.get("publisher") or _in_preamble(text[:_PREAMBLE])
    head.unit = head.unit or meta.get("ContentSource") or metadata.get("origin")
    head.year = _year(head, text)
    return head


def _title(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The title, and the unit on the line after it; of several, the first that says most: a site's column is called alike."""
    found: list[tuple[int, int, str, str | None]] = []
    for place, end in _title_places(lines[:_TITLE_LINES]):
        title = _joined(lines[place:end])
        before = lines[place - 1] if place else ""
        if (
            not _unit_in(title)
            and before
            and len(before) <= 40
            and _ORGAN.search(before)
            and not _NO_TITLE.search(before)
        ):
            title = f"{_solid(before)}{title}"
        says = bool(_unit_in(title)) + bool(_YEAR.search(in_figures(title)))
        found.append((-says, place, title, lines[end] if end < len(lines) else None))
        if says == 2:
            break
    if not found:
        return None, None
    _, _, title, after = min(found, key=lambda one: one[:2])
    subtitle = _solid(after or "").strip("()（）")
    return title, subtitle if _is_name(subtitle) else None


def _title_places(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a title may stand: from which line to which."""
    for place, line in enumerate(lines):
        if len(line) > _LONGEST_TITLE or not ("公" in line or "信息" in line or "政务" in line):
            continue
        for end in range(place + 1, min(place + _MOST_PIECES, len(lines)) + 1):
            title = in_figures(_solid("".join(lines[place:end])))
            if len(title) > _LONGEST_TITLE or _NO_TITLE.search(title):
                break
            if _TITLE.search(title):
                if end == place + 1 or not _TITLE.search(in_figures(_solid(lines[end - 1]))):
                    yield place, end
                break


def _joined(pieces: Sequence[str]) -> str:
    """A title's lines as one; blanks stay but where every character stands alone."""
    title = _LABEL.sub("", "".join(" ".join(piece.split()) for piece in pieces))
    return _solid(title) if title.count(" ") > len(title) / 4 else title


def _solid(text: str) -> str:
    return "".join(text.split())


def _title_in_text(text: str) -> str | None:
    """The report's name in a sentence (现公布云溪县财政局2018年政府信息公开工作年度报告), if the unit is part of it."""
    match = _TITLE_IN_TEXT.search(text)
    name = _VERB.split(match[1])[-1] if match else ""
    return f"{name}{match[2]}" if match and _is_name(_BRACKETS.sub("", name)) else None


def _in_preamble(text: str) -> str | None:
    """Whom the preamble's sentences name: who made the report, or whom to ask about it."""
    named = (match[1] for pattern in (_AUTHOR, _CONTACT) for match in pattern.finditer(text))
    return next(filter(_is_name, named), None)


def _unit_in(title: str) -> str | None:
    """The name in a title: what is left of it without the year and the words that make it a report's title."""
    name = _YEAR.sub("", in_figures(_BRACKETS.sub("", _solid(title)).strip("《》"))).removeprefix("关于")
    matters = list(_MATTER.finditer(name))
    if matters:
        name = name[: matters[-1].start()]
    name = f"{name}政府" if name.endswith("人民") else name.strip("的")
    return name if len(name) >= 2 and not _OURSELVES.fullmatch(name) else None


def _is_name(text: str) -> bool:
    return 3 <= len(text) <= 30 and bool(_ORGAN.search(text)) and not re.search("[，,。:：]", text)


def _signature(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The unit and the date that close the report. The days of its period, in a short report near its end, are no such date."""
    day = None
    for line in reversed(lines[-_LAST_LINES:]):
        if span_in(line):
            continue
        squeezed = _SEAL.sub("", in_figures(_solid(line)))
        if day is None and len(squeezed) <= 40 and (day := day_in(squeezed)):
            squeezed = re.sub(r"[(（\[【]?20\d\d.*", "", squeezed)
        if day and _is_name(squeezed):
            return squeezed, day
    return None, day


def _is_full_name(signature: str, named: str) -> bool:
    return named in signature and not named.endswith(_LOCAL)


def _filled_by(text: str) -> str | None:
    match = _FILLED_BY.search(text) if "填报单位" in text else None
    return match[1] if match else None


def _year(head: Head, text: str) -> int | None:
    """The report year: the title's, else the one that the preamble or the table's caption names, else the period's, else the one
    that the sentences speak of most.
    """
    if in_title := _YEAR.search(in_figures(head.title or "")):
        return int(in_title[1])
    if named := _NAMES_REPORT.search(text):
        return int(named[1] or named[2])
    if head.period:
        return int(head.period[0][:4])
    (year, most), (_, second) = (Counter(re.findall(r"(20\d\d)年", text)).most_common(2) + [("0", 0)] * 2)[:2]
    return int(year) if most > max(1, second) else None
