"""People in the workbench: who works where in which role, taking on, disabling, the link to set a password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from gongkai.publishing.services.chain import problems_of_chain
from gongkai.units import services
from gongkai.units.access import REVIEWERS, people_of, units_of
from gongkai.units.models import Person, Post, Role, Unit
from gongkai.workbench.account import password_link
from gongkai.workbench.saving import ActView, CreateView, EditView
from gongkai.workbench.scoping import ScopedViewSet, UnitPolicy
from gongkai.workbench.units import SEES_UNITS


class PeoplePolicy(UnitPolicy):
    """People are seen through their posts, and changed only by who administers all of them."""

    def instances_user_has_any_permission_for(self, user: Person, actions: Any) -> QuerySet[Person]:
        seen = people_of(units_of(user, self._roles(actions)))
        if services.administers_a_root(user):
            seen = Person.objects.filter(Q(pk__in=seen.values("pk")) | Q(posts=None))
        return seen if "view" in actions else seen.filter(pk__in=services.manageable_by(user).values("pk"))


class NewPersonForm(WagtailAdminModelForm):
    """Somebody new, with what they are in a unit."""

    unit = forms.ModelChoiceField(queryset=None, label="机构", empty_label="请选择")
    roles = forms.MultipleChoiceField(
        choices=Role.choices, label="角色", widget=forms.CheckboxSelectMultiple, help_text="可以多选；以后还能增减。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units = services.administered_by(self.for_user).open()
        if units.count() == 1:
            self.fields["unit"].initial = units.first()


class ShowsLink:
    """Mixed into a view that gives somebody the link to set their password."""

    def show_link(self, person: Person) -> None:
        """Show the link once, to be handed on."""
        told = "请把这个链接交给{}本人，用于设置密码；24小时内有效，只能用一次，离开本页后不再显示：{}"
        messages.success(self.request, format_html(told, person.name, password_link(person)))


class NewPersonView(ShowsLink, CreateView):
    """Take somebody on."""

    success_message = "已新增：%(object)s。"

    def keep(self, values: Mapping[str, Any]) -> Person:
        person = services.create_person(by=self.request.user, **values)
        self.show_link(person)
        return person

    def get_success_url(self) -> str:
        return reverse("people:edit", args=[self.object.pk])


class PersonView(EditView):
    """Change somebody's name and contact, see and change their posts."""

    template_name = "workbench/people/edit.html"

    def keep(self, values: Mapping[str, Any]) -> Person:
        return services.change_person(self.stored(), by=self.request.user, **values)

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posts = self.object.posts.filter(unit__in=services.administered_by(self.request.user)).select_related("unit")
        return super().get_context_data(**kwargs, posts=posts.order_by("unit__path", "role"))


class PersonActView(ActView):
    """Something to do with a person; afterwards back to them."""

    model = Person
    index_url_name = "people:index"

    def get_success_url(self) -> str:
        return reverse("people:edit", args=[self.object.pk])


class LeavingView(PersonActView):
    """Something by which somebody may be missing in a review chain: that is told at once."""

    def act(self, values: Mapping[str, Any]) -> None:
        units = Unit.objects.open().filter(posts__person=self.object, posts__role__in=REVIEWERS).distinct()
        before = [(unit, problems_of_chain(unit)) for unit in units]
        self.leave()
        for unit, known in before:
            for problem in problems_of_chain(unit):
                if problem not in known:
                    messages.warning(self.request, f"{unit.name}：{problem}在此之前不能提交审核。")

    def leave(self) -> None:
        """Do it."""
        raise NotImplementedError


class DisableView(LeavingView):
    """Shut somebody out, or let them in again."""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        if self.object.is_active:
            self.page_title = self.button = "停用"
            self.done = "已停用。"
            self.explanation = "停用后立即不能登录，正在使用的会话随之失效；审核签名和操作记录保留。"
        else:
            self.page_title = self.button = "重新启用"
            self.done = "已重新启用，可以登录。"

    def leave(self) -> None:
        turn = services.disable_person if self.object.is_active else services.enable_person
        turn(self.object, by=self.request.user)


class PasswordView(ShowsLink, PersonActView):
    """Make somebody's password void and give them the link to set a new one."""

    page_title = "重设密码"
    button = "作废原密码，生成链接"
    explanation = "原来的密码立即作废，已经登录的会话随之退出。生成的链接只显示一次，请交给本人设置新密码。"

    def act(self, values: Mapping[str, Any]) -> None:
        services.reset_password(self.object, by=self.request.user)

    def answer(self) -> HttpResponse:
        self.show_link(self.object)
        return super().answer()

    done = "原密码已作废。"


class GrantForm(forms.Form):
    """A role in a unit."""

    unit = forms.ModelChoiceField(queryset=None, label="机构", empty_label="请选择")
    role = forms.ChoiceField(choices=Role.choices, label="角色")


