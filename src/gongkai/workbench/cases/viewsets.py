"""The menu 依申请公开 and its addresses."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from gongkai.casework.models import READERS
from gongkai.casework.services.desks import KEEPERS
from gongkai.units.models import Role
from gongkai.workbench.cases import after, answers, asked_often, board, desk, entry, moves, page, papers, supervision
from gongkai.workbench.cases.views import HANDLERS, menu_for
from gongkai.workbench.remedies.viewsets import ImportViewSet, LogViewSet


class CasesViewSet(ViewSet):
    """The board, a case's page and everything on it."""

    name, icon, menu_label = "cases", "mail", "看板"
    menu_item_class = menu_for(*READERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", board.BoardView.as_view(), name="index"),
            path("list/", board.ListView.as_view(), name="list"),
            path("<int:pk>/", page.CasePage.as_view(), name="page"),
            path("<int:pk>/reveal/", page.RevealView.as_view(), name="reveal"),
            path("<int:pk>/do/<slug:move>/", moves.MoveView.as_view(), name="move"),
            path("<int:pk>/waive/", moves.WaiveView.as_view(), name="waive"),
            path("<int:pk>/letters/<int:letter>/delivery/", moves.DeliverView.as_view(), name="deliver"),
            path("<int:pk>/answer/", answers.AnswerView.as_view(), name="answer"),
            path("<int:pk>/submit/", answers.submit, name="submit"),
            path("<int:pk>/override/", answers.override, name="override"),
            path("<int:pk>/decide/", answers.DecideView.as_view(), name="decide"),
            path("<int:pk>/third-party/", after.TellThirdPartyView.as_view(), name="tell_third_party"),
            path("<int:pk>/publish/", after.publish, name="publish"),
            path("<int:pk>/letters/", papers.make_letter, name="make_letter"),
            path("<int:pk>/letters/<int:letter>.<str:ending>", papers.letter_file, name="letter"),
            path("<int:pk>/files/", page.add_file, name="add_file"),
            path("<int:pk>/files/<int:casefile>/", papers.case_file, name="file"),
            path("<int:pk>/notes/", page.add_note, name="note"),
            path("<int:pk>/demand/", page.demand, name="demand"),
            path("<int:pk>/reply/<int:demand>/", page.reply, name="reply"),
        ]


class EntryViewSet(ViewSet):
    """Entering a request."""

    name, icon, menu_label = "case_entry", "plus", "登记申请"
    menu_item_class = menu_for(Role.CASE_OFFICER)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", entry.WaysView.as_view(), name="index"),
            path("<int:pk>/", entry.EnteredView.as_view(), name="entered"),
            path("<slug:way>/", entry.EntryView.as_view(), name="add"),
        ]


class ApprovalsViewSet(ViewSet):
    """What waits for the head."""

    name, icon, menu_label = "case_approvals", "check", "审批答复"
    menu_item_class = menu_for(Role.HEAD)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", answers.ApprovalsView.as_view(), name="index")]


class AskedOftenViewSet(ViewSet):
    """What several applicants asked for."""

    name, icon, menu_label = "case_asked_often", "group", "反复申请的信息"
    menu_item_class = menu_for(*HANDLERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", asked_often.AskedOftenView.as_view(), name="index")]


class SupervisionViewSet(ViewSet):
    """The supervising office's table."""

    name, icon, menu_label = "case_supervision", "view", "督办"
    menu_item_class = menu_for(Role.SUPERVISOR)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", supervision.SupervisionView.as_view(), name="index"),
            path("xlsx/", supervision.SupervisionExport.as_view(), name="export"),
        ]


class DeskViewSet(ViewSet):
    """Settings and letters."""

    name, icon, menu_label = "case_desk", "cog", "设置和文书用语"
    menu_item_class = menu_for(*KEEPERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", desk.DesksView.as_view(), name="index"),
            path("<str:unit>/", desk.DeskView.as_view(), name="edit"),
            path("<str:unit>/<str:letter_kind>/", desk.WordsView.as_view(), name="words"),
        ]


class Requests(ViewSetGroup):
    """依申请公开."""

    items = (
        CasesViewSet,
        EntryViewSet,
        ApprovalsViewSet,
        SupervisionViewSet,
        LogViewSet,
        AskedOftenViewSet,
        ImportViewSet,
        DeskViewSet,
    )
    menu_label = "依申请公开"
    menu_name = "requests"
    menu_icon = "mail"
    menu_order = 200


def styles() -> str:
    """The style sheet of these screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("workbench/cases.css"))
