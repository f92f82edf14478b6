"""条例第六条、第五十条: the text and the tables of a report say the same."""

from __future__ import annotations

import pytest

from gongkai.report.model import Figure, Number
from tests.report.checking.reports import make, run
from tests.report.checking.texts import said

Cells = dict[str, Number | None]

SILENT: dict[str, tuple[str, Cells, list[Figure]]] = {
    "the same number of requests in text and table": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 5, "共收到政府信息公开申请5件。")],
    ),
    "zero requests in words belong to another rule": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 0, "未收到政府信息公开申请。", denied=True)],
    ),
    "a blank cell cannot be compared": (
        "2021",
        {"t3.received.total": None},
        [said("received", 5, "共收到政府信息公开申请5件。")],
    ),
    "suits of both kinds are one figure in the text": (
        "2021",
        {"t4.suit.total": 1, "t4.suit_after_review.total": 2},
        [said("suit", 3, "本年度发生行政诉讼3件。")],
    ),
    "a part is told beside the whole": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 2, "其中网上申请2件。"), said("received", 5, "共收到申请5件。")],
    ),
    "an approximate number of meetings comes near the table's": (
        "2014",
        {"s.meetings": 12},
        [said("meetings", 10, "召开政务公开会议10余次。", approximate=True)],
    ),
    "400 and more trained may be 460": (
        "2014",
        {"s.trained": 460},
        [said("trained", 400, "培训400余人次。", approximate=True)],
    ),
    "fees in 元 in the text and in 万元 in the table": (
        "2014",
        {"s.fees": 0.15},
        [said("fees", 1500, "收取检索、复制费用1500元。")],
    ),
    "fees that the table rounds to two decimals": ("2014", {"s.fees": 0.02}, [said("fees", 234, "收取费用234元。")]),
    "notice board, documents and other ways are the table's other ways": (
        "2014",
        {"s.via_other": 75},
        [
            said("via_board", 27, "公开栏公开27条。"),
            said("via_document", 12, "文件公开12条。"),
            said("via_other", 36, "其他公开36条。"),
        ],
    ),
    "the text names only one of the other ways": (
        "2014",
        {"s.via_other": 75},
        [said("via_other", 36, "其他方式公开36条。")],
    ),
    "answered as many as were closed, though fewer answers of the kinds counted": (
        "2014",
        {"s.answered": 3, "s.closed": 4},
        [said("answered", 3, "答复3件。")],
    ),
    "published items have no cell in the form of 2021": (
        "2021",
        {},
        [said("proactive", 320, "主动公开政府信息320条。")],
    ),
}

NOTES: dict[str, tuple[str, Cells, list[Figure]]] = {
    "the figure counts what came by one way": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 2, "通过网上平台收到申请2件。")],
    ),
    "the figure is of the county's own office": (
        "2021",
        {"t3.received.total": 15},
        [said("received", 3, "县政府本级收到申请3件。")],
    ),
    "received together with those carried in": (
        "2021",
        {"t3.received.total": 4, "t3.carried_in.total": 1},
        [said("received", 5, "全年办理政府信息公开申请5件。")],
    ),
    "fewer trainings in the text than in the table": (
        "2014",
        {"s.trainings": 4},
        [said("trainings", 2, "举办政务公开培训2次。")],
    ),
    "an approximate figure far from the table's": (
        "2014",
        {"s.trained": 900},
        [said("trained", 400, "培训400余人次。", approximate=True)],
    ),
}

