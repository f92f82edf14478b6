"""Entering figures by a table: the template with the cells that nothing counts, its check, and taking it over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.annual import importing
from gongkai.annual.models import AnnualReport
from gongkai.casework.importing import Outcome
from gongkai.report.writing import FORMATS
from gongkai.units.models import Role
from gongkai.workbench.annual.views import crumbs, report_or_404
from gongkai.workbench.cases.papers import download
from gongkai.workbench.remedies.importing import TableView


class TableForm(forms.Form):
    """A file to check."""

    file = forms.FileField(label="文件", help_text="按模板填写的xlsx或者csv文件。")


class ImportView(TableView):
    """A table of one report's figures."""

    page_title = "用表格填报"
    template_name = "workbench/annual/import.html"
    roles = (Role.STATISTICIAN,)
    form_class = TableForm
    checked = "annual_import_checked"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.report = report_or_404(request.user, kwargs["pk"], *self.roles)

    def of(self, form: Any) -> AnnualReport:
        return self.report

    def known(self, number: int) -> AnnualReport:
        return report_or_404(self.request.user, number, *self.roles)

    def run(self, of: AnnualReport, path: Path, kind: str, *, dry_run: bool) -> Outcome:
        return importing.run(of, path, kind, by=self.request.user, dry_run=dry_run)

    def next(self, outcome: Outcome | None) -> str:
        if outcome is None:
            return "下载模板，填好数值和来源；选好文件，先点“检查”，不会写入任何东西。"
        if outcome.written:
            return "已经填入，可以到“数据”中核对。没有导入的行改正以后可以再导入一次。"
        if not outcome.new:
            return "没有可以导入的数。请按下面的建议改正文件，再检查一次。"
        return "点“正式导入”，填入刚才检查的数；有问题的行不会导入。"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*crumbs(self.report, self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, report=self.report, measure="个数")


@require_GET
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in."""
    report = report_or_404(request.user, pk, Role.STATISTICIAN)
    return download(
        importing.template(report), FORMATS["xlsx"], f"{report.name}{report.year}年度报告数据填报表.xlsx", "attachment"
    )


__all__ = ["ImportView", "template"]
