"""What an answer leads to beside itself: the third party who objected is told; what is worth it becomes an item open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from gongkai.audit.log import record
from gongkai.casework.letters import day, review_body_of
from gongkai.casework.models import READERS, Case, Consultation, Logged
from gongkai.casework.services import letters
from gongkai.casework.services.numbers import desk_of
from gongkai.publishing.models import Item
from gongkai.statute.remedies import clause_of
from gongkai.units.access import has_role, units_of
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.views import DayField, LinesField, OnCase

NODE = "20.15"
"""Where what was asked for is filed until its author chooses better: 其他法定主动公开内容."""
SOURCE = "依申请公开转为主动公开"


def objecting(case: Case) -> Any:
    """The third parties who did not agree, in full or in part."""
    against = (Consultation.Opinion.DISAGREES, Consultation.Opinion.PARTLY)
    return case.consultations.filter(kind=Consultation.Kind.THIRD_PARTY, opinion__in=against)


class TellForm(forms.Form):
    """What the third party must be told of a decision against their will (Art. 32)."""

    asked = forms.ModelChoiceField(Consultation.objects.none(), label="第三方", empty_label=None)
    decision = LinesField("决定公开的内容")
    reason = LinesField("理由", help_text="为什么不公开可能对公共利益造成重大影响。")
    until = DayField("公开的日期", help_text="留出第三方申请复议、诉讼的时间。")


class TellThirdPartyView(OnCase):
    """The letter to a third party who objected, before the information goes out."""

    page_title, button = "告知第三方公开决定", "制作告知书"
    explanation = "第三方不同意，但本机关认为不公开可能对公共利益造成重大影响的，可以决定公开，并把决定和理由书面告知第三方（第三十二条）。"
    form_class = TellForm

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["asked"].queryset = objecting(self.case)
        return form

    def act(self, values: Mapping[str, Any]) -> None:
        body, asked = review_body_of(self.case.unit), values["asked"]
        if not body:
            raise NotReady("不知道由哪个机关复议：请先在“设置和文书用语”中写明复议机关。")
        facts = {
            "you": "贵方",
            "question": asked.question,
            "decision": values["decision"],
            "reason": values["reason"],
            "until": day(values["until"]),
            "review": clause_of("third_party", body=body, court=desk_of(self.case.unit).court),
        }
        made = letters.make(
            self.case, "third_party_disclosed", facts, addressee=asked.name.open(), by=self.request.user
        )
        self.done = f"已制作{made.number}，在“文书”中下载打印。"


def item_of(logged: Logged | None) -> Item | None:
    """The item that the logged answer was turned into; `None` too where its draft was thrown away since."""
    return Item.objects.filter(pk=logged.item_id).first() if logged and logged.item_id else None


def may_publish(logged: Logged | None, person: Person) -> bool:
    """Whether `person` can turn the logged answer into an item: who writes items in the unit, where there is none."""
    return logged is not None and item_of(logged) is None and has_role(person, logged.case.unit_id, Role.AUTHOR)


@transaction.atomic
def begin_item(logged: Logged, *, by: Person) -> Item:
    """An item with what `logged` says, begun once by an author of its unit; its chain of review is that of every other (Art. 44).

    Raises `NotReady` where there is one already, or `by` writes no items there.
    """
    logged = Logged.objects.select_for_update(of=("self",)).select_related("case__unit").get(pk=logged.pk)
    case = logged.case
    if not may_publish(logged, by):
        raise NotReady("已经转过，或者您不是本机构的拟稿人。")
    item = Item(
        unit=case.unit,
        created_by=by,
        live=False,
        title=logged.title,
        summary=logged.asked[:100],
        issuing_body=case.unit.name,
        formed_on=case.closed_on,
        node=NODE,
        source=SOURCE,
        body=[("text", "".join(f"<p>{escape(line)}</p>" for line in logged.answered.splitlines() if line.strip()))],
    )
    item.save()
    revision = item.save_revision(user=by, clean=False)  # a request that is open again has no day of its answer
    after = {"title": item.title, "version": revision.pk, "from": case.number}
    record("item.created", item, by=by, unit=case.unit.code, after=after)
    logged.item_id = item.pk
    logged.save(update_fields=["item_id"])
    return item


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """转为主动公开信息, from the request's page or from the log: the editor of the new item follows."""
    seen = units_of(request.user, (*READERS, Role.AUTHOR))
    logged = get_object_or_404(Logged, case=pk, case__unit__in=seen)
    try:
        item = begin_item(logged, by=request.user)
    except NotReady as problem:
        messages.error(request, problem.messages[0])
        return redirect(reverse("case_log:index"))
    messages.success(request, "已拟成一条信息，核对目录后提交审核；审核通过以后公开。")
    return redirect(reverse("items:edit", args=[item.pk]))