FAULTY: dict[str, tuple[str, Cells, list[Figure], str, tuple[str, ...], Number, Number]] = {
    "more requests in the text than in the table": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 8, "共收到政府信息公开申请8件。")],
        "error",
        ("t3.received.total",),
        5,
        8,
    ),
    "the table counts none of the requests of the text": (
        "2021",
        {"t3.received.total": 0},
        [said("received", 1, "收到政府信息公开申请1件。")],
        "error",
        ("t3.received.total",),
        0,
        1,
    ),
    "a zero in digits against a count": (
        "2021",
        {"t3.received.total": 2},
        [said("received", 0, "收到政府信息公开申请0件。")],
        "error",
        ("t3.received.total",),
        2,
        0,
    ),
    "a review that the table of 2019 does not have": (
        "2019",
        {"t4.review.total": 0},
        [said("review", 1, "发生行政复议1件。")],
        "error",
        ("t4.review.total",),
        0,
        1,
    ),
    "suits of the text against both kinds of the table": (
        "2021",
        {"t4.suit.total": 1, "t4.suit_after_review.total": 1},
        [said("suit", 1, "发生行政诉讼1件。")],
        "error",
        ("t4.suit.total", "t4.suit_after_review.total"),
        2,
        1,
    ),
    "a county's table of 2014 says fewer items than its text": (
        "2014",
        {"s.proactive": 126},
        [said("proactive", 1264, "发布各类政府信息1264条。")],
        "warning",
        ("s.proactive",),
        126,
        1264,
    ),
    "another number of items on the website": (
        "2014",
        {"s.via_website": 240},
        [said("via_website", 204, "政府网站公开204条。")],
        "warning",
        ("s.via_website",),
        240,
        204,
    ),
    "元 typed into a cell for 万元": (
        "2014",
        {"s.fees": 150},
        [said("fees", 150, "收取费用150元。")],
        "error",
        ("s.fees",),
        1500000,
        150,
    ),
    "more trainings in the text than in the table": (
        "2014",
        {"s.trainings": 1},
        [said("trainings", 2, "举办政务公开培训2次。")],
        "warning",
        ("s.trainings",),
        1,
        2,
    ),
    "what 其中 says behind a total does not make the total a part": (
        "2021",
        {"t3.received.total": 5},
        [said("received", 8, "共收到申请8件，其中自然人6件，企业2件。")],
        "error",
        ("t3.received.total",),
        5,
        8,
    ),
}


@pytest.mark.parametrize(("form", "cells", "figures"), SILENT.values(), ids=SILENT)
def test_text_and_table_agree_or_cannot_be_compared(form: str, cells: Cells, figures: list[Figure]) -> None:
    assert run("prose-table", make(form, cells, figures=figures)) == []


def test_a_report_without_a_form_has_nothing_to_compare() -> None:
    report = make("2014", figures=[said("received", 5, "收到申请5件。")])
    report.form = "none"

    assert run("prose-table", report) == []


@pytest.mark.parametrize(("form", "cells", "figures"), NOTES.values(), ids=NOTES)
def test_what_may_count_another_thing_is_a_note(form: str, cells: Cells, figures: list[Figure]) -> None:
    assert [finding.severity for finding in run("prose-table", make(form, cells, figures=figures))] == ["note"]


@pytest.mark.parametrize(
    ("form", "cells", "figures", "severity", "codes", "expected", "found"), FAULTY.values(), ids=FAULTY
)
def test_text_and_table_differ(
    form: str,
    cells: Cells,
    figures: list[Figure],
    severity: str,
    codes: tuple[str, ...],
    expected: Number,
    found: Number,
) -> None:
    (finding,) = run("prose-table", make(form, cells, figures=figures))

    assert (finding.severity, finding.cells) == (severity, codes)
    assert (finding.expected, finding.found) == (expected, found)
    assert finding.quote == figures[0].quote
    assert finding.basis.startswith("《政府信息公开条例》")


def test_the_message_names_the_cell_and_both_numbers() -> None:
    figures = [said("received", 8, "共收到政府信息公开申请8件。")]

    (finding,) = run("prose-table", make("2021", {"t3.received.total": 5}, figures=figures))

    assert "收到政府信息公开申请8件" in finding.message
    assert "本年新收政府信息公开申请数量" in finding.message
    assert "5件" in finding.message


def test_the_smaller_unit_in_a_cell_for_the_larger_is_told_as_such() -> None:
    figures = [said("fees", 150, "收取费用150元。")]

    (finding,) = run("prose-table", make("2014", {"s.fees": 150}, figures=figures))

    assert "元数填进了万元栏" in finding.message
