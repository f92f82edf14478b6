"""The menu 复议诉讼投诉 and its addresses; and those of past years' requests and of the log, which stand in the menu of requests."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from gongkai.casework.models import READERS
from gongkai.workbench.cases.views import menu_for
from gongkai.workbench.remedies import complaints, entry, importing, lists, log, moves, page


class ProceedingsViewSet(ViewSet):
    """Reviews and lawsuits."""

    name, icon, menu_label = "remedies", "clipboard-list", "复议和诉讼"
    menu_item_class = menu_for(*READERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", lists.ListView.as_view(), name="index"),
            path("add/", entry.EntryView.as_view(), name="add"),
            path("<int:pk>/", page.ProceedingPage.as_view(), name="page"),
            path("<int:pk>/reveal/", page.RevealView.as_view(), name="reveal"),
            path("<int:pk>/do/<slug:move>/", moves.MoveView.as_view(), name="move"),
            path("<int:pk>/files/<int:paper>/", page.paper, name="paper"),
        ]


class ComplaintsViewSet(ViewSet):
    """Complaints and reports."""

    name, icon, menu_label = "complaints", "warning", "投诉举报"
    menu_item_class = menu_for(*READERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", complaints.ListView.as_view(), name="index"),
            path("add/", complaints.EntryView.as_view(), name="add"),
            path("<int:pk>/", complaints.ComplaintPage.as_view(), name="page"),
            path("<int:pk>/reveal/", complaints.RevealView.as_view(), name="reveal"),
            path("<int:pk>/conclude/", complaints.ConcludeView.as_view(), name="conclude"),
            path("<int:pk>/rectified/", complaints.RectifiedView.as_view(), name="rectified"),
            path("<int:pk>/notes/", complaints.NoteView.as_view(), name="note"),
            path("<int:pk>/files/", complaints.FileView.as_view(), name="add_file"),
            path("<int:pk>/files/<int:paper>/", complaints.paper, name="paper"),
        ]


class LogViewSet(ViewSet):
    """The disclosure log."""

    name, icon, menu_label = "case_log", "list-ul", "公开申请记录"
    menu_item_class = menu_for(*log.SEES_LOG)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", log.LogView.as_view(), name="index")]


class ImportViewSet(ViewSet):
    """Past years' requests."""

    name, icon, menu_label = "case_imports", "upload", "导入以往申请"
    menu_item_class = menu_for(*importing.MAY_IMPORT)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", importing.ImportView.as_view(), name="index"),
            path("template/", importing.TemplateView.as_view(), name="template"),
        ]


class Remedies(ViewSetGroup):
    """复议诉讼投诉."""

    items = (ProceedingsViewSet, ComplaintsViewSet)
    menu_label = "复议诉讼投诉"
    menu_name = "remedies"
    menu_icon = "clipboard-list"
    menu_order = 210
