"""One cell of an uploaded table, as text, to a value: days, yes and no; and how it is told what is wrong with one."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from unicodedata import normalize


class CellError(ValueError):
    """A cell that cannot be taken over: what is wrong with it and what to do, in Chinese."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"[T\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 -- the day 0 of spreadsheets, in no time zone
_YEARS = range(1900, 2100)
_DATE_ADVICE = "请写成2026-01-05、2026年1月5日或者20260105的样子。"


@lru_cache(maxsize=1 << 12)
def read_time(text: str) -> datetime:
    """The day, with its time where there is one, in no time zone; also from a spreadsheet's serial number of days."""
    plain = normalize("NFKC", text).strip()
    try:
        found = _serial(plain) if _SERIAL.fullmatch(plain) else _written(plain)
    except ValueError:
        raise CellError("没有这一天", _DATE_ADVICE) from None
    if found is None:
        raise CellError("看不出是日期", _DATE_ADVICE)
    if found.year not in _YEARS:
        raise CellError(f"年份{found.year}不对", _DATE_ADVICE)
    return found


def _serial(plain: str) -> datetime:
    return _SERIAL_ORIGIN + timedelta(seconds=round(float(plain) * 86_400))


def _written(plain: str) -> datetime | None:
    day = _DATE.match(plain)
    if day is None:
        return None
    rest = plain[day.end() :]
    clock = _TIME.fullmatch(rest) if rest.strip() else None
    if rest.strip() and clock is None:
        return None
    year, month, number = (int(part) for part in day.groups() if part is not None)
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    return datetime.combine(date(year, month, number), time(hour, minute, second))


def read_date(text: str) -> date:
    """The day; a time of day beside it is passed over."""
    return read_time(text).date()


_YES = {"是": True, "1": True, "true": True, "√": True, "否": False, "0": False, "false": False, "×": False}


def read_flag(text: str) -> bool:
    """是 or 否."""
    try:
        return _YES[normalize("NFKC", text).strip().lower()]
    except KeyError:
        raise CellError("应当是“是”或者“否”", "请填“是”或者“否”。") from None
