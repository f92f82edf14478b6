"""Choosing an item that another one explains or by which it is ended: public ones, and those of the person's own units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from gongkai.publishing.models import Item
from gongkai.units.access import units_of
from gongkai.units.models import Person
from gongkai.workbench.csp import NoncedChooser
from gongkai.workbench.listing import BoundedPaginator, matching


def citable(person: Person) -> QuerySet[Item]:
    """The items that `person` may refer to: what everybody may read, and everything of their own units."""
    own = units_of(person)
    return Item.objects.filter(Q(live=True, openness="proactive") | Q(unit__in=own)).select_related("unit")


class _Filter(BaseFilterForm):
    q = forms.CharField(label="查找", required=False, widget=forms.TextInput(attrs={"placeholder": "名称或者文号"}))

    def filter(self, objects: QuerySet[Item]) -> QuerySet[Item]:
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        return matching(objects, self.search_query) if self.is_searching else objects


class _Choose:
    filter_form_class = _Filter
    paginator_class = BoundedPaginator
    per_page = 12

    def get_object_list(self) -> QuerySet[Item]:
        """Without a word to look for only the own units' items: the newest of everybody's help nobody."""
        items = citable(self.request.user)
        if not self.request.GET.get("q", "").strip():
            items = items.filter(unit__in=units_of(self.request.user))
        return items.order_by("-pk")

    @property
    def columns(self) -> list[Column]:
        more = [
            Column("document_number", label="文号"),
            Column("unit", label="机构"),
            Column("formed_on", label="成文日期"),
        ]
        return [*super().columns, *more]


class _ChooseView(_Choose, chooser.ChooseView):
    pass


class _ChooseResultsView(_Choose, chooser.ChooseResultsView):
    pass


class _ChosenView(chooser.ChosenView):
    def get_object(self, pk: Any) -> Item:
        return get_object_or_404(citable(self.request.user), pk=pk)


class _ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[Item]:
        return citable(self.request.user).filter(pk__in=pks)


class ItemChooser(ChooserViewSet):
    """Choosing another item."""

    model = Item
    icon = "doc-full"
    page_title = "选择信息"
    choose_one_text = "选择一条信息"
    choose_another_text = "换一条"
    edit_item_text = "查看"
    base_widget_class = NoncedChooser
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView


item_chooser = ItemChooser("item_chooser", url_prefix="items/choose")
