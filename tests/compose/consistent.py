"""Tables that add up by construction, one strategy for each form: every sum, every inequality, every `needs` of the form holds."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from gongkai.statute.forms import Form, Table, forms
from tests.compose.truth import Number

Figures = dict[str, Number]

INTAKE = ("received", "carried_in")
OUTCOME = ("handled", "carried_out")


def consistent_cells(form_id: str) -> SearchStrategy[Figures]:
    """Every cell of the form, no blank among them."""
    return {"2014": _form_2014, "2019": _form_2019, "2021": _form_2021}[form_id]()


def in_form_order(form: Form, figures: Figures) -> Figures:
    """The same figures in the form's order."""
    return {code: figures[code] for code in form.cells}


def count(most: int = 40) -> SearchStrategy[int]:
    """A count; zero is by far the most frequent one in real reports."""
    return st.just(0) | st.integers(0, most)


@st.composite
def _form_2021(draw: DrawFn) -> Figures:
    form = forms()["2021"]
    figures: Figures = {f"t2.rules.{column}": 0 for column in ("made", "repealed", "in_force")}
    repealed, in_force = draw(count(9)), draw(count(60))
    made = draw(st.integers(0, min(20, repealed + in_force)))
    figures |= {"t2.normative.made": made, "t2.normative.repealed": repealed, "t2.normative.in_force": in_force}
    figures |= {f"t2.{row}.decisions": draw(count(1500)) for row in ("licensing", "penalty", "coercion")}
    figures["t2.charges.amount"] = draw(count(90) | st.integers(1, 99_999).map(lambda n: n / 1000))
    return in_form_order(form, figures | draw(_table_three(form.tables[1])) | draw(_table_four()))


@st.composite
def _form_2019(draw: DrawFn) -> Figures:
    form = forms()["2019"]
    figures: Figures = {f"t2.rules.{column}": 0 for column in ("made", "published", "in_force")}
    in_force = draw(count(60))
    figures |= {"t2.normative.made": draw(count(9)), "t2.normative.in_force": in_force}
    figures["t2.normative.published"] = draw(st.integers(0, min(in_force, 9)))
    for row in ("licensing", "other_services", "penalty", "coercion", "charges"):
        before = draw(count(300))
        figures[f"t2.{row}.last_year"] = before
        figures[f"t2.{row}.change"] = draw(st.just(0) | st.integers(-before, 100))
        if row != "charges":
            figures[f"t2.{row}.decisions"] = draw(count(900))
    figures["t2.procurement.projects"] = projects = draw(count(9))
    figures["t2.procurement.amount"] = draw(st.integers(1, 9000).map(lambda n: n / 10)) if projects else 0
    return in_form_order(form, figures | draw(_table_three(form.tables[1])) | draw(_table_four()))


@st.composite
def _table_three(draw: DrawFn, table: Table) -> Figures:
    """T3a: total over the applicants; T3b: handled over the results; T3c: received and carried in are handled or carried out."""
    figures: Figures = {cell.code: 0 for cell in table.cells()}
    results = [row.id for row in table.rows if row.id not in INTAKE + OUTCOME]
    applicants = [column.id for column in table.columns if column.id != "total"]
    requests = draw(
        st.lists(st.tuples(st.sampled_from(applicants), st.sampled_from(results), st.integers(1, 12)), max_size=6)
    )
    for applicant, result, number in requests:
        figures[f"t3.{result}.{applicant}"] += number
    for applicant in applicants:
        handled = sum(figures[f"t3.{result}.{applicant}"] for result in results)
        carried_in = draw(st.integers(0, min(3, handled))) if handled else 0
        carried_out = draw(st.integers(0, 2)) if handled else 0
        figures[f"t3.handled.{applicant}"] = handled
        figures[f"t3.carried_in.{applicant}"] = carried_in
        figures[f"t3.carried_out.{applicant}"] = carried_out
        figures[f"t3.received.{applicant}"] = handled + carried_out - carried_in
    for row in table.rows:
        figures[f"t3.{row.id}.total"] = sum(figures[f"t3.{row.id}.{applicant}"] for applicant in applicants)
    return figures


@st.composite
def _table_four(draw: DrawFn) -> Figures:
    """T4a: total over the outcomes; T4b: no suit after a review where there was no review."""
    figures: Figures = {}
    for group in ("review", "suit", "suit_after_review"):
        possible = group != "suit_after_review" or figures["t4.review.total"] > 0
        parts = {column: draw(count(5)) if possible else 0 for column in ("upheld", "corrected", "other", "pending")}
        figures |= {f"t4.{group}.{column}": number for column, number in parts.items()}
        figures[f"t4.{group}.total"] = sum(parts.values())
    return figures


@st.composite
def _form_2014(draw: DrawFn) -> Figures:
    form = forms()["2014"]
    figures: Figures = {code: draw(count(30)) for code in form.cells}
    channels = ["via_gazette", "via_website", "via_weibo", "via_wechat", "via_other"]
    _total(figures, "proactive", channels)
    made = draw(count(20))
    figures["s.normative_made"] = made
    figures["s.proactive_normative"] = min(made, int(figures["s.proactive"]), draw(count(20)))
    for whole, part in (("press_conferences", "press_by_head"), ("interviews", "interviews_by_head")):
        figures[f"s.{part}"] = min(figures[f"s.{part}"], figures[f"s.{whole}"])
    _denials_and_answers(figures, form)
    received = figures["s.answered"] + draw(count(3))
    figures["s.closed"] = figures["s.answered"]
    figures["s.closed_extended"] = draw(st.integers(0, int(figures["s.closed"])))
    figures["s.closed_on_time"] = figures["s.closed"] - figures["s.closed_extended"]
    figures |= {"s.received": received, "s.in_person": received, "s.by_fax": 0, "s.online": 0, "s.by_letter": 0}
    online = draw(st.integers(0, int(received)))
    figures |= {"s.online": online, "s.in_person": received - online}
    for case in ("review", "suit"):
        _total(figures, case, [f"{case}_{outcome}" for outcome in ("upheld", "corrected", "other")])
    _total(figures, "staff", ["staff_full_time", "staff_part_time"])
    figures |= {f"s.{code}": draw(count(20)) / 10 for code in ("fees", "budget")}
    figures["s.trained"] = figures["s.trained"] if figures["s.trainings"] else 0
    return in_form_order(form, figures)


def _denials_and_answers(figures: Figures, form: Form) -> None:
    codes = [code.removeprefix("s.") for code in form.cells]
    reasons = codes[codes.index("denied") + 1 : codes.index("not_ours")]
    _total(figures, "denied", reasons)
    others = ["already_public", "granted", "partial", "denied", "not_ours", "not_existing", "to_amend", "other_way"]
    _total(figures, "answered", others)


def _total(figures: Figures, total: str, parts: list[str]) -> None:
    figures[f"s.{total}"] = sum(figures[f"s.{part}"] for part in parts)
