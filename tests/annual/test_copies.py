"""Near-copies: whose words are last year's or another unit's."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.annual import copies
from gongkai.annual.copies import near_copies
from gongkai.annual.models import AnnualReport
from gongkai.report.checking.copy import likenesses
from gongkai.units.models import Unit
from tests.annual.editions import handed_in, uploaded
from tests.world import World

OWN = (
    "修订了招生信息的审核流程，把拟稿、审核、保密审查落实到具体岗位。组织各股室对照目录逐条核对，补齐食堂管理栏目中缺少的基础信息。"
    "对历年公开的校车文件作了一次清理，有效性有变化的逐件标注并附上依据。建立信息形成台账，到期以前由专人提醒承办的股室。"
    "政务新媒体围绕课后服务推出图文说明，并与网站上的原文相互链接，群众留言当天回复。"
    "公开以前一律核对附件中的个人信息，名单隐去证件号码以后再公开，由保密员签字确认。"
)
OTHER = (
    "村务公开栏每月更新，耕地补贴的发放名单在网上和村口同时张贴。邀请村民代表查看公开的内容是否看得懂，意见逐条作了答复。"
    "把森林防火的值守安排提前公布，联系人有变动的当天改正。危房改造的对象由村、镇两级公示，异议逐户核实以后再报县里。"
    "文化站的开放时间、场地预约办法编成一页纸，放在服务大厅和各村的便民点，方便老人取阅，每季度换新。"
    "水利设施管护的责任人和电话写在渠道旁的牌子上，坏了找谁、多久修好说得明白，年底一并公布花了多少钱。"
)
DRAFTED = (
    "公开的信息逐条编制索引号，发布前经过审核和保密审查；撤下不宜继续公开的信息{更正撤下}条，原网址保留撤下的说明。" * 6
)
COUNTED = (
    "全年主动公开政府信息{主动公开信息}条，其中在政府网站公开{网站公开}条，在政务微信公开{微信公开}条，{主动公开信息|比上年}。"
    * 6
)


def test_another_units_words_and_last_years_are_found_with_how_much_and_where(world: World) -> None:
    handed_in(world.education, 2024, "", "", "", "", OTHER)
    handed_in(world.education, 2025, "", "", "", "", OTHER)
    handed_in(world.township, 2025, OWN + OTHER)
    found = near_copies(world.county, 2025)
    told = [(each.unit.code, each.heading[:2], each.other.code, each.other_year, each.share) for each in found]
    assert told == [
        ("yunxi-jyj", "五、", "yunxi-jyj", 2024, 1.0),
        ("yunxi-jyj", "五、", "yunxi-qszj", 2025, 1.0),
    ]
    assert "与本机构2024年度的报告相同" in found[0].message
    assert "与青石镇2025年度的报告相同" in found[1].message
    assert found[0].quote in OTHER


def test_a_whole_report_is_told_once_not_part_by_part(world: World) -> None:
    handed_in(world.education, 2025, OWN, "", "", "", OTHER)
    handed_in(world.township, 2025, OWN, "", "", "", OTHER)
    found = near_copies(world.county, 2025)
    assert [(each.unit.code, each.heading, each.share) for each in found] == [
        ("yunxi-jyj", "", 1.0),
        ("yunxi-qszj", "", 1.0),
    ]
    assert "全文有100%" in found[0].message


def test_what_the_platform_drafted_and_sentences_of_figures_are_nobodys_words(world: World) -> None:
    for unit in (world.education, world.township):
        handed_in(unit, 2025, DRAFTED + COUNTED)
    assert near_copies(world.county, 2025) == []


def test_an_uploaded_report_is_held_against_too_and_a_draft_is_not(world: World) -> None:
    uploaded(world.township, 2025, text=OTHER + OWN)
    handed_in(world.education, 2025, OWN, "", "", "", OTHER)
    assert [each.other.code for each in near_copies(world.county, 2025) if each.unit == world.education] == [
        "yunxi-qszj"
    ]
    AnnualReport.objects.filter(unit=world.education).update(state="draft")
    assert near_copies(world.county, 2025) == []
    uploaded(world.education, 2024, text=OWN)
    handed_in(world.office, 2025, OTHER)
    assert near_copies(world.office, 2025) == []


@pytest.mark.long
def test_of_eighty_units_only_those_whose_words_are_alike_are_compared_sentence_by_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [
        f"第{n}项工作由{chr(0x4E00 + 7 * n)}{chr(0x4E00 + 11 * n)}股室负责，每季度检查一次并把结果告诉群众。"
        for n in range(400)
    ]
    for number in range(80):
        world.county.refresh_from_db()
        unit: Unit = world.county.add_child(
            code=f"more{number}",
            name=f"云溪县第{number}局",
            short_name=f"第{number}局",
            kind="department",
            front=f"0000010{number:02}",
        )
        for year in (2024, 2025):
            texts = [
                "".join(sentences[(number * 37 + year + 9 * part + n) % 400] for n in range(20)) for part in range(6)
            ]
            handed_in(unit, year, *texts)
    compared: list[Any] = []
    monkeypatch.setattr(copies, "likenesses", lambda *texts: compared.append(texts) or likenesses(*texts))
    near_copies(world.county, 2025)
    assert 0 < len(compared) < 80 * 80 / 3
