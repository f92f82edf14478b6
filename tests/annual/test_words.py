"""The words of a report: figures by their names, a first draft that is true, what is fixed by the first signature."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.checking import check
from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.counts import count
from gongkai.annual.prose.drafting import OPEN, draft, headings, lead
from gongkai.annual.prose.fields import Figures, drifted
from gongkai.annual.prose.rendering import compared, problems, rendered, typed_apart
from gongkai.annual.services import publishing, signing
from gongkai.annual.written import cells_of
from gongkai.publishing.models import Item
from gongkai.report.checking import check as engine
from gongkai.report.reading import read_bytes
from gongkai.report.writing import Part, Written, page
from gongkai.statute.forms import forms
from gongkai.units.models import Kind, Unit
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.compose.consistent import consistent_cells
from tests.compose.strategies import YEARS

COMPARED: list[tuple[float, float, str, str]] = [
    (12, 12, "件", "与上年持平"),
    (12, 10, "件", "比上年增加2件，增长20%"),
    (9, 12, "件", "比上年减少3件，下降25%"),
    (3, 0, "件", "比上年增加3件"),
    (0, 3, "件", "比上年减少3件，下降100%"),
    (12.5, 10, "万元", "比上年增加2.5万元，增长25%"),
    (4, 3, "件", "比上年增加1件，增长33.3%"),
    (0.3, 0.1, "万元", "比上年增加0.2万元，增长200%"),
]


@pytest.mark.parametrize(("value", "last", "unit", "said"), COMPARED)
def test_a_figure_is_compared_by_how_many_and_by_which_part(value: float, last: float, unit: str, said: str) -> None:
    assert compared(value, last, unit) == said


def test_figures_that_somebody_typed_stand_apart_from_the_words_around_them() -> None:
    text = "依据第3条，召开会议2次、培训45人次，占12.5%，2025年3月1日起施行。"
    stretches = list(typed_apart(text))
    assert "".join(stretch for stretch, _ in stretches) == text
    assert [stretch for stretch, typed in stretches if typed] == ["2次", "45人次", "12.5%"]


class Known(Figures):
    """Figures whose counts beside the cells are given."""

    given: dict[str, int]

    def _count(self, what: str, year: int) -> int:
        return self.given.get(what, 0) if year == self.report.year else 0


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
@pytest.mark.parametrize("form_id", forms())
def test_the_first_draft_agrees_with_the_tables_whatever_they_say(form_id: str, data: Any) -> None:
    cells = data.draw(consistent_cells(form_id))
    published = cells.get("s.proactive", data.draw(st.integers(0, 500)))
    counts = {
        what: data.draw(st.integers(0, published))
        for what in ("channel:wechat", "explainers", "late_items", "work:f.education", "work:f.budgets")
    }
    report = AnnualReport(unit=Unit(kind=Kind.DEPARTMENT), year=YEARS[form_id][1], form_id=form_id, name="云溪县教育局")
    figures = Known(report, cells)
    figures.given = {"published": published, "channel:site": published, **counts}
    figures.__dict__ |= {"last": None, "vouched": {}, "vouched_last": {}, "_reach_back": False}

    titles = headings(form_id, report.form.sections)
    drafts = [draft(report, position, figures) for position, _ in enumerate(titles)]
    assert [each for text in drafts for each in problems(text, figures) if not each.startswith("还没有写")] == []
    texts = [OPEN.sub("这一方面的工作按计划完成。", rendered(text, figures)) for text in drafts]
    parts = tuple(Part(title, text) for title, text in zip(titles, texts, strict=True))
    written = Written(report.form, report.name, report.year, cells, parts, lead(report))
    found = engine(read_bytes(page(written).encode(), "report.html"))
    told = [each for each in found if each.severity != "note" or each.rule.startswith("prose")]
    assert [each.message for each in told if each.rule != "blank"] == []


def test_what_nobody_counts_is_vouched_for_once_and_named_in_the_words(desk: Desk) -> None:
    last, report = desk.begun(year=YEAR - 1), desk.begun()
    figures = Figures(report, cells_of(report))
    assert problems("举办培训{信息公开培训}次。", figures) == ["“信息公开培训”的数还不知道：请先在数据中填报。"]
    desk.enter(last, "信息公开培训", 2, "培训通知")
    desk.enter(report, "信息公开培训", 3, "培训通知和签到表")
    assert [each.why for each in report.entered.all()] == ["培训通知和签到表"]
    figures = Figures(report, cells_of(report))
    assert (
        rendered("举办培训{信息公开培训}次，{信息公开培训|比上年}。", figures)
        == "举办培训3次，比上年增加1次，增长50%。"
    )
    with pytest.raises(NotReady, match="也没有这个名称"):
        desk.enter(report, "信息公开旅游", 3)
    with pytest.raises(NotReady, match="只能填整数"):
        desk.enter(report, "信息公开培训", 2.5)


def test_what_the_older_form_has_a_cell_for_stands_for_that_cell(desk: Desk) -> None:
    report = desk.begun(year=2016)
    desk.enter(report, "s.trainings", 4)
    desk.enter(report, "s.proactive", 7, "另有2条未录入")
    assert rendered("{信息公开培训}次，{主动公开信息}条", Figures(report, cells_of(report))) == "4次，7条"
    with pytest.raises(NotReady, match="没有“信息公开培训”这一格"):
        desk.enter(report, "信息公开培训", 4)


def test_items_are_counted_by_field_of_work(desk: Desk) -> None:
    for node in ("f.education.schools", "f.education.schools", "f.budgets.unit-budget", ""):
        item = desk.document(desk.unit, "2025-05-05")
        Item.objects.filter(pk=item.pk).update(field_node=node)
    report = desk.begun()
    figures = Figures(report, cells_of(report))
    assert rendered("{义务教育领域}条，{财政预决算领域}条，{救灾领域}条", figures) == "2条，1条，0条"
    offered = [name for name in figures.names() if name.endswith("领域")]
    assert offered == ["财政预决算领域", "义务教育领域"]
    assert (
        "公开较多的领域有义务教育{义务教育领域}条、财政预决算{财政预决算领域}条。" in report.parts.get(position=0).text
    )


@pytest.mark.once
def test_what_the_words_count_is_fixed_by_the_first_signature(desk: Desk) -> None:
    desk.document(desk.unit, "2025-05-05")
    report = desk.signed()
    desk.document(desk.unit, "2025-06-06")
    assert count("published", Unit.objects.filter(pk=desk.unit.pk), YEAR) == 2
    assert [(each.code, each.signed, each.now) for each in drifted(report)] == [
        ("主动公开信息", 1, 2),
        ("网站公开", 0, 0),
    ][:1]
    edition = publishing.publish(report, by=desk.statistician(desk.unit))
    assert "公开政府信息1条" in edition.content["sections"][0]["text"]

    publishing.correct(desk.now(report), why="漏计", by=desk.statistician(desk.unit))
    report = desk.now(report)
    assert "公开政府信息2条" in check(report).written.parts[0].text
    assert drifted(report) == []


def test_how_many_errors_a_draft_has_follows_every_change_of_it(desk: Desk) -> None:
    report = desk.begun()
    open_places = sum(len(OPEN.findall(part.text)) for part in report.parts.all())
    blanks = len(desk.blank(report))
    assert desk.now(report).errors == len(check(report).errors) == open_places + blanks
    desk.fill(report)
    assert desk.now(report).errors == open_places
    report = desk.filled()
    signing.sign(report, by=desk.statistician(desk.unit))
    assert desk.now(report).errors == 0


def test_each_blank_cell_is_told_once(desk: Desk) -> None:
    report = desk.begun()
    told = [code for found in check(report).findings for code in found.cells if found.rule in ("blank", "not-entered")]
    assert sorted(told) == sorted(desk.blank(report))


def test_a_report_that_goes_by_another_name_than_the_units_is_told(desk: Desk) -> None:
    report = desk.begun()
    assert not [found for found in check(report).findings if found.rule == "own-name"]
    report.name = "云溪县教育体育局"
    assert [found.severity for found in check(report).findings if found.rule == "own-name"] == ["warning"]
