"""How much a page asks of the database, with few items and with many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.portal.prepared import Prepared
from gongkai.publishing.models import Item
from gongkai.publishing.services.indexing import index_items
from tests.portal.conftest import Reader
from tests.world import World

PAGES = [
    "/",
    "/search",
    "/search?q=招生",
    "/u/yunxi-jyj/",
    "/u/yunxi-jyj/guide/",
    "/u/yunxi-jyj/rules/",
    "/u/yunxi-jyj/catalogue/",
    "/u/yunxi-jyj/catalogue/?page=20",
    "/u/yunxi-jyj/catalogue/?node=20.11&page=3",
    "/u/yunxi-jyj/annual/",
    "/u/yunxi-jyj/annual/compare/",
    "/u/yunxi/annual/",
    "/u/yunxi-jyj/request/",
    "/feeds/yunxi-jyj.atom",
    "/sitemap.xml",
    "/sitemap-0.xml",
]


def _many(first: Item, number: int) -> None:
    items = []
    for n in range(number):
        item = Item(**{f.attname: getattr(first, f.attname) for f in Item._meta.concrete_fields if f.attname != "id"})
        item.index_number, item.latest_revision_id, item.live_revision_id = f"000000003/2020-{n:05d}", None, None
        item.node = ("20.11", "20.11.education", "20.5.licences")[n % 3]
        item.first_published_at = first.first_published_at - timedelta(hours=n)
        items.append(item)
    index_items(Item.objects.bulk_create(items))


def test_no_page_asks_more_where_there_is_more_and_none_reads_through_all_items(world: World, reader: Reader) -> None:
    first = world.published()
    pages = [*PAGES, first.get_absolute_url() or ""]
    few = [_asked(reader, path) for path in pages]
    _many(first, 600)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for path, before in zip(pages, few, strict=True):
        queries = _asked(reader, path)
        assert len(queries) <= max(len(before) + 1, 3), path  # one more where a page of rows is there to be read
        if connection.vendor == "sqlite":
            for sql in queries:
                assert not _scans(sql), f"{path}: {sql}"


def _asked(reader: Reader, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = reader.get(path)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)
    return [query["sql"] for query in captured if query["sql"].startswith("SELECT")]


def _scans(sql: str) -> list[str]:
    """The steps in which SQLite would read all items, but for the newest ones off the end of an index."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [row[3] for row in cursor.fetchall()]
    return [step for step in steps if step.startswith("SCAN publishing_item") and "INDEX item_public" not in step]


def test_a_prepared_query_gives_what_the_queryset_gives_for_any_values(world: World) -> None:
    items = [world.published(), world.published()]
    made = Prepared(
        lambda unit, node: (
            Item.objects.public()
            .filter(unit=unit, node=node)
            .order_by("pk")
            .values_list("pk", "formed_on", "first_published_at", "live")
        ),
        int,
        str,
        limit=1,
    )
    wanted = [(i.pk, i.formed_on, i.first_published_at, True) for i in items]
    assert made(world.education.pk, "20.11") == wanted[:1]
    assert made(world.education.pk, "20.11", start=1) == wanted[1:]
    assert made(world.education.pk, "20.7") == []


@pytest.mark.usefixtures("db")
def test_a_prepared_query_refuses_a_value_that_does_not_stand_in_it() -> None:
    with pytest.raises(ValueError, match="do not stand in the query"):
        Prepared(lambda pk: Item.objects.filter(title=f"{pk}").values_list("pk"), int)(1)
