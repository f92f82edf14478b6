"""Word documents: `tracked-change`, `comment`, `hidden-text`, and their whole text, seen or not, through the rules for text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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

_PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo"))
_FORMATS = frozenset(("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"))
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Found:
    """What stands behind the text: how many changes, comments, hidden runs, and the first words of each."""

    changes: int = 0
    changed: str = ""
    authors: set[str] = field(default_factory=set)
    comments: int = 0
    hidden: int = 0
    concealed: str = ""


def read(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """All findings of a Word document. What stands before a damaged place is still told."""
    main = next(
        (target for kind, target, _ in package.relations("").values() if kind == "officeDocument"), "word/document.xml"
    )
    found, whole = _Found(), Text(base)
    styles = _hidden_styles(package, posixpath.join(posixpath.dirname(main), "styles.xml"))
    broken: UnreadableError | None = None
    try:
        _Part("", whole, found, styles).read(package, main)
        for name in package.names:
            word = _PARTS.get(re.sub(r"[0-9]*\.xml$", "", posixpath.basename(name)))
            if word and posixpath.dirname(name) == posixpath.dirname(main):
                _Part(word, whole, found, styles).read(package, name)
    except UnreadableError as error:
        broken = error
    yield from _behind(base, found, settings)
    yield from read_whole(whole, settings)
    if broken:
        raise broken


def _behind(base: str, found: _Found, settings: Settings) -> Iterator[Finding]:
    if found.changes:
        people = f"，涉及{len(found.authors)}名修订人" if found.authors else ""
        message = f"文档里有{found.changes}处没有接受或者拒绝的修订{people}，删去的文字仍可看到。"
        advice = "在“审阅”中接受或者拒绝全部修订，关闭修订后另存。"
        yield fact(settings, base, "tracked-change", "error", message, advice, quote=found.changed, article="r2019.17")
    if found.comments:
        message = f"文档里有{found.comments}条批注，会随文件一起公开。"
        yield fact(settings, base, "comment", "error", message, "在“审阅”中删除全部批注后另存。", article="r2019.17")
    if found.hidden:
        message = f"文档里有{found.hidden}处隐藏的文字，读者显示隐藏文字就能看到。"
        advice = "显示隐藏文字，逐处删去或者取消隐藏。"
        yield fact(settings, base, "hidden-text", "error", message, advice, quote=found.concealed, article="r2019.17")


def _hidden_styles(package: Package, name: str) -> frozenset[str]:
    hidden: set[str] = set()
    for event, element in package.walk(name):
        if event == "end" and local(element) == "style":
            if any(local(child) == "vanish" and attribute(child, "val") not in _OFF for child in element.iter()):
                hidden.add(attribute(element, "styleId") or "")
            element.clear()
    return frozenset(hidden)


class _Part:
    """One part's walk: paragraphs outside tables, and rows of tables, as they end."""

    def __init__(self, word: str, whole: Text, found: _Found, styles: frozenset[str]) -> None:
        self._word, self._whole, self._found, self._styles = word, whole, found, styles
        self._paragraphs = self._tables = self._rows = 0
        self._depth = self._changing = 0
        self._hidden = False
        self._line: list[str] = []
        self._removed: list[str] = []
        self._cell: list[str] = []
        self._cells: list[str] = []

    def read(self, package: Package, name: str) -> None:
        """Walk the part `name`."""
        for event, element in package.walk(name):
            tag = local(element)
            if event == "start":
                self._start(tag, element)
            else:
                self._end(tag, element)
                if tag in ("p", "tr", "style"):
                    element.clear()
            if self._whole.length > MAX_TEXT_CHARACTERS:
                raise UnreadableError("文档的文字过多，只检查了前面一部分", "拆成几个文件后重新上传")

    def _start(self, tag: str, element: _Element) -> None:
        if tag == "r":
            self._hidden = False
        elif tag == "tbl":
            self._depth += 1
            if self._depth == 1:
                self._tables += 1
                self._rows = 0
        elif tag in _CHANGES:
            self._changing += 1
            self._found.changes += 1
            self._found.authors.add(attribute(element, "author") or "")
        elif tag in _FORMATS:
            self._found.changes += 1
        elif tag == "comment":
            self._found.comments += 1

    def _end(self, tag: str, element: _Element) -> None:
        if tag in ("t", "delText"):
            self._write(tag, element.text or "")
        elif tag in _SIGNS:
            self._line.append(_SIGNS[tag])
        elif tag in ("vanish", "webHidden"):
            self._hidden = self._hidden or attribute(element, "val") not in _OFF
        elif tag == "rStyle":
            self._hidden = self._hidden or attribute(element, "val") in self._styles
        elif tag in _CHANGES:
            self._changing -= 1
        elif tag == "p":
            self._paragraph()
        elif tag == "tc" and self._depth == 1:
            self._cells.append(" ".join(self._cell))
            self._cell = []
        elif tag == "tr" and self._depth == 1:
            self._row()
        elif tag == "tbl":
            self._depth -= 1

    def _write(self, tag: str, words: str) -> None:
        found = self._found
        if self._changing and len(found.changed) < 200:
            found.changed += words
        if self._hidden and words.strip():
            found.hidden += 1
            found.concealed = found.concealed or words
        (self._removed if tag == "delText" else self._line).append(words)

    def _paragraph(self) -> None:
        words, self._line = "".join(self._line), []
        if self._depth:
            self._cell.append(words)
        else:
            self._paragraphs += 1
            self._whole.add(words, f"{self._word}第{self._paragraphs}段")
        if self._removed:
            self._whole.add("".join(self._removed), f"{self._word}修订中删去的文字")
            self._removed = []

    def _row(self) -> None:
        self._rows += 1
        place = f"{self._word}第{self._tables}个表格第{self._rows}行"
        for number, cell in enumerate(self._cells, 1):
            self._whole.add(cell.replace("\n", " "), place, "\n" if number == len(self._cells) else "\t")
        self._cells = []
