"""Placing a table line whose label is misprinted, cut or missing: by what stands above and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.report.model import Doubt, Unplaced
from gongkai.report.tables.entries import Entry, Reading
from gongkai.report.tables.labels import key, without_enumerator
from gongkai.statute.forms import Row, forms

_FEWEST_SHARED = 4
"""A part of a label must have so many signs to be known by."""
_FOREIGN = re.compile("[0-9A-Za-z]{4,}")
"""Injected addresses and telephone numbers: no label of a form has so many letters or digits in a row."""


def place_unknown(entries: list[Entry], reading: Reading) -> None:
    """Give each entry without a row the row that its neighbours leave open, or move it to `reading.unplaced`."""
    for entry in entries:
        if not entry.row and entry.line.labels:
            entry.row = _row_of_another_form(entry, entries)
    start = 0
    while start < len(entries):
        if entries[start].row or entries[start].table.groups:
            start += 1
            continue
        end = start
        while end < len(entries) and not entries[end].row and entries[end].table.id == entries[start].table.id:
            end += 1
        unknown = entries[start:end]
        _match(unknown, _gap(entries, start, end), reading)
        start = end
    for entry in [entry for entry in entries if not entry.row and not entry.table.groups]:
        entries.remove(entry)
        values = tuple(token.text for token in entry.line.values)
        if any(values):
            reading.unplaced.append(Unplaced(entry.table.id, entry.line.text, values))


def _row_of_another_form(entry: Entry, entries: Sequence[Entry]) -> Row | None:
    """The row that a label is in another form where this form has it as a heading, but the first row below that is not there."""
    roles = [role for role in entry.line.labels[-1].roles if role.table == entry.table.id]
    own = [role for role in roles if role.form == entry.form and role.kind == "heading"]
    others = [role for role in roles if role.form != entry.form and role.kind == "row"]
    if not own or not others:
        return None
    heading = entry.table.headings[own[0].index]
    below = next((row.id for row in entry.table.rows if heading in row.headings), "")
    if any(other.row and other.table.id == entry.table.id and other.row.id == below for other in entries):
        return None
    tables = {table.id: table for table in forms()[others[0].form].tables}
    return tables[entry.table.id].rows[others[0].index]


def _gap(entries: Sequence[Entry], start: int, end: int) -> list[Row]:
    """The form's rows between the known rows above and below, those already there left out."""
    table = entries[start].table
    same = [entry for entry in entries if entry.table.id == table.id and entry.row]
    taken = {entry.row.id for entry in same if entry.row}
    places = {row.id: index for index, row in enumerate(table.rows)}
    above = next((e.row.id for e in reversed(entries[:start]) if e.table.id == table.id and e.row), "")
    below = next((e.row.id for e in entries[end:] if e.table.id == table.id and e.row), "")
    first, last = places.get(above, -1) + 1, places.get(below, len(table.rows))
    return [row for row in table.rows[first:last] if row.id not in taken]


def _match(unknown: Sequence[Entry], gap: list[Row], reading: Reading) -> None:
    for entry in unknown:
        if entry.line.text:
            row = _alike(entry.line.text, gap)
            if row:
                entry.row = row
                del gap[: gap.index(row) + 1]
                reading.repairs["label"] += 1
                reading.doubts.append(Doubt(None, entry.line.text, f"栏目名称有误或者不全,按“{row.label}”读"))
    nameless = [entry for entry in unknown if not entry.row and not entry.line.text]
    if len(nameless) == len(gap) and all(_fits(entry, row) for entry, row in zip(nameless, gap, strict=True)):
        for entry, row in zip(nameless, gap, strict=True):
            entry.row = row
            reading.repairs["missing_label"] += 1
            reading.doubts.append(Doubt(None, "", f"一行没有栏目名称,按前后行读作“{row.label}”"))


def _fits(entry: Entry, row: Row) -> bool:
    figures = sum(bool(token.text) for token in entry.line.values)
    return figures <= len(row.columns) and len(entry.line.values) >= min(
        len(row.columns), len(entry.header.places) or len(row.columns)
    )


def _alike(text: str, gap: Sequence[Row]) -> Row | None:
    """The one row of `gap` whose label the text is a misprint, a part or an overgrown form of."""
    whole = without_enumerator(key(text))
    clean = _FOREIGN.sub("", whole)
    scored = []
    for row in gap:
        for label in (row.label, row.label + row.note, *row.seen):
            wanted = without_enumerator(key(label))
            scored.append((max(_likeness(words, wanted) for words in {whole, clean}), row))
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None or not best[0]:
        return None
    rivals = {row.id for score, row in scored if score == best[0]}
    return best[1] if len(rivals) == 1 else None


def _likeness(words: str, wanted: str) -> float:
    """From 0 (another label) to 1; so few signs may be wrong that `政务微博…数` is not taken for `政务头条号…数`."""
    from rapidfuzz.distance import Levenshtein

    if min(len(words), len(wanted)) >= _FEWEST_SHARED and (words in wanted or wanted in words):
        return 1.0
    wrong = Levenshtein.distance(words, wanted)
    return (
        1 - wrong / len(wanted) if len(words) > 1 and wrong <= 1 + len(wanted) // 8 and 2 * wrong < len(wanted) else 0.0
    )
