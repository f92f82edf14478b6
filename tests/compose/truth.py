"""What a composed report says: the figures of its tables and of its sentences, its dates and its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Number = int | float

METADATA_LABELS = {
    "index_number": "索引号",
    "publisher": "发布机构",
    "document_number": "文号",
    "openness": "公开形式",
    "audience": "公开范围",
    "duration": "公开时限",
    "created": "成文日期",
    "validity": "有效性",
    "unified_number": "统一编号",
}
"""The head table's keys in the contract's words, and as pages print them."""


@dataclass(frozen=True)
class Unit:
    """A made-up public body: its full name, how it speaks of itself, its superior's name and what kind of body it is."""

    name: str
    we: str
    kind: str


UNITS = (
    Unit("云溪县人民政府", "我县", "county"),
    Unit("云溪县教育局", "我局", "department"),
    Unit("云溪县自然资源局", "我局", "department"),
    Unit("云溪县青石镇人民政府", "我镇", "township"),
    Unit("云溪县柳河乡人民政府", "我乡", "township"),
    Unit("云溪县城关街道办事处", "我街道", "street"),
)
"""Made-up Yunxi county's bodies, one of each kind at least."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the figures that a reader must take from it: code of `n.…` → value."""

    text: str
    figures: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True)
class Truth:
    """One report's whole content. `prose` has one tuple of paragraphs for each section, a paragraph being a tuple of sentences.

    `period`, `published` and `signed` (the date at the end) are ISO dates; `None` is not printed.
    """

    form: str
    unit: Unit
    year: int
    cells: Mapping[str, Number | None]
    prose: tuple[tuple[tuple[Sentence, ...], ...], ...]
    sections: tuple[str, ...]
    preamble: str = ""
    period: tuple[str, str] | None = None
    published: str | None = None
    signed: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    own_title: str | None = None
    signatory: str | None = None
    """Who signs at the end where it is not the unit."""

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.own_title or f"{self.unit.name}{self.year}年政府信息公开工作年度报告"

    @property
    def figures(self) -> dict[str, Number]:
        """Every figure of the prose, the first one of a code."""
        told: dict[str, Number] = {}
        for section in self.prose:
            for paragraph in section:
                for sentence in paragraph:
                    told = {**sentence.figures, **told}
        return told
