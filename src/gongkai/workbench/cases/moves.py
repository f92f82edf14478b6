"""The screen of a move: what it means, its article, its form; what the law refuses is said there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.casework.models import Consultation, Delivery
from gongkai.casework.rules import MOVES, Move, refusal
from gongkai.casework.services import answering, handling
from gongkai.statute.articles import cite
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.workbench.cases import closing_forms
from gongkai.workbench.cases import forms as first_forms
from gongkai.workbench.cases.forms import MoveForm
from gongkai.workbench.cases.views import DayField, OnCase

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
    "send": closing_forms.SendForm,
    "withdraw": closing_forms.WithdrawForm,
    "supplement": first_forms.SupplementForm,
    "log": closing_forms.LogForm,
    "reopen": closing_forms.ReopenForm,
}
"""The moves that have a form of their own; drafting, submitting and deciding have screens."""


class MoveView(OnCase):
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
    def page_title(self) -> str:  # type: ignore[override]
        return self.move.label

    @property
    def form_class(self) -> type[MoveForm]:  # type: ignore[override]
        return FORMS[self.move_id]

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return self.form_class.explanation

    @property
    def button(self) -> str:  # type: ignore[override]
        return self.form_class.button

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form | None:
        """No form for what is refused: the page says why."""
        return None if self.refused else super().get_form(form_class)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.get(request, *args, **kwargs) if self.refused else super().post(request, *args, **kwargs)

    @property
    def refused(self) -> str:
        """Why the move cannot be made now."""
        return refusal(self.case, self.move)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.case, "person": self.request.user}

    def act(self, values: Mapping[str, Any]) -> None:
        self.done = self.form.act(values)

    def form_valid(self, form: Any) -> Any:
        self.form = form
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, refused=self.refused, article=cite(self.move.article))


class WaiveView(MoveView):
    """减免费用: the other way out of waiting for payment."""

    page_title = "减免费用"  # type: ignore[assignment]
    move_id = "pay_fee"  # type: ignore[assignment]
    form_class = closing_forms.WaiveForm  # type: ignore[assignment]


class _DayForm(forms.Form):
    on = DayField("日期", initial=today)


class LetterReceivedView(OnCase):
    """Who was asked got the letter: from then their working days run."""

    page_title, button, done = "对方收到征求意见函", "登记", "已登记，意见期限从这一天起算。"
    explanation = "邮件回执上的日期。对方的15个工作日从收到之日起算。"
    form_class = _DayForm

    def act(self, values: Mapping[str, Any]) -> None:
        asked = get_object_or_404(Consultation, pk=self.kwargs["asked"], case=self.case)
        handling.letter_received(asked, on=values["on"], by=self.request.user)


class DeliveredView(OnCase):
    """The mail receipt of an answer came back."""

    page_title, button, done = "申请人收到", "登记", "已登记申请人收到的日期，复议、诉讼的期限从这一天起算。"
    explanation = "邮件回执上的签收日期。"
    form_class = _DayForm

    def act(self, values: Mapping[str, Any]) -> None:
        delivery = get_object_or_404(Delivery, letter=self.kwargs["letter"], letter__case=self.case)
        answering.delivered(self.case, delivery.letter, on=values["on"], by=self.request.user)


__all__ = ["FORMS", "DeliveredView", "LetterReceivedView", "MoveView", "WaiveView"]
