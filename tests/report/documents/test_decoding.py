"""Which encoding bytes are in: the bytes tell, whatever a label says."""

from __future__ import annotations

import pytest

from gongkai.report.documents import open_document
from gongkai.untrusted import UnreadableError

SIMPLIFIED = """云溪县柳河乡人民政府2023年政府信息公开工作年度报告
一、总体情况
2023年,我乡主动公开政府信息120条,收到政府信息公开申请3件,均按时答复。
"""
TRADITIONAL = """雲溪縣柳河鄉人民政府2023年政府信息公開工作年度報告
一、總體情況
2023年,我鄉主動公開政府信息120條,收到政府信息公開申請3件,均按時答復。
"""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "utf-32"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "gbk"),
        (TRADITIONAL, "big5"),
        ("2023\n", "utf-16-le"),
    ],
)
def test_text_is_read_in_whatever_encoding_it_is_written(text: str, encoding: str) -> None:
    opened = open_document(text.encode(encoding))

    assert (opened.kind, opened.text, opened.repairs) == ("text", text, {})


def test_line_ends_and_spaces_of_a_text_stay_as_they_are() -> None:
    assert open_document("规章\r\n\r\n \u3000\xa0\r\n0".encode()).text == "规章\r\n\r\n \u3000\xa0\r\n0"


@pytest.mark.parametrize(
    ("declared", "real"),
    [("gb2312", "utf-8"), ("utf-8", "gbk"), ("big5", "gbk"), ("iso-8859-1", "utf-8"), ("nonsense", "gbk")],
)
def test_a_page_whose_declaration_lies_is_read_by_its_bytes(declared: str, real: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{SIMPLIFIED}</p></body></html>'

    opened = open_document(page.encode(real))

    assert "主动公开政府信息120条" in "".join(block.text for block in opened.blocks or [])  # type: ignore[union-attr]


def test_broken_bytes_in_utf8_are_replaced_and_counted() -> None:
    data = SIMPLIFIED.encode()
    broken = data[:30] + b"\xff" + data[30:-2]  # a stray byte, and the last line break's neighbour cut in half

    opened = open_document(broken)

    assert opened.text is not None
    assert opened.text.count("\ufffd") == opened.repairs["encoding"] == 2
    assert "收到政府信息公开申请3件" in opened.text


def test_broken_bytes_in_gbk_are_replaced_and_counted() -> None:
    data = SIMPLIFIED.encode("gbk")

    opened = open_document(data + b"\x80\xff\n")

    assert opened.text is not None
    assert opened.text.startswith(SIMPLIFIED)
    assert opened.repairs["encoding"] == 2


def test_a_sign_that_the_site_itself_broke_is_not_counted_as_ours() -> None:
    assert open_document("公\ufffd开政府信息".encode()).repairs == {}


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        bytes((i * i * 31 + 7) % 251 for i in range(60)),
        b"\x7fELF\x02\x01\x01" + b"\0" * 40 + bytes(range(128, 200)) * 9,
        b"\0\x01\x02" * 500,
    ],
)
def test_binary_noise_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="不是文字"):
        open_document(data, "报告.txt")
