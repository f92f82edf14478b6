"""The floors: views that read the same rows by SQL written by hand and render an empty template. The platform's addresses stay below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path, re_path

from gongkai.publishing import search
from gongkai.publishing.search.conditions import Scope, condition
from gongkai.publishing.search.query import parse
from gongkai.publishing.search.searching import BOUND
from gongkai.publishing.search.tables import engine

_EMPTY = engines["django"].from_string("")
_ENTRY = "SELECT place, item_id, moment, facets"
_ROWS = (
    "SELECT i.id, index_number, title, document_number, first_published_at, validity, short_name, formed_on, summary"
)


def item(_: HttpRequest, number: str) -> HttpResponse:
    """All rows of which an item's page is made."""
    rows = _all(
        "SELECT * FROM publishing_item i JOIN units_unit u ON u.id = i.unit_id WHERE index_number = %s", [number]
    )
    key = rows[0][0]
    _all("SELECT * FROM publishing_change WHERE item_id = %s ORDER BY at DESC, id DESC", [key])
    _all("SELECT * FROM publishing_ending e JOIN publishing_item i ON i.id = e.by_item_id WHERE item_id = %s", [key])
    _all("SELECT * FROM publishing_attachment a JOIN publishing_file f ON f.id = a.file_id WHERE item_id = %s", [key])
    _all("SELECT * FROM publishing_jointissuer WHERE item_id = %s", [key])
    _all("SELECT id, index_number, title FROM publishing_item WHERE explains_id = %s AND live", [key])
    _all("SELECT count FROM publishing_views WHERE item_id = %s", [key])
    return _page()


def catalogue(_: HttpRequest, code: str, page: int) -> HttpResponse:
    """The rows of one page of a unit's list."""
    unit = _all("SELECT * FROM units_unit WHERE code = %s", [code])[0]
    _all(
        f"""{_ROWS} FROM publishing_item i JOIN units_unit u ON u.id = i.unit_id WHERE i.id IN (
            SELECT id FROM publishing_item WHERE unit_id = %s AND live AND openness = 'proactive'
            ORDER BY first_published_at DESC LIMIT 20 OFFSET %s)""",
        [unit[0], (page - 1) * 20],
    )
    return _page()


def found(_: HttpRequest, word: str) -> HttpResponse:
    """The bare full-text query: the newest items that have the word anywhere, as many as a search looks at, with what is counted."""
    statement, values = engine(connection).places(
        condition(search.Query(word), parse(word)), Scope.ANYWHERE, BOUND, newest=True
    )
    if connection.vendor == "postgresql":  # where the words stand in the rows themselves
        _all(statement.replace("SELECT place", _ENTRY, 1), values)
    else:
        _all(f"{_ENTRY} FROM publishing_search WHERE place IN ({statement})", values)
    return _page()


def nothing(_: HttpRequest) -> HttpResponse:
    """An empty page: what the server and its middleware cost alone."""
    return _page()


def _page() -> HttpResponse:
    return HttpResponse(_EMPTY.render())


def _all(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


urlpatterns = [
    re_path(r"^floor/i/(?P<number>.+)$", item),
    path("floor/u/<slug:code>/<int:page>", catalogue),
    path("floor/search/<str:word>", found),
    path("floor/nothing", nothing),
    path("", include("gongkai.config.urls")),
]
