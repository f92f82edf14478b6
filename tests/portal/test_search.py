"""The search page: what is found, how it is narrowed, what hostile questions do."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.publishing.services.indexing import index_items
from gongkai.units.models import FormerName
from tests.portal.conftest import Reader, normative, repeal
from tests.world import World


def _page(reader: Reader, **asked: str) -> LexborHTMLParser:
    return LexborHTMLParser(reader.text(f"/search?{urlencode(asked)}"))


def _titles(page: LexborHTMLParser) -> list[str]:
    return [a.text() for a in page.css("ol.hits h3 a")]


def test_a_word_of_two_characters_is_found_and_marked_in_title_and_text(world: World, reader: Reader) -> None:
    item = world.published(
        title="关于校车安全管理的通知", body=[("text", "<p>各校：</p><p>校车每月&amp;定期检查。</p>")]
    )
    world.published(title="关于图书馆开放的通知", body=[("text", "<p>开放时间。</p>")])
    page = _page(reader, q="校车")
    assert _titles(page) == [item.title]
    assert [mark.text() for mark in page.css("mark")] == ["校车", "校车"]
    assert "每月&定期检查" in page.css_first("ol.hits").text()


def test_a_document_number_finds_its_document_first_whatever_its_brackets(world: World, reader: Reader) -> None:
    document = world.published(title="招生办法", document_number="云教〔2026〕12号")
    world.published(title="依据云教〔2026〕12号制定的细则")
    assert _titles(_page(reader, q="云教[2026]12号"))[0] == document.title


def test_without_words_everything_is_listed_newest_first(world: World, reader: Reader) -> None:
    titles = [world.published(title=f"通知之{n}").title for n in "一二三"]
    assert _titles(_page(reader)) == titles[::-1]
    assert _titles(_page(reader, order="oldest")) == titles
    orders = _page(reader).css_first(".orders")
    assert orders.css_first("[aria-current]").text() == "最新在前"
    assert "按相关度" not in orders.text()


def test_filters_are_links_that_narrow_and_can_be_taken_back(world: World, reader: Reader) -> None:
    old = normative(world, "民办教育办法", formed_on=date(2020, 1, 2))
    repeal(old, by=normative(world, "废止教育文件的决定"))
    world.published(world.township, title="乡镇教育工作通知", genre="notice")
    page = _page(reader, q="教育")
    links = {a.text(deep=False): a.attributes["href"] for a in page.css(".filters a")}
    assert {"县教育局", "青石镇", "2020年", "2024年", "废止", "通知"} <= set(links)
    narrowed = LexborHTMLParser(reader.text(f"/search{links['废止']}"))
    assert _titles(narrowed) == [old.title]
    back = narrowed.css_first(".chosen a").attributes["href"]
    assert len(_titles(LexborHTMLParser(reader.text(f"/search{back}")))) == 3
    assert _titles(_page(reader, q="教育", unit="yunxi-qszj")) == ["乡镇教育工作通知"]
    assert _titles(_page(reader, q="教育", unit="nobody")) == []


@pytest.mark.once
def test_the_two_trees_of_the_catalogue_are_told_apart(world: World, reader: Reader) -> None:
    world.published(title="教育预算", node="20.7.budget", field_node="f.budgets")
    groups = {
        section.css_first("h2").text(): section.text() for section in _page(reader, q="教育").css(".filters section")
    }
    assert "财政预算、决算" in groups["公开事项"]
    assert "财政预决算" not in groups["公开事项"]
    assert "财政预决算" in groups["公开领域"]
    chosen = _page(reader, q="教育", node="f.budgets").css_first(".chosen a")
    assert "公开领域：财政预决算" in chosen.text()


def test_days_titles_and_node_narrow_too(world: World, reader: Reader) -> None:
    item = world.published(title="食堂检查通报", node="20.13.food", body=[("text", "<p>学校食堂</p>")])
    day = str(item.first_published_at.date())
    assert _titles(_page(reader, q="食堂", since=day)) == [item.title]
    assert _titles(_page(reader, q="食堂", until="2000-01-01")) == []
    assert _titles(_page(reader, q="食堂", since="2100-01-01", until=day)) == [item.title]
    assert _titles(_page(reader, q="学校", title="1")) == []
    assert _titles(_page(reader, q="食堂", node="20.13")) == [item.title]
    assert _titles(_page(reader, q="食堂", node="20.7")) == []


def test_a_body_is_found_by_its_name_and_by_a_former_one(world: World, reader: Reader) -> None:
    FormerName.objects.create(unit=world.education, name="云溪县文教局", until=date(2015, 6, 30))

    def bodies(**asked: str) -> list[str]:
        return [li.text() for li in _page(reader, **asked).css("ul.bodies li")]

    assert bodies(q="教育局") == ["云溪县教育局"]
    assert bodies(q="文教局") == ["云溪县教育局曾用名：云溪县文教局"]
    assert bodies(q="云溪县") == bodies(q="教") == bodies(q="教育局", unit="yunxi-qszj") == bodies() == []


@pytest.mark.usefixtures("world")
def test_where_nothing_is_found_the_page_says_what_to_try(reader: Reader) -> None:
    page = reader.text("/search?q=没有这样的词语")
    assert "可以试试" in page
    assert "以下信息" not in page


@pytest.mark.once
def test_a_question_in_whole_sentences_leads_to_what_has_some_of_its_words(world: World, reader: Reader) -> None:
    item = world.published(title="义务教育学校招生入学工作的通知")
    page = _page(reader, q="我家孩子义务教育招生怎样办")
    assert "没有找到" in page.css_first(".none").text()
    assert [a.text() for a in page.css("ul.rows a")] == [item.title]


def test_where_more_is_found_than_is_looked_at_the_page_says_so(
    world: World, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = world.published()
    items = []
    for n in range(45):
        item = Item(**{f.attname: getattr(first, f.attname) for f in Item._meta.concrete_fields if f.attname != "id"})
        item.index_number, item.latest_revision_id, item.live_revision_id = f"000000003/2025-{n:05d}", None, None
        items.append(item)
    index_items(Item.objects.bulk_create(items))
    monkeypatch.setattr("gongkai.publishing.search.searching.BOUND", 40)
    monkeypatch.setattr(search, "BOUND", 40)
    told = _page(reader, q="招生").css_first(".told").text()
    assert "只在最近的40条中排序和统计" in told
    assert len(_titles(_page(reader, q="招生", page="2"))) == 20
    assert len(_titles(_page(reader, q="招生", page="77"))) == 20


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q='; DROP TABLE publishing_item; --",
        'q="',
        "q=NEAR( AND OR NOT *",
        "q=" + "长" * 5000,
        "q=\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "q=<script>alert(1)</script>",
        "unit=nobody&node=99&year=x&genre=%27&validity=<b>",
        "unit=%00&node=%00&year=%00",
        "order=random&page=-3",
        "since=2026-02-30&until=heute",
        "since=99999-01-01",
        "since=2026-01-01&until=2025-01-01",
        "q=a&q=b&page[]=1&title[]=1",
    ],
)
def test_no_question_breaks_the_page(reader: Reader, query: str) -> None:
    assert "<script>alert" not in reader.text(f"/search?{query}")
