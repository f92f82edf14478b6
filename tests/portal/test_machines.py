"""What programs read: feeds, sitemap, robots; and the pages for what went wrong."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from gongkai.publishing.models import Item
from tests.portal.conftest import Reader
from tests.world import World

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_units_feed_has_its_items_newest_first_under_ids_that_stay(world: World, reader: Reader) -> None:
    first, second = world.published(title="甲 & <乙>"), world.published(title="丙")
    world.published(world.township, title="别的机构的信息")
    response = reader.get("/feeds/yunxi-jyj.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [second.title, first.title]
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert ids[0].endswith(f"/i/{second.index_number}")
    Item.objects.filter(pk=second.pk).update(title="丙（修改）")
    again = etree.fromstring(reader.get("/feeds/yunxi-jyj.atom").content)
    assert [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")] == ids


@pytest.mark.once
def test_one_feed_has_what_is_new_of_all_units(world: World, reader: Reader) -> None:
    first, second = world.published(title="甲"), world.published(title="乙")
    Item.objects.filter(pk=first.pk).update(unit=world.township)
    link = LexborHTMLParser(reader.text("/")).css_first("link[rel=alternate]")
    feed = etree.fromstring(reader.get(link.attributes["href"] or "").content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [second.title, first.title]
    assert feed.findtext(f"{ATOM}title") == "云溪县人民政府政府信息公开"


def test_the_sitemap_leads_to_every_public_item_and_unit_and_to_nothing_else(
    world: World, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.portal.views.sitemap.PART", 2)
    items = [world.published(), world.published(), world.published()]
    draft = world.draft()
    index = etree.fromstring(reader.get("/sitemap.xml").content)
    parts = [str(loc.text) for loc in index.iter(f"{MAP}loc")]
    found: list[str] = []
    for part in parts:
        page = etree.fromstring(b"".join(reader.get(part[part.index("/sitemap") :]).streaming_content))
        found += [str(loc.text) for loc in page.iter(f"{MAP}loc")]
    assert len(found) == len(set(found))
    numbers = [url.split("/i/")[1] for url in found if "/i/" in url]
    assert numbers == [item.index_number for item in items]
    assert draft.pk // 2 + 3 == len(parts)
    assert sum(url.endswith("/u/yunxi-jyj/annual/") for url in found) == 1


@pytest.mark.usefixtures("db")
def test_robots_are_told_where_the_sitemap_is_and_what_to_leave_alone(reader: Reader) -> None:
    text = reader.text("/robots.txt")
    assert "Disallow: /workbench/" in text
    assert "/sitemap.xml" in text


@pytest.mark.usefixtures("world")
def test_pages_carry_a_strict_policy_and_nothing_inline_and_set_no_cookie(reader: Reader) -> None:
    for path in ("/", "/u/yunxi-jyj/", "/u/yunxi-jyj/catalogue/", "/search?q=通知"):
        response = reader.get(path)
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        assert not response.cookies
        page = response.content.decode()
        assert not [word for word in ("<script", "<style", " style=", "javascript:") if word in page]


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_the_pages_for_what_went_wrong_are_chinese_and_need_no_database(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr("gongkai.portal.templatetags.portal.site", away)
    page = render_to_string(f"{name}.html")
    assert '<html lang="zh-CN">' in page
    assert "<h1>" in page


@pytest.mark.usefixtures("world")
def test_a_page_that_there_is_not_is_a_page_of_the_site_all_the_same(reader: Reader) -> None:
    page = LexborHTMLParser(reader.text("/nothing/here", 404))
    assert page.css_first("title").text() == "没有找到这个页面_云溪县人民政府政府信息公开"
    assert "主办：云溪县人民政府" in page.css_first("footer").text()


@pytest.mark.usefixtures("world")
def test_other_methods_than_reading_are_refused(reader: Reader) -> None:
    for path in ("/", "/search", "/u/yunxi-jyj/", "/feeds/yunxi-jyj.atom"):
        assert reader.client.post(path).status_code == 405
