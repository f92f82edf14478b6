"""HTML layouts: tables with merged cells as content systems print them, and the page around the report."""

from __future__ import annotations

from html import escape

from tests.compose.document import Document, Heading, Paragraph, Title
from tests.compose.tables import Box, PrintedTable

CHROME_TOP = """<div class="top"><a href="/login">登录</a> | <a href="/register">注册</a></div>
<script>var site = {"name": "云溪县人民政府", "count": 360}; document.write("<td>99</td>");</script>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/news/">政务动态</a></li><li><a href="/open/">政府信息公开</a></li>
<li><a href="/service/">办事服务</a></li><li><a href="/talk/">互动交流</a></li></ul>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/open/">政府信息公开</a> &gt; <a href="/open/report/">年度报告</a></div>"""

CHROME_BOTTOM = """<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> 字体：[大 中 小] <a href="#">打印本页</a>
<a href="#">关闭窗口</a></div>
<div class="near"><p>上一篇：<a href="a.html">云溪县春季植树公告</a></p><p>下一篇：没有了</p></div>
<div class="footer"><p>主办：云溪县人民政府办公室　承办：云溪县政务信息中心</p><p>网站地图 | 联系我们 | 网站声明</p>
<script>(function(){var t=document.getElementsByTagName("table");for(var i=0;i<t.length;i++){t[i].border=1}})();</script></div>"""


def write_html(document: Document, *, nested: bool = False, chrome: bool = False, twice: bool = False) -> str:
    """The report as a page: `nested` wraps each cell in `<p><span>`, `chrome` puts the site around, `twice` prints it for phones too."""
    report = _report(document, nested)
    body = f'<div class="article">\n{report}\n</div>'
    if twice:
        body += f'\n<div class="article-mobile">\n{report}\n</div>'
    if chrome:
        body = f"{CHROME_TOP}\n{body}\n{CHROME_BOTTOM}"
    style = "<style>td { padding: 0 } .nav li { float: left }</style>"
    title = f"<title>{escape(document.title)}</title>"
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">{title}{style}</head>\n<body>{body}</body></html>\n'


def _report(document: Document, nested: bool) -> str:
    parts = [_head_table(document.metadata)] if document.metadata else []
    parts.append(f"<h1>{escape(document.title)}</h1>")
    if document.published:
        parts.append(f'<div class="info"><span>发布日期：{document.published}</span> <span>浏览次数：</span></div>')
    for block in document.blocks:
        match block:
            case Title(text):
                parts.append(f'<p style="text-align:center"><strong>{escape(text)}</strong></p>')
            case Heading(text):
                parts.append(
                    f"<p><strong><span>{escape(text)}</span></strong></p>" if nested else f"<h2>{escape(text)}</h2>"
                )
            case Paragraph(text, right):
                side = ' style="text-align:right"' if right else ""
                parts.append(f"<p{side}>{'' if right else '　　'}{escape(text)}</p>")
            case PrintedTable():
                parts.append(_table(block, nested))
    return "\n".join(parts)


def _head_table(metadata: tuple[tuple[str, str], ...]) -> str:
    cells = [f"<th>{escape(label)}</th><td>{escape(value)}</td>" for label, value in metadata]
    rows = ["<tr>" + "".join(cells[i : i + 2]) + "</tr>" for i in range(0, len(cells), 2)]
    return '<table class="head">' + "".join(rows) + "</table>"


def _table(table: PrintedTable, nested: bool) -> str:
    rows = ["<tr>" + "".join(_cell(box, nested) for box in row) + "</tr>" for row in table.rows]
    opening = '<table border="1" cellspacing="0" cellpadding="0"><tbody>' if nested else "<table>"
    return "\n".join([opening, *rows, "</tbody></table>" if nested else "</table>"])


def _cell(box: Box, nested: bool) -> str:
    spans = f' colspan="{box.colspan}"' * (box.colspan > 1) + f' rowspan="{box.rowspan}"' * (box.rowspan > 1)
    if not nested:
        return f"<td{spans}>{_inline(box.text)}</td>"
    pieces = escape(box.text).split("\n") if box.text.strip() else ["&nbsp;"]
    inner = "".join(f'<p align="center"><span style="font-size:12px">{piece}</span></p>' for piece in pieces)
    return f'<td width="{40 * box.colspan}"{spans}>{inner}</td>'


def _inline(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
