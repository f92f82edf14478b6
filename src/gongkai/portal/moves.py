"""What an applicant does about a request: each move by the services, once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction

from gongkai.casework import rules
from gongkai.casework.models import Case, CaseFile, StepKind
from gongkai.casework.services import answering, handling, intake
from gongkai.casework.services.steps import locked
from gongkai.portal.forms import MOST_FILES, FilesField, Labelled
from gongkai.portal.keeping import keep
from gongkai.units.calendars import today


@dataclass(frozen=True)
class Move:
    """How a move is offered: the kind of its step, the words around it, what it asks, and the kind of the files that come with it."""

    step: str
    label: str
    help: str
    done: str
    does: Callable[[Case, str], object]
    asks: str = ""
    must: bool = True
    files: str = ""
    sure: str = ""


MOVES = {
    "confirm": Move(
        StepKind.CONFIRMED,
        "确认收到",
        "本机关已经与您联系。确认以后，从次日起计算答复期限。",
        "已经确认，答复期限从明天起计算。",
        lambda case, text: intake.confirm(case, on=today(), by=None),
    ),
    "receive_correction": Move(
        "correction_received",
        "提交补正",
        "按照补正告知书写明补正的内容。提交以后，答复期限重新计算。",
        "补正已经提交，答复期限重新计算。",
        lambda case, text: handling.receive_correction(case, on=today(), text=text, by=None),
        asks="补正的内容",
        files=CaseFile.Kind.CORRECTION,
    ),
    "give_reasons": Move(
        "reasons_given",
        "说明理由",
        "本机关请您说明申请的数量、频次的理由。",
        "理由已经提交。",
        lambda case, text: handling.give_reasons(case, on=today(), text=text, by=None),
        asks="理由",
    ),
    "supplement": Move(
        StepKind.SUPPLEMENTED,
        "补充说明",
        "补充的说明与申请一起办理，不影响答复期限。",
        "补充的说明已经提交。",
        lambda case, text: handling.supplement(case, on=today(), text=text, by=None),
        asks="补充的内容",
        files=CaseFile.Kind.REQUEST,
    ),
    "progress": Move(
        StepKind.PROGRESS,
        "询问进展",
        "您的询问会转给承办人。办理到哪一步，本页随时可以查到。",
        "您的询问已经转给承办人。",
        lambda case, text: handling.ask_progress(case, on=today(), text=text),
        asks="想了解什么",
        must=False,
    ),
    "withdraw": Move(
        StepKind.WITHDRAWN,
        "撤回申请",
        "撤回以后，本机关不再办理，也不再答复。以后可以重新申请。",
        "申请已经撤回。",
        lambda case, text: answering.withdraw(case, on=today(), by=None),
        sure="我确认撤回这件申请",
    ),
}
"""The public moves of `casework.rules`, in the order in which they are offered."""


class MoveForm(Labelled):
    """What a move asks."""

    def __init__(self, name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=name, **kwargs)
        self.name, self.move = name, MOVES[name]
        if self.move.asks:
            self.fields["text"] = forms.CharField(
                label=self.move.asks,
                max_length=4000,
                required=self.move.must,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": f"请填写{self.move.asks}。"},
            )
        if self.move.files:
            self.fields["files"] = FilesField(
                label="附件", required=False, help_text=f"图片、PDF、Word文件，每个不超过20MB，最多{MOST_FILES}个。"
            )
        if self.move.sure:
            self.fields["sure"] = forms.BooleanField(
                label=self.move.sure, error_messages={"required": f"请先勾选“{self.move.sure}”。"}
            )


def forms_of(case: Case) -> dict[str, MoveForm]:
    """An empty form for each move that is open to the applicant now."""
    open_now = {move.id for move in rules.open_to_applicant(case)}
    return {name: MoveForm(name) for name in MOVES if name in open_now}


@transaction.atomic
def make(case: Case, form: MoveForm) -> None:
    """Make the move; raises `NotReady` where it is not lawful now. What was made today with the same words is not made again."""
    case, move, text = locked(case), form.move, form.cleaned_data.get("text", "")
    if _made(case, move, text):
        return
    move.does(case, text)
    keep(case, [(upload, move.files) for upload in form.cleaned_data.get("files", ())])


def _made(case: Case, move: Move, text: str) -> bool:
    steps = case.steps.filter(kind=move.step, on=today(), by=None)
    return any(step.facts.get("text", "") == text for step in steps)
