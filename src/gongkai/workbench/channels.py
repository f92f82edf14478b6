"""Channels of disclosure in the workbench: their interfaces, and the deliveries that wait for somebody to decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button

from gongkai.publishing.adapters import ADAPTERS
from gongkai.publishing.models import Channel, Delivery, Item
from gongkai.publishing.services import channels, deliveries, files
from gongkai.publishing.services.outbox import PORTAL
from gongkai.statute.channels import channels as kinds
from gongkai.units import services
from gongkai.units.calendars import today
from gongkai.units.models import Role
from gongkai.workbench.listing import BoundedPaginator
from gongkai.workbench.saving import ActView, CreateView, EditView
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy

HANDLERS = {Role.AUTHOR, Role.FINAL_REVIEWER, Role.ADMINISTRATOR}
SEES_CHANNELS = HANDLERS | {Role.SUPERVISOR, Role.AUDITOR}
_SECRETS = {f"{adapter}_{name}": label for adapter, each in ADAPTERS.items() for name, label in each.secrets.items()}


def _secret_field(adapter: str, label: str) -> forms.CharField:
    hidden = forms.PasswordInput({"autocomplete": "off"})
    return forms.CharField(label=f"{ADAPTERS[adapter].label}：{label}", required=False, max_length=500, widget=hidden)


_SecretFields = type(
    "_SecretFields",
    (forms.Form,),
    {name: _secret_field(name.partition("_")[0], label) for name, label in _SECRETS.items()},
)
"""One write-only field for each secret that an adapter needs."""


class ChannelForm(WagtailAdminModelForm, _SecretFields):  # type: ignore[misc,valid-type]
    """A channel; its secrets go in and never come out."""

    kind = forms.ChoiceField(label="种类", choices=lambda: [(kind.id, kind.label) for kind in kinds().values()])
    adapter = forms.ChoiceField(
        label="接口",
        required=False,
        choices=[("", "没有，由人工登记"), *((name, adapter.label) for name, adapter in ADAPTERS.items())],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = bool(self.instance.pk and self.instance.sealed_secret)
        for name in _SECRETS:
            self.fields[name].help_text = "已保存，不再显示；留空则不更换。" if kept else "加密保存，保存后不再显示。"
        if "unit" in self.fields:
            self.fields["unit"].queryset = services.administered_by(self.for_user).open()

    def _post_clean(self) -> None:
        """Nothing: the service checks."""


def _split(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a channel, and the secrets that were typed for its adapter."""
    fields = {name: value for name, value in values.items() if name not in _SECRETS}
    start = f"{fields['adapter']}_"
    secrets = {name.removeprefix(start): values[name] for name in _SECRETS if name.startswith(start) and values[name]}
    return fields, secrets


class NewChannelView(CreateView):
    """Set up a channel."""

    def keep(self, values: Mapping[str, Any]) -> Channel:
        fields, secrets = _split(values)
        return channels.create(**fields, by=self.request.user, secrets=secrets)


