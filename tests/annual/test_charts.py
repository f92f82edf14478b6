"""Charts: sound SVG for any figures, every value in it, said in words too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongkai.annual.charts import HEIGHT, WIDTH, Line, bars, curve

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
VALUES = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 100).map(lambda value: round(value, 2)))


@st.composite
def figures(draw: st.DrawFn) -> tuple[list[str], list[Line]]:
    labels = draw(st.lists(TEXTS, min_size=1, max_size=20))
    names = draw(st.lists(TEXTS, min_size=1, max_size=2))
    return labels, [Line(name, draw(st.lists(VALUES, min_size=len(labels), max_size=len(labels)))) for name in names]


@pytest.mark.parametrize("draw", [bars, curve])
@given(figures(), TEXTS)
def test_any_figures_make_sound_svg_with_title_and_words_within_its_frame(
    draw: Callable[..., str], drawn: tuple[list[str], list[Line]], title: str
) -> None:
    labels, lines = drawn
    root = etree.fromstring(
        draw("c", title, labels, lines, "件").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )
    assert root.get("role") == "img"
    ids = [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")]
    assert ids[0] == title
    assert all(line.name in ids[1] for line in lines)
    assert (ids[1] or "").count("没有数据") >= sum(value is None for line in lines for value in line.values)
    for box in root.iter(f"{SVG}rect"):
        x, y, width, height = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert width > 0
        assert height >= 0
        assert x >= 0
        assert x + width <= WIDTH
        assert y >= 0
        assert y + height <= HEIGHT
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("缺") >= sum(value is None for line in lines for value in line.values)


def test_a_bar_is_as_high_as_its_value_and_the_second_series_is_hatched() -> None:
    root = etree.fromstring(bars("c", "申请", ["2024", "2025"], [Line("收到", [4, 8]), Line("办结", [2, None])], "件"))
    shapes = [box for box in root.iter("rect") if box.get("height") != "12"]
    heights = [float(box.get("height")) for box in shapes]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert heights[2] == pytest.approx(2 * heights[0], abs=0.2)
    assert [box.get("fill") == "url(#c-hatch)" for box in shapes] == [False, True, False]
    assert root.findtext("desc") == "收到：2024年为4件，2025年为8件；办结：2024年为2件，2025年没有数据"


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    root = etree.fromstring(curve("c", "占比", list("abcdef"), [Line("占比", [1, 2, None, 3, 4, 5])], "%"))
    assert [len((line.get("points") or "").split()) for line in root.iter("polyline")] == [2, 3]
    assert len(list(root.iter("circle"))) == 5
