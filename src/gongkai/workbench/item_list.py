"""The list of items: filters, what is due, and the export of what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.views import snippets

from gongkai.audit.log import record
from gongkai.publishing.models import Item
from gongkai.publishing.models.items import Openness, Validity
from gongkai.statute.catalogue import children, node
from gongkai.units.access import units_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Unit
from gongkai.untrusted.sheets import neutralised
from gongkai.workbench.aftercare import Left, left_in
from gongkai.workbench.choices import node_label
from gongkai.workbench.clock import Days, days_to, soon_until
from gongkai.workbench.listing import BoundedPaginator, matching, top_of
from gongkai.workbench.states import State, in_state, states_of, steps_of

DUE = [("overdue", "已逾期未公开"), ("soon", "5个工作日内到期"), ("later", "未到期")]
FIRST_YEAR = 2008
"""The first year of the regulation on disclosure: no earlier year is offered as a filter."""


def due_filter(items: QuerySet[Item], due: str) -> QuerySet[Item]:
    """The unpublished ones of `items` whose last day has passed, comes soon, or lies further ahead."""
    waiting = items.filter(live=False, withdrawn_at=None)
    if due == "overdue":
        return waiting.filter(due_on__lt=today())
    if due == "soon":
        return waiting.filter(due_on__gte=today(), due_on__lte=soon_until())
    return waiting.filter(due_on__gt=soon_until())


class ItemFilters(WagtailFilterSet):
    """What a list of items is narrowed by."""

    unit = django_filters.ModelChoiceFilter(label="机构", queryset=Unit.objects.none(), empty_label="全部")
    state = django_filters.ChoiceFilter(
        label="状态", choices=State.choices, method="by_state", widget=forms.RadioSelect, empty_label="全部"
    )
    due = django_filters.ChoiceFilter(
        label="公开时限", choices=DUE, method="by_due", widget=forms.RadioSelect, empty_label="全部"
    )
    left = django_filters.ChoiceFilter(
        label="公开以后", choices=Left.choices, method="by_left", widget=forms.RadioSelect, empty_label="全部"
    )
    node = django_filters.ChoiceFilter(label="目录", method="by_node", empty_label="全部")
    year = django_filters.ChoiceFilter(label="成文年份", field_name="formed_on__year", empty_label="全部")
    published = django_filters.ChoiceFilter(label="发布年份", field_name="first_published_at__year", empty_label="全部")
    openness = django_filters.ChoiceFilter(
        label="公开属性", choices=Openness.choices, widget=forms.RadioSelect, empty_label="全部"
    )
    validity = django_filters.ChoiceFilter(
        label="有效性", choices=Validity.choices, widget=forms.RadioSelect, empty_label="全部"
    )
    normative = django_filters.BooleanFilter(label="行政规范性文件", widget=BooleanRadioSelect)

    class Meta:
        model = Item
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].queryset = units_of(self.request.user)
        self.filters["node"].extra["choices"] = [
            (each.id, each.label) for top in children(None) for each in children(top.id)
        ]
        years = range(today().year, FIRST_YEAR - 1, -1)
        for name in ("year", "published"):
            self.filters[name].extra["choices"] = [(str(year), f"{year}年") for year in years]

    def by_state(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        return in_state(items, value)

    def by_due(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        return due_filter(items, value)

    def by_left(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        return left_in(items, value)

    def by_node(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        field = "field_node" if value.startswith("f.") else "node"
        return items.filter(**{f"{field}__in": _below(value)})


class DayColumn(Column):
    """A day as the catalogue writes it."""

    cell_template_name = "workbench/items/day_cell.html"


class StateColumn(Column):
    """Where the item stands, in words and colour."""

    cell_template_name = "workbench/items/state_cell.html"


class ClockColumn(Column):
    """The last day, and how far it is while the item is not public."""

    cell_template_name = "workbench/items/clock_cell.html"

    def get_value(self, instance: Item) -> Days | None:
        return instance.days


class ItemList(snippets.IndexView):
    """The list; only the page that is shown is looked at more closely."""

    page_title = "政府信息"
    paginator_class = BoundedPaginator
    paginate_by = 25
    filterset_class = ItemFilters
    default_ordering = "-pk"
    is_searchable = True
    add_item_label = "新建信息"
    list_export = [
        "index_number", "title", "document_number", "unit", "node", "formed_on", "due_on", "first_published_at",
        "openness", "validity", "state",
    ]  # fmt: skip
    export_headings = {"state": "状态", "first_published_at": "首次发布时间", "due_on": "应当公开日期"}
    export_filename = "政府信息"

    def get_search_form(self) -> SearchForm:
        data = self.request.GET if self.search_kwarg in self.request.GET else None
        return SearchForm(data, placeholder="名称、文号或者索引号")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label="名称", sort_key="title", get_url=self._address, accessor=_latest_title),
            Column("unit", label="机构", accessor="unit.short_name", classname="gk-nowrap"),
            Column("document_number", label="文号"),
            DayColumn("formed_on", label="成文日期", sort_key="formed_on"),
            ClockColumn("due_on", label="公开时限", sort_key="due_on"),
            StateColumn("states", label="状态"),
            DayColumn("first_published_at", label="发布日期", sort_key="first_published_at", accessor=_published),
        ]

    def _address(self, item: Item) -> str:
        return reverse(self.inspect_url_name, args=[item.pk])

    def get_base_queryset(self) -> QuerySet[Item]:
        return super().get_base_queryset().select_related("unit", "latest_revision").defer("body")

    def search_queryset(self, items: QuerySet[Item]) -> QuerySet[Item]:
        if not self.is_searching:
            return items
        return matching(items, self.search_query, below=top_of(self.request.user))

    def order_queryset(self, items: QuerySet[Item]) -> QuerySet[Item]:
        field = self.ordering or self.default_ordering
        name = field.lstrip("-")
        if name == "pk":  # the newest first, along the index
            return items.order_by(field)
        return items.order_by(
            F(name).desc(nulls_last=True) if field.startswith("-") else F(name).asc(nulls_last=True), "-pk"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        look_closely(context["object_list"])
        return context

    def as_spreadsheet(self, queryset: QuerySet[Item], spreadsheet_format: str) -> HttpResponse:
        record("export", by=self.request.user, after={"what": "政府信息", "filters": dict(self.request.GET.lists())})
        return super().as_spreadsheet(_InBatches(queryset), spreadsheet_format)

    def to_row_dict(self, item: Item) -> dict[str, Any]:
        return {
            "index_number": item.index_number or "",
            "title": neutralised(item.title),
            "document_number": neutralised(item.document_number),
            "unit": item.unit.name,
            "node": node_label(item.node),
            "formed_on": item.formed_on,
            "due_on": item.due_on,
            "first_published_at": localtime(day).strftime("%Y-%m-%d %H:%M") if (day := _published(item)) else "",
            "openness": item.get_openness_display(),
            "validity": item.get_validity_display(),
            "state": "、".join(state.label for state in item.states),
        }


class _InBatches:
    """The rows of an export, looked at by hundreds: a query a row would take hours for a county."""

    model = Item

    def __init__(self, items: QuerySet[Item]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[Item]:
        rows = self.items.iterator(chunk_size=500)
        while batch := list(islice(rows, 500)):
            look_closely(batch)
            yield from batch


def look_closely(items: Any) -> None:
    """Give each of the items on a page its `states`, in review the `step`, and, while it is not public, its `days`."""
    calendar, states, steps = workdays(), states_of(items), steps_of(items)
    for item in items:
        item.states, item.step = states[item.pk], steps.get(item.pk, "")
        waiting = item.due_on and not item.live and not item.withdrawn_at
        item.days = days_to(item.due_on, calendar) if waiting else None


def _published(item: Item) -> datetime | None:
    """When it first became public; nothing for what never was."""
    return item.first_published_at if item.openness == Openness.PROACTIVE else None


def _latest_title(item: Item) -> str:
    version = item.latest_revision
    return version.object_str if version else item.title


def _below(key: str) -> list[str]:
    return [key, *(found for child in children(node(key).id) for found in _below(child.id))]
