"""Word's own styles, fonts and page for an official document."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from gongkai.typesetting import layout

FANGSONG, KAITI, HEITI, BIAOSONG, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
_STANDS_IN = {FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", BIAOSONG: "宋体", SONG: "SimSun"}
_HEADINGS = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
_KEPT = {"Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Header", "Footer"}
_KEPT_DEFAULTS = {"Default Paragraph Font", "Normal Table", "No List"}
TABLE_TEXT = "表格文字"


def twips(points: float) -> int:
    """Word's unit of length, never rounded up, so that 22 lines fit the page."""
    return int(points * 20)


def element(name: str, **attributes: object) -> Any:
    """The WordprocessingML element `name` with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(properties: Any, made: Any) -> None:
    """Puts borders, tabs, the grid's switch, the indents or the alignment in their place among a paragraph's properties."""
    order = ("pBdr", "tabs", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")
    name = made.tag.rpartition("}")[2]
    properties.insert_element_before(made, *(f"w:{later}" for later in order[order.index(name) + 1 :]))


def set_styles(word: WordFile) -> None:
    """Leaves only the styles that documents use, set to the standard's type."""
    for style in list(word.styles):
        if style.name not in _KEPT | _KEPT_DEFAULTS:
            style.element.getparent().remove(style.element)
    for link in list(word.styles.element.iter(qn("w:link"))):  # to the same style for characters, which is gone
        link.getparent().remove(link)
    _style(word, "Normal", FANGSONG, layout.BODY)
    _style(word, "Title", BIAOSONG, layout.TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(word, "Caption", HEITI, layout.BODY, keep=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(word, "Header", FANGSONG, layout.BODY)
    _style(word, "Footer", SONG, layout.PAGE_NUMBER)
    for level, font in _HEADINGS.items():
        indent(_style(word, f"Heading {level}", font, layout.BODY, keep=True)._element.get_or_add_pPr())
    word.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    table_text = _style(word, TABLE_TEXT, FANGSONG, 12.0)
    table_text.line_spacing_rule = WD_LINE_SPACING.SINGLE
    table_text.alignment = WD_ALIGN_PARAGRAPH.LEFT


def indent(properties: Any) -> None:
    """The first line two characters in."""
    first = twips(layout.INDENT * layout.CHARACTER_PITCH)
    put(properties, element("ind", firstLineChars=layout.INDENT * 100, firstLine=first))


def set_page(word: WordFile) -> None:
    """Paper, margins, the grid of 22 lines by 28 characters, and the page number: right on odd pages, left on even ones."""
    section = word.sections[0]
    section.page_width, section.page_height = Pt(layout.PAGE_WIDTH), Pt(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Pt(layout.TOP), Pt(layout.BOTTOM)
    section.left_margin, section.right_margin = Pt(layout.LEFT), Pt(layout.RIGHT)
    section.header_distance, section.footer_distance = Pt(layout.MARK_TOP), Pt(layout.RULE_BOTTOM)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(element("docGrid", type="lines", linePitch=twips(layout.LINE_PITCH)))
    word.settings.odd_and_even_pages_header_footer = True
    for footer, side, edge in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "rightChars"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "leftChars"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.space_after = Pt(
            layout.BOTTOM - layout.NUMBER_DROP - layout.PAGE_NUMBER - layout.RULE_BOTTOM
        )
        put(
            paragraph._p.get_or_add_pPr(),
            element("ind", **{edge: 100, edge.removesuffix("Chars"): twips(layout.PAGE_NUMBER)}),
        )
        paragraph.add_run("— ")
        field = element("fldSimple", instr="PAGE")
        field.append(element("r"))
        field[0].append(element("t"))
        field[0][0].text = "1"
        paragraph._p.append(field)
        paragraph.add_run(" —")


def set_letterhead(word: WordFile, mark: str, *, printed: bool) -> None:
    """The first page's own header and footer: the mark in red over a thick and a thin rule, a thin and a thick one below.

    Where they are on the paper already, only their room is left. Two paragraphs make a pair of rules: in which order Word draws the
    two lines of one border depends on the side.
    """
    section = word.sections[0]
    section.different_first_page_header_footer = True
    top, bottom = section.first_page_header, section.first_page_footer
    name = top.paragraphs[0]
    size = layout.mark_size(mark)
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.paragraph_format.line_spacing = Pt(size)
    if printed:
        run = name.add_run(mark)
        run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(layout.RED)
        fonts(run._r.get_or_add_rPr(), BIAOSONG)
    gap = Pt(layout.RULE_GAP)
    rules = [name, top.add_paragraph(style="Header"), bottom.paragraphs[0], bottom.add_paragraph(style="Footer")]
    for paragraph in rules[1:]:
        paragraph.paragraph_format.line_spacing = gap
    rules[1].paragraph_format.space_after = Pt(layout.NUMBER_GAP - (layout.LINE_PITCH - layout.BODY) / 2)
    thick, thin = layout.RULE_THICK, layout.RULE_THIN
    for paragraph, side, width, space in zip(
        rules,
        ("bottom", "bottom", "top", "bottom"),
        (thick, thin, thin, thick),
        (layout.MARK_DROP, 0, 0, 0),
        strict=True,
    ):
        _rule(paragraph, side, width, space, layout.RED if printed else "FFFFFF")


def clean_package(word: WordFile, title: str) -> None:
    """Takes out what the template brings of its maker and its time; names the fonts that may stand in."""
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in {"thumbnail", "extended-properties"}:
            del package.rels[key]
    for key, relation in list(word.part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind == "fontTable" and isinstance(relation.target_part, Part):
            relation.target_part._blob = _font_table()
        elif kind in {"customXml", "stylesWithEffects"}:  # the latter: the template's styles once more
            del word.part.rels[key]
    core = package.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title, core.language = title[:255], "zh-CN"


def fonts(run_properties: Any, font: str) -> None:
    """Sets `font` for every script."""
    for old in run_properties.findall(qn("w:rFonts")):
        run_properties.remove(old)
    run_properties.insert(0, element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia"))


def _style(word: WordFile, name: str, font: str, size: float, *, keep: bool = False) -> Any:
    style: Any = word.styles[name]
    for child in list(style._element):
        if child.tag in (qn("w:rPr"), qn("w:pPr")):
            for grandchild in list(child):
                if grandchild.tag != qn("w:outlineLvl"):
                    child.remove(grandchild)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts(style._element.get_or_add_rPr(), font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(twips(layout.LINE_PITCH) / 20)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.keep_with_next = keep or None
    if name == "Normal":
        form.widow_control = True
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        # Exact line and character pitch on the text itself: Word and LibreOffice snap characters to a grid differently.
        put(style._element.get_or_add_pPr(), element("snapToGrid", val=0))
        narrower = int((layout.CHARACTER_PITCH - layout.BODY) * 20) - 1
        style._element.get_or_add_rPr().insert_element_before(
            element("spacing", val=narrower), "w:sz", "w:szCs", "w:lang"
        )
        style._element.get_or_add_rPr().append(element("lang", val="en-US", eastAsia="zh-CN"))
    return form


def _rule(paragraph: Paragraph, side: str, width: float, space: float, colour: str) -> None:
    """A rule of `width` points on one side of the paragraph, `space` points away, as far beyond the type area as the standard has it."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element(side, val="single", sz=int(width * 8), space=round(space), color=colour))
    put(properties, borders)
    beyond = -twips((layout.RULE_WIDTH - layout.AREA_WIDTH) / 2)
    put(properties, element("ind", left=beyond, right=beyond))


def _font_table() -> bytes:
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _STANDS_IN.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{rows}</w:fonts>'.encode()
