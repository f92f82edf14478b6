"""个人信息保护法第二十五条: no personal information is published. All numbers and names here are made up."""

from __future__ import annotations

import pytest

from tests.report.checking.reports import run
from tests.report.checking.texts import written

# Made up: nobody has the serial number 000. The weighted sum of the first seventeen digits is 50, 50 mod 11 is 6, and that
# demands the check digit 6.
RIGHT_IDENTITY = "110101190001010006"
WRONG_IDENTITY = "110101190001010001"

SILENT = {
    "an office telephone with its area code": "联系电话：0999-5550000，传真：0999-5550001。",
    "an office telephone without one": "联系电话：5550000。",
    "a service line": "请拨打12345政务服务便民热线或者400-000-0000。",
    "a document's index number that holds such digits": "索引号：13800000000/2024-00018",
    "digits inside a longer number": "统一编号：2024138000000001234567",
    "digits in an address on the web": "http://www.yunxi.gov.cn/2024/13800000000.html",
    "figures of a table in a row": "行政许可\t135 2468 1357",
    "a unified social credit code": "统一社会信用代码：113309990000000009",
    "eighteen digits that are no date of birth": "备案材料合同流水为110101999999990000。",
    "the treasury's account for fees": "收款单位：云溪县财政局，开户银行：云溪农商行，账号：4000000000000002。",
    "sixteen digits that no bank would give": "银行账号4000000000000003。",
    "the office's address": "地址：云溪县青石镇人民路1号2栋301室，邮编：999999。",
    "services about where people live": "办理居住地址变更、户籍地址迁移等事项31项。",
    "a number already masked": "联系人张某某，电话138****0000。",
    "items of money and counts": "发放补贴13800000元，惠及19900人。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_nothing_personal(text: str) -> None:
    assert run("privacy", written(text)) == []


FAULTY = {
    "a mobile number as the contact": ("联系人：张某某，手机：13800000000。", "warning", "13800000000"),
    "a mobile number in a line of a table": ("张某某\n办事员\n5550000\n13900000000", "warning", "13900000000"),
    "a mobile number in groups": ("联系电话：138 0000 0000。", "warning", "138 0000 0000"),
    "a mobile number with hyphens": ("联系电话：139-0000-0000。", "warning", "139-0000-0000"),
    "a mobile number with the country's code": ("联系电话：+8613700000000。", "warning", "13700000000"),
    "a mobile number right behind words": ("有事请打13600000000找李某某", "warning", "13600000000"),
    "an identity number with the right check digit": (f"申请人李某某，{RIGHT_IDENTITY}。", "error", RIGHT_IDENTITY),
    "an identity number with a wrong one": (f"身份证号：{WRONG_IDENTITY}。", "warning", WRONG_IDENTITY),
    "an identity number of the old kind": ("身份证号码110101000101001。", "warning", "110101000101001"),
    "a bank card": ("补贴打入李某某银行卡号4000000000000002。", "warning", "4000000000000002"),
    "a bank card in groups": (
        "李某某，开户银行云溪农商行，卡号4000 0000 0000 0002。",
        "warning",
        "4000 0000 0000 0002",
    ),
    "a home address": ("申请人李某某，家住青石镇幸福小区3号楼2单元101室。", "warning", "3号楼2单元101室"),
    "a home address with a label": ("住址：云溪县柳河乡杨树村12号。", "warning", "12号"),
}


@pytest.mark.parametrize(("text", "severity", "secret"), FAULTY.values(), ids=FAULTY)
def test_personal_information_is_told_and_not_repeated(text: str, severity: str, secret: str) -> None:
    (finding,) = run("privacy", written(text))

    assert finding.severity == severity
    assert secret not in finding.message
    assert finding.quote is not None
    assert secret not in finding.quote
    assert "*" in finding.quote
    assert "*" in finding.message


def test_each_number_is_told_once_however_often_it_stands() -> None:
    assert len(run("privacy", written("手机：13800000000。\n手机：13800000000。\n手机：13900000000。"))) == 2


def test_a_neighbouring_number_is_masked_too_even_where_the_quote_is_cut() -> None:
    text = "手机13800000000、" + "办" * 18 + f"13900000000和{RIGHT_IDENTITY}。"

    for finding in run("privacy", written(text)):
        assert finding.quote is not None
        assert "00000" not in finding.quote


def test_other_rules_do_not_publish_a_number_again() -> None:
    text = "如对本报告有疑问，请与柳河乡联系，电话13800000000。"

    (finding,) = run("unit-name", written(text, unit="云溪县青石镇人民政府"))

    assert finding.quote is not None
    assert "13800000000" not in finding.quote
