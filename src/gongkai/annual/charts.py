"""Charts as SVG that needs nothing beside it: no script, no style sheet, no font. Each says in words what it shows.

Series differ by filling, dash and mark, not by colour alone; every value stands at its place. What has no value has a mark of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from gongkai.report.model import Number
from gongkai.report.writing.grid import printed

WIDTH, HEIGHT = 400, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 40, 26
_DARK, _LIGHT, _LINE, _TEXT = "#17456b", "#fff", "#c9d2da", "#1d2733"
_MOST_LABELS = 14
"""With more years, only every second has its name under it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, and its value for each label, `None` where there is none."""

    name: str
    values: Sequence[Number | None]


def bars(key: str, title: str, labels: Sequence[str], lines: Sequence[Line], unit: str) -> str:
    """Bars, those of a label side by side. `key` is the chart's own name on its page."""
    top, steps = _scale(lines)
    slot = (WIDTH - _LEFT - _RIGHT) / len(labels)
    width = min(34.0, slot * 0.8 / len(lines))
    drawn = []
    for place, _ in enumerate(labels):
        for number, line in enumerate(lines):
            x = _LEFT + slot * (place + 0.5) + width * (number - len(lines) / 2)
            drawn.append(_bar(line.values[place], x, width, top, f"{key}-hatch" if number else ""))
    return _chart(key, title, labels, lines, unit, _grid(top, steps), drawn)


def curve(key: str, title: str, labels: Sequence[str], lines: Sequence[Line], unit: str) -> str:
    """Lines from label to label, broken where a value is missing."""
    top, steps = _scale(lines)
    slot = (WIDTH - _LEFT - _RIGHT) / len(labels)
    drawn = []
    for number, line in enumerate(lines):
        points = [
            None if value is None else (_LEFT + slot * (place + 0.5), _y(value, top))
            for place, value in enumerate(line.values)
        ]
        dash = ' stroke-dasharray="6 4"' if number else ""
        for stretch in _stretches(points):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in stretch)
            drawn.append(f'<polyline points="{path}" fill="none" stroke="{_DARK}" stroke-width="2"{dash}/>')
        for place, (point, value) in enumerate(zip(points, line.values, strict=True)):
            drawn.append(_missing(_LEFT + slot * (place + 0.5)) if point is None else _mark(*point, value, number))
    return _chart(key, title, labels, lines, unit, _grid(top, steps), drawn)


def told(labels: Sequence[str], lines: Sequence[Line], unit: str) -> str:
    """What a chart shows over the years that are its `labels`, in words."""
    return "；".join(
        f"{line.name}："
        + "，".join(
            f"{label}年{'没有数据' if value is None else f'为{printed(value)}{unit}'}"
            for label, value in zip(labels, line.values, strict=True)
        )
        for line in lines
    )


def _chart(
    key: str,
    title: str,
    labels: Sequence[str],
    lines: Sequence[Line],
    unit: str,
    grid: Iterator[str],
    drawn: Sequence[str],
) -> str:
    slot = (WIDTH - _LEFT - _RIGHT) / len(labels)
    every = 2 if len(labels) > _MOST_LABELS else 1
    names = [
        _text(_LEFT + slot * (place + 0.5), HEIGHT - 8, label)
        for place, label in enumerate(labels)
        if place % every == 0
    ]
    hatch = (
        f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke="{_DARK}" stroke-width="3"/></pattern></defs>'
    )
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{key}-title {key}-desc" '
        f'font-size="12" fill="{_TEXT}"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(told(labels, lines, unit))}</desc>{hatch}'
        f"{''.join(_legend(key, lines, unit))}{''.join(grid)}{''.join(drawn)}{''.join(names)}</svg>"
    )


def _legend(key: str, lines: Sequence[Line], unit: str) -> Iterator[str]:
    x = float(_LEFT)
    for number, line in enumerate(lines):
        fill = f"url(#{key}-hatch)" if number else _DARK
        yield f'<rect x="{x:.0f}" y="4" width="12" height="12" fill="{fill}" stroke="{_DARK}"/>'
        yield _text(x + 18, 14, line.name, "start")
        x += 18 + 12 * len(line.name) + 14
    yield _text(4, 30, f"（{unit}）", "start")


def _grid(top: float, steps: int) -> Iterator[str]:
    for step in range(steps + 1):
        value = top * step / steps
        y = _y(value, top)
        yield f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{_LINE}"/>'
        yield _text(_LEFT - 6, y + 4, f"{value:g}", "end")


def _bar(value: Number | None, x: float, width: float, top: float, hatch: str) -> str:
    if value is None:
        return _missing(x + width / 2)
    y = _y(value, top)
    fill = f"url(#{hatch})" if hatch else _DARK
    shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width - 2:.1f}" height="{_y(0, top) - y:.1f}" fill="{fill}" stroke="{_DARK}"/>'
    return shape + _value(x + width / 2 - 1, y - 4, value)


def _mark(x: float, y: float, value: Number | None, number: int) -> str:
    fill = _LIGHT if number else _DARK
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{_DARK}" stroke-width="2"/>'
    return circle + _value(x, y - 9, value)


def _value(x: float, y: float, value: Number | None) -> str:
    """A value on a ground of its own, whatever line goes through it."""
    around = f'<g paint-order="stroke" stroke="{_LIGHT}" stroke-width="3">'
    return f"{around}{_text(x, y, printed(value))}</g>"


def _missing(x: float) -> str:
    return _text(x, HEIGHT - _BOTTOM - 5, "缺")


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _stretches(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            yield run
        run = []


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * max(0.0, value) / top


def _scale(lines: Sequence[Line]) -> tuple[float, int]:
    """The end of the axis and into how many whole steps it is parted: 1, 2 or 5 times a power of ten."""
    most = max([value for line in lines for value in line.values if value is not None], default=0)
    if most <= 0:
        return 1, 1
    step = 10 ** math.floor(math.log10(most / 4)) if most > 4 else 1
    size = next(step * factor for factor in (1, 2, 5, 10) if most / (step * factor) <= 5)
    steps = math.ceil(most / size)
    return size * steps, steps
