"""The information-processing fee (信息处理费): by item or by page, never both for one request (Art. 42 and the measure of 2020)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from gongkai.statute.articles import article
from gongkai.statute.loading import StatuteDataError, build, read_toml

Scale = Literal["items", "pages"]


@dataclass(frozen=True, slots=True)
class _Band:
    rate: int
    upto: int | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """A scale: its `label`, the `unit` counted, what is counted together (`per`), and the article that sets it."""

    label: str
    unit: str
    per: str
    article: str
    bands: tuple[_Band, ...]
    step: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """`number` items or pages, from the `first` to the `last`, at `rate` 元 each."""

    first: int
    last: int
    rate: int

    @property
    def number(self) -> int:
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        return self.number * self.rate


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in 元 with the bands that it is made of."""

    scale: Scale
    parts: tuple[Part, ...]

    @property
    def amount(self) -> int:
        return sum(part.amount for part in self.parts)


def fee(scale: Scale, number: int, before: int = 0) -> Fee:
    """The fee for `number` items or pages, where `before` of the same month (items alone) were counted already.

    Raises `ValueError` (in Chinese) for a negative number.
    """
    if number < 0 or before < 0:
        raise ValueError(f"{tariff(scale).unit}数不能是负数：{min(number, before)}")
    parts = [
        Part(max(part.first, before + 1), part.last, part.rate)
        for part in _parts(tariff(scale), before + number)
        if part.last > before
    ]
    return Fee(scale, tuple(parts))


def charged_on(day: date) -> bool:
    """Whether a request received on that day can cost a fee: since the measure is in force."""
    return article("fees-2020-109").in_force(day)


def tariff(scale: Scale) -> Tariff:
    """The scale of that name; raises `StatuteDataError` where there is none."""
    try:
        return _tariffs()[scale]
    except KeyError:
        raise StatuteDataError(f"fees.toml: there is no scale {scale!r}; known are {list(_tariffs())}") from None


def _parts(scale: Tariff, number: int) -> Iterator[Part]:
    first = 1
    for last, rate in _bands(scale):
        if first > number:
            return
        yield Part(first, number if last is None else min(last, number), rate)
        if last is None:
            return
        first = last + 1


def _bands(scale: Tariff) -> Iterator[tuple[int | None, int]]:
    last, rate = 0, 0
    for band in scale.bands:
        yield band.upto, band.rate
        last, rate = band.upto or 0, band.rate
    while scale.step:
        last, rate = last + scale.step, rate + scale.more
        yield last, rate


@cache
def _tariffs() -> dict[str, Tariff]:
    data = read_toml("gongkai.statute", "fees.toml")
    return {
        name: build(Tariff, entry, bands=tuple(build(_Band, band) for band in entry["bands"]))
        for name, entry in data.items()
    }
