"""PDF files: text that is covered, off the page or painted unseen, marks and files within, no text at all. 条例 Arts. 15, 17.

`covered-text`, `unseen-text`, `outside-text`, `redaction-mark`, `comment`, `embedded`, `active-content`, `author`, `no-text-layer`.
PDFium reads. Its C code cannot be stopped from here: before, what the file inflates to is bounded; between pages and words, the time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.guard.finding import Finding
from gongkai.guard.limits import (
    MAX_PAGES,
    MAX_PDF_SECONDS,
    MAX_TEXT_CHARACTERS,
    POLICY,
)
from gongkai.guard.links import read_links
from gongkai.guard.office.extras import author
from gongkai.guard.pdfpage import Page, read_page
from gongkai.guard.reading import Settings, fact
from gongkai.guard.reading import read as read_whole
from gongkai.guard.text import Text
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.inflation import check_inflation

_NOBODY = ("anonymous", "(anonymous)", "administrator", "user", "unspecified")


def read_pdf(base: str, data: bytes, settings: Settings) -> Iterator[Finding]:
    """All findings of a PDF; raises `UnreadableError` where it is locked, damaged or too large."""
    check_inflation(data, POLICY)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("PDF设有打开密码，无法检查，公众也打不开", "取消密码后重新上传") from error
        raise UnreadableError("PDF已损坏或者不完整，无法打开检查", "由原文档重新导出PDF后上传") from error
    try:
        yield from _whole(base, document, settings)
        yield from _pages(base, document, settings)
    finally:
        document.close()


def _whole(base: str, document: Any, settings: Settings) -> Iterator[Finding]:
    properties = document.get_metadata_dict()
    name = str(properties.get("Author") or "").strip("\0 ")
    if name and name.lower() not in _NOBODY:
        yield author(base, "作者", name, settings)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        message = "PDF里有程序（JavaScript），打开时可能在读者的电脑上运行。"
        advice = "由原文档重新导出PDF后上传。"
        yield fact(settings, base, "active-content", "error", message, advice, article="r2019.17")
    if (count := document.count_attachments()) > 0:
        names = "、".join(str(document.get_attachment(index).get_name()) for index in range(min(count, 5)))
        message = f"PDF里夹带{count}个附件，随文件一起公开，未能检查。"
        advice = "删去夹带的附件，需要公开的单独上传。"
        yield fact(settings, base, "embedded", "warning", message, advice, quote=names, article="r2019.17")


def _pages(base: str, document: Any, settings: Settings) -> Iterator[Finding]:
    begun = time.monotonic()
    whole, scans = Text(base), list[int]()
    broken: UnreadableError | None = None
    for number in range(1, len(document) + 1):
        if number > MAX_PAGES or time.monotonic() - begun > MAX_PDF_SECONDS or whole.length > MAX_TEXT_CHARACTERS:
            broken = UnreadableError(f"PDF内容过多，只检查了前{number - 1}页", "拆成几个文件后重新上传")
            break
        try:
            page = read_page(document[number - 1], begun + MAX_PDF_SECONDS)
        except UnreadableError as error:
            broken = error
            break
        except pdfium.PdfiumError:
            broken = UnreadableError(f"PDF第{number}页已损坏，读不出来", "由原文档重新导出PDF后上传")
            continue
        if not page.text.strip() and page.pictured > 0:
            scans.append(number)
        whole.add(page.text, f"第{number}页")
        yield from _page_findings(base, f"第{number}页", page, settings)
    yield from read_whole(whole, settings)
    if scans:
        told = "、".join(map(str, scans[:5])) + ("等" if len(scans) > 5 else "")
        message = f"第{told}页（共{len(scans)}页）只有图片没有文字，软件没有检查，看不见图片的人和检索都读不到。"
        advice = "改用由原文档导出的PDF；只有扫描件的，先做文字识别，并人工核对其中的个人信息。"
        yield fact(settings, base, "no-text-layer", "warning", message, advice)
    if broken:
        raise broken


_FAULTS = {
    "covered-text": (
        "文字只是被色块或者图片盖住，并没有删去，复制出来就能读到。",
        "在原文档中删去这些文字，重新导出PDF。",
    ),
    "unseen-text": (
        "有看不见的文字（白色、透明或者不显示），复制出来就能读到。",
        "在原文档中删去这些文字，重新导出PDF。",
    ),
    "outside-text": ("页面之外还有文字，复制或者改变页面大小就能读到。", "在原文档中删去这些文字，重新导出PDF。"),
}


def _page_findings(base: str, place: str, page: Page, settings: Settings) -> Iterator[Finding]:
    for rule, (message, advice) in _FAULTS.items():
        words = "".join(words.text for words in page.words if words.fault == rule)
        if words.strip():
            yield fact(settings, base, rule, "error", message, advice, where=place, quote=words, article="r2019.15")
    if page.redactions:
        message = f"有{page.redactions}处只做了遮盖标记而没有执行，下面的文字仍在。"
        advice = "在PDF软件中执行“应用密文/标记密文”，或者在原文档中删去后重新导出。"
        yield fact(settings, base, "redaction-mark", "error", message, advice, where=place, article="r2019.15")
    if page.comments:
        message = f"有{len(page.comments)}处批注、标注，会随文件一起公开。"
        advice = "删除全部批注后另存。"
        quote = " ".join(page.comments[:3])
        yield fact(settings, base, "comment", "warning", message, advice, where=place, quote=quote, article="r2019.17")
    yield from read_links(base + place, page.links, settings.own_hosts, salt=settings.salt)
