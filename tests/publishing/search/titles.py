"""Titles of all kinds of pieces, and parts of them."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st

_HAN = st.text(alphabet="云溪县政府信息公开年号第〇的繁體龘𠮷", min_size=1, max_size=6)
_PIECES = st.one_of(
    _HAN,
    st.integers(0, 2030).map(str),
    st.text(alphabet="abＡＢ", min_size=1, max_size=3),
    st.sampled_from(["〔", "〕", "（", "）", "，", "。", "《", "》", "/", "-", " ", "　", "\n", "、", "·", "“"]),
)


@st.composite
def parts_of_titles(draw: st.DrawFn) -> tuple[str, str]:
    """A title, and a part of it that has a letter, figure or Chinese character in it and tears no figure or Latin word apart."""
    title = "".join(draw(st.lists(_PIECES, min_size=1, max_size=12)))
    start = draw(st.integers(0, len(title) - 1))
    stop = draw(st.integers(start + 1, len(title)))
    part = title[start:stop]
    assume(any(character.isalnum() for character in part))
    assume(not (start and _torn(title[start - 1], title[start])))
    assume(not (stop < len(title) and _torn(title[stop - 1], title[stop])))
    return title, part


def _torn(left: str, right: str) -> bool:
    return (left.isdecimal() and right.isdecimal()) or (left in "abＡＢ" and right in "abＡＢ")
