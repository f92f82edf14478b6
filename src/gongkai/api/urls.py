"""The addresses of the API and of the open-data catalogues."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, re_path
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.parser import Parser
from pydantic_core import from_json

from gongkai.api import description, exports, figures, problems, pushing, reading, requests
from gongkai.api.opendata import catalogue
from gongkai.api.router import router


class _BoundedParser(Parser):
    """JSON that is nested without end is an error like any other."""

    def parse_body(self, request: HttpRequest) -> object:  # type: ignore[override]
        return from_json(request.body)


class _API(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return description.completed(super().get_openapi_schema(**kwargs))

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Short names: programs that are made of the description call their functions so."""
        return f"{operation.view_func.__module__.rpartition('.')[2]}_{operation.view_func.__name__}"


api = _API(
    title="政府信息公开接口",
    version="1",
    description=description.ABOUT,
    docs_url=None,
    urls_namespace="api",
    parser=_BoundedParser(),
)
OPERATIONS = (pushing, exports, reading, requests, figures)
"""The modules that put their operations into the router when they are imported; /items/…/attachments stands before /items/…."""

for view in router.path_operations.values():
    for operation in view.operations:
        if "GET" in operation.methods:
            operation.methods.append("HEAD")
problems.handle_all(api)
api.add_router("", router)

urlpatterns = [path("", api.urls)]
opendata_urls = [re_path(r"^u/(?P<unit>[\w-]+)/catalogue\.(?P<kind>csv|json)$", catalogue, name="opendata")]
