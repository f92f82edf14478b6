"""How a unit's desk for requests is set up: what its letters say of it, and its own words for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gongkai.casework import letters
from gongkai.casework.letters.kinds import LetterKind
from gongkai.casework.models import Desk, LetterText
from gongkai.casework.services import desks
from gongkai.casework.services.numbers import desk_of
from gongkai.typesetting import UnprintableError, pdf
from gongkai.units.access import units_of
from gongkai.units.models import Person
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.papers import download
from gongkai.workbench.cases.views import LinesField, RoleView
from gongkai.workbench.saving import ActView

PARTS = {
    "receipt": "收到申请", "content": "申请内容", "term": "答复期限", "query": "查询办法",
    "ask": "请求", "applicant": "申请人", "agent": "代理人", "form": "形式", "read": "宣读确认",
    "sign": "签名", "what": "不明确之处", "guidance": "补正指引", "until": "期限",
    "reason": "理由", "request": "事由", "silence": "逾期后果", "slip": "回执",
    "asked": "征求意见", "decision": "决定", "review": "救济告知", "figures": "数量频次",
    "amount": "金额", "way": "缴纳方式", "letter": "文书", "addressee": "受送达人",
    "place": "地点", "refused": "拒收", "corrected": "办理经过", "basis": "依据",
}  # fmt: skip
"""The parts of letters, as a clerk calls them."""


def kept_by(person: Person) -> Any:
    """The units whose desks `person` may set up."""
    return units_of(person, desks.KEEPERS).order_by("path")


class DesksView(RoleView):
    """The units to choose from, and the letters."""

    page_title = "依申请公开设置"
    template_name = "workbench/cases/desks.html"
    header_icon = "cog"
    roles = desks.KEEPERS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = list(kept_by(self.request.user)[:500])
        return super().get_context_data(
            **kwargs,
            units=[(unit, desk_of(unit)) for unit in units],
            next="点机构名称，填写它的法院、缴费方式和文号用字。",
        )


class _OfUnit(ActView):
    """A form about one unit's desk."""

    model = Desk
    header_icon = "cog"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.unit = get_object_or_404(kept_by(request.user), code=kwargs["unit"])
        self.object = desk_of(self.unit)

    def get_page_subtitle(self) -> str:
        return self.unit.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("case_desk:index"), "label": "依申请公开设置"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": f"{self.page_title}：{self.unit.short_name}"}]


_ADDRESS = partial(forms.URLField, assume_scheme="https")
DeskForm = forms.modelform_factory(Desk, exclude=["unit"], field_classes={"review_address": _ADDRESS})


class DeskView(_OfUnit):
    """The desk's facts."""

    page_title, button, done = "依申请公开设置", "保存", "已保存。"
    template_name = "workbench/cases/desk.html"
    form_class = DeskForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": desk_of(self.unit)}

    def act(self, values: Mapping[str, Any]) -> None:
        desks.set_up(self.unit, by=self.request.user, **values)

    def get_success_url(self) -> str:
        return reverse("case_desk:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = set(LetterText.objects.filter(unit=self.unit).values_list("kind", flat=True))
        kinds = [(kind, kind.id in own) for kind in letters.kinds().values()]
        return super().get_context_data(**kwargs, unit=self.unit, kinds=kinds)


class WordsForm(forms.Form):
    """The parts of one letter; a part left blank has the words of the government above, or ours."""

    def __init__(self, *args: Any, kind: LetterKind, own: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, text in kind.parts.items():
            self.fields[part] = LinesField(
                PARTS.get(part, part),
                required=False,
                initial=own.get(part, ""),
                help_text=f"通用文字：{text}",
                max_length=4000,
            )


class WordsView(_OfUnit):
    """A unit's own words for one letter, with the fields that there are and a look at the document that comes of them."""

    button, done = "保存", "已保存，以后制作的文书用新的文字。"
    template_name = "workbench/cases/words.html"
    explanation = "空着的部分用通用文字。花括号里的字段制作文书时自动填上。"
    looked_at: HttpResponse | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = letters.kinds().get(kwargs["letter_kind"])
        if found is None:
            raise Http404
        self.kind = found

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return self.kind.title

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        own = dict(LetterText.objects.filter(unit=self.unit, kind=self.kind.id).values_list("part", "text"))
        return WordsForm(self.request.POST or None, kind=self.kind, own=own)

    def act(self, values: Mapping[str, Any]) -> None:
        if "look" in self.request.POST:
            desks.check_words(self.kind.id, values)
            self.looked_at = self._pdf(values)
        else:
            desks.word(self.unit, self.kind.id, values, by=self.request.user)

    def answer(self) -> HttpResponse:
        """The document where somebody wants to look at it before it is saved."""
        return self.looked_at or super().answer()

    def _pdf(self, values: Mapping[str, str]) -> HttpResponse:
        try:
            data = pdf(letters.sample(self.unit, self.kind.id, values))
        except UnprintableError as problem:
            raise NotReady(str(problem)) from None
        return download(data, "application/pdf", f"{self.kind.title}（样子）.pdf", "inline")

    def get_success_url(self) -> str:
        return reverse("case_desk:words", args=[self.unit.code, self.kind.id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, fields=letters.fields_of(self.kind.id), kind=self.kind)
