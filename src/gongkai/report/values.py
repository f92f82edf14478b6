"""The values of a table line under the codes of its row: by order where the count fits, else by the header's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai.report.model import Doubt, Unplaced
from gongkai.report.neighbours import Entry
from gongkai.report.rows import Token

if TYPE_CHECKING:
    from gongkai.report.cells import Reading


def fit(entries: Sequence[Entry], reading: Reading) -> None:
    """Put the values of every entry into `reading.cells`, with doubts and printed texts."""
    left = _pads_stand_left(entries)
    for entry in entries:
        codes, line = _codes(entry), entry.line
        start = _start(line.values, len(codes), left.get(entry.table.id, False))
        if start is not None and line.numbers is not None and codes[0] not in reading.cells:
            reading.cells.update(zip(codes, line.numbers[start : start + len(codes)], strict=True))
        elif start is not None:
            _store(codes, line.values[start : start + len(codes)], reading)
        else:
            _store_otherwise(entry, codes, reading)


def _store_otherwise(entry: Entry, codes: Sequence[str], reading: Reading) -> None:
    """A line with another number of values than its row has columns."""
    if all(not token.text for token in entry.line.values):
        values: Sequence[Token] | None = [_EMPTY] * len(codes)
    else:
        values = _by_header(entry, codes) or _alike_with_a_gap(entry, codes, reading)
    if values is None:
        _give_up(entry, codes, reading)
    else:
        _store(codes, values, reading)


def _codes(entry: Entry) -> Sequence[str]:
    """The codes of the entry's cells in printed order: only the shown columns where the header shows but a part of them."""
    row, count = entry.row, len(entry.line.values)
    if row:
        columns = row.columns
        if entry.header and count < len(columns):
            columns = tuple(column for column in columns if column in entry.header) or columns
        return _row_codes(entry.table.code, entry.table.id, row.id, columns)
    groups = tuple(group.id for group in entry.table.groups if not entry.groups or group.id in entry.groups)
    return _group_codes(entry.table.code, entry.table.id, groups, tuple(column.id for column in entry.table.columns))


@lru_cache(1024)
def _row_codes(pattern: str, table: str, row: str, columns: tuple[str, ...]) -> list[str]:
    return [pattern.format(table=table, row=row, column=column) for column in columns]


@lru_cache(64)
def _group_codes(pattern: str, table: str, groups: tuple[str, ...], columns: tuple[str, ...]) -> list[str]:
    return [pattern.format(table=table, group=group, column=column) for group in groups for column in columns]


def _pads_stand_left(entries: Sequence[Entry]) -> dict[str, bool]:
    """For each table, on which side merged cells have left empty ones, as the rows show that can be read in one way only."""
    votes: Counter[str] = Counter()
    for entry in entries:
        if entry.row and len(entry.line.values) > len(entry.row.columns):
            first, last = entry.line.values[0].text, entry.line.values[-1].text
            votes[entry.table.id] += bool(last) - bool(first)
    return {table: count > 0 for table, count in votes.items()}


def _start(values: Sequence[Token], count: int, pads_left: bool) -> int | None:
    """From which value on the row's figures stand, emptied merged cells at one end left out; `None` where the count does not fit."""
    extra = len(values) - count
    if extra <= 0:
        return 0 if extra == 0 else None
    for left in (pads_left, not pads_left):
        cut = values[:extra] if left else values[count:]
        if not any([token.text for token in cut]):
            return extra if left else 0
    return None


def _by_header(entry: Entry, codes: Sequence[str]) -> list[Token] | None:
    """The values by the grid columns that the header's labels stand in; `None` where the layout knows no columns."""
    if entry.line.columns is None or not entry.row or -1 in entry.header.values():
        return None
    at = dict(zip(entry.line.columns, entry.line.values, strict=True))
    places = [entry.header.get(code.rpartition(".")[2]) for code in codes]
    if any(place is None for place in places) or any(t.text for c, t in at.items() if c not in places):
        return None
    return [at.get(place, _EMPTY) if place is not None else _EMPTY for place in places]


def _alike_with_a_gap(entry: Entry, codes: Sequence[str], reading: Reading) -> list[Token] | None:
    """Fewer values than columns, all the same: only the blank's place is unknown. It is taken to be the last, and told."""
    values = entry.line.values
    if not values or len(values) >= len(codes) or len({token.text for token in values}) > 1 or 2 * len(values) <= len(codes):
        return None
    reading.doubts.append(Doubt(codes[-1], entry.line.text, f"这一行应有{len(codes)}格,只有{len(values)}格,按缺最后一格读"))
    return [*values, *[_EMPTY] * (len(codes) - len(values))]


def _give_up(entry: Entry, codes: Sequence[str], reading: Reading) -> None:
    texts = tuple(token.text for token in entry.line.values)
    for code in codes:
        reading.cells.setdefault(code, None)
    why = f"这一行应有{len(codes)}格,实有{len(texts)}格,不能确定各格的数字,请核对原文"
    reading.doubts.append(Doubt(codes[0], " | ".join(texts), why))
    reading.unplaced.append(Unplaced(entry.table.id, entry.line.text, texts))


def _store(codes: Sequence[str], values: Sequence[Token], reading: Reading) -> None:
    cells = reading.cells
    for code, token in zip(codes, values, strict=True):
        value = token.value
        number = value.number if value else None
        if cells.get(code) is not None:
            if number is not None and number != cells[code]:
                reading.doubts.append(Doubt(code, token.text, f"同一格在文中出现两次,先是{cells[code]},后是{number}"))
            continue
        cells[code] = number
        if value and not value.plain:
            reading.raw[code] = token.text
        if value and value.why:
            reading.doubts.append(Doubt(code, token.text, value.why))


_EMPTY = Token("", (), None)
