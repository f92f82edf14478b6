"""One row of a table: its cells read, and what is wrong with it told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from gongkai.publishing.counts import validity_on
from gongkai.publishing.exchange.cells import CellError, EndingText
from gongkai.publishing.exchange.columns import BY_FIELD, COLUMNS
from gongkai.publishing.models import Ending, Item
from gongkai.publishing.models.items import Openness, Validity
from gongkai.untrusted.sheets import RawRow

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page and no database can hold."""
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_QUOTED = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell or a row, for the clerk: which row, which column, what stands there, why it does not do, what to do."""

    row: int
    column: str
    value: str
    reason: str
    advice: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Row:
    """A row that can be taken over: its number, and its values by field, only those that are known."""

    number: int
    values: Mapping[str, Any]
    digest: str
    """What the row is known by where it has no index number; '' where it has one."""

    @property
    def index_number(self) -> str | None:
        return self.values.get("index_number")


class Checker:
    """Reads rows of a table for a unit, as of a moment."""

    def __init__(self, names: set[str], now: datetime, today: date, *, number_missing: bool) -> None:
        self.names, self.now, self.today, self.number_missing = names, now, today, number_missing
        fields = {field.name: getattr(field, "max_length", None) for field in Item._meta.fields}
        self.longest = {name: length for name, length in fields.items() if length and name in BY_FIELD}

    def check(self, raw: RawRow) -> tuple[Row | None, list[Problem]]:
        """The row, or `None` and what is wrong with it."""
        if raw.error:
            return None, [Problem(raw.number, "", "", raw.error, "请改正这一行后重新导入。")]
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for column in COLUMNS:
            text = raw.cells.get(column.field, "")
            if column.only_told:
                continue
            try:
                if text.strip():
                    values[column.field] = self._value(column.field, text)
                elif column.required:
                    raise CellError("没有填写", "这一列必须填写。")
            except CellError as problem:
                problems.append(Problem(raw.number, column.header, _short(text), problem.reason, problem.advice))
        if not problems:
            problems = [
                Problem(raw.number, BY_FIELD[field].header, _short(raw.cells.get(field, "")), reason, advice)
                for field, reason, advice in self._contradictions(values)
            ]
        if problems:
            return None, problems
        return Row(raw.number, values, "" if "index_number" in values else digest(raw)), []

    def _value(self, field: str, text: str) -> Any:
        if control := CONTROL.search(text):
            raise CellError(
                f"第{control.start() + 1}个字是不可见的控制字符（U+{ord(control[0]):04X}）", "请删去这个字符。"
            )
        if text.strip() in _ERRORS:
            raise CellError("是Excel公式的错误值", "请改正公式，或者直接填写内容。")
        value = BY_FIELD[field].read(text)
        longest = self.longest.get(field)
        if longest and isinstance(value, str) and len(value) > longest:
            raise CellError(f"有{len(value)}个字，最多{longest}个字", "请缩短。")
        for name in value if field == "joint_issuers" else ():
            if len(name) > 100:
                raise CellError(f"“{name[:10]}…”有{len(name)}个字，最多100个字", "不同机关之间用分号隔开。")
        return value

    def _contradictions(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """Field, reason and advice of what does not fit together."""
        formed, published = values["formed_on"], values["first_published_at"]
        if not self.number_missing and "index_number" not in values:
            yield (
                "index_number",
                "没有索引号",
                "请补填原有的索引号；原来没有编过的，导入时选择“为空的索引号按规则编制”。",
            )
        if "unit" in values and values["unit"] not in self.names:
            yield "unit", "不是导入时所选的机构", "请按机构分开导入，或者删去这一列。"
        if values.get("openness", Openness.PROACTIVE) != Openness.PROACTIVE:
            yield "openness", "只能导入已经主动公开的信息", "依申请公开、不予公开的信息请在工作台登记。"
        if published > self.now:
            yield "first_published_at", "发布日期还没有到", "只能导入已经公开的信息，请核对日期。"
        if formed > published.date():
            yield "formed_on", f"成文日期晚于发布日期{published.date()}", "请核对两个日期。"
        changed = values.get("changed_on")
        if changed and changed < formed:
            yield "changed_on", f"变更日期早于成文日期{formed}", "请核对两个日期。"
        begins, ends = values.get("effective_on"), values.get("expires_on")
        if begins and ends and ends < begins:
            yield "expires_on", f"“有效期至”早于施行日期{begins}", "请核对两个日期。"
        if values.get("explains") and values["explains"] == values.get("index_number"):
            yield "explains", "解读的文件是这一条自己", "请填被解读文件的索引号。"
        yield from self._validity(values)

    def _validity(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        endings: tuple[EndingText, ...] = values.get("endings", ())
        gone = [one for one in endings if one.kind != Ending.Kind.AMENDED]
        if len(gone) > 1:
            yield "endings", "废止或者失效写了不止一次", "一份文件只能废止或者失效一次，请核对。"
        for one in endings:
            if one.on < (values.get("effective_on") or values["formed_on"]):
                yield "endings", f"日期{one.on}早于文件的施行或者成文日期", "请核对日期。"
            if len(one.by) > 300:
                yield "endings", "依据太长，最多300个字", "请只写文件的名称和文号。"
        told = values.get("validity")
        if told and told != (found := validity(values, self.today)):
            label = Validity(found).label if found else "不适用"
            yield (
                "validity",
                f"与废止、失效和修改情况、有效期不一致，按其推算是“{label}”",
                "请在“废止、失效和修改情况”中写明日期，例如“废止 2025-03-01 云政发〔2025〕3号”，或者填“有效期至”。",
            )


def validity(values: Mapping[str, Any], today: date) -> str:
    """The validity on the day `today` by dates and endings; '' for what is not valid or invalid."""
    endings = values.get("endings", ())
    told = values.get("validity") or (Validity.AMENDED if endings else "")
    document = SimpleNamespace(
        normative=values.get("normative", False), validity=told, expires_on=values.get("expires_on")
    )
    return validity_on(document, today, endings)


def digest(raw: RawRow) -> str:
    """The same for rows with the same cells, whatever their place."""
    cells = sorted((field, text.strip()) for field, text in raw.cells.items())
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode(errors="surrogatepass")).hexdigest()


def _short(text: str) -> str:
    line = CONTROL.sub("�", " ".join(text.split()))
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
