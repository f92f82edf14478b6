"""Reports and findings as the lines that other programs read: JSON objects and CSV rows, as the contract has them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.report.batch import Failure
from gongkai.report.checking import Finding
from gongkai.report.model import Figure, Report

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode

READ_COLUMNS = ("source", "unit", "year", "form", "code", "value", "raw")
CHECK_COLUMNS = (
    "source",
    "unit",
    "year",
    "rule",
    "severity",
    "message",
    "cells",
    "expected",
    "found",
    "quote",
    "basis",
)


def report_json(report: Report | Failure) -> str:
    """A report, or the failure to read it, as one JSON line."""
    if isinstance(report, Failure):
        return _encode({"source": report.source, "error": report.error})
    return _encode(
        {
            "source": report.source,
            "sha256": report.sha256,
            "title": report.title,
            "unit": report.unit,
            "year": report.year,
            "period": report.period,
            "published": report.published,
            "signed": report.signed,
            "form": report.form,
            "metadata": report.metadata,
            "cells": report.cells,
            "raw": report.raw,
            "prose": {f"n.{code}": _figure(figure) for code, figure in report.prose.items()},
            "sections": [{"heading": section.heading, "text": section.text} for section in report.sections],
            "repairs": report.repairs,
            "doubts": [{"code": d.code, "text": d.text, "why": d.why} for d in report.doubts],
            "unplaced": [{"table": u.table, "label": u.label, "values": u.values} for u in report.unplaced],
        }
    )


def _figure(figure: Figure) -> dict[str, Any]:
    more = {"approximate": True} if figure.approximate else {}
    return {"value": figure.value, "quote": figure.quote, **more}


def finding_json(report: Report, finding: Finding) -> str:
    """A finding as one JSON line; keys that the rule has nothing for are left out, but for `cells`."""
    return _encode(
        {key: value for key, value in _finding(report, finding).items() if value is not None or key in ("unit", "year")}
    )


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        "source": report.source,
        "unit": report.unit,
        "year": report.year,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "cells": finding.cells,
        "expected": finding.expected,
        "found": finding.found,
        "quote": finding.quote,
        "basis": finding.basis,
    }


def report_rows(report: Report) -> Iterable[Sequence[Any]]:
    """A report's figures, a row each under `READ_COLUMNS`: the cells, then the prose's."""
    start = (report.source, report.unit, report.year, report.form)
    for code, value in report.cells.items():
        yield (*start, code, value, report.raw.get(code))
    for code, figure in report.prose.items():
        yield (*start, f"n.{code}", figure.value, figure.quote)


def finding_row(report: Report, finding: Finding) -> Sequence[Any]:
    """A finding as a row under `CHECK_COLUMNS`; the cells are parted by spaces."""
    return list({**_finding(report, finding), "cells": " ".join(finding.cells)}.values())


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV text. A cell that a spreadsheet would take for a formula is given a leading apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().removesuffix("\n")


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
