"""Each figure of a report: what the records say, what somebody vouches for, what last year's report hands down."""

from __future__ import annotations

from tests.annual.desk import Desk


def test_a_report_goes_all_the_way(desk: Desk) -> None:
    report = desk.published()
    assert report.state == "published"
