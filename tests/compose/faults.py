"""One thing wrong in a sound report, each a function from truth to truth named after its fault."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.truth import Number, Sentence, Truth


def cells_changed(truth: Truth, **changes: Number | None) -> Truth:
    """Single cells with another value (`t3__granted__total=5`)."""
    return replace(truth, cells={**truth.cells, **{name.replace("__", "."): value for name, value in changes.items()}})


def applicants_blank(truth: Truth) -> Truth:
    """Table three with its totals alone filled in."""
    blank = [code for code in truth.cells if code.startswith("t3.") and not code.endswith(".total")]
    return replace(truth, cells={**truth.cells, **dict.fromkeys(blank)})


def sentence_added(truth: Truth, section: int, text: str) -> Truth:
    """A paragraph more at the end of the section with this index."""
    prose = list(truth.prose)
    prose[section] += ((Sentence(text),),)
    return replace(truth, prose=tuple(prose))


def words_changed(truth: Truth, old: str, new: str) -> Truth:
    """Words replaced wherever the prose has them; they must be there."""
    changed = tuple(
        tuple(tuple(replace(s, text=s.text.replace(old, new)) for s in paragraph) for paragraph in section)
        for section in truth.prose
    )
    assert changed != truth.prose, f"the report does not say {old!r}"
    return replace(truth, prose=changed)


def another_units_name(truth: Truth, other: str) -> Truth:
    """The preamble taken over from another unit's report."""
    return replace(truth, preamble=truth.preamble.replace(truth.unit.name, other))


def period_to_first_of_december(truth: Truth) -> Truth:
    """The period ends on 1 December: a figure lost from 31."""
    return replace(truth, period=(f"{truth.year}-01-01", f"{truth.year}-12-01"))


def more_parts_announced(truth: Truth) -> Truth:
    """The preamble announces eight parts, two more than there are."""
    return replace(
        truth,
        preamble=truth.preamble + "全文由总体情况、主动公开、依申请公开、收费、复议、诉讼、问题、其他等八个部分组成。",
    )


def section_lost(truth: Truth, section: int) -> Truth:
    """A whole section with its heading is not there."""
    return replace(
        truth,
        sections=tuple(title for index, title in enumerate(truth.sections) if index != section),
        prose=tuple(part for index, part in enumerate(truth.prose) if index != section),
    )


def form_of_2019(truth: Truth, cells: dict[str, Number | None]) -> Truth:
    """The tables printed on the form that was in force two years before."""
    return replace(truth, form="2019", cells=cells)
