"""HTML that stands on a page many times over, put together here: in a template each row would cost ten times as much.

All else stands in the templates. What is given is text, and escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from gongkai.portal.listing import Entry, Row

_PIECES = re.compile("(?=关于|(?<!关于)《)")
SCROLLING = '<div class="scroll" role="group" tabindex="0" aria-label="表格，可以左右滚动">'


def page(template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page for all readers alike: without the request's user and messages, of which nothing is shown."""
    return HttpResponse(render_to_string(template, dict(context)), status=status)


def labels(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """The meta tags of a page."""
    return SafeString("\n".join(f'<meta name="{escape(n)}" content="{escape(v)}">' for n, v in pairs))


def heading(title: str) -> SafeString:
    """A title with the places where a line is best broken: before 关于, and before the name of a document."""
    return SafeString("<wbr>".join(escape(piece) for piece in _PIECES.split(title) if piece))


def facts(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Names and values of a definition list."""
    return SafeString("\n".join(f"<div><dt>{escape(n)}</dt><dd>{escape(v)}</dd></div>" for n, v in pairs))


def row_list(rows: Iterable[Row], show_unit: bool = False) -> SafeString:
    """Items one below the other, each a link; empty where there are none."""
    lines = "\n".join(
        f'<li><a href="{escape(row.url)}">{escape(row.title)}</a>{_if("tag warn", row.warning)}{_if("number", row.number)}'
        f"{_if('who', row.unit) if show_unit else ''}{_day(row)}</li>"
        for row in rows
    )
    return SafeString(f'<ul class="rows">\n{lines}\n</ul>' if lines else "")


def catalogue_list(entries: Iterable[Entry]) -> SafeString:
    """The entries of a catalogue one below the other; empty where there are none."""
    lines = "\n".join(
        f'<li><h3><a href="{escape(row.url)}">{escape(row.title)}</a>{_if("tag warn", row.warning)}</h3>'
        f"{f'<p>{escape(summary)}</p>' if summary else ''}"
        f'<p class="meta"><span>索引号：{escape(index_number)}</span>'
        f"{f'<span>文号：{escape(row.number)}</span>' if row.number else ''}"
        f"<span>成文日期：{formed}</span><span>发布日期：{row.published}</span></p></li>"
        for row, index_number, formed, summary in entries
    )
    return SafeString(f'<ol class="hits entries">\n{lines}\n</ol>' if lines else "")


def hit_list(hits: Iterable[tuple[Row, SafeString, SafeString]]) -> SafeString:
    """What a search found: each row with its marked title and the marked place of its text; empty where there are none."""
    lines = "\n".join(
        f'<li><h3><a href="{escape(row.url)}">{title}</a>{_if("tag warn", row.warning)}</h3>{f"<p>{excerpt}</p>" if excerpt else ""}'
        f'<p class="meta"><span>{escape(row.unit)}</span>{f"<span>{escape(row.number)}</span>" if row.number else ""}{_day(row)}</p></li>'
        for row, title, excerpt in hits
    )
    return SafeString(f'<ol class="hits">\n{lines}\n</ol>' if lines else "")


def links(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Links of a list: label and address."""
    return SafeString("".join(f'<li><a href="{escape(a)}">{escape(label)}</a></li>' for label, a in pairs))


def counted_links(values: Iterable[tuple[str, int, str]]) -> SafeString:
    """Links with how much they lead to: label, count, address."""
    return SafeString(
        "".join(
            f'<li><a href="{escape(a)}">{escape(label)}<small>{count}</small></a></li>' for label, count, a in values
        )
    )


def table(value: Mapping[str, Any]) -> str:
    """A table of an item's text; a wide one scrolls by itself and can be reached by keyboard."""
    cells = {(cell["row"], cell["col"]): cell for cell in value.get("cell") or ()}
    spans = {(span["row"], span["col"]): span for span in value.get("mergeCells") or ()}
    head, body = [], []
    for number, row in enumerate(value.get("data") or ()):
        is_head = number == 0 and bool(value.get("first_row_is_table_header"))
        line = []
        for column, text in enumerate(row):
            place = (number, column)
            cell = cells.get(place, {})
            if cell.get("hidden"):
                continue
            is_name = not is_head and column == 0 and bool(value.get("first_col_is_header"))
            tag, attributes = ("th", f' scope="{"col" if is_head else "row"}"') if is_head or is_name else ("td", "")
            if cell.get("className"):
                attributes += f' class="{escape(cell["className"])}"'
            if span := spans.get(place):
                attributes += f' rowspan="{int(span["rowspan"])}" colspan="{int(span["colspan"])}"'
            line.append(f"<{tag}{attributes}>{_lines(text)}</{tag}>")
        (head if is_head else body).append(f"<tr>{''.join(line)}</tr>")
    caption = f"<caption>{escape(value['table_caption'])}</caption>" if value.get("table_caption") else ""
    top = f"<thead>{''.join(head)}</thead>" if head else ""
    return f"{SCROLLING}<table>{caption}{top}<tbody>{''.join(body)}</tbody></table></div>"


def _if(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>' if text else ""


def _day(row: Row) -> str:
    return f'<time datetime="{row.published}">{row.published}</time>'


def _lines(text: Any) -> str:
    return "" if text is None else "<br>".join(escape(str(text).strip()).splitlines())
