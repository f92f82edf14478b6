"""Review chains in the workbench: which one each unit follows, from whom it has it, what keeps it from working."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Workflow

from gongkai.publishing.models import UnitChain
from gongkai.publishing.services.chains import Standing, set_chain, standings
from gongkai.units.models import Person, Role, Unit
from gongkai.workbench.saving import ActView
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy
from gongkai.workbench.units import SEES_UNITS


class ChainForm(forms.Form):
    """The chain of a unit."""

    workflow = forms.ModelChoiceField(
        queryset=Workflow.objects.filter(active=True).order_by("id"),
        required=False,
        label="审核程序",
        empty_label="沿用上级机构的",
        help_text="三审：初审、复审、保密审查、终审；二审：初审、保密审查、终审；一审：保密审查、终审。",
    )


class ChainView(ActView):
    """Set the chain of a unit."""

    model = Unit
    form_class = ChainForm
    page_title, button, done = "审核程序", "保存", "审核程序已设定，从下一次提交起执行。"
    index_url_name = "chains:index"
    explanation = "保密审查在每一种程序中都有（《条例》第十七条）。下级机构没有单独设定的，随之执行。"

    def get_initial(self) -> dict[str, Any]:
        chain = UnitChain.objects.filter(unit=self.object).first()
        return {"workflow": chain.workflow_id if chain else None}

    def act(self, values: Mapping[str, Any]) -> None:
        set_chain(self.object, values["workflow"], by=self.request.user)


class ChainsView(generic.IndexView):
    """The units with their chains."""

    default_ordering = "path"
    page_title = "审核程序"

    @cached_property
    def _standings(self) -> dict[int, Standing]:
        return standings(self.object_list)

    def _from(self, unit: Unit) -> str:
        found = self._standings[unit.pk].set_for
        return "本机构设定" if found == unit else f"沿用{found.short_name}" if found else "默认"

    def _problems(self, unit: Unit) -> str:
        problems = self._standings[unit.pk].problems
        return format_html_join("", "<div class='gk-warn'>{}</div>", ((told,) for told in problems)) or "可以执行"

    def get_edit_url(self, instance: Unit) -> str | None:
        return reverse("chains:set", args=[instance.pk]) if self.user_has_permission("change") else None

    def get_inspect_url(self, instance: Unit) -> None:
        return None

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", TitleColumn),
            Column("chain", label="程序", accessor=lambda unit: self._standings[unit.pk].name),
            Column("steps", label="环节", accessor=lambda unit: "→".join(self._standings[unit.pk].steps)),
            Column("from", label="来自", accessor=self._from),
            Column("problems", label="能否执行", accessor=self._problems),
        ]


class ChainViewSet(ScopedViewSet, ModelViewSet):
    """The review chains of the units that a person administers or watches over."""

    model = Unit
    name = "chains"
    icon = "tasks"
    menu_label = "审核程序"
    add_to_reference_index = copy_view_enabled = False
    form_fields = ["name"]
    index_view_class = ChainsView
    list_per_page = 100
    search_fields = ["name", "short_name", "code"]
    search_backend_name = None
    permission_policy = UnitPolicy(Unit, {"view": SEES_UNITS, "change": {Role.ADMINISTRATOR}}, unit_field="")

    def visible(self, person: Person) -> QuerySet[Unit]:
        return super().visible(person).filter(closed_on=None)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [each for each in super().get_urlpatterns() if each.name in ("index", "index_results", "set")]

    def more_urlpatterns(self) -> list[URLPattern]:
        return [path("set/<int:pk>/", self.construct_view(ChainView), name="set")]

    def register_admin_url_finder(self) -> None:
        """None: the address of a unit is that of its own screen."""
