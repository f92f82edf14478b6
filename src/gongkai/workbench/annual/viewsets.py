"""The menu 年度报告 and its addresses."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from gongkai.annual.models import READERS
from gongkai.workbench.annual import board, cells, comparing, lead, page, parts, tables, units
from gongkai.workbench.cases.views import menu_for


class ReportsViewSet(ViewSet):
    """A unit's reports, and everything on one of them."""

    name, icon, menu_label = "annual", "doc-full", "本机构报告"
    menu_item_class = menu_for(*READERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", units.IndexView.as_view(), name="index"),
            path("unit/<str:unit>/", units.UnitView.as_view(), name="unit"),
            path("unit/<str:unit>/begin/", units.begin, name="begin"),
            path("unit/<str:unit>/upload/", units.UploadView.as_view(), name="upload"),
            path("readings/<int:reading>/", units.ReadingView.as_view(), name="reading"),
            path("<int:pk>/", page.OverviewView.as_view(), name="page"),
            path("<int:pk>/figures/", cells.FiguresView.as_view(), name="figures"),
            path("<int:pk>/figures/<str:cell>/", cells.CellView.as_view(), name="cell"),
            path("<int:pk>/lead/", lead.LeadView.as_view(), name="lead"),
            path("<int:pk>/lead/look/", lead.look, name="lead_look"),
            path("<int:pk>/parts/<int:position>/", parts.PartView.as_view(), name="part"),
            path("<int:pk>/parts/<int:position>/look/", parts.look, name="look"),
            path("<int:pk>/check/", page.CheckView.as_view(), name="check"),
            path("<int:pk>/preview/", page.PreviewView.as_view(), name="preview"),
            path("<int:pk>/file.<str:ending>", page.draft_file, name="file"),
            path("<int:pk>/table/", tables.ImportView.as_view(), name="table"),
            path("<int:pk>/table/template/", tables.template, name="template"),
            path("<int:pk>/recount/", page.recount, name="recount"),
            path("<int:pk>/explain/", page.explain, name="explain"),
            path("<int:pk>/sign/", page.sign, name="sign"),
            path("<int:pk>/send-back/", page.send_back, name="send_back"),
            path("<int:pk>/publish/", page.publish, name="publish"),
            path("<int:pk>/correct/", page.correct, name="correct"),
            path("<int:pk>/remarks/", board.draft_remark, name="draft_remark"),
            path("<int:pk>/remarks/<int:remark>/drop/", board.drop_remark, name="drop_remark"),
            path("<int:pk>/remarks/<int:remark>/answer/", parts.answer_remark, name="answer_remark"),
            path("<int:pk>/return/", board.return_report, name="return"),
            path("<int:pk>/accept/", board.accept, name="accept"),
        ]


class BoardViewSet(ViewSet):
    """The bodies below a government."""

    name, icon, menu_label = "annual_board", "view", "各机构报告"
    menu_item_class = menu_for(*board.WATCHERS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", board.BoardView.as_view(), name="index"),
            path("compare/<str:unit>/", comparing.CompareView.as_view(), name="compare"),
            path("compare/<str:unit>/xlsx/", comparing.CompareExport.as_view(), name="export"),
            path("copies/<str:unit>/", comparing.CopiesView.as_view(), name="copies"),
            path("days/<str:unit>/", board.DaysView.as_view(), name="days"),
            path("days/<str:unit>/<int:day>/drop/", board.drop_day, name="drop_day"),
        ]


class AnnualReports(ViewSetGroup):
    """年度报告."""

    items = (ReportsViewSet, BoardViewSet)
    menu_label = "年度报告"
    menu_name = "annual_reports"
    menu_icon = "doc-full"
    menu_order = 220


def styles() -> str:
    """The style sheet of these screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("workbench/annual.css"))
