"""`minor`, `minor-list`: children by name. 个人信息保护法 Arts. 28, 31; 未成年人保护法. An identity card's child is `minor-identity`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit
from gongkai.guard.personal.context import NAME, is_name
from gongkai.guard.personal.identity import CHILD
from gongkai.guard.text import Table, Text

_ADULT = 18
_AGED = re.compile(
    rf"({NAME})[，,、（( ]{{1,2}}(?:[男女](?:童|孩|生)?[，,、 ]{{0,2}})?(?:现年|今年|年仅|年龄[:：]?)?([0-9]{{1,2}})周?岁"
)
_PUPIL = re.compile(r"学生|学籍|班级|年级|学校|幼儿|儿童|未成年|监护人|家长|学号|孤儿|考生")
_ADULTS = re.compile(r"教师|教职工|校长|大学|职工|高校")
_NAMES = re.compile(r"姓名|名字|学生|儿童")
_ADVICE = "未成年人的姓名用“张某某”或者“张*”，删去学校、班级、年龄等能认出本人的内容。"


def find(text: Text, _today: date) -> Iterator[Hit]:
    """A name with an age, and lists of pupils with names written out."""
    for match in _AGED.finditer(text.text):
        age = int(match[2])
        if age < _ADULT and is_name(match[1]):
            message = f"写有{age}岁未成年人的姓名和年龄；未成年人的个人信息受特别保护。"
            yield Hit("minor", "error" if age < CHILD else "warning", *match.span(), message, _ADVICE, "pipl.28", False)
    for table in text.tables:
        if name := listed_name(text, table, _PUPIL):
            start, end = name
            if not _ADULTS.search(text.text[max(0, table.start - 60) : table.start] + " ".join(table.heads)):
                message = "表格列有学生、儿童的姓名；其中多为未成年人，公开前应当确有依据并遮盖。"
                yield Hit("minor-list", "warning", start, end, message, _ADVICE, "pipl.28", False)


def listed_name(text: Text, table: Table, about: re.Pattern[str]) -> tuple[int, int] | None:
    """The span of the first full name in the column of names of a `table` whose head, or the line above it, is about `about`."""
    columns = [column for column, head in enumerate(table.heads) if _NAMES.search(head)]
    above = text.text[max(0, table.start - 60) : table.start].rstrip().rpartition("\n")[2]
    if not columns or not (about.search(above) or any(about.search(head) for head in table.heads)):
        return None
    offset = table.start
    for line in text.text[table.start : min(table.end, table.start + 20_000)].split("\n"):
        cells = line.split("\t")
        for column in columns:
            if column < len(cells) and is_name(cells[column]):
                start = offset + sum(len(cell) + 1 for cell in cells[:column])
                return start, start + len(cells[column])
        offset += len(line) + 1
    return None
