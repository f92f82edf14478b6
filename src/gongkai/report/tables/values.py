"""The values of a table line under the codes of its row: by order where the count fits, else by the header's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from gongkai.report.model import Doubt, Unplaced
from gongkai.report.tables.cellvalue import CellValue
from gongkai.report.tables.entries import Entry, Reading
from gongkai.report.tables.rows import Token
from gongkai.statute.forms import Row


def fit(entries: Sequence[Entry], reading: Reading) -> None:
    """Put the values of every entry into `reading.cells`, with doubts and printed texts."""
    pads = _pads(entries)
    for entry in entries:
        codes, line = _codes(entry), entry.line
        if len(line.values) != len(codes):
            _store_otherwise(entry, codes, pads[entry.table.id], reading)
        elif line.numbers is not None and codes[0] not in reading.cells:
            reading.cells.update(zip(codes, line.numbers, strict=True))
        else:
            _store(codes, line.values, reading)


def _store_otherwise(entry: Entry, codes: Sequence[str], pads: str, reading: Reading) -> None:
    """A line with another number of values than its row has columns."""
    values: Sequence[Token] | None
    line = entry.line
    if not any(token.text for token in line.values) and len(entry.words) != len(codes):
        values = [_EMPTY] * len(codes)
        if entry.words:
            reading.doubts.append(Doubt(codes[0], entry.words[0].text, _no_number(entry.words[0].text)))
    else:
        values = _with_words(entry, codes)
        values = values or _by_header(entry, codes, reading) or _without_pads(entry.line.values, len(codes), pads)
        values = values or _alike_with_a_gap(entry, codes, reading)
    if values is None:
        _give_up(entry, codes, reading)
    else:
        _store(codes, values, reading)


def _codes(entry: Entry) -> Sequence[str]:
    """The codes of the entry's cells in printed order."""
    table, row = entry.table, entry.row
    if row:
        as_ever = len(entry.line.values) >= len(row.columns) and not entry.header.rearranged
        return _row_codes(table.code, table.id, row.id, row.columns if as_ever else _columns(entry, row))
    count = len(entry.line.values)
    columns = (entry.column,) if entry.column else tuple(column.id for column in table.columns)
    if not entry.column and count and count == len(entry.groups) * len(entry.header.order):
        columns = entry.header.order
    groups = entry.groups
    if not groups or (len(groups) < len(table.groups) and count == len(table.groups) * len(columns)):
        groups = tuple(group.id for group in table.groups)
    return _group_codes(table.code, table.id, groups, columns)


def _columns(entry: Entry, row: Row) -> tuple[str, ...]:
    """The row's columns in the order that the header shows: only the shown ones where it shows but a part of them."""
    columns, fewer = row.columns, len(entry.line.values) < len(row.columns)
    shown = tuple(column for column in entry.header.order if column in columns)
    return shown if shown and (fewer or len(shown) == len(columns)) else columns


@lru_cache(1024)
def _row_codes(pattern: str, table: str, row: str, columns: tuple[str, ...]) -> list[str]:
    return [pattern.format(table=table, row=row, column=column) for column in columns]


@lru_cache(64)
def _group_codes(pattern: str, table: str, groups: tuple[str, ...], columns: tuple[str, ...]) -> list[str]:
    return [pattern.format(table=table, group=group, column=column) for group in groups for column in columns]


def _pads(entries: Sequence[Entry]) -> Mapping[str, str]:
    """For each table, on which side merged cells have left empty ones, as the rows show that can be read in one way only: `left`,
    `right`, or `` where some row has figures beyond its columns, so that an empty cell may be one of theirs."""
    votes: Counter[str] = Counter()
    beyond: set[str] = set()
    for entry in entries:
        values = entry.line.values
        if entry.row and len(values) > len(entry.row.columns):
            votes[entry.table.id] += bool(values[-1].text) - bool(values[0].text)
            if sum(bool(token.text) for token in values) > len(entry.row.columns):
                beyond.add(entry.table.id)
    tables = {entry.table.id for entry in entries}
    return {table: "" if table in beyond else "left" if votes[table] > 0 else "right" for table in tables}


def _without_pads(values: Sequence[Token], count: int, pads: str) -> Sequence[Token] | None:
    """The row's values without the empty cells that merged ones have left at one end; `None` where that is not all that is too many."""
    extra = len(values) - count
    if extra <= 0 or not pads:
        return None
    ends = {"left": (values[:extra], values[extra:]), "right": (values[count:], values[:count])}
    for side in (pads, "right" if pads == "left" else "left"):
        cut, kept = ends[side]
        if not any(token.text for token in cut):
            return kept
    return None


def _with_words(entry: Entry, codes: Sequence[str]) -> list[Token] | None:
    """The values and the words that stand where other figures should, in their order; `None` where they do not fill the row."""
    line, words = entry.line, entry.words
    if not words or len(words) + len(line.values) != len(codes):
        return None
    read = [replace(word, value=CellValue(None, plain=False, why=_no_number(word.text))) for word in words]
    places = (*line.label_columns[-len(words) :], *line.columns)
    return [token for _, token in sorted(zip(places, (*read, *line.values), strict=True), key=lambda pair: pair[0])]


def _no_number(text: str) -> str:
    return f"“{text[:40]}”不是数字,请核对原文"


def _by_header(entry: Entry, codes: Sequence[str], reading: Reading) -> list[Token] | None:
    """The values by the places of the header's labels; what stands under heads that no form knows is kept as unplaced.

    `None` where the header does not show all of the row's columns, or where figures stand under no head.
    """
    header, line = entry.header, entry.line
    if not entry.row or not header.places or not header.certain or not line.columns:
        return None
    aligned = line.placed or line.columns[0] == min({*header.places.values(), *header.others})
    wanted = [header.places.get(column) for column in _columns(entry, entry.row)]
    if not aligned or None in wanted:
        return None
    at = dict(zip(line.columns, line.values, strict=True))
    others = {
        place: token
        for place, token in at.items()
        if place not in wanted and not _is_blank(token) and token is not at.get(header.copies.get(place, -1))
    }
    if not others.keys() <= header.others:
        return None
    if line.columns[-1] < max(header.places.values()):
        reading.doubts.append(_short(entry, codes))
    if others:
        reading.unplaced.append(Unplaced(entry.table.id, line.text, tuple(token.text for token in others.values())))
    return [at.get(place, _EMPTY) for place in wanted if place is not None]


def _is_blank(token: Token) -> bool:
    return token.value is not None and token.value.number is None and not token.value.why


def _alike_with_a_gap(entry: Entry, codes: Sequence[str], reading: Reading) -> list[Token] | None:
    """Fewer values than columns, all the same: only the blank's place is unknown. It is taken to be the last, and told."""
    values = entry.line.values
    if (
        not values
        or len(values) >= len(codes)
        or len({token.text for token in values}) > 1
        or 2 * len(values) <= len(codes)
    ):
        return None
    reading.doubts.append(_short(entry, codes))
    return [*values, *[_EMPTY] * (len(codes) - len(values))]


def _short(entry: Entry, codes: Sequence[str]) -> Doubt:
    count = len(entry.line.values)
    return Doubt(
        codes[-1], entry.line.text, f"这一行应有{len(codes)}格,只有{count}格,按缺最后{len(codes) - count or 1}格读"
    )


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
            if token.text.startswith("?"):
                reading.repairs["encoding"] += 1
        if value and value.why:
            reading.doubts.append(Doubt(code, token.text, value.why))


_EMPTY = Token("", (), None)
