"""Word documents: what a reader does not see is told, and all of the text, seen or not, is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.guard.reading import ADULT, MOBILE, file_findings, only, rules


def _document(change: Callable[[Any], None] = lambda _: None) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.last_modified_by = ""
    document.add_paragraph("云溪县人民政府办公室关于做好政务公开工作的通知")
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _run(text: str, *, vanish: bool = False, tag: str = "w:t") -> Any:
    run = OxmlElement("w:r")
    if vanish:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:vanish"))
        run.append(properties)
    words = OxmlElement(tag)
    words.text = text
    run.append(words)
    return run


def _change(kind: str, text: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        element = OxmlElement(f"w:{kind}")
        element.set(qn("w:author"), "科员")
        element.append(_run(text, tag="w:delText" if kind == "del" else "w:t"))
        document.add_paragraph("前文")._p.append(element)

    return change


def _hidden(text: str) -> Callable[[Any], None]:
    return lambda document: document.add_paragraph("前文")._p.append(_run(text, vanish=True))


def _commented(document: Any) -> None:
    paragraph = document.add_paragraph("此处数字待核")
    document.add_comment(paragraph.runs, text=f"请问{MOBILE}", author="科员")


def _table(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("姓名", "身份证号", "张三", ADULT), strict=True):
        cell.text = words


def _header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = f"内部联系{MOBILE}"


def _authored(document: Any) -> None:
    document.core_properties.author = "王小明"


def test_a_clean_document_is_silent() -> None:
    assert file_findings("通知.docx", _document()) == []


def test_a_document_from_a_nameless_program_is_silent() -> None:
    def change(document: Any) -> None:
        document.core_properties.author = "Administrator"
        document.core_properties.last_modified_by = "微软用户"

    assert file_findings("通知.docx", _document(change)) == []


@pytest.mark.parametrize("kind", ["ins", "del", "moveFrom", "moveTo"])
def test_a_tracked_change_is_told_with_its_words(kind: str) -> None:
    finding = only(file_findings("通知.docx", _document(_change(kind, "原定补助三万元"))), "tracked-change")

    assert (finding.severity, finding.place, finding.article) == ("error", "附件“通知.docx”", "r2019.17")
    assert "原定补助三万元" in finding.quote


def test_personal_data_in_deleted_text_is_found_there() -> None:
    finding = only(file_findings("通知.docx", _document(_change("del", ADULT))), "identity-number")

    assert finding.place == "附件“通知.docx”修订中删去的文字"


def test_hidden_text_is_told_masked_and_read() -> None:
    found = file_findings("通知.docx", _document(_hidden(f"内部掌握{ADULT}")))

    hidden = only(found, "hidden-text")
    assert "内部掌握" in hidden.quote
    assert ADULT not in hidden.quote
    assert only(found, "identity-number").place == "附件“通知.docx”第2段"


def test_a_switched_off_hidden_mark_hides_nothing() -> None:
    def change(document: Any) -> None:
        run = _run("看得见", vanish=True)
        run.find(qn("w:rPr")).find(qn("w:vanish")).set(qn("w:val"), "0")
        document.add_paragraph("")._p.append(run)

    assert file_findings("通知.docx", _document(change)) == []


def test_comments_are_counted_and_read() -> None:
    found = file_findings("通知.docx", _document(_commented))

    assert "1条批注" in only(found, "comment").message
    assert "批注" in only(found, "mobile-number").place


def test_table_cells_are_read_with_their_place() -> None:
    finding = only(file_findings("名单.docx", _document(_table)), "identity-number")

    assert finding.place == "附件“名单.docx”第1个表格第2行"


def test_headers_are_read() -> None:
    assert only(file_findings("通知.docx", _document(_header)), "mobile-number").place == "附件“通知.docx”页眉第1段"


def test_an_author_is_told_without_the_name() -> None:
    finding = only(file_findings("通知.docx", _document(_authored)), "author")

    assert "小明" not in finding.quote + finding.message


def test_a_number_split_over_runs_is_one_number() -> None:
    def change(document: Any) -> None:
        paragraph = document.add_paragraph("证件")
        for part in (ADULT[:5], ADULT[5:11], ADULT[11:]):
            paragraph.add_run(part)

    assert rules(file_findings("通知.docx", _document(change))) == {"identity-number"}


def test_links_in_a_document_are_looked_at() -> None:
    def change(document: Any) -> None:
        for address in ("https://www.yunxi.gov.cn/", "https://a.media.example/", "http://192.168.0.8/oa"):
            document.part.relate_to(address, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    assert rules(file_findings("通知.docx", _document(change))) == {"link-private-address"}
