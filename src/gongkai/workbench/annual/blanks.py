"""The figures that nobody counts and nobody entered yet, all in one form: for a clerk with the ledger at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from gongkai.annual.last import last_year
from gongkai.annual.models import AnnualReport
from gongkai.annual.services.counting import LONGEST, Entry, enter_all, problem_of
from gongkai.report.writing.grid import printed
from gongkai.units.models import Person


class BlanksForm(forms.Form):
    """A field for every cell of `report` without a figure; those left empty stay as they are. All have the one source."""

    source = forms.CharField(
        label="来源", max_length=LONGEST, help_text="例如“行政许可案件台账”。来源不同的，分几次填：没有填的数不会变。"
    )

    def __init__(self, *args: Any, report: AnnualReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        last = last_year(report)
        blank = set(report.figures.filter(value=None).values_list("code", flat=True))
        self.cells = {code: cell for code, cell in report.form.cells.items() if code in blank}
        for code, cell in self.cells.items():
            unit = f"（{cell.unit}）" if cell.unit else ""
            before = printed(last.cells.get(code)) if last else ""
            self.fields[code] = forms.DecimalField(
                label=f"{cell.label}{unit}", required=False, help_text=f"上年{before}" if before else ""
            )
        self.order_fields([*self.cells, "source"])

    def taken(self) -> list[str]:
        """What somebody else entered since the form was opened: told, not overwritten."""
        typed = {
            code: str(self.data.get(code, "")).strip() for code in self.report.form.cells if code not in self.cells
        }
        return [
            f"“{self.report.form.cells[code].label}”刚才已经有人填了，您填的{value}没有保存：请点下面表中的数核对。"
            for code, value in typed.items()
            if value
        ]

    def entries(self) -> list[Entry]:
        """What was filled in."""
        values = {code: self.cleaned_data.get(code) for code in self.cells}
        why = self.cleaned_data.get("source", "")
        return [Entry(code, value, why) for code, value in values.items() if value is not None]

    def clean(self) -> dict[str, Any]:
        for entry in self.entries():
            if problem := problem_of(self.report, replace(entry, why=entry.why or self.fields["source"].label)):
                self.add_error(entry.code, problem)
        if not self.errors and not self.entries():
            raise forms.ValidationError("没有填写任何数：没有发生的填0。")
        return self.cleaned_data

    def save(self, person: Person) -> int:
        """Enter what was filled in, all of it or nothing; how many figures."""
        entries = self.entries()
        enter_all(self.report, entries, by=person)
        return len(entries)
