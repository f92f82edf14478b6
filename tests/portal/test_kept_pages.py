"""Pages kept in memory, and the count of views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from gongkai.portal import counting
from gongkai.publishing import freshness
from gongkai.publishing.models import Item, Views
from gongkai.units.models import Role
from tests.annual import editions
from tests.portal.conftest import Reader
from tests.world import World


@pytest.fixture(autouse=True)
def keeping(settings: Any, db: None) -> Iterator[None]:  # noqa: ARG001 -- what earlier tests left is written away
    """With a memory, as outside of tests."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "portal"}}
    cache.clear()
    counting.write()
    yield
    cache.clear()


def test_a_page_is_made_once_and_again_after_something_public_changed(
    world: World, reader: Reader, django_assert_num_queries: Any
) -> None:
    item = world.published(title="原来的标题")
    path = item.get_absolute_url() or ""
    reader.text(path)
    with django_assert_num_queries(0):
        first = reader.client.get(path)
    assert "原来的标题" in first.content.decode()
    Item.objects.filter(pk=item.pk).update(title="后来的标题")
    freshness.touch()
    assert "后来的标题" in reader.text(path)


def test_a_report_that_is_uploaded_is_on_the_next_page_that_is_asked_for(
    world: World, reader: Reader, django_capture_on_commit_callbacks: Any
) -> None:
    path = f"/u/{world.education.code}/annual/"
    assert "2023年" not in reader.text(path)
    with django_capture_on_commit_callbacks(execute=True):
        editions.uploaded(world.education, 2023)
    assert "2023年" in reader.text(path)


def test_a_browser_that_has_the_page_is_told_so(world: World, reader: Reader) -> None:
    path = world.published().get_absolute_url() or ""
    etag = reader.get(path)["ETag"]
    answer = reader.get(path, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert not answer.content
    assert "Content-Security-Policy" in reader.get(path)


def test_who_is_signed_in_gets_pages_made_for_them_and_leaves_none_for_others(world: World, reader: Reader) -> None:
    item = world.published(title="原来的标题")
    path = item.get_absolute_url() or ""
    reader.text(path)
    Item.objects.filter(pk=item.pk).update(title="后来的标题")
    reader.client.force_login(world.person(world.education, Role.AUTHOR), "django.contrib.auth.backends.ModelBackend")
    assert "后来的标题" in reader.text(path)
    assert "原来的标题" in Reader().text(path)


@pytest.mark.usefixtures("world")
def test_pages_of_different_questions_hosts_and_pages_are_not_mixed_up(reader: Reader) -> None:
    one, other = reader.text("/search?q=甲"), reader.text("/search?q=乙")
    assert "“甲”" in one
    assert "“乙”" in other
    reader.text("/i/x", 404)
    reader.text("/i/x", 404)


@pytest.mark.usefixtures("world")
def test_a_host_that_is_not_ours_is_refused_under_the_same_policy_as_any_page(reader: Reader, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    reader.text("/")
    refused = reader.get("/", headers={"Host": "elsewhere.invalid"})
    assert refused.status_code == 400
    assert "default-src 'self'" in refused["Content-Security-Policy"]


def test_views_are_counted_whether_the_page_was_kept_or_not_and_programs_are_not(world: World, reader: Reader) -> None:
    item = world.published()
    path = item.get_absolute_url() or ""
    for _ in range(3):
        reader.text(path)
    reader.client.head(path)
    for agent in ("Mozilla/5.0 (compatible; Examplebot/1.0)", "curl/8.1", ""):
        reader.client.get(path, headers={"User-Agent": agent})
    reader.text("/i/unknown", 404)
    assert not Views.objects.exists()
    counting.write()
    counting.write()
    assert Views.objects.get(item=item).count == 3
    reader.text(path)
    counting.write()
    assert Views.objects.get(item=item).count == 4


def test_views_of_what_can_not_be_written_now_are_kept(
    world: World, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import DatabaseError

    item = world.published()
    reader.text(item.get_absolute_url() or "")

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Views.objects, "bulk_create", broken)
        counting.write()
    counting.write()
    assert Views.objects.get(item=item).count == 1
