"""The addresses of the portal."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path


def _todo(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    re_path(r"^i/(?P<index_number>.+)$", _todo, name="item"),
    path("files/<int:pk>/<str:name>", _todo, name="file"),
]
