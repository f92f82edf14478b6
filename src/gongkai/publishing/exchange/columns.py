"""The columns of template, import and export, once for all three."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import normalize

from gongkai.publishing.exchange import cells
from gongkai.publishing.exchange.cells import Read, Words, Write
from gongkai.publishing.models.items import Openness, Validity
from gongkai.untrusted.cells import read_date, read_flag
from gongkai.untrusted.sheets import Layout

_OPENNESS: Words = lambda: dict(Openness.choices)  # noqa: E731
_VALIDITY: Words = lambda: dict(Validity.choices)  # noqa: E731


@dataclass(frozen=True)
class Column:
    """A column: its Chinese `header`, the item's `field`, how a cell becomes a value and back, and what the template says about it.

    `read` raises `CellError`; a blank cell is not read: the value is unknown. `words` are what may be chosen, where that is a list.
    A column that is `only_told` is exported and passed over by the import.
    """

    header: str
    field: str
    help: str
    example: str = ""
    read: Read = cells.read_line
    write: Write = str
    required: bool = False
    also: tuple[str, ...] = ()
    """Other headers under which it is known."""
    words: Words | None = None
    only_told: bool = False


def _chosen(header: str, field: str, words: Words, help_: str, **more: Any) -> Column:
    read, write = cells.word(words)
    return Column(header, field, help_, read=read, write=write, words=words, **more)


def _node(header: str, field: str, tops: tuple[str, ...], help_: str, **more: Any) -> Column:
    read, write = cells.node(*tops)
    return Column(header, field, help_, read=read, write=write, words=cells.nodes_below(*tops), **more)


def _date(header: str, field: str, help_: str, **more: Any) -> Column:
    return Column(header, field, help_, **{"read": read_date, "write": cells.write_date, **more})


_LONG = "长期公开的留空或者填“长期公开”；限时公开的填最后一天。"
_ENDED = "文件已经废止、失效或者修改的，每行写一件：情况、日期、依据。"

COLUMNS: tuple[Column, ...] = (
    Column(
        "索引号",
        "index_number",
        "原有的索引号，原样保留。同一索引号只导入一次。",
        "000000001/2026-00001",
        read=cells.read_index_number,
    ),
    Column(
        "名称",
        "title",
        "信息的名称（标题）。",
        "关于做好2026年义务教育招生入学工作的通知",
        required=True,
        also=("标题", "信息名称"),
    ),
    Column("发布机构", "unit", "可以不填；填写的，应当是导入时所选的机构。", "云溪县教育局"),
    Column(
        "发文机关",
        "issuing_body",
        "文件上署名的机关；联合发文的填主办机关。",
        "云溪县教育局",
        required=True,
        also=("发文机关（牵头）", "发文机构", "制定机关"),
    ),
    Column(
        "联合发文机关",
        "joint_issuers",
        "其他署名的机关，用分号隔开。",
        "云溪县民政局；云溪县财政局",
        read=cells.read_names,
        write=cells.write_names,
    ),
    Column("文号", "document_number", "没有文号的留空。", "云教发〔2026〕9号", also=("发布文号", "发文字号")),
    Column("统一编号", "uniform_number", "行政规范性文件的统一登记编号。"),
    _date(
        "成文日期",
        "formed_on",
        "文件签发的日期。",
        required=True,
        example="2026-03-02",
        also=("发文日期", "生成日期"),
    ),
    Column(
        "发布日期",
        "first_published_at",
        "最初向社会公开的日期，可以带时间。",
        "2026-03-05",
        read=cells.read_moment,
        write=cells.write_moment,
        required=True,
        also=("发布时间",),
    ),
    _date("变更日期", "changed_on", "信息内容有过变更的，填最后一次变更的日期。"),
    _node(
        "目录",
        "node",
        ("20", "21"),
        "法定主动公开目录的代码或者名称。",
        required=True,
        example="20.1.normative",
        also=("公开目录", "所属目录"),
    ),
    _node("基层公开领域", "field_node", ("f",), "属于基层政务公开标准目录的，填事项的代码或者名称。"),
    _chosen("主题分类", "subject", cells.words_of("subjects"), "政府公文的主题分类。", example="科技、教育"),
    _chosen("体裁", "genre", cells.words_of("genres"), "公文种类等。", example="通知", also=("体裁分类",)),
    _chosen("载体", "carrier", cells.words_of("carriers"), "信息的载体。", example="电子文本"),
    Column("关键词", "keywords", "用空格或者逗号隔开。", "招生 入学", also=("主题词",)),
    Column("内容概述", "summary", "一般不超过100字。", also=("摘要",)),
    _chosen(
        "公开属性",
        "openness",
        _OPENNESS,
        "只能导入已经主动公开的信息；留空视为主动公开。",
        example="主动公开",
        also=("公开方式", "公开形式"),
    ),
    Column("公开对象", "audience", "留空视为全社会；面向特定群体的，写明是哪一群体。", "全社会"),
    _date("公开期限", "open_until", _LONG, read=cells.read_open_until, also=("公开时限",)),
    Column("行政规范性文件", "normative", "是或者否。", "是", read=read_flag, write=cells.write_flag),
    _chosen("有效性", "validity", _VALIDITY, "与废止、失效和修改情况一致；留空的按其推算。", also=("时效",)),
    Column(
        "废止、失效和修改情况",
        "endings",
        _ENDED,
        "废止 2025-03-01 云政发〔2025〕3号",
        read=cells.read_endings,
        write=cells.write_endings,
    ),
    _date("施行日期", "effective_on", "文件开始施行的日期。", also=("实施日期",)),
    _date("有效期至", "expires_on", "有效期的最后一天。"),
    Column("解读的文件", "explains", "本条是解读材料的，填被解读文件的索引号。", read=cells.read_index_number),
    Column("来源", "source", "信息来源。", also=("信息来源",)),
    Column("责任编辑", "editor", "责任编辑的姓名。"),
    Column(
        "正文",
        "body",
        "文字或者HTML；HTML中的脚本等会被清除。太长的可以接着写在“正文（续1）”等列中。",
        read=cells.read_body,
        write=cells.write_body,
        also=("内容",),
    ),
    Column("网址", "address", "信息在本平台的网址，导入时不读。", only_told=True),
)

BY_FIELD = {column.field: column for column in COLUMNS}
BODY = BY_FIELD["body"]
CELL_LIMIT = 32_767
"""Characters that a cell of a workbook holds; a longer text goes on in 正文（续1） and so on."""

_MORE_BODY = re.compile(r"正文\(续\d*\)")


def more_body(number: int) -> str:
    """The header of the `number`-th cell with more of the text."""
    return f"正文（续{number}）"


def known_header(text: str) -> Column | None:
    """The column that a header names, with or without a mark that it is required; `None` where there is no such column."""
    plain = _plain(text)
    return BODY if _MORE_BODY.fullmatch(plain) else _by_header().get(plain)


@cache
def _by_header() -> dict[str, Column]:
    return {_plain(header): column for column in COLUMNS for header in (column.header, *column.also)}


def _plain(header: str) -> str:
    plain = re.sub(r"\s", "", normalize("NFKC", header)).strip("*：:")
    return plain.removesuffix("(必填)")


LAYOUT = Layout(
    known_header, [column for column in COLUMNS if column.required or column.field == "index_number"], {"body"}
)
"""The table of items."""
