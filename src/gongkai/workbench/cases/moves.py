"""The screen of a move: what it means, its article, its form; what the law refuses is said there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.casework import letters
from gongkai.casework.models import Letter
from gongkai.casework.rules import MOVES, Move, refusal
from gongkai.statute.articles import cite
from gongkai.units.access import has_role
from gongkai.workbench.acting import FormActs, MoveScreen
from gongkai.workbench.cases import closing_forms
from gongkai.workbench.cases import forms as first_forms
from gongkai.workbench.cases.forms import MoveForm
from gongkai.workbench.cases.views import OnCase

FORMS: Mapping[str, type[MoveForm]] = {
    "confirm": first_forms.ConfirmForm,
    "attempt": first_forms.AttemptForm,
    "assign": first_forms.AssignForm,
    "ask_correction": first_forms.AskCorrectionForm,
    "receive_correction": first_forms.ReceiveCorrectionForm,
    "consult": first_forms.ConsultForm,
    "hear": first_forms.HearForm,
    "search": first_forms.SearchForm,
    "extend": first_forms.ExtendForm,
    "ask_reasons": first_forms.AskReasonsForm,
    "give_reasons": first_forms.GiveReasonsForm,
    "set_later_date": first_forms.LaterDateForm,
    "notice_fee": closing_forms.NoticeFeeForm,
    "pay_fee": closing_forms.PayFeeForm,
    "split": first_forms.SplitForm,
    "join": first_forms.JoinForm,
    "send": closing_forms.DeliveryForm,
    "withdraw": closing_forms.WithdrawForm,
    "supplement": first_forms.SupplementForm,
    "log": closing_forms.LogForm,
    "reopen": closing_forms.ReopenForm,
}
"""The moves that have a form of their own; drafting, submitting and deciding have screens."""


class MoveView(MoveScreen, OnCase):
    """One move of one case."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = MOVES.get(self.move_id)
        if found is None or self.move_id not in FORMS or not has_role(request.user, self.case.unit_id, *found.roles):
            raise Http404
        self.move: Move = found

    @property
    def move_id(self) -> str:
        """Which move the address names."""
        return str(self.kwargs["move"])

    @property
    def form_class(self) -> type[MoveForm]:  # type: ignore[override]
        return FORMS[self.move_id]

    @property
    def refused(self) -> str:
        """Why the move cannot be made now."""
        return refusal(self.case, self.move)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, article=cite(self.move.article))


class WaiveView(MoveView):
    """减免费用: the other way out of waiting for payment."""

    page_title = "减免费用"  # type: ignore[assignment]
    move_id = "pay_fee"  # type: ignore[assignment]
    form_class = closing_forms.WaiveForm  # type: ignore[assignment]


class DeliverView(FormActs, OnCase):
    """登记送达: of one letter, at once or as its mail receipt comes back."""

    form_class = closing_forms.DeliveryForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        signed = Letter.objects.filter(case=self.case).exclude(signed_on=None).select_related("delivery", "answer")
        self.letter = get_object_or_404(signed, pk=kwargs["letter"])
        self.kind = letters.kind(self.letter.kind)
        if not self.kind.leaves:
            raise Http404

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return f"登记送达：{self.kind.title}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "letter": self.letter}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, article=cite("service-2016-235"))


__all__ = ["FORMS", "DeliverView", "MoveView", "WaiveView"]
