"""Workbooks: `hidden-sheet`, `hidden-rows`, `hidden-columns`, `comment`, `external-file`, and every cell through the rules for text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gongkai.guard.finding import Finding
from gongkai.guard.limits import MAX_TEXT_CHARACTERS
from gongkai.guard.package import Package, attribute, local
from gongkai.guard.reading import Settings, fact
from gongkai.guard.reading import read as read_whole
from gongkai.guard.text import Text
from gongkai.untrusted import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ELSEWHERE = re.compile(r"\[[0-9]+\]|\[[^\]]+\.xl|https?://|file:|\\\\")
_MOST_COLUMNS = 200
"""Of cells kept in line under their heads; a wider sheet's cells follow one another."""

_MOST_TOLD = 5
_UNHIDE = "取消隐藏并核对内容；不需要公开的，整个删去后另存。"


def read(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """All findings of a workbook. What stands before a damaged place is still told."""
    main = next(
        (target for kind, target, _ in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    relations = package.relations(main)
    whole = Text(base)
    broken: UnreadableError | None = None
    try:
        strings = _strings(
            package, next((target for kind, target, _ in relations.values() if kind == "sharedStrings"), "")
        )
        for number, sheet in enumerate(_sheets(package, main), 1):
            place = f"第{number}张工作表“{sheet.name[:31]}”"
            part = relations.get(sheet.relation, ("", "", False))[1]
            if sheet.state != "visible":
                yield _hidden_sheet(base, place, sheet, settings)
            reader = _SheetReader(place, whole, strings)
            try:
                reader.read(package, part)
            finally:
                yield from _behind(base, place, reader, settings)
            yield from _comments(base, place, package, part, whole, settings)
    except UnreadableError as error:
        broken = error
    names = list(_foreign_names(package, main))
    if names:
        message = "工作簿的名称定义引用了别的文件，会露出内部的路径。"
        yield fact(
            settings,
            base,
            "external-file",
            "warning",
            message,
            "在“公式—名称管理器”中删去这些名称。",
            quote="、".join(names[:3]),
        )
    yield from read_whole(whole, settings)
    if broken:
        raise broken


class _Sheet:
    def __init__(self, element: _Element) -> None:
        self.name = element.get("name", "")
        self.state = element.get("state", "visible")
        self.relation = attribute(element, "id") or ""


def _sheets(package: Package, main: str) -> list[_Sheet]:
    return [_Sheet(element) for event, element in package.walk(main) if event == "end" and local(element) == "sheet"]


def _foreign_names(package: Package, main: str) -> Iterator[str]:
    for event, element in package.walk(main):
        if event == "end" and local(element) == "definedName" and _ELSEWHERE.search(element.text or ""):
            yield element.get("name", "")


def _hidden_sheet(base: str, place: str, sheet: _Sheet, settings: Settings) -> Finding:
    deep = "（深度隐藏，菜单里看不到）" if sheet.state == "veryHidden" else ""
    message = f"工作表被隐藏{deep}，读者取消隐藏就能看到全部内容。"
    return fact(settings, base, "hidden-sheet", "error", message, _UNHIDE, where=place, article="r2019.17")


def _strings(package: Package, name: str) -> list[str]:
    strings: list[str] = []
    size = 0
    for event, element in package.walk(name):
        if event == "end" and local(element) == "si":
            words = "".join(
                node.text or ""
                for node in element.iter()
                if local(node) == "t" and local(node.getparent()) != "rPh"  # type: ignore[arg-type]
            )
            size += len(words)
            strings.append(words)
            element.clear()
        if size > MAX_TEXT_CHARACTERS:
            raise UnreadableError("工作簿的文字过多，没有检查", "拆成几个文件后重新上传")
    return strings


class _SheetReader:
    """One sheet's walk: its cells into `whole`, and what is hidden in it."""

    def __init__(self, place: str, whole: Text, strings: list[str]) -> None:
        self._place, self._whole, self._strings = place, whole, strings
        self.rows: list[int] = []
        self.columns: list[str] = []
        self.foreign: list[str] = []
        self._row = 0
        self._cells: list[tuple[int, str, str]] = []

    def read(self, package: Package, part: str) -> None:
        """Walk the part; a missing one is an empty sheet."""
        for event, element in package.walk(part):
            tag = local(element)
            if event == "start":
                if tag == "row":
                    self._row = _whole(element.get("r"), self._row + 1)
                    if element.get("hidden") in ("1", "true"):
                        self.rows.append(self._row)
                continue
            if tag == "col" and element.get("hidden") in ("1", "true"):
                first, last = _whole(element.get("min"), 1), _whole(element.get("max"), 1)
                self.columns.append(_letters(first) if first == last else f"{_letters(first)}—{_letters(last)}")
            elif tag == "c":
                self._cell(element)
                element.clear()
            elif tag == "row":
                self._end_row()
                element.clear()
            if self._whole.length > MAX_TEXT_CHARACTERS:
                raise UnreadableError("工作簿的文字过多，只检查了前面一部分", "拆成几个文件后重新上传")

    def _cell(self, element: _Element) -> None:
        parts: Mapping[str, str] = {local(node): node.text or "" for node in element.iter() if node.text}
        name = element.get("r") or ""
        if _ELSEWHERE.search(parts.get("f", "")):
            self.foreign.append(name)
        value = parts.get("v", "")
        kind = element.get("t", "n")
        if kind == "s":
            value = self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        elif kind == "inlineStr":
            value = "".join(node.text or "" for node in element.iter() if local(node) == "t")
        elif kind == "n":
            value = _number(value)
        if value:
            match = _CELL.fullmatch(name)
            self._cells.append((_column(match[1]) if match else len(self._cells) + 1, name, value))

    def _end_row(self) -> None:
        at = 1
        for column, name, value in self._cells:
            if column <= _MOST_COLUMNS:
                self._whole.add("", "", "\t" * max(0, column - at))
                at = column
            self._whole.add(value.replace("\n", " ").replace("\t", " "), f"{self._place}{name}", "")
        self._whole.add("", "", "\n")
        self._cells = []


def _behind(base: str, place: str, sheet: _SheetReader, settings: Settings) -> Iterator[Finding]:
    if sheet.rows:
        told = "、".join(map(str, sheet.rows[:_MOST_TOLD])) + ("等" if len(sheet.rows) > _MOST_TOLD else "")
        message = f"第{told}行被隐藏（共{len(sheet.rows)}行），读者取消隐藏或者筛选就能看到。"
        yield fact(settings, base, "hidden-rows", "error", message, _UNHIDE, where=place, article="r2019.17")
    if sheet.columns:
        told = "、".join(sheet.columns[:_MOST_TOLD]) + ("等" if len(sheet.columns) > _MOST_TOLD else "")
        message = f"{told}列被隐藏，读者取消隐藏就能看到。"
        yield fact(settings, base, "hidden-columns", "error", message, _UNHIDE, where=place, article="r2019.17")
    if sheet.foreign:
        message = (
            f"{sheet.foreign[0]}等{len(sheet.foreign)}个单元格的公式引用了别的文件，读者打不开，还会露出内部的路径。"
        )
        yield fact(
            settings, base, "external-file", "warning", message, "把公式变为固定的值（选择性粘贴—数值）。", where=place
        )


def _comments(base: str, place: str, package: Package, part: str, whole: Text, settings: Settings) -> Iterator[Finding]:
    count, first = 0, ""
    targets = {
        target
        for kind, target, external in package.relations(part).values()
        if kind in ("comments", "threadedComment") and not external
    }
    for target in sorted(targets):
        for event, element in package.walk(target):
            if event == "end" and local(element) in ("comment", "threadedComment"):
                words = "".join(node.text or "" for node in element.iter() if local(node) in ("t", "text"))
                whole.add(words, f"{place}{element.get('ref', '')}的批注")
                count, first = count + 1, first or f"{element.get('ref', '')}：{words}"
                element.clear()
    if count:
        message = f"工作表里有{count}条批注，会随文件一起公开。"
        advice = "在“审阅”中删除全部批注后另存。"
        yield fact(settings, base, "comment", "error", message, advice, where=place, quote=first, article="r2019.17")


def _number(value: str) -> str:
    """A number as a reader sees it: long ones that the file writes as 1.38E10 or 13800000000.0 in full."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e18 else value


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
