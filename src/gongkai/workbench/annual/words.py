"""What a text looks like with its figures filled in, and the names that it can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.annual.figures import newest
from gongkai.annual.models import Source
from gongkai.annual.prose.fields import Figures, fields
from gongkai.annual.prose.rendering import Piece, pieces, typed_apart
from gongkai.annual.sources import source_of
from gongkai.report.writing.grid import printed
from gongkai.report.writing.into_html import is_inner_heading

_TYPED = '<mark class="gk-field gk-field--typed" title="手写的数，没有统计来源">{}</mark>'


def rendered(text: str, figures: Figures) -> SafeString:
    """The text as it is printed, every figure marked with its name and source, every problem where it is."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(text, figures):
        first, *rest = piece.text.split("\n") if not piece.field else [piece.text]
        lines[-1].append(Piece(first, piece.field, piece.problem))
        lines += [[Piece(line)] for line in rest]
    paragraphs = [line for line in lines if "".join(piece.text for piece in line).strip()]
    return format_html_join("\n", "{}", ((_paragraph(line, figures),) for line in paragraphs))


def _paragraph(line: list[Piece], figures: Figures) -> SafeString:
    inside = format_html_join("", "{}", ((_piece(piece, figures),) for piece in line))
    plain = "".join(piece.text for piece in line).strip()
    return format_html("<h4>{}</h4>" if is_inner_heading(plain) else "<p>{}</p>", inside)


def _piece(piece: Piece, figures: Figures) -> Any:
    if piece.problem:
        return format_html('<mark class="gk-field gk-field--open" title="{}">{}</mark>', piece.problem, piece.text)
    if piece.field:
        return format_html('<mark class="gk-field" title="{}">{}</mark>', _source(piece.field, figures), piece.text)
    return format_html_join(
        "", "{}", ((format_html(_TYPED, text) if typed else text,) for text, typed in typed_apart(piece.text))
    )


def _source(name: str, figures: Figures) -> str:
    """What a name in the text stands for, and where its figure is from."""
    field, report = fields().get(name), figures.report
    if field is None:
        return f"{report.form.cells[name].label}（{name}）"
    how = field.how(report.form_id)
    if how == "counts":
        return f"{name}：由记录统计"
    if how == "entered":
        entry = newest(report).get(name)
        return f"{name}：{Source.ENTERED.label}，{entry.why}" if entry else name
    codes = [term.code for term in field.cells[report.form_id]]
    labels = "、".join(report.form.cells[code].label for code in codes[:3]) + ("等" if len(codes) > 3 else "")
    counted = all(source_of(code, report.form) for code in codes)
    return f"{name}：表中“{labels}”，{Source.COUNTED.label if counted else Source.ENTERED.label}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the text can use, with its figures."""

    name: str
    value: str
    last: str
    unit: str


def names(figures: Figures) -> list[Name]:
    """The names that the text can use, with their figures of this year and last."""
    return [
        Name(
            name,
            printed(figures.value(name)) or "待填",
            printed(figures.value_last(name)) or "—",
            figures.measure(name),
        )
        for name in figures.names()
    ]


__all__ = ["Name", "names", "rendered"]
