"""A unit's platform: the five parts, the catalogue with its counts and pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.publishing.models import Item
from gongkai.statute.catalogue import nodes
from gongkai.units.models import FormerName, Unit
from tests.portal.conftest import Reader, normative
from tests.world import World

pytestmark = pytest.mark.once

PARTS = ["guide", "rules", "catalogue", "annual", "request"]


def _fill(world: World, number: int, node: str = "20.5.licences", **fields: object) -> list[str]:
    """Published items as an import makes them, one a day; their titles, newest first."""
    first = world.published(node=node, **fields)
    day = first.first_published_at
    items = []
    for n in range(1, number):
        item = Item(**{f.attname: getattr(first, f.attname) for f in Item._meta.concrete_fields if f.attname != "id"})
        item.title, item.index_number = f"许可决定第{n}号", f"000000003/2025-{n:05d}"
        item.first_published_at = day - timedelta(days=n)
        item.latest_revision_id = item.live_revision_id = None
        items.append(item)
    Item.objects.bulk_create(items)
    return [first.title, *(item.title for item in items)]


@pytest.mark.parametrize("part", ["", *(f"{part}/" for part in PARTS)])
@pytest.mark.parametrize("code", ["yunxi", "yunxi-jyj", "yunxi-qszj"])
@pytest.mark.usefixtures("world")
def test_every_unit_has_its_page_and_the_five_parts_with_breadcrumbs_and_labels(
    reader: Reader, code: str, part: str
) -> None:
    page = LexborHTMLParser(reader.text(f"/u/{code}/{part}"))
    assert len(page.css("nav.parts a")) == 1 + len(PARTS)
    assert len(page.css("nav.parts a[aria-current=page]")) == 1
    assert page.css("nav.crumbs a")[0].attributes.get("href") == "/"
    assert page.css("meta[name=ColumnName]")[0].attributes.get("content")
    assert page.css("link[rel=canonical]")[0].attributes.get("href").endswith(f"/u/{code}/{part}")
    assert len(page.css("h1")) == 1


@pytest.mark.usefixtures("world")
def test_an_unknown_unit_is_not_found(reader: Reader) -> None:
    for part in ("", *(f"{part}/" for part in PARTS)):
        reader.text(f"/u/nobody/{part}", 404)
    assert reader.get("/feeds/nobody.atom").status_code == 404


@pytest.mark.usefixtures("world")
def test_the_guide_says_what_is_known_and_what_is_not(reader: Reader) -> None:
    Unit.objects.filter(code="yunxi-jyj").update(fax="", guide_text="请提前预约。\n<b>谢谢</b>")
    page = LexborHTMLParser(reader.text("/u/yunxi-jyj/guide/"))
    facts = {row.css_first("th").text(): row.css("td")[0].text() for row in page.css("table.facts tr")}
    assert facts["办公地址"] == "云溪县和平路1号"
    assert facts["联系电话"] == "0000-1234567"
    assert facts["传真号码"] == "尚未提供"
    assert "请提前预约。" in page.text()
    assert "<b>谢谢</b>" in page.text()
    assert "可以向云溪县人民政府（0000-1234567）投诉、举报" in page.text()
    assert "可以向上一级行政机关投诉、举报" in reader.text("/u/yunxi/guide/")


@pytest.mark.usefixtures("world")
def test_the_request_page_names_the_office_and_the_law(reader: Reader) -> None:
    page = reader.text("/u/yunxi-jyj/request/")
    assert "0000-1234567" in page
    assert "第三十三条" in page


def test_the_catalogue_shows_only_nodes_that_have_items_with_how_many(world: World, reader: Reader) -> None:
    _fill(world, 3, field_node="f.education")
    world.published(node="20.7.budget", title="部门预算")
    world.published(world.township, node="20.12.plans", title="应急预案")
    page = LexborHTMLParser(reader.text("/u/yunxi-jyj/catalogue/"))
    counts = {a.text(deep=False): a.css_first("small").text() for a in page.css("nav.tree a")}
    assert counts == {"全部信息": "4", "行政许可和其他对外管理服务事项": "3", "财政预算、决算": "1", "义务教育": "3"}


def test_a_node_lists_what_is_in_it_and_below_it_newest_first(world: World, reader: Reader) -> None:
    titles = _fill(world, 25)
    later = world.published(node="20.5.basis", title="办理依据")
    world.published(node="20.7.budget", title="部门预算")
    assert _titles(reader, "/u/yunxi-jyj/catalogue/?node=20.5") == [later.title, *titles[:19]]
    assert _titles(reader, "/u/yunxi-jyj/catalogue/?node=20.5&page=2") == titles[19:]
    assert _titles(reader, "/u/yunxi-jyj/catalogue/?node=20.5.licences&page=2") == titles[20:]
    assert _titles(reader, "/u/yunxi-jyj/catalogue/?page=2") == titles[18:]


def test_the_catalogue_has_what_the_law_demands_of_each_entry_and_can_be_taken_along(
    world: World, reader: Reader
) -> None:
    item = world.published(document_number="云教〔2026〕12号")
    page = LexborHTMLParser(reader.text("/u/yunxi-jyj/catalogue/"))
    entry = page.css_first("section.list ol.hits li")
    assert entry.css_first("h3 a").text() == item.title
    assert item.summary in entry.text()
    facts = [span.text() for span in entry.css(".meta span")]
    assert facts[:3] == [f"索引号：{item.index_number}", "文号：云教〔2026〕12号", "成文日期：2026-03-02"]
    links = [a.attributes["href"] for a in page.css("section.list .leads a")]
    assert links == ["/u/yunxi-jyj/catalogue.csv", "/u/yunxi-jyj/catalogue.json"]
    assert [reader.get(link).status_code for link in links] == [200, 200]


def test_each_list_of_the_catalogue_has_a_title_an_address_and_a_way_of_its_own(world: World, reader: Reader) -> None:
    _fill(world, 21)
    page = LexborHTMLParser(reader.text("/u/yunxi-jyj/catalogue/?node=20.5.licences&page=2"))
    label = nodes()["20.5.licences"].label
    assert page.css_first("title").text().startswith(f"{label}（第2页）_云溪县教育局")
    address = page.css_first("link[rel=canonical]").attributes["href"] or ""
    assert address.endswith("/u/yunxi-jyj/catalogue/?node=20.5.licences&page=2")
    crumbs = [each.text() for each in page.css("nav.crumbs li")]
    assert crumbs == ["首页", "云溪县", "县教育局", "法定主动公开内容", nodes()["20.5"].label, label]


def test_a_renamed_unit_tells_its_former_names_and_until_when(world: World, reader: Reader) -> None:
    FormerName.objects.create(unit=world.education, name="云溪县教育体育局", until=date(2024, 6, 30))
    assert "曾用名：云溪县教育体育局（用至2024-06-30）" in reader.text("/u/yunxi-jyj/")
    assert "曾用名" not in reader.text("/u/yunxi-qszj/")


def test_a_node_tells_what_is_published_in_it_on_which_basis_within_which_term_by_whom_and_where(
    world: World, reader: Reader
) -> None:
    world.published(node="20.7.budget", title="部门预算")
    page = LexborHTMLParser(reader.text("/u/yunxi-jyj/catalogue/?node=20.7.budget"))
    facts = {row.css_first("dt").text(): row.css_first("dd").text() for row in page.css("dl.node div")}
    assert list(facts) == ["公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"]
    assert "第二十条第（七）项、《预算法》第十四条" in facts["公开依据"]
    assert "自信息形成或者变更之日起20个工作日内" in facts["公开时限"]
    assert "《预算法》第十四条：经批准或者批复后二十日内" in facts["公开时限"]
    assert facts["公开渠道"] == "政府网站"
    assert not LexborHTMLParser(reader.text("/u/yunxi-jyj/catalogue/")).css("dl.node")


def test_a_penalty_decision_is_due_from_the_day_it_was_made(world: World, reader: Reader) -> None:
    node = next(each.id for each in nodes().values() if each.term == "penalty")
    world.published(node=node)
    assert "自作出决定之日起7个工作日内" in reader.text(f"/u/yunxi-jyj/catalogue/?node={node}")


def test_a_field_of_the_grass_roots_standard_lists_its_items(world: World, reader: Reader) -> None:
    titles = _fill(world, 3, field_node="f.education")
    world.published(node="20.7.budget", title="部门预算")
    assert _titles(reader, "/u/yunxi-jyj/catalogue/?node=f.education") == titles


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "1e9", "１", "2'--", "%00"])
def test_a_page_number_that_is_none_gives_a_page_all_the_same(world: World, reader: Reader, page: str) -> None:
    world.published()
    reader.text(f"/u/yunxi-jyj/catalogue/?page={page}")
    reader.text(f"/search?page={page}")


@pytest.mark.usefixtures("world")
def test_a_node_that_there_is_not_is_not_found_and_an_empty_one_says_so(reader: Reader) -> None:
    reader.text("/u/yunxi-jyj/catalogue/?node=99'--", 404)
    assert "还没有公开的信息" in reader.text("/u/yunxi-jyj/catalogue/?node=20.7")


def test_annual_reports_stand_by_year_newest_first_whenever_they_were_published(world: World, reader: Reader) -> None:
    for year in (2024, 2022, 2025, 2023):
        world.published(title=f"云溪县教育局{year}年政府信息公开工作年度报告", node="20.15")
    world.published(world.township, title="云溪县青石镇2025年政府信息公开工作年度报告", node="20.15")
    years = LexborHTMLParser(reader.text("/u/yunxi-jyj/annual/")).css("ul.rows .year")
    assert [year.text() for year in years] == ["2025", "2024", "2023", "2022"]
    assert "/u/yunxi-qszj/annual/" in reader.text("/u/yunxi/annual/")


def test_rules_on_disclosure_of_the_unit_and_of_those_above_it_are_listed(world: World, reader: Reader) -> None:
    own = normative(world, "云溪县教育局政府信息公开审查制度")
    above = world.published(world.county, title="云溪县政府信息公开工作办法", node="20.1.normative")
    other = world.published(world.township, title="青石镇政府信息公开制度", node="20.1.normative")
    report = world.published(title="云溪县教育局2025年政府信息公开工作年度报告", node="20.15")
    page = reader.text("/u/yunxi-jyj/rules/")
    assert "《政府信息公开条例》" in page
    assert own.title in page
    assert above.title in page
    assert other.title not in page
    assert report.title not in page


@pytest.mark.usefixtures("world")
def test_a_closed_unit_is_still_there_and_says_that_it_is_closed(reader: Reader) -> None:
    Unit.objects.filter(code="yunxi-cgj").update(closed_on=date(2026, 1, 1))
    assert "已于2026-01-01撤销" in reader.text("/u/yunxi-cgj/")
    assert "已撤销" in reader.text("/u/yunxi/")
    assert "城关街道" not in reader.text("/")


def test_whoever_asks_a_closed_unit_is_sent_to_the_one_that_took_over_its_duties(world: World, reader: Reader) -> None:
    world.street.closed_on, world.street.succeeded_by = date(2026, 1, 1), world.township
    world.street.save()
    for address in ("/u/yunxi-cgj/", "/u/yunxi-cgj/request/"):
        assert f'<a href="/u/{world.township.code}/' in reader.text(address)
        assert world.township.name in reader.text(address)
    assert "其他申请方式" not in reader.text("/u/yunxi-cgj/request/")


def test_the_first_page_names_the_units_by_kind_and_what_is_new(world: World, reader: Reader) -> None:
    item = world.published()
    page = LexborHTMLParser(reader.text("/"))
    assert [h3.text() for h3 in page.css("section .group h3")] == [
        "人民政府",
        "政府部门",
        "乡镇人民政府",
        "街道办事处",
    ]
    assert page.css("ul.rows a")[0].attributes.get("href") == item.get_absolute_url()


@pytest.mark.usefixtures("db")
def test_the_first_page_stands_before_there_is_any_unit(reader: Reader) -> None:
    assert "还没有登记机构" in reader.text("/")


def _titles(reader: Reader, path: str) -> list[str]:
    return [a.text() for a in LexborHTMLParser(reader.text(path)).css("section.list ol.hits h3 a")]
