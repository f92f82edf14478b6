"""The answer: its kind as table three knows it, exactly what its letter must state, what is missing, what the guard found; the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from gongkai.casework import letters
from gongkai.casework.models import Answer, Case, State
from gongkai.casework.rules import MOVES, refusal
from gongkai.casework.services import answering, handout
from gongkai.statute.answers import Kind, kinds, kinds_of
from gongkai.statute.articles import cite
from gongkai.statute.openness import grounds
from gongkai.units.calendars import workdays
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.board import cards
from gongkai.workbench.cases.reckoning import reckoning_of
from gongkai.workbench.cases.views import CaseView, DayField, LinesField, RoleView, brief, button, text_of
from gongkai.workbench.saving import tell

GROUPS = {
    "provide": "予以公开",
    "partial": "部分公开",
    "deny": "不予公开",
    "unavailable": "无法提供",
    "refuse": "不予处理",
    "other": "其他处理",
}
"""The groups of table three, with their words."""
MOST = 200
"""Answers shown that wait for the head."""


def contact_of(unit: Unit) -> str:
    """How the office of `unit` is reached (Art. 12), as the tree of bodies has it; '' where it has nothing."""
    known = (unit.office_name, unit.office_address, unit.telephone and f"电话{unit.telephone}", unit.internet_contact)
    return "，".join(text for text in known if text)


def _named(unit: Unit) -> str:
    contact = contact_of(unit)
    return f"{unit.name}（{contact}）" if contact else unit.name


ANOTHER_BODY: Mapping[str, Callable[[Unit], str]] = {
    "holder": lambda unit: unit.name,
    "holder_contact": contact_of,
    "possible_holder": _named,
    "forwarded_to": _named,
}
"""The statements about another body, and what the tree of bodies knows for them."""


class AnswerForm(forms.Form):
    """What the letter of one kind of answer must state. Nothing is demanded while it is a draft."""

    def __init__(self, *args: Any, kind: Kind, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if any(statement.id in ANOTHER_BODY for statement, _ in kind.statements):
            self.fields["body"] = forms.ModelChoiceField(
                Unit.objects.open().exclude(pk=unit.pk).order_by("path"),
                label="从机构树中选择另一机关",
                required=False,
                empty_label="不在机构树中，在下面填写",
                help_text="选了的，保存时按机构树填写名称和联系方式，并盖过下面已填的。",
            )
        if allowed := kind.allowed_grounds:
            choices = [(key, f"{grounds()[key].label}（{brief(grounds()[key].article)}）") for key in allowed]
            self.fields["ground"] = forms.ChoiceField(
                label="不予公开的情形", choices=choices, widget=forms.RadioSelect, required=False
            )
            if len(choices) == 1:
                self.fields["ground"].initial = choices[0][0]
        for statement, must in kind.statements:
            label = statement.label if must else f"{statement.label}（知道的话写明）"
            make = DayField if statement.kind == "date" else LinesField
            self.fields[statement.id] = make(label, required=False, help_text=statement.help)

    @property
    def stated(self) -> dict[str, str]:
        """What was written, by statement."""
        written = {
            name: str(value or "") for name, value in self.cleaned_data.items() if name not in ("ground", "body")
        }
        if body := self.cleaned_data.get("body"):
            written |= {name: told(body) for name, told in ANOTHER_BODY.items() if name in written and told(body)}
        return written


class AnswerView(CaseView):
    """Choose the kind, state what it must state, see what is missing, look at the letter, submit."""

    page_title = "拟定答复"
    template_name = "workbench/cases/answer.html"
    roles = (Role.CASE_OFFICER,)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        open_answers = self.case.answers.exclude(state=Answer.State.SENT).select_related("letter")
        self.answer = open_answers.order_by("-round").first()
        asked = request.GET.get("kind", "" if "choose" in request.GET or not self.answer else self.answer.kind)
        found = kinds().get(asked)
        self.kind = found if found and found.matter == self.case.matter else None
        self.refused = refusal(self.case, MOVES["draft"])

    def form(self, data: Any = None) -> AnswerForm | None:
        """The form of the chosen kind, filled in with the draft where that is of this kind."""
        if self.kind is None:
            return None
        initial = {}
        if self.answer:  # what was written for another kind is kept where this one asks the same
            initial = {"ground": self.answer.ground or None, **self.answer.stated}
            initial = {name: value for name, value in initial.items() if value}
        return AnswerForm(data, kind=self.kind, unit=self.case.unit, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form is None or self.kind is None:
            messages.error(request, "请先选择答复的类型。")
            return redirect(reverse("cases:answer", args=[self.case.pk]))
        if form.is_valid():
            ground = form.cleaned_data.get("ground", "")
            try:
                answering.draft(self.case, self.kind.id, ground=ground, stated=form.stated, by=request.user)
            except NotReady as problem:
                tell(form, problem)
            else:
                messages.success(request, "已保存草稿。看看下面还缺什么，没有缺的就提交审批。")
                return redirect(reverse("cases:answer", args=[self.case.pk]))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form())
        saved = self.answer if self.answer and self.kind and self.answer.kind == self.kind.id else None
        problems = answering.problems_of(saved) if saved and not self.refused else []
        return super().get_context_data(
            **kwargs,
            refused=self.refused,
            kind=self.kind,
            article=cite(self.kind.article) if self.kind else "",
            groups=_groups(self.case),
            answer=saved,
            problems=problems,
            findings=handout.findings_of(saved) if saved else [],
            reckoning=reckoning_of(self.case),
            provided=self.case.files.filter(kind="provided"),
            next=self._next(saved, problems),
        )

    def _next(self, saved: Answer | None, problems: list[str]) -> str:
        if self.refused:
            return "现在不能改答复，见下面的说明。"
        if self.kind is None:
            return "选一个答复的类型；不知道选哪个的，先看每一类下面的条款。"
        if saved is None:
            return "填写这一类答复必须写明的内容，点“保存草稿”。"
        if problems:
            return f"还有{len(problems)}处不齐，照下面的“还缺什么”补上，再保存。"
        return "看一遍答复书，没有问题就点“提交审批”。"


def _groups(case: Case) -> list[tuple[str, list[tuple[Kind, str]]]]:
    kinds = [kind for kind in kinds_of(case.matter) if kind.id != "withdrawn"]  # that is a move of its own
    found = [(kind, brief(kind.article)) for kind in kinds]
    groups = {**GROUPS, "record": "更正记录"}
    by_group = [(label, [each for each in found if each[0].group == name]) for name, label in groups.items()]
    return [(label, of) for label, of in by_group if of]


@button(Role.CASE_OFFICER, failed="answer")
def submit(request: HttpRequest, case: Case) -> str:
    """To the head."""
    answering.submit(case, by=request.user)
    return "已提交负责人审批。"


@button(Role.CASE_OFFICER, back="answer", failed="answer")
def override(request: HttpRequest, case: Case) -> str:
    """Let a finding of the guard pass, with a reason."""
    answer = case.answers.exclude(state=Answer.State.SENT).order_by("-round").first()
    if answer is None:
        raise NotReady("还没有拟好的答复。")
    fingerprint, reason = request.POST.get("fingerprint", "")[:64], text_of(request.POST, "reason", 300)
    answering.override(answer, fingerprint, reason=reason, by=request.user)
    return "已记录放行的理由。"


class DecideView(CaseView):
    """The head reads the letter as it would go out, and approves or sends back."""

    page_title = "审批答复"
    template_name = "workbench/cases/decide.html"
    roles = (Role.HEAD,)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opinion = text_of(request.POST, "opinion", 300)
        try:
            if request.POST.get("action") == "approve":
                answer = answering.approve(self.case, opinion=opinion, by=request.user)
                messages.success(request, f"已批准，文号{answer.letter.number}。")
            else:
                answering.send_back(self.case, opinion=opinion, by=request.user)
                messages.success(request, "已退回承办人修改。")
        except NotReady as problem:
            for message in problem.messages:
                messages.error(request, message)
            return self.render_to_response(self.get_context_data(opinion=opinion))
        return redirect(reverse("case_approvals:index"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answer = self.case.answers.select_related("letter", "drafted_by").order_by("-round").first()
        letter = answer.letter if answer else None
        title = letters.kind(letter.kind).title if letter else ""
        return super().get_context_data(
            **kwargs,
            refused=refusal(self.case, MOVES["approve"]),
            answer=answer,
            letter=letter,
            letter_title=title,
            paragraphs=[letter.words.get(part, "") for part in letters.kind(letter.kind).parts] if letter else [],
            ground=grounds()[answer.ground].label if answer and answer.ground in grounds() else "",
            findings=handout.findings_of(answer) if answer else [],
            provided=self.case.files.filter(kind="provided"),
            reckoning=reckoning_of(self.case),
            next="看答复的类型、依据和文字对不对，然后点“同意”，或者写明意见“退回修改”。",
        )


class ApprovalsView(RoleView):
    """What waits for the head."""

    page_title = "待审批的答复"
    template_name = "workbench/cases/approvals.html"
    roles = (Role.HEAD,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Case.objects.visible_to(self.request.user, Role.HEAD).filter(state=State.SUBMITTED)
        return super().get_context_data(**kwargs, cards=cards(waiting.order_by("due_on", "pk")[:MOST], workdays()))
