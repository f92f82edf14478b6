"""The addresses of the API and of the open-data catalogues."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import path, re_path
from ninja import NinjaAPI
from ninja.parser import Parser
from pydantic_core import from_json

from gongkai.api import exports, figures, problems, pushing, reading, requests
from gongkai.api.opendata import catalogue
from gongkai.api.router import router


class _BoundedParser(Parser):
    """JSON that is nested without end is an error like any other."""

    def parse_body(self, request: HttpRequest) -> object:  # type: ignore[override]
        return from_json(request.body)


api = NinjaAPI(
    title="政府信息公开接口",
    version="1",
    description="读取已公开的政府信息（无需令牌）；各机构的业务系统凭令牌推送草稿、查询审核进度、导出。推送的信息经审核后才会发布。",
    docs_url=None,
    urls_namespace="api",
    parser=_BoundedParser(),
)
OPERATIONS = (pushing, exports, reading, requests, figures)
"""The modules that put their operations into the router when they are imported; /items/…/attachments stands before /items/…."""

problems.handle_all(api)
api.add_router("", router)

urlpatterns = [path("", api.urls)]
opendata_urls = [re_path(r"^u/(?P<unit>[\w-]+)/catalogue\.(?P<kind>csv|json)$", catalogue, name="opendata")]