class ChannelView(EditView):
    """Change a channel; the platform's own is kept by the platform."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Channel.objects.filter(pk=kwargs["pk"], adapter=PORTAL).exists():
            messages.info(request, "“政府网站（本平台）”由系统维护，不需要修改。")
            return redirect("channels:index")
        return super().dispatch(request, *args, **kwargs)

    def keep(self, values: Mapping[str, Any]) -> Channel:
        fields, secrets = _split(values)
        return channels.change(self.stored(), by=self.request.user, secrets=secrets or None, **fields)


class ChannelsView(generic.IndexView):
    """The channels by unit."""

    def get_base_queryset(self) -> QuerySet[Channel]:
        return super().get_base_queryset().select_related("unit")

    def order_queryset(self, queryset: QuerySet[Channel]) -> QuerySet[Channel]:
        return queryset.order_by("unit__path", "name")

    def get_edit_url(self, instance: Channel) -> str | None:
        return None if instance.adapter == PORTAL else super().get_edit_url(instance)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", TitleColumn),
            Column("unit", label="机构", accessor="unit.short_name"),
            Column(
                "kind", label="种类", accessor=lambda row: kinds()[row.kind].label if row.kind in kinds() else row.kind
            ),
            Column("adapter", label="接口", accessor=_interface),
            Column("active", label="状态", accessor=lambda row: "启用" if row.active else "停用"),
            Column("by_default", label="默认选用", accessor=lambda row: "是" if row.by_default else ""),
        ]


def _interface(channel: Channel) -> str:
    if channel.adapter == PORTAL:
        return "本平台"
    return ADAPTERS[channel.adapter].label if channel.adapter in ADAPTERS else "人工登记"


class ChannelViewSet(ScopedViewSet, ModelViewSet):
    """The channels of the units that a person works for."""

    model = Channel
    name = "channels"
    icon = "globe"
    menu_label = "公开渠道"
    add_to_reference_index = copy_view_enabled = False
    index_view_class = ChannelsView
    add_view_class = NewChannelView
    edit_view_class = ChannelView
    list_per_page = 100
    search_fields = ["name", "unit__name"]
    search_backend_name = None
    permission_policy = UnitPolicy(
        Channel, {"view": SEES_CHANNELS, "add": {Role.ADMINISTRATOR}, "change": {Role.ADMINISTRATOR}}
    )

    def get_edit_handler(self) -> Any:
        return self._panels().bind_to_model(Channel)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        panel = self._panels(FieldPanel("unit")).bind_to_model(Channel)
        return super().get_add_view_kwargs(**{**kwargs, "panel": panel, "form_class": panel.get_form_class()})

    def _panels(self, *first: FieldPanel) -> ObjectList:
        fields = [*first, FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]), FieldPanel("by_default")]
        if not first:
            fields.append(FieldPanel("active"))
        interface = [FieldPanel("adapter"), FieldPanel("address"), *(FieldPanel(name) for name in _SECRETS)]
        groups = [MultiFieldPanel(fields, heading="渠道"), MultiFieldPanel(interface, heading="接口")]
        return ObjectList(groups, base_form_class=ChannelForm)


class DeliveryFilters(WagtailFilterSet):
    """What the deliveries are narrowed by."""

    state = django_filters.ChoiceFilter(
        label="状态", choices=Delivery.State.choices, widget=forms.RadioSelect, empty_label="全部"
    )

    class Meta:
        model = Delivery
        fields: list[str] = []


class DeliveriesView(generic.IndexView):
    """The messages to channels, those that failed first."""

    page_title = "渠道投递"
    paginator_class = BoundedPaginator
    filterset_class = DeliveryFilters

    def get_filterset_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs()
        if "state" not in kwargs["data"]:
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["state"] = Delivery.State.DEAD
        return kwargs

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return super().get_base_queryset().select_related("release__item__unit", "release__channel")

    def get_edit_url(self, instance: Delivery) -> None:
        return None

    def get_list_more_buttons(self, instance: Delivery) -> list[Button]:
        return []

    def _acts(self, delivery: Delivery) -> str:
        """What somebody can do about a delivery that failed."""
        if delivery.state != Delivery.State.DEAD or not self.user_has_permission("change"):
            return ""
        acts = {"retry": "重新投递", "confirm": "人工登记", "give_up": "不再投递"}
        links = ((reverse(f"deliveries:{name}", args=[delivery.pk]), label) for name, label in acts.items())
        return format_html_join(" ", '<a class="gk-nowrap" href="{}">{}</a>', links)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("item", label="信息", accessor="release.item.title", get_url=_item_url),
            Column("event", label="事项", accessor="get_event_display"),
            Column("channel", label="渠道", accessor=_channel),
            Column("state", label="状态", accessor="get_state_display"),
            Column("attempts", label="次数"),
            Column("error", label="原因"),
            Column("next_at", label="下次投递", accessor=_next),
            Column("acts", label="处理", accessor=self._acts),
        ]


def _item_url(delivery: Delivery) -> str:
    return reverse(Item.snippet_viewset.get_url_name("inspect"), args=[delivery.release.item_id])


def _next(delivery: Delivery) -> datetime | None:
    return delivery.next_at if delivery.state == Delivery.State.WAITING else None


def _channel(delivery: Delivery) -> str:
    return f"{delivery.release.item.unit.short_name}：{delivery.release.channel.name}"


class DeliveryActView(ActView):
    """Something to do about a delivery that failed."""

    model = Delivery
    index_url_name = "deliveries:index"


class RetryView(DeliveryActView):
    """Send again."""

    page_title = button = "重新投递"
    explanation = "用原来的编号再投递一次；对方能认出重复的消息。如果不能确定上次是否已经发出，请先到对方平台查看。"
    done = "已重新排队。"

    def act(self, values: Mapping[str, Any]) -> None:
        deliveries.retry(self.object, by=self.request.user)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea({"rows": 3}))


class GiveUpView(DeliveryActView):
    """Not send it any more."""

    form_class = ReasonForm
    page_title = button = "不再投递"
    done = "已记录，不再投递。"

    def act(self, values: Mapping[str, Any]) -> None:
        deliveries.give_up(self.object, by=self.request.user, reason=values["reason"])


class ConfirmForm(forms.Form):
    """On which day, where, and what shows it."""

    on = forms.DateField(label="发布日期", initial=today, widget=AdminDateInput())
    place = forms.CharField(label="地点、网址或者期号", max_length=300, required=False)
    evidence = forms.FileField(label="凭证", required=False, help_text="截图或者扫描件。")


class ConfirmView(DeliveryActView):
    """Record by hand that it is out there."""

    form_class = ConfirmForm
    page_title = button = "人工登记"
    explanation = "已经在渠道上看到这条信息的，登记发布的日期和地址，失败的投递随之了结。"
    done = "已登记。"

    def act(self, values: Mapping[str, Any]) -> None:
        by, release, evidence = self.request.user, self.object.release, values["evidence"]
        kept = files.store(evidence, unit=release.item.unit, by=by) if evidence else None
        channels.confirm(release, on=values["on"], place=values["place"], evidence=kept, by=by)


class DeliveryViewSet(ScopedViewSet, ModelViewSet):
    """The deliveries of the units that a person works for."""

    model = Delivery
    name = "deliveries"
    icon = "mail"
    menu_label = "渠道投递"
    add_to_reference_index = copy_view_enabled = False
    form_fields = ["event"]
    index_view_class = DeliveriesView
    list_per_page = 50
    permission_policy = UnitPolicy(
        Delivery, {"view": SEES_CHANNELS, "change": HANDLERS}, unit_field="release__item__unit"
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        used = {"index", "index_results", "retry", "give_up", "confirm"}
        return [each for each in super().get_urlpatterns() if each.name in used]

    def more_urlpatterns(self) -> list[URLPattern]:
        views = {"retry": RetryView, "give_up": GiveUpView, "confirm": ConfirmView}
        return [path(f"{name}/<int:pk>/", self.construct_view(view), name=name) for name, view in views.items()]
