"""条例第六条: a report says one thing of one matter."""

from __future__ import annotations

import pytest

from gongkai.report.model import Figure, Number, Report
from tests.report.checking.reports import make, run
from tests.report.checking.texts import said, whole, written

RECEIVED = said("received", 1, "共收到政府信息公开申请1件。")
NONE_RECEIVED = said("received", 0, "未收到政府信息公开申请。", denied=True)

SILENT: dict[str, Report] = {
    "requests received, and no suit": make(
        "2021",
        {"t3.received.total": 1},
        figures=[RECEIVED, said("suit", 0, "未发生行政诉讼。", denied=True)],
    ),
    "no request in the text and none in the table": make("2021", figures=[NONE_RECEIVED]),
    "a blank cell is no count": make("2021", {"t3.received.total": None}, figures=[NONE_RECEIVED]),
    "the same total told twice": make("2021", figures=[RECEIVED, RECEIVED]),
    "two totals of which one is approximate": make(
        figures=[
            said("proactive", 1260, "共发布信息1260余条。", approximate=True),
            said("proactive", 1264, "共发布信息1264条。"),
        ]
    ),
    "all closed, and nothing carried over": written(
        whole(first="收到政府信息公开申请3件，均已按时办结。"), cells={"t3.received.total": 3}
    ),
    "all of last year's closed, while one of this year is carried over": written(
        whole(first="上年结转的政府信息公开申请2件，均已按时办结。"), cells={"t3.carried_out.total": 1}
    ),
    "all matters of the service hall are closed": written(
        whole(first="政务服务大厅受理事项均已按时办结。"), cells={"t3.carried_out.total": 1}
    ),
    "one under way, and one carried over": written(
        whole(first="收到政府信息公开申请1件，该件正在办理中。"), cells={"t3.carried_out.total": 1}
    ),
    "the table of four says itself what the text does not": written(
        whole(), cells={"t4.review.total": 1, "t4.review.upheld": 1}
    ),
    "the regulation's tenth year by calendar years": written("2017年是《条例》实施的第十年。", "2014"),
    "the regulation's ninth year until the first of May": written(
        "2017年是《政府信息公开条例》施行的第九个年头。", "2014"
    ),
    "the revised regulation's second year": written("2020年是新修订的《政府信息公开条例》施行的第二年。", "2019"),
    "another regulation's third year": written("2022年是《优化营商环境条例》施行的第三年。", "2021", year=2022),
    "the tenth anniversary": written("2018年正值《条例》施行十周年。", "2014", year=2018),
}


@pytest.mark.parametrize("report", SILENT.values(), ids=SILENT)
def test_what_can_be_true_together(report: Report) -> None:
    assert run("contradiction", report) == []


NOTES: dict[str, Report] = {
    "none by letter, one in all": make(
        figures=[RECEIVED, said("received", 0, "未收到信函申请。", denied=True)],
    ),
    "no review was lost, one review in all": make(
        figures=[said("review", 1, "发生行政复议1件。"), said("review", 0, "没有被纠正的行政复议。", denied=True)],
    ),
    "a pending case that nobody explains": written(whole(), cells={"t4.review.total": 1, "t4.review.pending": 1}),
}


@pytest.mark.parametrize("report", NOTES.values(), ids=NOTES)
def test_what_may_mean_something_narrower_is_a_note(report: Report) -> None:
    assert [finding.severity for finding in run("contradiction", report)] == ["note"]


FAULTY: dict[str, tuple[Report, str, tuple[str, ...]]] = {
    "one request received, and none": (
        make("2021", figures=[RECEIVED, NONE_RECEIVED]),
        "error",
        ("n.received",),
    ),
    "none received in words, one in the table": (
        make("2021", {"t3.received.total": 1}, figures=[NONE_RECEIVED]),
        "error",
        ("t3.received.total",),
    ),
    "no review in words, one in the table of 2014": (
        make("2014", {"s.review": 1}, figures=[said("review", 0, "没有发生行政复议。", denied=True)]),
        "error",
        ("s.review",),
    ),
    "no suit in words, one after review in the table": (
        make("2021", {"t4.suit_after_review.total": 1}, figures=[said("suit", 0, "未发生行政诉讼。", denied=True)]),
        "error",
        ("t4.suit.total", "t4.suit_after_review.total"),
    ),
    "no complaint in words, two in the table": (
        make("2014", {"s.complaints": 2}, figures=[said("complaints", 0, "未收到举报投诉。", denied=True)]),
        "warning",
        ("s.complaints",),
    ),
    "two different totals of one thing": (
        make(figures=[said("received", 5, "全年共收到申请5件。"), said("received", 6, "本机关共收到申请6件。")]),
        "warning",
        ("n.received",),
    ),
    "all answered, and one carried over": (
        written(whole(first="收到政府信息公开申请3件。全部按时答复。"), cells={"t3.carried_out.total": 1}),
        "warning",
        ("t3.carried_out.total",),
    ),
    "a hundred per cent answered, and one still open in the table of 2014": (
        written("三、依申请公开情况\n收到政府信息公开申请3件，答复率100%。", "2014", {"s.received": 3, "s.closed": 2}),
        "warning",
        ("s.received", "s.closed"),
    ),
    "one under way, and none carried over": (
        written(whole(first="收到政府信息公开申请1件，目前，该件正在办理中。"), cells={"t3.received.total": 1}),
        "warning",
        ("t3.carried_out.total",),
    ),
    "a section on reviews that does not speak of the one counted": (
        written(
            "四、行政复议和行政诉讼情况\n我镇重视群众意见，及时答复来信来访。",
            "2014",
            {"s.review": 1, "s.review_upheld": 1},
        ),
        "warning",
        ("s.review",),
    ),
    "the regulation's eighth year in 2017": (written("2017年是《条例》实施的第八年。", "2014"), "warning", ()),
    "the revised regulation's fifth year in 2021": (
        written("今年是新修订《条例》施行的第五年。", year=2021),
        "warning",
        (),
    ),
    "the twelfth anniversary in 2018": (written("2018年正值《条例》施行十二周年。", "2014", year=2018), "warning", ()),
}


@pytest.mark.parametrize(("report", "severity", "codes"), FAULTY.values(), ids=FAULTY)
def test_what_cannot_be_true_together(report: Report, severity: str, codes: tuple[str, ...]) -> None:
    (finding,) = run("contradiction", report)

    assert (finding.severity, finding.cells) == (severity, codes)
    assert finding.basis.startswith("《政府信息公开条例》")


YEARS_IN_FORCE: dict[str, tuple[str, int, Number]] = {
    "eighth for tenth": ("2017年是《条例》实施的第八年。", 2017, 10),
    "fifth for third": ("今年是新修订《条例》施行的第五年。", 2021, 3),
    "twelve years for ten": ("2018年正值《条例》施行十二周年。", 2018, 10),
}


@pytest.mark.parametrize(("text", "year", "right"), YEARS_IN_FORCE.values(), ids=YEARS_IN_FORCE)
def test_the_right_number_of_years_is_told(text: str, year: int, right: Number) -> None:
    form = "2014" if year < 2019 else "2021"

    (finding,) = run("contradiction", written(text, form, year=year))

    assert finding.expected == right
    assert str(right) in finding.message


def test_both_sentences_are_quoted() -> None:
    figures: list[Figure] = [RECEIVED, NONE_RECEIVED]

    (finding,) = run("contradiction", make(figures=figures))

    assert RECEIVED.quote in finding.message
    assert NONE_RECEIVED.quote in finding.message
