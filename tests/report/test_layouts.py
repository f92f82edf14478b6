"""The same report in every layout seen in print is read into the same cells, head, dates and figures: nothing lost, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai.report.checking import Finding, check
from gongkai.report.model import Report
from gongkai.report.reading import read_bytes
from gongkai.statute.forms import forms
from tests.compose import damage, labels, values
from tests.compose.consistent import consistent_cells
from tests.compose.document import NUMERALS, Document, compose
from tests.compose.examples import old_town, prose_only, street, town
from tests.compose.layouts import LAYOUTS, Layout
from tests.compose.samples import FAULTY, FOLDER, SAMPLES, SOUND, Sample
from tests.compose.strategies import styles, truths, with_blanks
from tests.compose.tables import PrintedTable, Style, cut_at_page_end
from tests.compose.truth import Truth

ONCE = [layout for layout in LAYOUTS.values() if "twice" not in layout.name]
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)
EXAMPLES = {"2014": old_town(), "2019": street(), "2021": town(), "none": prose_only()}


def each_form(form_ids: Iterable[str], *later: str) -> pytest.MarkDecorator:
    """For each of the forms; `later` ones in `make test-all` alone."""
    long = pytest.mark.long
    return pytest.mark.parametrize(
        "form_id", [pytest.param(each, marks=long) if each in later else each for each in form_ids]
    )


FORMS = each_form(forms(), "2019")
"""The tables of 2019 are those of 2021 with fewer rows."""


def examples_for(layout: Layout) -> int:
    """How many reports to draw: writing and reading a PDF takes a second, Office files a tenth of one."""
    return {".pdf": 1, ".docx": 2, ".xlsx": 2}.get(layout.suffix, 3)


def read(document: Document, layout: Layout, encoding: str = "utf-8") -> Report:
    """What the reader makes of `document` written in `layout`."""
    return read_bytes(layout.write(document, encoding), f"report{layout.suffix}")


def differences(document: Document, report: Report) -> dict[str, tuple[object, object]]:
    """Code → (printed, read) of every cell that was read otherwise than printed."""
    found, absent = dict(report.cells), "absent"
    return {
        code: (document.cells.get(code, absent), found.get(code, absent))
        for code in {**document.cells, **found}
        if document.cells.get(code, absent) != found.get(code, absent)
    }


def drawn(layout: Layout, body: Callable[[st.DataObject], None]) -> None:
    """Run `body` over as many examples as the layout allows. A failure is shown as it was drawn: shrinking whole reports takes minutes."""
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    fixed = settings(max_examples=examples_for(layout), deadline=None, suppress_health_check=quiet, phases=phases)
    fixed(given(st.data())(body))()


@EVERY
@FORMS
class TestEveryCellIsReadAsPrinted:
    def test_whether_all_figures_are_there_or_some_are_blank(self, layout: Layout, form_id: str) -> None:
        def body(data: st.DataObject) -> None:
            truth = data.draw(truths(form_id))
            truth = data.draw(st.just(truth) | with_blanks(truth))
            document = compose(truth, data.draw(styles(layout)))
            report = read(document, layout)
            assert (report.form, differences(document, report)) == (form_id, {})

        drawn(layout, body)


@EVERY
@each_form(EXAMPLES, "2014", "2019")
class TestHeadAndProseAreReadFromEveryLayout:
    def test_title_unit_year_period_and_figures(self, layout: Layout, form_id: str) -> None:
        def body(data: st.DataObject) -> None:
            truth = data.draw(truths(form_id))
            report = read(compose(truth), layout)
            found = (report.title, report.unit, report.year, report.period, report.form)
            assert found == (truth.title, truth.unit.name, truth.year, truth.period, form_id)
            assert {code: figure.value for code, figure in report.prose.items()} == truth.figures

        drawn(layout, body)

    def test_head_table_and_day_of_publication(self, layout: Layout, form_id: str) -> None:
        truth = EXAMPLES[form_id]
        report = read(compose(truth), layout)
        expected = (dict(truth.metadata), truth.published) if layout.metadata else ({}, None)
        assert (dict(report.metadata), report.published) == expected

    def test_sections_in_their_order(self, layout: Layout, form_id: str) -> None:
        truth = EXAMPLES[form_id]
        headings = [section.heading.partition("、") for section in read(compose(truth), layout).sections]
        assert [name for number, _, name in headings if number in NUMERALS and name] == list(truth.sections)


@FORMS
@pytest.mark.parametrize("encoding", damage.ENCODINGS)
@pytest.mark.parametrize("name", ["html-page", "pipes-trailing"])
def test_a_report_says_the_same_in_every_encoding(name: str, encoding: str, form_id: str) -> None:
    document = compose(EXAMPLES[form_id])
    report = read(document, LAYOUTS[name], encoding)
    assert (differences(document, report), report.title) == ({}, document.title)


@pytest.mark.long
@FORMS
@pytest.mark.parametrize("number", values.NUMBERS, ids=lambda number: number.__name__)
def test_a_figure_counts_the_same_however_it_is_printed(number: Callable[..., str], form_id: str) -> None:
    def body(data: st.DataObject) -> None:
        truth = replace(EXAMPLES[form_id], cells=data.draw(consistent_cells(form_id)))
        document = compose(truth, Style(number=number))
        assert differences(document, read(document, LAYOUTS["html"])) == {}

    drawn(LAYOUTS["html"], body)


@pytest.mark.long
@EVERY
@FORMS
class TestRowsWithFaultyLabelsAreStillPlaced:
    """A label tells which row it is; where it is damaged its neighbours do."""

    def test_no_label_has_its_number(self, layout: Layout, form_id: str) -> None:
        document = compose(EXAMPLES[form_id], Style(label=labels.unnumbered))
        assert differences(document, read(document, layout)) == {}

    def test_one_sign_of_a_label_is_wrong(self, layout: Layout, form_id: str) -> None:
        row = forms()[form_id].tables[-1 if form_id == "2014" else 1].rows[5]
        typo = labels.full_width(row.label[:-2] + "囗" + row.label[-1])
        document = compose(EXAMPLES[form_id], Style(wording={row.id: typo}))
        report = read(document, layout)
        assert differences(document, report) == {}
        assert report.doubts, "what was read on a guess is told"


@pytest.mark.parametrize(
    "layout",
    [LAYOUTS[n] for n in ("html", "html-nested", "pipes-leading", "tabs", "docx", "xlsx", "pdf")],
    ids=lambda v: v.name,
)
@FORMS
def test_a_row_without_its_label_is_placed_by_its_neighbours_and_told(layout: Layout, form_id: str) -> None:
    row = forms()[form_id].tables[-1 if form_id == "2014" else 1].rows[5]
    document = compose(EXAMPLES[form_id], Style(wording={row.id: ""}))
    report = read(document, layout)
    assert differences(document, report) == {}
    assert report.doubts


@pytest.mark.parametrize("name", ["html", "html-nested", "pipes-leading", "tabs", "docx", "pdf"])
@pytest.mark.parametrize(
    ("form_id", "label"),
    [
        ("2014", "（一）维持具体行政行为或者驳回原告诉讼请求数"),
        ("2019", "3.补正后申请内容仍不明确"),
        ("2021", "3.补正后申请内容仍不明确"),
    ],
)
def test_a_row_cut_at_the_end_of_a_page_is_one_row(name: str, form_id: str, label: str) -> None:
    whole = compose(EXAMPLES[form_id])
    blocks = tuple(
        cut_at_page_end(b, label) if isinstance(b, PrintedTable) and label in str(b) else b for b in whole.blocks
    )
    document = replace(whole, blocks=blocks)
    assert differences(document, read(document, LAYOUTS[name])) == {}


def test_digits_run_together_give_no_number_and_a_doubt() -> None:
    document = compose(town(), Style(printed={"t2.rules.made": "000"}))
    report = read(document, LAYOUTS["html"])
    assert report.cells["t2.rules.made"] is None
    assert "t2.rules.made" in [doubt.code for doubt in report.doubts]


def test_the_printed_text_is_kept_where_it_says_more_than_the_number() -> None:
    printed = {
        "t2.procurement.amount": "251000元",
        "t2.licensing.change": "增98",
        "t2.coercion.change": "--253",
        "t2.penalty.decisions": "/",
    }
    report = read(compose(street(), Style(printed=printed)), LAYOUTS["html"])
    read_as = {
        "t2.procurement.amount": 251000,
        "t2.licensing.change": 98,
        "t2.coercion.change": -253,
        "t2.penalty.decisions": None,
    }
    assert {code: report.cells[code] for code in printed} == read_as
    assert {code: report.raw.get(code) for code in printed} == printed


class TestDamageIsMendedAndTold:
    def mended(self, document: Document, layout: Layout) -> dict[str, int]:
        report = read(document, layout)
        assert (differences(document, report), report.title) == ({}, document.title)
        return report.repairs

    def test_traditional_characters_with_pinyin(self) -> None:
        assert {"traditional", "pinyin"} <= set(self.mended(compose(town()), LAYOUTS["traditional-pinyin"]))

    def test_a_report_that_stands_twice_on_its_page(self) -> None:
        assert self.mended(compose(town()), LAYOUTS["html-twice"])["duplicate"] == 1
        assert self.mended(compose(town()), LAYOUTS["text-twice"])["duplicate"] == 1

    def test_the_page_around_the_report(self) -> None:
        assert "page_chrome" in self.mended(compose(town()), LAYOUTS["html-page"])
        assert "page_chrome" in self.mended(compose(town()), LAYOUTS["text-page"])

    def test_dates_that_have_lost_their_words(self) -> None:
        layout = replace(LAYOUTS["pipes-trailing"], damaged=(damage.without_date_words,))
        report = read(compose(old_town(year=2016)), layout)
        assert report.period == ("2016-01-01", "2016-12-31")
        assert report.repairs["missing_date_words"] >= 1


def above_note(report: Report, against: tuple[Report, ...] = ()) -> list[Finding]:
    """The findings that say that something is wrong."""
    return [finding for finding in check(report, against) if finding.severity != "note"]


@pytest.mark.parametrize("layout", ONCE, ids=lambda layout: layout.name)
@each_form(EXAMPLES, "2014", "2019")
def test_a_sound_report_yields_nothing_above_note(layout: Layout, form_id: str) -> None:
    def body(data: st.DataObject) -> None:
        truth: Truth = data.draw(truths(form_id))
        assert above_note(read(compose(truth), layout)) == []

    drawn(layout, body)


class TestSamples:
    def read(self, name: str) -> Report:
        return read_bytes((FOLDER / name).read_bytes(), name)

    @pytest.mark.parametrize("sample", SAMPLES.values(), ids=lambda sample: sample.name)
    def test_a_sample_is_read_as_composed(self, sample: Sample) -> None:
        document, report = compose(sample.truth, sample.style), self.read(sample.name)
        assert (differences(document, report), report.title) == ({}, sample.truth.title)

    @pytest.mark.parametrize("sample", SOUND, ids=lambda sample: sample.name)
    def test_a_sound_sample_yields_nothing_above_note(self, sample: Sample) -> None:
        assert above_note(self.read(sample.name)) == []

    @pytest.mark.parametrize("sample", FAULTY, ids=lambda sample: sample.name)
    def test_a_faulty_sample_yields_its_rule_and_no_other(self, sample: Sample) -> None:
        against = (self.read(sample.against),) if sample.against else ()
        assert {finding.rule for finding in above_note(self.read(sample.name), against)} == {sample.rule}


@FORMS
@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(data=st.data())
def test_any_single_changed_cell_of_a_consistent_table_is_found_by_name(form_id: str, data: st.DataObject) -> None:
    """Among the cells of the equations that a form demands (`must`, `=`)."""
    truth = data.draw(truths(form_id))
    demanded = sorted(
        {code for sum_ in forms()[form_id].sums if sum_.level == "must" and sum_.relation == "=" for code in sum_.codes}
    )
    code = data.draw(st.sampled_from(demanded))
    changed = replace(truth, cells={**truth.cells, code: truth.cells[code] + data.draw(st.integers(1, 9))})  # type: ignore[operator]
    report = read(compose(changed), LAYOUTS["html"])
    assert any(finding.rule == "arithmetic" and code in finding.cells for finding in check(report))
