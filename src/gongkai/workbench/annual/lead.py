"""引言: what stands before the first part, and the name that the report goes by; edited as the parts are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from gongkai.annual.models import AnnualReport, Part, Remark
from gongkai.annual.prose import drafting
from gongkai.annual.rules import check_editable
from gongkai.annual.services import writing
from gongkai.units.models import Person, Role
from gongkai.workbench.annual.parts import PartView, looked
from gongkai.workbench.annual.views import LEAD, page_url, report_or_404


class LeadView(PartView):
    """The lead with the name beside it."""

    tab = "lead"

    def address(self, name: str = "lead") -> str:
        return page_url(self.report, "lead_look" if name == "look" else "lead")

    def stored(self) -> Part:
        return _lead(self.report)

    def saved(self) -> str:
        return f"{self.report.name}\n{self.report.lead}"

    def draft_again(self) -> str:
        check_editable(self.report, self.request.user)
        return drafting.lead(self.report)

    def save(self, typed: str, version: int) -> None:
        name = self.request.POST.get("name", "")
        writing.save_lead(self.report, name=name, lead=typed, version=version, by=self.request.user)

    def remarks(self, person: Person) -> list[Remark]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = AnnualReport._meta.get_field("name")
        return super().get_context_data(
            **kwargs,
            name=name,
            named=self.report.name if self.typed is None else self.request.POST.get("name", self.report.name),
        )


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """What a lead that is being typed looks like and what is found in it; nothing is saved."""
    report = report_or_404(request.user, pk, Role.STATISTICIAN)
    report.name = request.POST.get("name", report.name)
    return looked(request, report, _lead(report))


def _lead(report: AnnualReport) -> Part:
    """The lead in the shape of a part; it has no position."""
    return Part(report=report, heading=LEAD, text=report.lead)


__all__ = ["LeadView", "look"]
