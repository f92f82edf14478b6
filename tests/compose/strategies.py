"""Hypothesis strategies over everything that composed reports can be: truths, blanks, styles, layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from gongkai.statute.forms import forms
from tests.compose import labels, values
from tests.compose.consistent import consistent_cells, count
from tests.compose.layouts import LAYOUTS, Layout
from tests.compose.prose import sections_of, sound_prose
from tests.compose.tables import Style
from tests.compose.truth import UNITS, Number, Truth, Unit

YEARS = {"none": (2009, 2013), "2014": (2014, 2018), "2019": (2019, 2020), "2021": (2021, 2025)}
"""Report years in which a form (or none) is in force."""

PREAMBLES = (
    "根据《中华人民共和国政府信息公开条例》的规定，{unit}编制了{year}年政府信息公开工作年度报告。",
    "现向社会公布{unit}{year}年政府信息公开工作年度报告。如有疑问，请与{unit}办公室联系。",
    "本报告由{unit}依照《中华人民共和国政府信息公开条例》编制，电子版可以在政府网站（www.example.gov.cn）上查阅。",
)

LABELS = (labels.half_width, labels.full_width, labels.spaced, labels.broken)


@st.composite
def truths(draw: DrawFn, form_id: str | None = None) -> Truth:
    """A sound report in force for its year: tables add up, the prose tells what they count, all dates are right."""
    form = form_id or draw(st.sampled_from(sorted(YEARS)))
    unit = draw(st.sampled_from(UNITS))
    year = draw(st.integers(*YEARS[form]))
    cells = draw(consistent_cells(form)) if form in forms() else {}
    told = draw(figures_told(cells))
    variant = draw(st.integers(0, 5))
    day = draw(st.integers(5, 28))
    return Truth(
        form=form,
        unit=unit,
        year=year,
        cells=cells,
        prose=sound_prose(form, unit, year, told, variant),
        sections=sections_of(form),
        preamble=PREAMBLES[variant % len(PREAMBLES)].format(unit=unit.name, year=year),
        period=(f"{year}-01-01", f"{year}-12-31"),
        published=f"{year + 1}-01-{day + 2:02}",
        signed=f"{year + 1}-01-{day:02}",
        metadata=_metadata(unit, year, day),
    )


@st.composite
def figures_told(draw: DrawFn, cells: Mapping[str, Number]) -> dict[str, Number]:
    """What the prose tells: what the tables count, and figures that no table has."""
    told: dict[str, Number] = {code: draw(count(12)) for code in ("meetings", "trainings")}
    told["trained"] = draw(st.integers(1, 90)) if told["trainings"] else 0
    channels = {f"via_{name}": draw(st.integers(1, 300)) for name in ("website", "weibo", "wechat", "board")}
    told |= channels | {"proactive": sum(channels.values())}
    told |= {code: draw(count(9)) for code in ("received", "review", "suit", "complaints", "reading_points", "staff")}
    told |= {"answered": told["received"], "fees": 0}
    if "s.proactive" in cells:
        return told_by_tables(cells)
    return told | told_by_tables(cells)


def told_by_tables(cells: Mapping[str, Number]) -> dict[str, Number]:
    """The prose codes that the tables settle. Of the other ways the prose knows notice boards alone, of the gazette it says nothing."""
    if "s.proactive" in cells:
        codes = (
            "received",
            "answered",
            "review",
            "suit",
            "complaints",
            "reading_points",
            "staff",
            "meetings",
            "trainings",
            "trained",
        )
        told = {code: cells[f"s.{code}"] for code in codes}
        told |= {code: cells[f"s.{code}"] for code in ("via_website", "via_weibo", "via_wechat")}
        told |= {"proactive": cells["s.proactive"], "fees": round(cells["s.fees"] * 10_000)}
        return told | ({} if cells["s.via_gazette"] else {"via_board": cells["s.via_other"]})
    if "t3.received.total" in cells:
        suits = cells["t4.suit.total"] + cells["t4.suit_after_review.total"]
        told = {"received": cells["t3.received.total"], "answered": cells["t3.handled.total"]}
        return told | {"review": cells["t4.review.total"], "suit": suits}
    return {}


@st.composite
def with_blanks(draw: DrawFn, truth: Truth) -> Truth:
    """The same report with cells left blank: a table's applicants, a whole table or any few."""
    codes = list(truth.cells)
    patterns = [
        [code for code in codes if code.startswith("t3.") and not code.endswith(".total")],
        [code for code in codes if code.startswith("t2.")],
        [code for code in codes if truth.cells[code] == 0],
    ]
    chosen = draw(st.sampled_from(patterns) | st.lists(st.sampled_from(codes), max_size=8, unique=True))
    return replace(truth, cells={**truth.cells, **dict.fromkeys(chosen)})


@st.composite
def styles(draw: DrawFn, layout: Layout) -> Style:
    """A way to print cells and labels that loses nothing in `layout`."""
    return Style(
        number=draw(st.sampled_from(values.NUMBERS)),
        blank=draw(st.sampled_from(layout.blanks or values.STROKES) | st.sampled_from(values.STROKES)),
        label=draw(st.sampled_from(LABELS)),
        groups=draw(st.sampled_from(("span", "first", "every", "none"))),
        columns=draw(st.sampled_from((None, None, ("total",)))),
    )


def layouts(*names: str) -> SearchStrategy[Layout]:
    """Any of the layouts named, or any at all."""
    return st.sampled_from([LAYOUTS[name] for name in names] or list(LAYOUTS.values()))


def _metadata(unit: Unit, year: int, day: int) -> dict[str, str]:
    return {
        "index_number": f"YX{year}{day:02}/{year + 1}-000{day:02}",
        "publisher": unit.name,
        "created": f"{year + 1}-01-{day:02}",
        "openness": "主动公开",
        "validity": "有效",
    }
