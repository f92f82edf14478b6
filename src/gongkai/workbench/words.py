"""The guard's list of words in the workbench: kept by who administers a top unit, read by everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from gongkai.guard import default_words
from gongkai.publishing.models import Word
from gongkai.publishing.services import words
from gongkai.publishing.services.guarding import KINDS
from gongkai.workbench.calendars import RootPolicy
from gongkai.workbench.saving import ActView, CreateView, EditView
from gongkai.workbench.scoping import ScopedViewSet


class WordForm(WagtailAdminModelForm):
    """A word of the list."""

    kind = forms.ChoiceField(label="类别", choices=[(kind, kind) for kind in KINDS])

    def _post_clean(self) -> None:
        """Nothing: the service checks."""


class NewWordView(CreateView):
    """Add a word."""

    def keep(self, values: Mapping[str, Any]) -> Word:
        return words.keep(by=self.request.user, **values)


class WordView(EditView):
    """Change a word."""

    template_name = "workbench/word.html"

    def keep(self, values: Mapping[str, Any]) -> Word:
        return words.keep(by=self.request.user, word=self.stored(), **values)


class RemoveWordView(ActView):
    """Take a word off the list."""

    model = Word
    page_title = "删除词条"
    index_url_name = "words:index"
    explanation = "删除后发布前检查不再提示这个词。"
    button, done = "删除", "词条已删除。"

    def act(self, values: Mapping[str, Any]) -> None:
        words.remove(self.object, by=self.request.user)


class UsualWordsView(PermissionCheckedMixin, View):
    """Add what is missing of the list that the software comes with."""

    permission_policy: Any = None
    permission_required = "add"

    def post(self, request: HttpRequest) -> HttpResponse:
        number = words.add_usual(by=request.user)
        messages.success(request, f"补入了{number}条自带的词。" if number else "自带的词都已经在词表中。")
        return redirect("words:index")


class WordsView(generic.IndexView):
    """The list."""

    template_name = "workbench/words.html"
    add_item_label = "新增词条"
    default_ordering = "wrong"
    no_results_message = "没有这样的自编词条。"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("wrong", TitleColumn),
            Column("right", label="正确写法"),
            Column("kind", label="类别"),
            Column("note", label="说明"),
        ]

    def get_list_more_buttons(self, instance: Word) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        usual = () if Word.objects.exists() else default_words().entries
        names = {kind: name for name, kind in KINDS.items()}
        return super().get_context_data(**kwargs, usual=[(word, names[word.kind]) for word in usual])


class WordViewSet(ScopedViewSet, ModelViewSet):
    """The words that the guard looks for."""

    model = Word
    name = "words"
    icon = "clipboard-list"
    menu_label = "词表"
    add_to_reference_index = copy_view_enabled = False
    index_view_class = WordsView
    add_view_class = NewWordView
    edit_view_class = WordView
    search_fields = ["wrong", "right", "note"]
    search_backend_name = None
    list_per_page = 100
    permission_policy = RootPolicy(Word, {})

    def get_edit_handler(self) -> Any:
        fields = [FieldRowPanel([FieldPanel("wrong"), FieldPanel("right")]), FieldPanel("kind"), FieldPanel("note")]
        panel = ObjectList([MultiFieldPanel(fields, heading="词条")], base_form_class=WordForm)
        return panel.bind_to_model(Word)

    def more_urlpatterns(self) -> list[URLPattern]:
        return [
            path("remove/<int:pk>/", self.construct_view(RemoveWordView), name="remove"),
            path("usual/", self.construct_view(UsualWordsView), name="usual"),
        ]