class GrantView(PersonActView):
    """Give somebody a role."""

    form_class = GrantForm
    page_title = button = "授予角色"
    done = "角色已授予。"
    permission_required = "view"
    explanation = "同一个人可以有几个角色，但自己写的信息不能自己审。授予和撤销都记入审计日志。"

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["unit"].queryset = services.administered_by(self.request.user).open()
        return form

    def act(self, values: Mapping[str, Any]) -> None:
        services.grant(self.object, by=self.request.user, **values)


class RevokeView(LeavingView):
    """Take a role from somebody."""

    page_title = button = "撤销角色"
    done = "角色已撤销。"
    permission_required = "view"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        mine = Post.objects.filter(person=self.object, unit__in=services.administered_by(request.user))
        self.post_ = get_object_or_404(mine, pk=kwargs["post"])
        self.explanation = f"撤销后{self.object.name}不再是{self.post_.unit.name}的{self.post_.get_role_display()}。"

    def leave(self) -> None:
        services.revoke(self.post_, by=self.request.user)


def _posts(person: Person) -> str:
    return format_html_join(
        "", "<div>{}：{}</div>", ((post.unit.short_name, post.get_role_display()) for post in person.shown_posts)
    )


class PeopleFilters(WagtailFilterSet):
    """What the people are narrowed by."""

    unit = django_filters.ModelChoiceFilter(
        label="机构", queryset=Unit.objects.none(), method="by_post", empty_label="全部"
    )
    role = django_filters.ChoiceFilter(label="角色", choices=Role.choices, method="by_post", empty_label="全部")
    is_active = django_filters.ChoiceFilter(
        label="状态", choices=[("1", "在用"), ("0", "已停用")], widget=forms.RadioSelect, empty_label="全部"
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].queryset = units_of(self.request.user, SEES_UNITS)

    def by_post(self, people: QuerySet[Person], name: str, value: Any) -> QuerySet[Person]:
        """Who has the role in the unit, where both are asked for."""
        asked = {field: each for field in ("unit", "role") if (each := self.form.cleaned_data.get(field))}
        seen = Post.objects.filter(unit__in=self.filters["unit"].queryset.values("pk"), **asked)
        return people.filter(pk__in=seen.values("person"))


class PeopleView(generic.IndexView):
    """The people with the posts that the person who asks may see."""

    default_ordering = "name"
    filterset_class = PeopleFilters

    def get_base_queryset(self) -> QuerySet[Person]:
        units = units_of(self.request.user, SEES_UNITS)
        posts = Post.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "role")
        return super().get_base_queryset().prefetch_related(Prefetch("posts", posts, to_attr="shown_posts"))

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", TitleColumn),
            Column("username", label="用户名"),
            Column("posts", label="角色", accessor=_posts),
            Column("telephone", label="办公电话"),
            Column("last_login", label="最近登录"),
            Column("is_active", label="状态", accessor=lambda person: "在用" if person.is_active else "已停用"),
        ]


class PersonViewSet(ScopedViewSet, ModelViewSet):
    """The people of the units that a person administers or watches over."""

    model = Person
    name = "people"
    icon = "group"
    menu_label = "人员"
    add_to_reference_index = copy_view_enabled = False
    index_view_class = PeopleView
    add_view_class = NewPersonView
    edit_view_class = PersonView
    search_fields = ["name", "username", "telephone"]
    search_backend_name = None
    list_per_page = 50
    permission_policy = PeoplePolicy(
        Person, {"view": SEES_UNITS, "add": {Role.ADMINISTRATOR}, "change": {Role.ADMINISTRATOR}}
    )

    def get_edit_handler(self) -> Any:
        contact = FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")])
        fields = [FieldPanel("name"), contact, FieldPanel("no_mail")]
        return ObjectList([MultiFieldPanel(fields, heading="人员")]).bind_to_model(Person)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        fields = [
            FieldRowPanel([FieldPanel("name"), FieldPanel("username")]),
            FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
            FieldPanel("unit"),
            FieldPanel("roles"),
        ]
        panel = ObjectList([MultiFieldPanel(fields, heading="新增人员")], base_form_class=NewPersonForm)
        panel = panel.bind_to_model(Person)
        return super().get_add_view_kwargs(**{**kwargs, "panel": panel, "form_class": panel.get_form_class()})

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("grant/<int:pk>/", self.construct_view(GrantView), name="grant"),
            path("revoke/<int:pk>/<int:post>/", self.construct_view(RevokeView), name="revoke"),
            path("password/<int:pk>/", self.construct_view(PasswordView), name="password"),
            path("disable/<int:pk>/", self.construct_view(DisableView), name="disable"),
        ]
