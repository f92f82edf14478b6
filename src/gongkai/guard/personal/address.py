"""`home-address`: addresses down to the door. 个人信息保护法 Art. 25; 条例 Art. 20(2) wants the office's address published, which is fine.

A door (…室, …组…号) is looked for first, then the words before it: street or estate, building, and whose address it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit, Severity
from gongkai.guard.personal.context import PERSON
from gongkai.guard.text import Context, Text

_NUMERAL = r"[0-9一二三四五六七八九十百]"
_DOOR = re.compile(rf"(?<!{_NUMERAL}){_NUMERAL}{{1,5}}(?:室|号房|户号|号)(?![文令楼线段通公室])")
_TAIL = re.compile(rf"(?:[\u4e00-\u9fff]{{0,8}}?{_NUMERAL}{{1,5}}(?:号楼|栋|幢|单元|座|层|室|户|号)){{0,4}}")
"""What follows a house's number: estate, building, staircase, room."""

_ESTATE = re.compile(r"小区|花园|家园|公寓|新村|苑|里弄|宿舍|家属院|安置房")
_BUILDING = re.compile(rf"{_NUMERAL}{{1,4}}(?:栋|幢|单元|号楼|座)")
_STREET = re.compile(r"[路街巷弄]|胡同|大道")
_VILLAGE = re.compile(rf"(?:[村屯寨]|社区|居委会)[\u4e00-\u9fff]{{0,8}}?{_NUMERAL}{{1,3}}(?:组|社|队)$")
_HOME = re.compile(r"家住|家庭(?:住址|地址)|住址|现住|户籍(?:地址|地|所在地)|居住(?:地址|地|在)|住所地|住于|住在")
_OFFICE = re.compile(
    r"办公|单位地址|机关|受理|窗口|大厅|中心|大厦|大楼|会议|公司|企业|局|政府|委员会|法院|检察院|医院|学校|报名|邮寄|寄往|通讯地址|联系地址|地点|档案|注册地"
)
_REACH = 40
_BREAK = re.compile(r"[。；;\n\t!！?？]")
_ADVICE = "住址只写到乡镇、街道或者村、社区，门牌号删去或者用*遮盖；是办公地址的，写明“办公地址”。"


def find(text: Text, _today: date) -> Iterator[Hit]:
    """Every address down to a door that is not an office's."""
    end = 0
    for match in _DOOR.finditer(text.text):
        if match.start() < end:
            continue
        low = max(end, match.start() - _REACH)
        clause = _BREAK.split(text.text[low : match.start()])[-1]
        context = text.context(*match.span())
        tail = _TAIL.match(text.text, match.end())
        stop = tail.end() if tail else match.end()
        severity = _judge(clause, text.text[match.start() : stop], context)
        if severity:
            start = match.start() - len(clause[_beginning(clause) :])
            message = "写有具体到门户的住址；住址是个人信息，公开应当取得本人单独同意。"
            yield Hit("home-address", severity, start, stop, message, _ADVICE, "pipl.25")
            end = stop


def _judge(clause: str, door: str, context: Context) -> Severity | None:
    building, village = _BUILDING.search(clause + door), _VILLAGE.search(clause)
    estate, street = _ESTATE.search(clause + door), _STREET.search(clause)
    room = not door.endswith("号")
    complete = village or (estate and (building or room)) or (street and (room or building))
    if not complete and not (street and _HOME.search(context.label + clause)):
        return None
    if _HOME.search(context.before) or _HOME.search(context.label) or _HOME.search(clause):
        return "error"
    if _OFFICE.search(context.before) or _OFFICE.search(context.label) or _OFFICE.search(clause):
        return None
    if PERSON.search(context.before) or PERSON.search(context.heads):
        return "warning"
    return "warning" if village or (estate and building and room) else None


def _beginning(clause: str) -> int:
    """Where in the words before the door the address begins: after the last comma, colon or 住 before its street."""
    parts = [match.end() for match in re.finditer(r"[，,：:（(、]|住[在于址]?|地址", clause)]
    return parts[-1] if parts else 0
