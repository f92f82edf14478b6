"""A sound report yields no finding above `note`: sentences as clerks write them, each in a report that is sound otherwise."""

from __future__ import annotations

import pytest

from gongkai.report.checking import check
from tests.report.checking.texts import BUREAU, COUNTY, STREET, whole, written

TOWN = "云溪县青石镇人民政府"
OFFICE = "云溪县人民政府办公室"

SENTENCES = [
    (TOWN, "由青石镇党政办公室汇总全镇各站所情况编制。"),
    (TOWN, "根据县政府办公室关于年度报告编制工作的通知，现将青石镇2024年政府信息公开工作情况报告如下。"),
    (TOWN, "根据县政府办公室要求，现将我镇2024年度政府信息公开工作年度报告公布如下。"),
    (TOWN, "本报告由青石镇人民政府根据各村、各单位信息公开情况编制。"),
    (TOWN, "在县委、县政府的正确领导下，在县政务服务局的指导下，我镇推进各项工作，我县被评为先进县。"),
    (TOWN, "特色小镇主动公开旅游信息4条，小城镇建设主动公开项目信息12条。"),
    (TOWN, "镇里派员到柳河乡、城东街道学习，各乡镇主动公开信息由县里汇总。"),
    (STREET, "办事处设政务公开办公室，制定了本街道年度计划，我办负责日常工作。"),
    (STREET, "围绕全市规划和全县中心工作，街道综合全市文明城市创建工作要求编制工作方案。"),
    (STREET, "根据全市年度报告编制工作要求，街道完成了报告编写。"),
    (COUNTY, "本报告由云溪县人民政府办公室编制，青石镇人民政府编制了公共服务事项目录。"),
    (COUNTY, "根据全市统一安排，汇总各乡镇、各部门数据，形成本报告。"),
    (OFFICE, "现公布云溪县人民政府办公室2024年政府信息公开工作年度报告，我办认真落实。"),
    (BUREAU, "我局制定方案，我县学校公开招生信息，我委原有职能划入我局。"),
    (BUREAU, "现公布县教育局2024年政府信息公开年度报告，如有疑问，请与县教育局办公室联系。"),
    (BUREAU, "我局所属青石镇中心小学主动公开信息12条，柳河乡中学收到表扬信3封。"),
    (TOWN, "依托“中国云溪”网站（www.yunxi.gov.cn）和微信公众号（微信号：yunxi_fabu）公开，邮箱yunxi@example.com。"),
    (TOWN, "投诉电话：0999-5550000；值班电话0999-5550001/5550002。"),
    (TOWN, "信访件编号13900000000001，索引号11330099900000000X。"),
    (TOWN, "第一是抓培训，其二是抓制度；最重要的一是人，二是制度。"),
    (TOWN, "《条例》实施以来，我镇连续第五年公开年报，今年是“十四五”规划实施的第四年。"),
    (TOWN, "2024年是《中华人民共和国政府信息公开条例》修订施行五周年。"),
    (TOWN, "收到政府信息公开申请3件，其中结转上年度1件，已全部办结，没有正在办理的申请。"),
    (TOWN, "热线受理件均按时办结，办结率100%；依申请公开方面，2件申请未到期，结转下年度继续办理。"),
    (TOWN, "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。"),
    (TOWN, "2024年2月29日，镇里召开会议；2023年12月31日前的信息已经归档。"),
]


@pytest.mark.parametrize(("unit", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_sound_sentence_raises_no_alarm(unit: str, sentence: str) -> None:
    report = written(whole(first=sentence), unit=unit)

    assert [finding for finding in check(report) if finding.severity != "note"] == []
