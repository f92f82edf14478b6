"""A Word document into blocks: what Word shows, numbers that it writes itself included, and nothing that it hides."""

from __future__ import annotations

import pytest

from gongkai.report.documents import open_document
from gongkai.report.documents.docx import read_docx
from gongkai.report.model import Block, Grid, Heading, Paragraph
from gongkai.untrusted import UnreadableError
from tests.report.documents.files import RELATIONS, R, W, docx, p, tc, zipped


def blocks(body: str, **parts: str) -> list[Block]:
    return read_docx(docx(body, **parts))[0]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f"<w:txbxContent>{p('框')}</w:txbxContent>"
TEXT_BOX = (
    f'<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{BOX}</mc:Choice>'
    f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
SHOWN = {
    "an insertion that is tracked": ("<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>", ["新增"]),
    "no deletion that is tracked": (f"{p('甲')}<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", ["甲"]),
    "no hidden text": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>", ["显"]),
    "no field code, but its result": (
        '<w:p><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>2024年</w:t></w:r></w:fldSimple></w:p>',
        ["2024年"],
    ),
    "a soft line break as two lines": ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲", "乙"]),
    "tabs": ("<w:p><w:r><w:t>规章</w:t><w:tab/><w:t>0</w:t></w:r></w:p>", ["规章\t0"]),
    "what stands in a content control": (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["甲"]),
    "a text box once, after its paragraph": (TEXT_BOX, ["正文", "框"]),
    "no empty paragraph": (f"{p('甲')}<w:p/>{p(' ')}{p('乙')}", ["甲", "乙"]),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_paragraphs_are_what_word_shows(body: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(body) if not isinstance(block, Grid)] == expected


def test_merged_cells_stand_once_where_they_begin() -> None:
    span, begin, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tc("申请人情况", span + begin) + tc("法人", span) + tc("总计", begin),
        tc("", span + go_on) + tc("商业企业") + tc("科研机构") + tc("", go_on),
        tc("三、结果", begin) + tc("予以公开") + tc("1") + tc("0") + tc("1"),
        tc("", go_on) + tc("部分公开") + tc("") + tc("0") + tc("0"),
    )

    assert blocks(body) == [
        Grid(
            [
                ["申请人情况", "法人", "总计"],
                ["商业企业", "科研机构"],
                ["三、结果", "予以公开", "1", "0", "1"],
                ["部分公开", "", "0", "0"],
            ],
            "docx",
            [[0, 2, 4], [2, 3], [0, 1, 2, 3, 4], [1, 2, 3, 4]],
        )
    ]


def test_a_row_that_begins_later_counts_the_columns_before_it() -> None:
    body = table(tc("甲") + tc("乙") + tc("丙"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("1") + tc("2"))

    (grid,) = blocks(body)

    assert isinstance(grid, Grid)
    assert (grid.rows[1], (grid.columns or [])[1]) == (["1", "2"], [1, 2])


def test_a_row_deleted_with_tracking_is_gone() -> None:
    body = table(tc("甲") + tc("1"), "<w:trPr><w:del/></w:trPr>" + tc("旧") + tc("9"), tc("乙") + tc("2"))

    (grid,) = blocks(body)

    assert isinstance(grid, Grid)
    assert grid.rows == [["甲", "1"], ["乙", "2"]]


def test_a_table_around_a_table_only_lays_the_page_out() -> None:
    inner = table(tc("规章") + tc("0"), tc("许可") + tc("3"))
    body = table(f"<w:tc>{p('一、总体情况')}{inner}{p('')}</w:tc>" + tc("边栏"))

    assert blocks(body) == [
        Paragraph("一、总体情况"),
        Grid([["规章", "0"], ["许可", "3"]], "docx", [[0, 1], [0, 1]]),
        Paragraph("边栏"),
    ]


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_writes_itself_stand_before_their_paragraphs() -> None:
    body = "".join(
        [
            numbered("总体情况", 0),
            numbered("主动公开", 1),
            numbered("网站", 2),
            numbered("微信", 2),
            numbered("依申请公开", 1),
            numbered("网站", 2),
            numbered("清单", 3),
            numbered("主动公开政府信息情况", 0),
            numbered("主动公开", 1),
            numbered("总体情况", 0, 2),
        ]
    )

    assert [block.text for block in blocks(body, numbering=NUMBERING) if isinstance(block, Paragraph)] == [
        "一、总体情况",
        "（一）主动公开",
        "3.网站",
        "4.微信",
        "（二）依申请公开",
        "3.网站",
        "清单",
        "二、主动公开政府信息情况",
        "（一）主动公开",
        "一、总体情况",
    ]


def test_the_eleventh_chinese_number() -> None:
    body = "".join(numbered("事项", 0) for _ in range(21))

    found = [block.text for block in blocks(body, numbering=NUMBERING) if isinstance(block, Paragraph)]

    assert (found[9], found[10], found[19], found[20]) == ("十、事项", "十一、事项", "二十、事项", "二十一、事项")


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="a"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style></w:styles>"""


def test_headings_and_their_numbers_come_from_styles_and_the_table_of_contents_is_left_out() -> None:
    body = (
        p("总体情况 1", '<w:pStyle w:val="t"/>')
        + p("总体情况", '<w:pStyle w:val="1"/>')
        + p("其他", '<w:pStyle w:val="a"/>')
        + p("附则", '<w:outlineLvl w:val="1"/>')
    )

    assert blocks(body, styles=STYLES, numbering=NUMBERING) == [
        Heading("一、总体情况", 1),
        Heading("二、其他", 1),
        Heading("附则", 2),
    ]


def test_links_are_those_of_relations_and_of_fields() -> None:
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{R}/hyperlink" Target="http://www.example.gov.cn/"/>'
        f'<Relationship Id="b" Type="{R}/hyperlink" Target="mailto:a@example.gov.cn"/>'
        f'<Relationship Id="c" Type="{R}/image" Target="http://unused.example/"/></Relationships>'
    )
    body = (
        '<w:p><w:hyperlink r:id="a"><w:r><w:t>网站</w:t></w:r></w:hyperlink><w:hyperlink r:id="b"><w:r><w:t>邮箱</w:t></w:r></w:hyperlink>'
        '<w:r><w:instrText> HYPERLINK "https://www.example.com/x" </w:instrText></w:r></w:p>'
    )
    data = docx_with(body, {"word/_rels/document.xml.rels": relations})

    assert read_docx(data)[1] == ["http://www.example.gov.cn/", "https://www.example.com/x"]


def docx_with(body: str, parts: dict[str, str]) -> bytes:
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<x/>", "word/document.xml": document, **parts})


def test_a_document_in_the_strict_dialect_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("年度报告")}</w:body></w:document>'

    assert read_docx(zipped({"[Content_Types].xml": "<x/>", "word/document.xml": document}))[0] == [
        Paragraph("年度报告")
    ]


def test_the_title_property_is_told() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>年度报告</dc:title></c>'

    assert open_document(docx_with(p("甲"), {"docProps/core.xml": core})).title == "年度报告"


@pytest.mark.parametrize(("body", "says"), [("", "没有文字"), ("<w:p/>", "没有文字")])
def test_a_document_without_text_says_so(body: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        open_document(docx(body))
