"""The reports in samples/: every form and layout, sound ones and one for each thing that can be wrong.

python -m tests.compose.samples    writes the folder anew
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.compose import damage, faults, labels, values
from tests.compose.document import compose
from tests.compose.examples import (
    CHENGGUAN,
    LAND,
    LIUHE,
    QINGSHI,
    TOWN_2018,
    after_town,
    department,
    new_form,
    old_town,
    prose_only,
    quiet,
    street,
    town,
    unchanged,
)
from tests.compose.layouts import LAYOUTS
from tests.compose.tables import Style
from tests.compose.truth import Truth

FOLDER = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Sample:
    """One file of the folder: `rule` is what a check finds wrong (`None`: nothing), `against` the file of the year before."""

    name: str
    truth: Truth
    layout: str
    style: Style = field(default_factory=Style)
    rule: str | None = None
    against: str | None = None
    encoding: str = "utf-8"
    damaged: bool = False
    """The full dates have lost their 年 and 月."""

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        layout = LAYOUTS[self.layout]
        if self.damaged:
            layout = replace(layout, damaged=(*layout.damaged, damage.without_date_words))
        return layout.write(compose(self.truth, self.style), self.encoding)


_PLAIN = Style()
_ALL_SIGNED = Style(number=values.in_words, label=labels.full_width)
_NARROW = Style(label=labels.broken)
_TOTALS = Style(columns=("total",))
_STROKES = Style(number=values.with_measure, label=labels.half_width)

SOUND = (
    Sample("2013-county-prose-only.txt", prose_only(), "one-a-line"),
    Sample("2014-street-tabs-utf16-sound.txt", old_town(CHENGGUAN, 2014), "tabs", encoding="utf-16"),
    Sample("2016-township-date-words-lost-sound.txt", old_town(LIUHE, 2016), "one-a-line-gaps", damaged=True),
    Sample("2017-township-excel-sound.xlsx", old_town(QINGSHI, 2017), "xlsx"),
    Sample("2018-township-pipes-sound.txt", old_town(), "pipes-empty-dropped"),
    Sample("2019-street-one-cell-a-line-sound.txt", street(), "one-a-line-gaps", _NARROW),
    Sample("2020-department-gb18030-sound.html", quiet("2019", LAND, 2020), "html-page", encoding="gb18030"),
    Sample("2020-street-changes-in-words-sound.txt", street(2020), "spaces", _ALL_SIGNED),
    Sample("2021-township-sound.html", town(2021), "html-page"),
    Sample("2021-department-alternating-pipes-sound.txt", quiet("2021", LAND, 2021), "pipes-alternating", _STROKES),
    Sample("2022-department-year-before-sound.html", unchanged(2022), "html"),
    Sample("2022-township-year-before-sound.html", town(2022, variant=1), "html-nested"),
    Sample("2023-department-word-sound.docx", department(), "docx"),
    Sample("2023-township-leading-pipes-sound.txt", quiet("2021", LIUHE, 2023), "pipes-leading"),
    Sample("2024-department-pdf-two-pages-sound.pdf", department(2024, variant=1), "pdf"),
    Sample("2024-township-traditional-pinyin-sound.txt", town(2024), "traditional-pinyin"),
    Sample("2024-township-only-totals-sound.html", quiet("2021", LIUHE, 2024), "html", _TOTALS),
)

_NO_POWER = {"t2__rules__made": 2, "t2__rules__in_force": 2}
_BLANK_AS_NBSP = Style(blank=values.NBSP)
_MOBILE = "经办人张某某，移动电话13800000000，欢迎来电咨询。"
_KINDS = "全年主动公开政府信息96条，其中政策文件类41条，财政资金类30条，办事指南类37条。"
_SHOP = "本报告的电子版可以在云溪县人民政府门户网站（http://shop.example.com/）下载。"
_NO_REQUEST = "2023年，我镇未收到任何政府信息公开申请。"
_BALANCE = {"t3__carried_out__person": 2, "t3__carried_out__total": 2}
_QUIET_STREET = {year: quiet("2021", CHENGGUAN, year) for year in (2021, 2022, 2024)}
_QUIET_TOWN = {year: quiet("2021", LIUHE, year) for year in (2021, 2022, 2023, 2024)}
_QUIET_OFFICE = {year: quiet("2021", LAND, year) for year in (2021, 2022)}


def _faulty(
    rule: str, name: str, truth: Truth, layout: str, style: Style = _PLAIN, against: str | None = None
) -> Sample:
    return Sample(name, truth, layout, style, rule, against)


FAULTY = (
    _faulty(
        "arithmetic",
        "2019-street-total-differs-from-sum.txt",
        faults.cells_changed(street(), t3__granted__total=5),
        "pipes-trailing",
    ),
    _faulty(
        "arithmetic",
        "2018-township-ways-in-differ-from-received.html",
        old_town(cells={**TOWN_2018, "s.online": 1}),
        "html",
    ),
    _faulty(
        "arithmetic",
        "2023-township-balance-does-not-hold.html",
        faults.cells_changed(town(2023), **_BALANCE),
        "html-nested",
    ),
    _faulty(
        "carry",
        "2023-township-carried-in-differs-from-last-year.html",
        after_town(),
        "html-page",
        against="2022-township-year-before-sound.html",
    ),
    _faulty(
        "value",
        "2021-department-negative-and-fractional-counts.html",
        faults.cells_changed(_QUIET_OFFICE[2021], t2__licensing__decisions=-3, t2__penalty__decisions=2.5),
        "html",
    ),
    _faulty(
        "form",
        "2022-township-form-of-2019.html",
        faults.form_of_2019(_QUIET_TOWN[2022], new_form("2019")),
        "html",
    ),
    _faulty(
        "implausible",
        "2023-township-makes-rules.txt",
        faults.cells_changed(_QUIET_TOWN[2023], **_NO_POWER),
        "tabs",
    ),
    _faulty(
        "copy",
        "2023-department-text-of-last-year.html",
        unchanged(2023),
        "html",
        against="2022-department-year-before-sound.html",
    ),
    _faulty(
        "prose-table",
        "2022-township-prose-differs-from-table.html",
        faults.words_changed(town(), "政府信息公开申请5件", "政府信息公开申请8件"),
        "html",
    ),
    _faulty(
        "prose-sum",
        "2024-street-parts-exceed-total.txt",
        faults.sentence_added(_QUIET_STREET[2024], 1, _KINDS),
        "pipes-trailing",
    ),
    _faulty(
        "contradiction",
        "2023-township-denies-its-requests.html",
        faults.sentence_added(town(2023), 5, _NO_REQUEST),
        "html-nested",
    ),
    _faulty(
        "unit-name",
        "2022-township-another-towns-name.docx",
        faults.another_units_name(town(), LIUHE.name),
        "docx",
    ),
    _faulty(
        "period",
        "2021-street-period-ends-first-of-december.html",
        faults.period_to_first_of_december(_QUIET_STREET[2021]),
        "html",
    ),
    _faulty(
        "structure",
        "2022-street-announces-eight-parts.txt",
        faults.more_parts_announced(_QUIET_STREET[2022]),
        "pipes-trailing",
    ),
    _faulty(
        "structure",
        "2024-township-without-problems-section.html",
        faults.section_lost(town(2024), 4),
        "html-nested",
    ),
    _faulty(
        "blank",
        "2021-township-applicants-left-blank.txt",
        faults.applicants_blank(_QUIET_TOWN[2021]),
        "one-a-line-gaps",
        _BLANK_AS_NBSP,
    ),
    _faulty(
        "privacy",
        "2022-department-mobile-number-printed.html",
        faults.sentence_added(_QUIET_OFFICE[2022], 0, _MOBILE),
        "html",
    ),
    _faulty(
        "link",
        "2024-township-link-to-a-shop.txt",
        faults.sentence_added(_QUIET_TOWN[2024], 5, _SHOP),
        "pipes-trailing",
    ),
    _faulty("duplicate", "2022-street-printed-twice.html", _QUIET_STREET[2022], "html-twice"),
    _faulty(
        "late",
        "2017-township-published-in-may.txt",
        replace(old_town(QINGSHI, 2017), published="2018-05-08"),
        "pipes-empty-dropped",
    ),
)

SAMPLES = {sample.name: sample for sample in SOUND + FAULTY}
"""Every file of the folder by its name."""


def main() -> None:
    """Write the folder."""
    FOLDER.mkdir(exist_ok=True)
    for sample in SAMPLES.values():
        (FOLDER / sample.name).write_bytes(sample.data)


if __name__ == "__main__":
    main()
