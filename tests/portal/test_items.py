"""The page of an item: what stands on it, and what nobody may see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser

from gongkai.portal.head import file_url, item_url
from gongkai.publishing.models import Item, JointIssuer
from gongkai.publishing.services import publication
from tests.portal.conftest import Reader, attach, normative, repeal
from tests.world import World

pytestmark = pytest.mark.once


def test_the_head_table_has_what_is_known_and_leaves_out_what_is_blank(world: World, reader: Reader) -> None:
    item = world.published(
        document_number="云教〔2026〕12号",
        genre="notice",
        subject="science-education",
        keywords="招生 入学",
        carrier="paper",
    )
    JointIssuer.objects.create(item=item, name="云溪县公安局")
    page = LexborHTMLParser(reader.text(item.get_absolute_url() or ""))
    facts = {div.css_first("dt").text(): div.css_first("dd").text() for div in page.css("dl.head div")}
    assert facts["索引号"] == item.index_number
    assert facts["发布机构"] == "云溪县教育局"
    assert facts["发文机关"] == "云溪县教育局、云溪县公安局"
    assert facts["文号"] == "云教〔2026〕12号"
    assert facts["成文日期"] == "2026-03-02"
    assert facts["体裁"] == "通知"
    assert facts["主题分类"] == "科技、教育"
    assert facts["公开方式"] == "主动公开"
    assert facts["载体"] == "纸质文件"
    assert not {"施行日期", "有效期至", "统一编号", "有效性", "来源"} & set(facts)
    assert page.css("article .body")[0].text().startswith("现将2026年义务教育")


def test_labels_of_the_website_rule_stand_in_the_head_once_each(world: World, reader: Reader) -> None:
    item = world.published(keywords="招生，入学", source="云溪县教育局网站")
    page = LexborHTMLParser(reader.text(item.get_absolute_url() or ""))
    labels = [(meta.attributes.get("name"), meta.attributes.get("content")) for meta in page.css("head meta[name]")]
    names = [name for name, _ in labels]
    assert len(names) == len(set(names))
    found = dict(labels)
    assert found["SiteName"] == "云溪县人民政府政府信息公开"
    assert found["ColumnName"] == "法定主动公开内容"
    assert {"SiteDomain", "ColumnDescription", "ColumnKeywords", "ColumnType", "Author", "Description"} <= set(found)
    assert "SiteIDCode" not in found
    assert found["ArticleTitle"] == item.title
    assert found["ContentSource"] == "云溪县教育局网站"
    assert found["Keywords"] == "招生,入学"
    assert found["Url"].endswith(f"/i/{item.index_number}")
    assert len(found["PubDate"]) == len("2026-03-02 09:30")
    assert page.css("link[rel=canonical]")[0].attributes.get("href") == found["Url"]


@pytest.mark.usefixtures("world")
def test_the_site_id_code_stands_in_the_labels_where_it_is_known(reader: Reader, settings: object) -> None:
    settings.SITE_ID_CODE = "0000000001"  # type: ignore[attr-defined]
    assert '<meta name="SiteIDCode" content="0000000001">' in reader.text("/")


@pytest.mark.usefixtures("world")
def test_the_foot_has_the_numbers_under_which_the_site_is_filed(reader: Reader, settings: Any) -> None:
    assert "beian" not in reader.text("/")
    settings.SITE_ICP, settings.SITE_POLICE = "云ICP备00000000号", "云公网安备 00000000000000号"
    links = LexborHTMLParser(reader.text("/")).css("footer a[href*=beian]")
    assert [a.text() for a in links] == ["云ICP备00000000号", "云公网安备 00000000000000号"]


def test_a_repealed_document_carries_a_seal_and_leads_to_what_repealed_it_and_back(
    world: World, reader: Reader
) -> None:
    old, new = normative(world, "云溪县民办教育管理办法"), normative(world, "关于废止部分文件的决定")
    repeal(old, by=new)
    page = LexborHTMLParser(reader.text(old.get_absolute_url() or ""))
    assert page.css("p.seal")[0].text() == "有效性：废止"
    warning = page.css("div.validity")[0]
    assert "不能作为依据" in warning.text()
    assert "2026-03-05废止" in warning.text()
    assert warning.css("a")[0].attributes.get("href") == new.get_absolute_url()
    other = LexborHTMLParser(reader.text(new.get_absolute_url() or ""))
    assert other.css("p.seal")[0].text() == "有效性：有效"
    assert old.get_absolute_url() in [a.attributes.get("href") for a in other.css("section.related a")]


def test_what_ended_a_document_is_told_but_not_linked_where_it_is_not_public(world: World, reader: Reader) -> None:
    old, draft = normative(world, "云溪县民办教育管理办法"), world.draft(title="还没有公开的决定")
    publication.end(old, by=None, kind="expired", on=date(2026, 3, 5), by_item=draft, by_text="有关规定")
    page = reader.text(old.get_absolute_url() or "")
    warning = LexborHTMLParser(page).css("div.validity")[0]
    assert "有关规定" in warning.text()
    assert not warning.css("a")


def test_the_seal_goes_with_the_days_what_does_not_apply_yet_is_not_sealed_as_valid(
    world: World, reader: Reader, settings: Any
) -> None:
    item = normative(world, "云溪县民办教育管理办法", effective_on=date(2026, 4, 1), expires_on=date(2027, 3, 31))
    shown = {}
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 4, 1)):
        settings.TODAY = day
        publication.refresh_validity(item)
        page = LexborHTMLParser(reader.text(item.get_absolute_url() or ""))
        shown[page.css_first("p.seal").text()] = "".join(each.text(strip=True) for each in page.css("div.validity"))
    assert shown == {
        "有效性：尚未施行": "本文件还没有开始施行。自2026-04-01起施行",
        "有效性：有效": "",
        "有效性：失效": "本文件已失效，仅供查阅，不能作为依据。有效期至2027-03-31",
    }


@pytest.mark.usefixtures("world")
def test_an_address_with_a_slash_too_many_leads_to_the_item(reader: Reader) -> None:
    answer = reader.get("/i/000000003/2026-00001//")
    assert (answer.status_code, answer["Location"]) == (301, "/i/000000003/2026-00001")


def test_document_and_explainer_lead_to_each_other(world: World, reader: Reader) -> None:
    document = world.published()
    explainer = world.published(title="招生工作问答", explains=document)
    assert f'href="{explainer.get_absolute_url()}"' in reader.text(document.get_absolute_url() or "")
    assert f'href="{document.get_absolute_url()}"' in reader.text(explainer.get_absolute_url() or "")


def test_the_history_names_each_change_with_its_reason(world: World, reader: Reader) -> None:
    item = normative(world, "云溪县民办教育管理办法")
    publication.end(item, by=None, kind="amended", on=date(2026, 3, 5), by_text="《修改决定》")
    changes = LexborHTMLParser(reader.text(item.get_absolute_url() or "")).css("ul.changes li")
    ended, published = (change.text() for change in changes)
    assert "有效性变更：" in ended
    assert ended.endswith("修改：《修改决定》")
    assert "发布" in published


def test_what_ended_a_document_is_not_named_before_it_is_public_itself(world: World, reader: Reader) -> None:
    item = normative(world, "云溪县民办教育管理办法")
    coming = world.draft(title="云溪县民办教育管理办法（尚未公布的新办法）", normative=True)
    publication.end(item, by=None, kind="repealed", on=date(2026, 3, 5), by_item=coming)
    page = reader.text(item.get_absolute_url() or "")
    assert "尚未公布的新办法" not in page
    assert "废止：依据的文件尚未公开" in page


@pytest.mark.usefixtures("shelf")
def test_attachments_are_listed_with_kind_and_size_and_pictures_are_shown(world: World, reader: Reader) -> None:
    item = world.published()
    paper = attach(item, "招生计划表.pdf", b"%PDF-1.4 " + b"x" * 2048)
    picture = attach(item, "示意图.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    page = LexborHTMLParser(reader.text(item.get_absolute_url() or ""))
    links = page.css("section.attachments ol a")
    assert [a.attributes.get("href") for a in links] == [paper.get_absolute_url(), picture.get_absolute_url()]
    assert "PDF，2.0" in page.css("section.attachments ol li")[0].text()
    assert [(i.attributes.get("src"), i.attributes.get("alt")) for i in page.css("section.attachments img")] == [
        (picture.get_absolute_url(), "示意图.png")
    ]


def test_tables_scroll_in_a_region_that_the_keyboard_reaches(world: World, reader: Reader) -> None:
    markup = "<table><tr><th>项目</th></tr><tr><td>一<table><tr><td>内</td></tr></table></td></tr></table>"
    item = world.published(body=[("imported", markup)])
    page = LexborHTMLParser(reader.text(item.get_absolute_url() or ""))
    assert len(page.css(".body table")) == len(page.css(".body div.scroll[tabindex='0'] > table")) == 2


def test_a_table_keeps_its_headings_its_joined_cells_and_its_text_as_text(world: World, reader: Reader) -> None:
    table = {
        "data": [["项目", "数额", None], ["一", "<b>5</b>\n万元", "合并"]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "表1 <收费>",
        "cell": [{"row": 1, "col": 2, "hidden": True}, {"row": 1, "col": 1, "className": "htRight"}],
        "mergeCells": [{"row": 1, "col": 1, "rowspan": 1, "colspan": 2}],
    }
    page = LexborHTMLParser(reader.text(world.published(body=[("table", table)]).get_absolute_url() or ""))
    shown = page.css_first(".body div.scroll[tabindex='0'] > table")
    assert shown.css_first("caption").text() == "表1 <收费>"
    assert [cell.text() for cell in shown.css("thead th[scope=col]")] == ["项目", "数额", ""]
    assert [cell.text() for cell in shown.css("tbody th[scope=row]")] == ["一"]
    (cell,) = shown.css("tbody td")
    assert cell.html == '<td class="htRight" rowspan="1" colspan="2">&lt;b&gt;5&lt;/b&gt;<br>万元</td>'


def test_a_telephone_number_stays_whole_and_an_address_as_it_is(world: World, reader: Reader) -> None:
    text = '<p>电话0000-1234567，<a href="https://example.org/0000-1234567/">网页</a>，文号2024-12345678-1。</p>'
    page = LexborHTMLParser(reader.text(world.published(body=[("imported", text)]).get_absolute_url() or ""))
    assert [part.text() for part in page.css(".body .whole")] == ["0000-1234567"]
    assert page.css_first(".body a").attributes["href"] == "https://example.org/0000-1234567/"


def test_nothing_active_of_an_imported_text_reaches_the_page(world: World, reader: Reader) -> None:
    markup = (
        '<p onclick="a()">文<script>x()</script><a href="javascript:x()">链</a><img src=//elsewhere.invalid/p.png></p>'
    )
    page = reader.text(world.published(body=[("imported", markup)]).get_absolute_url() or "")
    assert not [word for word in ("<script", "onclick", "javascript:", "elsewhere.invalid") if word in page]


def test_a_title_with_markup_is_shown_as_text(world: World, reader: Reader) -> None:
    item = world.published(title='<script>alert(1)</script>"通知"')
    for path in (item.get_absolute_url() or "", "/", "/u/yunxi-jyj/", "/u/yunxi-jyj/catalogue/", "/search?q=通知"):
        assert "<script" not in reader.text(path), path


@pytest.mark.parametrize("openness", ["on_request", "withheld"])
def test_what_is_not_open_to_all_has_no_page_even_if_it_is_live(world: World, reader: Reader, openness: str) -> None:
    item = world.published()
    Item.objects.filter(pk=item.pk).update(openness=openness)
    reader.text(item.get_absolute_url() or "", 404)
    for path in ("/", "/u/yunxi-jyj/", "/u/yunxi-jyj/catalogue/", "/u/yunxi-jyj/catalogue/?node=20.11", "/search"):
        assert item.title not in reader.text(path), path
    for path in ("/feeds/yunxi-jyj.atom", "/sitemap-0.xml"):
        assert str(item.index_number) not in _body(reader, path)


def test_a_draft_is_nowhere(world: World, reader: Reader) -> None:
    item = world.draft(title="还没有审核的通知")
    Item.objects.filter(pk=item.pk).update(index_number="000000003/2026-00099")
    reader.text("/i/000000003/2026-00099", 404)
    for path in ("/", "/u/yunxi-jyj/", "/u/yunxi-jyj/catalogue/", "/search?q=审核", "/feeds/yunxi-jyj.atom"):
        assert item.title not in _body(reader, path)


def test_an_unpublished_change_of_a_public_item_is_not_shown(world: World, reader: Reader) -> None:
    item = world.published(title="公开的标题")
    item.title = "修改中的标题"
    item.save_revision()
    assert "修改中的标题" not in reader.text(item.get_absolute_url() or "")


def test_a_withdrawn_item_keeps_a_tombstone_with_dates_and_reason_and_nothing_else(
    world: World, reader: Reader
) -> None:
    item = world.published(title="某公司行政处罚决定", summary="处罚的概述", body=[("text", "<p>处罚的正文</p>")])
    publication.withdraw(item, by=None, reason="处罚决定已被撤销")
    page = reader.text(item.get_absolute_url() or "", 410)
    assert all(word in page for word in ("某公司行政处罚决定", "处罚决定已被撤销", str(item.index_number), "撤下时间"))
    assert "处罚的正文" not in page
    assert "处罚的概述" not in page
    assert item.title not in reader.text("/u/yunxi-jyj/")
    assert item.title not in reader.text("/search?q=行政处罚")


@pytest.mark.parametrize(
    "number", ["000000003/2026-99999", "x", "a/b/c", "%00", "..%2f..%2fetc", "'--", "9" * 3000, "%F0%9F%98%80"]
)
@pytest.mark.usefixtures("world")
def test_an_unknown_index_number_is_answered_politely_with_a_search_box(reader: Reader, number: str) -> None:
    page = LexborHTMLParser(reader.text(f"/i/{number}", 404))
    assert page.css("main form[role=search] input[name=q]")


@pytest.mark.parametrize(
    "number", ["000000003/2026-00001", "01526078-8-/2019-0111001", "甲乙〔2020〕1号/(一)", "A:B/1", "a b?c#d%e"]
)
def test_addresses_made_for_lists_are_those_of_the_item_itself(number: str) -> None:
    from gongkai.publishing.models import File

    assert item_url(number) == Item(index_number=number).get_absolute_url()
    name = f"{number.replace('/', '_')}.pdf"
    assert file_url(7, name) == File(pk=7, name=name).get_absolute_url()


@pytest.mark.usefixtures("db")
def test_the_qr_code_is_a_picture_of_the_address_and_nothing_else(reader: Reader) -> None:
    response = reader.get("/qr/i/000000003/2026-00001.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert LexborHTMLParser(response.content).css_first("svg")
    assert "sandbox" in response["Content-Security-Policy"]
    assert reader.get("/qr/i/a%20b%3Fc.svg").status_code == 404


def test_a_version_of_an_item_is_shown_as_a_preview(world: World) -> None:
    item = world.draft(title="拟稿中的通知")
    item.title = "改过的标题"
    item.joint_issuers = [JointIssuer(name="云溪县公安局")]
    version = item.save_revision().as_object()
    shown = version.make_preview_request(RequestFactory().get("/"))
    page = shown.content.decode()
    assert "这是预览" in page
    assert "改过的标题" in page
    assert "云溪县公安局" in page


@pytest.mark.usefixtures("world")
def test_an_item_that_was_never_stored_can_be_previewed() -> None:
    item = Item(title="新的通知", issuing_body="云溪县教育局", node="20.11", formed_on=None)
    shown = item.make_preview_request(RequestFactory().get("/"))
    assert "新的通知" in shown.content.decode()


def _body(reader: Reader, path: str) -> str:
    response = reader.get(path)
    assert response.status_code == 200
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()
