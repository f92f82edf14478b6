"""A report as JSON, under the keys that reading a report prints: `title`, `unit`, `year`, `form`, `signed`, `cells`, `sections`."""

from __future__ import annotations

import json
from typing import Any

from gongkai.report.writing.model import Part, Written


def as_json(report: Written) -> str:
    """One JSON document."""
    return json.dumps(document(report), ensure_ascii=False, indent=1)


def document(report: Written) -> dict[str, Any]:
    """The report under the keys that reading one prints. A figure that is not known is `None`."""
    return {
        "title": report.title,
        "unit": report.unit,
        "year": report.year,
        "form": report.form.id,
        "signed": report.signed.isoformat() if report.signed else None,
        "cells": {code: report.cells.get(code) for code in report.form.cells},
        "sections": [{"heading": part.heading, "text": "\n".join(part.paragraphs)} for part in _parts(report)],
    }


def _parts(report: Written) -> tuple[Part, ...]:
    """The parts; what stands before the first one is a part without a heading."""
    return (Part("", report.lead), *report.parts) if report.lead.strip() else report.parts


__all__ = ["as_json", "document"]
