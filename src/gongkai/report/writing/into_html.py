"""A report as HTML: tables whose heads say of what they are heads, to be read on a phone and aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from gongkai.report.writing.grid import Box, Figures, grid, heads
from gongkai.report.writing.model import Written
from gongkai.statute.forms import Table

_INNER = re.compile(r"（[一二三四五六七八九十]+）|\d+[.．、]")
_SHORT = 30
"""Characters up to which a numbered line is a heading inside its part."""
_STYLE = (
    "body{margin:2rem auto;max-width:60rem;padding:0 1rem;font-family:serif;line-height:1.8}"
    "h1{text-align:center;line-height:1.4;text-wrap:balance}p{text-indent:2em;margin:.5em 0}.signed{text-align:right}"
    ".table{overflow-x:auto}table{border-collapse:collapse;width:100%;line-height:1.4}"
    "caption{padding:.5em}th,td{border:1px solid #444;padding:.3em .5em;font-weight:normal;min-width:2em}"
    "td{text-align:center;white-space:nowrap}th{text-wrap:balance}th[scope=row]{text-align:left;min-width:9em}"
    "@media print{body{margin:0;font-size:11pt}h2,h3{break-after:avoid}"
    ".table{overflow:visible;break-inside:avoid;font-size:8pt}th,td{padding:.1em .2em}}"
)

Marked = Callable[[str, str], str]
"""From a cell's code and its printed figure to HTML, where a page says more of it than the figure: a link to what is behind it."""


def body(report: Written, mark: Marked | None = None) -> str:
    """The report below its title, as HTML for a page of one's own."""
    pieces = [_paragraph(line) for line in report.lead.splitlines() if line.strip()]
    for part, tables in report.laid_out():
        pieces.append(f"<h2>{escape(part.heading)}</h2>")
        pieces += [_line(text) for text in part.paragraphs]
        pieces += [table_html(table, report.cells, mark) for table in tables]
    pieces += [table_html(table, report.cells, mark) for table in report.form.tables if not report.parts]
    if report.signed:
        day = report.signed
        pieces.append(f'<p class="signed">{escape(report.unit)}</p>')
        pieces.append(
            f'<p class="signed"><time datetime="{day.isoformat()}">{day.year}年{day.month}月{day.day}日</time></p>'
        )
    return "\n".join(pieces)


def page(report: Written) -> str:
    """The report as one HTML file that needs nothing else."""
    title = escape(report.title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n{body(report)}\n</body></html>\n"
    )


def table_html(table: Table, figures: Figures, mark: Marked | None = None) -> str:
    """One statutory table."""
    rows = "\n".join(f"<tr>{row}</tr>" for row in _rows(table, grid(table, figures), mark))
    unit = f"（单位：{escape(table.unit)}）" if table.unit else ""
    caption = f"<caption>{escape(table.title)}{unit}</caption>"
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(table.title)}，可以左右滚动">'
        f'<table id="{table.id}">{caption}\n{rows}\n</table></div>'
    )


def _rows(table: Table, boxes: Sequence[Sequence[Box]], mark: Marked | None) -> Iterator[str]:
    """The rows. Where blocks have heads of their own, each figure names its own: read aloud it would have those of all blocks above."""
    if heads(boxes):
        yield from ("".join(_box(box, mark) for box in row) for row in boxes)
        return
    block, over = "", [""]
    for y, row in enumerate(boxes):
        names = [f"{table.id}-{y}-{x}" for x in range(len(row))]
        if row[0].label == "columns":
            block, over = names[0] if len(row) == 1 else block, names
        told = [
            f' id="{name}"' if box.label else f' headers="{block} {head} {names[0]}"'
            for box, name, head in zip(row, names, over, strict=True)
        ]
        yield "".join(_box(box, mark, more) for box, more in zip(row, told, strict=True))


def _box(box: Box, mark: Marked | None, more: str = "") -> str:
    more += (f' colspan="{box.colspan}"' if box.colspan > 1 else "") + (
        f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    )
    if not box.label:
        text = escape(box.text)
        return f"<td{more}>{mark(box.code, text) if mark and box.code else text}</td>"
    scope = {"columns": "col", "row": "row"}[box.label]
    group = box.colspan > 1 if scope == "col" else box.rowspan > 1
    return f'<th scope="{scope}{"group" if group else ""}"{more}>{escape(box.text)}</th>'


def _line(text: str) -> str:
    return f"<h3>{escape(text)}</h3>" if is_inner_heading(text) else _paragraph(text)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def is_inner_heading(text: str) -> bool:
    """Whether a line of a part is a heading inside it: numbered, short, and no sentence."""
    return bool(_INNER.match(text)) and len(text) <= _SHORT and not text.endswith(("。", "；", "：", "！", "？"))


__all__: Sequence[str] = ["Marked", "body", "is_inner_heading", "page", "table_html"]
