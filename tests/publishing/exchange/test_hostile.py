"""Files that are broken or made to harm: refused in plain words, within bounded time and memory, and nothing half done."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gongkai.publishing.exchange.columns import LAYOUT
from gongkai.publishing.models import Item
from gongkai.untrusted.sheets import unpacked
from gongkai.untrusted.unpacking import UnreadableTableError
from tests.publishing.exchange.tables import csv_file, imported, row, workbook
from tests.world import World

HEAD = "索引号,名称,发文机关,成文日期,发布日期,目录\n"
LINE = "000000003/2026-00001,招生通知,云溪县教育局,2026-03-02,2026-03-05,20.11\n"


def table(folder: Path, data: bytes, kind: str = "csv") -> list[tuple[dict[str, str], str]]:
    path = folder / f"table.{kind}"
    path.write_bytes(data)
    return [(raw.cells, raw.error) for raw in unpacked(path, kind, LAYOUT)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_usual_encoding_with_every_usual_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = table(tmp_path, csv_file([row(名称="招生，通知；“引号”")], encoding, delimiter))

    assert [cells["title"] for cells, _ in rows] == ["招生，通知；“引号”"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "表头缺少"),
        (b"\n\n\n", "表头缺少"),
        ("名称,目录\n甲,20.11\n".encode(), "表头缺少“索引号”"),
        (HEAD.replace("目录", "名称").encode(), "表头"),
        ((HEAD.replace("\n", ",标题\n") + LINE).encode(), "重复的列"),
        (HEAD.encode() + b"\x00\x01\x02", "空字节"),
        (HEAD.encode() + b"\xff\xff\x80\x81", "编码"),
        ("a," * 400 + "\n", "超过300列"),
    ],
)
def test_a_file_that_is_no_table_of_items_is_refused_in_plain_words(
    tmp_path: Path, data: bytes | str, reason: str
) -> None:
    with pytest.raises(UnreadableTableError, match=reason):
        table(tmp_path, data.encode() if isinstance(data, str) else data)


def test_a_line_with_broken_quotes_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    text = HEAD + LINE + '000000003/2026-00002,"招"生通知",云溪县教育局,2026-03-02,2026-03-05,20.11\n' + LINE

    assert [bool(error) for _, error in table(tmp_path, text.encode())] == [False, True, False]


@pytest.mark.parametrize(
    "above", ["云溪县教育局政府信息公开目录\n", "目录，2026年，一至三月\n\n填报单位,县教育局\n", "sep=,\n"]
)
def test_a_title_above_the_header_is_passed_over(tmp_path: Path, above: str) -> None:
    rows = table(tmp_path, (above + HEAD + LINE).encode())

    assert [(cells["title"], error) for cells, error in rows] == [("招生通知", "")]


def test_a_title_above_the_header_of_a_workbook_is_passed_over(tmp_path: Path) -> None:
    head, line = (text.strip().split(",") for text in (HEAD, LINE))
    rows = table(tmp_path, workbook([["云溪县教育局政府信息公开目录"], [None], head, line]), "xlsx")

    assert [(cells["title"], error) for cells, error in rows] == [("招生通知", "")]


def test_a_line_with_more_cells_than_the_header_is_told(tmp_path: Path) -> None:
    rows = table(tmp_path, (HEAD + LINE.replace("招生通知", "招生,通知") + LINE).encode())

    assert [bool(error) for _, error in rows] == [True, False]


def test_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    rows = table(tmp_path, (HEAD + LINE + '1,"' + LINE * 100).encode())

    assert rows[0][1] == ""
    assert "引号" in rows[1][1]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 damaged", workbook([["索引号"]])[:-100], b"not a zip at all", b""],
    ids=["damaged", "cut off", "no zip", "empty"],
)
def test_a_broken_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableTableError, match=r"工作簿|xlsx"):
        table(tmp_path, data, "xlsx")


def altered(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with another content of one of its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.namelist():
            made.writestr(entry, content if entry == name else source.read(entry))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_a_cell_in_the_farthest_corner_is_refused_before_room_is_taken_for_it(tmp_path: Path) -> None:
    sheet = FAR % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    with pytest.raises(UnreadableTableError, match="超过上限"):
        table(tmp_path, altered(workbook([["索引号"]]), SHEET, sheet), "xlsx")


@pytest.mark.long
def test_a_workbook_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    bomb = altered(workbook([["索引号"]]), SHEET, FAR % (b" " * (1100 * 1024 * 1024)))
    assert len(bomb) < 2_000_000

    with pytest.raises(UnreadableTableError, match="解压后过大"):
        table(tmp_path, bomb, "xlsx")


def test_an_xml_entity_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]>' % str(secret).encode()
    sheet = entity + FAR % b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'

    with pytest.raises(UnreadableTableError) as refused:
        table(tmp_path, altered(workbook([["索引号"]]), SHEET, sheet), "xlsx")

    assert "机密" not in str(refused.value)


def test_a_file_that_cannot_be_read_fails_its_job_and_says_why(world: World) -> None:
    job = imported(world, "名称\n甲\n".encode())

    assert (job.state, job.created) == ("failed", 0)
    assert "表头缺少“索引号”" in job.error
    assert not Item.objects.exists()
