"""What is done with an item beside writing it: checking, submitting, signing, taking back; withdrawing, ending, recording releases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import TaskState

from gongkai.publishing.models import Channel, Ending, File, Item
from gongkai.publishing.services import chain, channels, files, inspection, publication
from gongkai.units.calendars import today
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.views import text_of
from gongkai.workbench.item_chooser import citable, item_chooser
from gongkai.workbench.saving import ActView

Act = Callable[[HttpRequest, Item], str]


def step(act: Act) -> Callable[..., HttpResponse]:
    """A button: does `act`, tells what it gave or what stood against it, and goes back to where the button was."""

    @wraps(act)
    def view(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        item = get_object_or_404(Item, pk=pk)
        try:
            messages.success(request, act(request, item, **kwargs))
        except NotReady as problem:
            for message in problem.messages:
                messages.error(request, message)
        return redirect(_back(request, item))

    return require_POST(view)


def _back(request: HttpRequest, item: Item) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse(Item.snippet_viewset.get_url_name("inspect"), args=[item.pk])


@step
def check(request: HttpRequest, item: Item) -> str:
    """Let the guard read the stored text again."""
    found = inspection.inspect(item)
    return f"检查完成，有{len(found)}处要处理。" if found else "检查通过。"


@step
def override(request: HttpRequest, item: Item, finding: int) -> str:
    """Let one finding pass for a reason."""
    found = get_object_or_404(item.findings, pk=finding)
    inspection.override(found, by=request.user, reason=text_of(request.POST, "reason"))
    return "已记录放行的理由，理由会出现在审批单上。"


@step
def submit(request: HttpRequest, item: Item) -> str:
    """Put it into review."""
    chain.submit(item, by=request.user)
    return "已提交审核。"


@step
def take_back(request: HttpRequest, item: Item) -> str:
    """Take it out of review again."""
    chain.take_back(item, by=request.user)
    return "已撤回，可以修改后重新提交。"


@step
def sign(request: HttpRequest, item: Item) -> str:
    """Agree or send back. The step is named in the form, so that nobody signs another one than they saw."""
    number = request.POST.get("step", "")
    state = TaskState.objects.filter(
        pk=number if number.isdigit() else None, workflow_state__object_id=str(item.pk)
    ).first()
    action = request.POST.get("action")
    if state is None or state != item.current_workflow_task_state or action not in ("approve", "reject"):
        raise NotReady("这个环节已经有人签署，或者信息已被撤回。请看现在的状态。")
    chain.sign(state, by=request.user, action=action, opinion=text_of(request.POST, "opinion", 300))
    if action == "reject":
        return "已退回拟稿人修改。"
    item = Item.objects.get(pk=item.pk)
    if item.scheduled_revision:
        return "已签署。全部审核通过，到设定的时间自动发布。"
    if item.current_workflow_state:
        return "已签署同意。"
    return f"已签署。全部审核通过，{'信息已经发布' if item.is_public else '已经审定，不在网站上公开'}。"


@step
def unschedule(request: HttpRequest, item: Item) -> str:
    """Take back the time of publication; the text goes through review again."""
    publication.unschedule(item, by=request.user)
    return "已取消定时发布。要发布，请重新提交审核。"


@step
def deliver(request: HttpRequest, item: Item, channel: int) -> str:
    """Send it to a channel with an interface too."""
    chosen = get_object_or_404(Channel, pk=channel, unit_id=item.unit_id)
    channels.choose(item, chosen, by=request.user)
    return f"已列入{chosen.name}，由系统自动投递。"


@step
def drop_release(request: HttpRequest, item: Item, release: int) -> str:
    """Have it not go out on a channel after all."""
    channels.drop(get_object_or_404(item.releases, pk=release), by=request.user)
    return "已取消，不在这个渠道发布。"


class OnItem(ActView):
    """An act on an item that needs something said."""

    model = Item
    permission_required = "view"  # the services ask for the role

    @property
    def index_url_name(self) -> str:  # type: ignore[override]
        return Item.snippet_viewset.get_url_name("list")

    def get_success_url(self) -> str:
        return reverse(Item.snippet_viewset.get_url_name("inspect"), args=[self.object.pk])


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤下的原因", max_length=200, help_text="会在页面上公开。", widget=forms.Textarea({"rows": 2})
    )


class Withdraw(OnItem):
    """撤下."""

    page_title, button, done = "撤下", "撤下", "已撤下。原来的网址保留撤下说明。"
    form_class = WithdrawForm
    explanation = "撤下后公众不能再阅读，原来的网址只显示撤下的时间和原因。要重新公开，须修改后重新走审核程序。"

    def act(self, values: Mapping[str, Any]) -> None:
        publication.withdraw(self.object, by=self.request.user, reason=values["reason"])


class EndForm(forms.Form):
    kind = forms.ChoiceField(
        label="事项",
        choices=Ending.Kind.choices,
        widget=forms.RadioSelect,
        help_text="废止：被新的决定停止执行；失效：期满或者规定的事项已经结束；修改：改动部分内容，其余继续有效。",
    )
    on = forms.DateField(label="日期", widget=AdminDateInput)
    by_item = forms.ModelChoiceField(
        Item.objects.none(), label="依据的文件", required=False, widget=item_chooser.widget_class()
    )
    by_text = forms.CharField(
        label="依据（不在本平台的文件）", max_length=300, required=False, help_text="名称和文号。"
    )


class End(OnItem):
    """废止、失效、修改."""

    page_title, button, done = "变更有效性", "登记", "已登记，页面上的有效性随之更新。"
    explanation = "登记这份文件被废止、失效或者修改，并指明依据。原文继续公开，页面上注明有效性。"

    form_class = EndForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.object.normative:
            raise Http404  # only of normative documents the validity is kept

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        may = citable(self.request.user)
        asked = form.data.get("by_item", "")
        if asked and not may.filter(pk=asked if asked.isdigit() else None).exists():
            raise PermissionDenied("不能选择别的机构没有公开的信息。")
        form.fields["by_item"].queryset = may
        return form

    def act(self, values: Mapping[str, Any]) -> None:
        publication.end(self.object, by=self.request.user, **values)


class ReleaseForm(forms.Form):
    channel = forms.ModelChoiceField(Channel.objects.none(), label="渠道", empty_label=None)
    on = forms.DateField(label="发布日期", widget=AdminDateInput)
    place = forms.CharField(label="网址、期号或者地点", max_length=300, required=False)
    evidence = forms.FileField(label="凭证（选填）", required=False, help_text="照片、截图、签收单等。")


class AddRelease(OnItem):
    """渠道发布."""

    page_title, button, done = "登记渠道发布", "登记", "已登记。"
    form_class = ReleaseForm
    explanation = "登记这条信息在其他渠道上发布的日期、位置和凭证。本平台和有接口的渠道由系统自动登记。"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["channel"].queryset = Channel.objects.filter(unit=self.object.unit_id, active=True).exclude(
            adapter="portal"
        )
        form.fields["on"].initial = today()
        asked = self.request.GET.get("channel", "")
        if recorded := self.object.releases.filter(channel=asked if asked.isdigit() else None).first():
            form.initial = {"channel": asked, "place": recorded.place, "on": recorded.released_on or today()}
        return form

    def act(self, values: Mapping[str, Any]) -> None:
        by = self.request.user
        release = channels.choose(self.object, values["channel"], by=by, send=False)
        evidence: File | None = None
        if values["evidence"]:
            evidence = files.store(values["evidence"], unit=self.object.unit, by=by)
        channels.confirm(release, on=values["on"], place=values["place"], evidence=evidence, by=by)
