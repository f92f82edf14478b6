"""The words of annual reports on the workbench's screens: the editor of parts and of the lead."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from gongkai.annual.checking import check
from gongkai.annual.models import PartText
from gongkai.annual.services import signing
from gongkai.audit.models import Entry
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.annual.desk import YEAR, Desk
from tests.workbench.annual.screens import sent, signed_in, text, url

pytestmark = pytest.mark.once


def hidden(page: Any) -> dict[str, str]:
    """What the editor's form sends along unseen."""
    return {name: page.xpath(f"//input[@name='{name}']/@value")[0] for name in ("version", "was")}


def test_a_text_that_was_overtaken_is_kept_beside_the_one_that_is_stored(desk: Desk) -> None:
    report = desk.begun()
    first, second = signed_in(desk), signed_in(desk)
    address, other = url(report, "part", 4), url(report, "part", 5)
    opened = hidden(html.fromstring(second.get(address).content))
    sent(first, other, text="本年度没有收费。", version=report.version)
    assert "已保存" in sent(
        second, address, text="第一稿。", **opened
    )  # another part was saved in the meantime: no matter

    opened = hidden(html.fromstring(second.get(address).content))
    sent(first, address, text="别人写的。", version=desk.now(report).version)
    page = second.post(address, {"text": "我写的。", **opened})
    shown = html.fromstring(page.content)
    assert shown.xpath("//textarea[@name='text']")[0].text.strip() == "我写的。"
    assert "别人写的。" in shown.text_content()
    assert report.parts.get(position=4).text == "别人写的。"
    sent(second, address, text="合在一起。", **hidden(shown))
    assert report.parts.get(position=4).text == "合在一起。"


def test_what_was_typed_while_the_report_was_signed_is_kept_on_the_page(desk: Desk) -> None:
    report = desk.filled()
    signing.sign(report, by=desk.statistician(desk.unit))
    clerk = signed_in(desk)
    told = sent(clerk, url(report, "part", 4), text="我写了一个小时。", version=report.version)
    assert "数据和正文已经固定" in told
    assert "我写了一个小时。" in told
    assert "数据已经固定" in sent(clerk, url(report, "cell", "t2.licensing.decisions"), value="5", why="台账")


def test_what_is_being_typed_is_shown_and_checked_and_not_saved(desk: Desk) -> None:
    report = desk.begun()
    before = report.parts.get(position=0).text
    typed = "收到申请{收到申请}件，发布信息12条，另有{没有这个}件。"
    answer = signed_in(desk).post(url(report, "look", 0), {"text": typed}).json()["html"]

    assert re.search(r'<mark class="gk-field" title="收到申请：[^"]*">0</mark>', answer)
    assert "手写的数" in answer
    assert "没有叫“没有这个”的数" in answer
    assert report.parts.get(position=0).text == before


@pytest.mark.long
def test_a_new_draft_is_shown_for_comparison_and_own_words_begin_next_years_report(desk: Desk) -> None:
    report = desk.begun()
    clerk, address = signed_in(desk), url(report, "part", 5)
    draft = report.parts.get(position=5).text
    page = clerk.post(address, {"text": "我写的一半", "draft": "1"})
    shown = html.fromstring(page.content)
    assert shown.xpath("//textarea[@name='text']")[0].text.strip() == draft
    assert "我写的一半" in shown.text_content()
    assert report.parts.get(position=5).text == draft

    sent(clerk, address, text="收费{信息处理费}元。", version=report.version, keep="1")
    assert PartText.objects.get().text == "收费{信息处理费}元。"
    desk.on(f"{YEAR + 2}-01-10")
    next_year = desk.begun(year=YEAR + 1)
    assert next_year.parts.get(position=5).text == "收费{信息处理费}元。"

    address = url(next_year, "part", 5)
    assert "这一部分留有底稿" in text(clerk, address)
    assert "底稿已删去" in sent(clerk, address, text="没有收费。", version=next_year.version, forget="1")
    assert next_year.parts.get(position=5).text == "没有收费。"
    assert not PartText.objects.exists()
    assert "收费{信息处理费}元。" in Entry.objects.get(action="annual.words_dropped").before["text"]
    assert "这一部分留有底稿" not in text(clerk, address)


def test_the_lead_and_the_name_of_the_report_are_edited_like_a_part_and_the_name_is_printed(desk: Desk) -> None:
    report = desk.begun()
    clerk, address = signed_in(desk), url(report, "lead")
    opened = hidden(html.fromstring(clerk.get(address).content))
    told = sent(clerk, address, name="云溪县教育和体育局", text="收到申请{收到申请}件。", **opened)
    assert "已保存" in told
    assert "收到申请0件。" in told
    preview = text(clerk, url(report, "preview"))
    assert f"云溪县教育和体育局{YEAR}年" in preview
    assert "收到申请0件。" in preview
    entry = Entry.objects.filter(action="annual.lead_saved").get()
    assert (entry.before["name"], entry.after["name"]) == (desk.unit.name, "云溪县教育和体育局")
    assert "请填写机构名称" in sent(clerk, address, name=" ", text="没有名称。", version=desk.now(report).version)

    page = html.fromstring(
        clerk.post(address, {"name": "又一个名称", "text": "我写的。", **opened}).content
    )  # overtaken
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == "我写的。"
    assert page.xpath("//input[@name='name']/@value") == ["又一个名称"]
    assert "收到申请{收到申请}件。" in page.text_content()
    assert desk.now(report).name == "云溪县教育和体育局"


def test_what_is_wrong_in_the_lead_is_told_at_the_lead(desk: Desk) -> None:
    report = desk.filled()
    clerk, address = signed_in(desk), url(report, "lead")
    assert [found for found in check(report).findings if found.in_lead] == []
    typed = {"name": report.name, "text": "收到{没有这个}，另有12件。"}
    answer = clerk.post(url(report, "lead_look"), typed).json()["html"]
    assert "没有叫“没有这个”的数" in answer
    assert "“12件”是手写的数" in answer

    told = sent(clerk, address, **typed, version=report.version)
    assert "这一部分还有2处要处理" in told
    assert desk.now(report).errors == 1
    assert "引言" in text(clerk, url(report, "check"))
    with pytest.raises(NotReady, match="没有叫"):
        signing.sign(report, by=desk.statistician(desk.unit))
    assert "引言" in sent(clerk, address, draft="1", text="", name=report.name)
    sent(clerk, address, **typed, version=desk.now(report).version, keep="1")  # a lead is not kept for next year
    assert f"编制{YEAR}年度" not in desk.now(report).lead  # a new draft is looked at before it is saved


@pytest.mark.long
def test_a_lead_that_is_signed_is_read_by_everybody_who_sees_the_report_and_changed_by_nobody(desk: Desk) -> None:
    report = desk.signed()
    for role in (Role.STATISTICIAN, Role.HEAD, Role.AUDITOR):
        client = signed_in(desk, role)
        assert f"编制{YEAR}年度" in text(client, url(report, "lead"))
        client.post(url(report, "lead"), {"name": "改动", "text": "改动", "version": report.version})
        client.post(url(report, "lead"), {"name": "改动", "text": "改动", "draft": "1"})
    assert "改动" not in desk.now(report).name + desk.now(report).lead
