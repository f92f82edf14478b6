"""Personal data in text: what stays silent first, then what is found, how surely and on which article."""

from __future__ import annotations

import pytest

from tests.guard.reading import ADULT, CARD, CHILD, MOBILE, card, identity, only, rules, text_findings

SILENT = {
    "a masked identity number": "张三 510***********1234",
    "a masked mobile number": "联系人李四 138****1234",
    "a masked number with full-width stars": "手机138＊＊＊＊1234",
    "an office's landline": "联系电话：0000-1234567，传真0000-7654321",
    "a service number": "请拨打12345、4000000000",
    "an index number": "索引号：000014349/2017-00110",
    "an index number with a credit code in front": "索引号：113708280043326001/2024-02411",
    "a credit code": "统一社会信用代码：11341702486344515H",
    "a document number": "云政办发〔2025〕9号",
    "money in yuan": "安排资金13800001234元",
    "money with decimals": "合计13800001234.50",
    "money with separators": "合计13,800,001,234元",
    "dates run together": "起止20250101至20251231，编号202501010001",
    "a registry number that begins like a card": f"不动产单元号：{card('622200000000000999')}",
    "a long code behind a web address": f"https://www.yunxi.gov.cn/art/{MOBILE}.html",
    "the treasury's account": f"缴入国库，收款单位：云溪县财政局，账号：{CARD}",
    "an office's address": "办公地址：云溪县城关镇人民路12号行政中心3号楼305室",
    "an address for applications": "受理地点：云溪县文化路8号政务服务大厅2楼201室",
    "a street's number without a door": "项目位于云溪县人民路12号",
    "an order's number": "云溪县人民政府令第12号",
    "a rule about ages": "年满16周岁、不满18周岁的公民，儿童6周岁以下免票",
    "an initialled child": "张某某，男，12岁，经劝导返校",
    "a programme on illness": "对患有白血病、尿毒症的困难群众给予救助",
    "an official car": "公务用车云A12345封存停驶",
    "a share code": "云A股份有限公司",
    "a contract's number": "合同号13800001234",
    "an emptied cell": "姓名\t电话\n张三\t\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_looks_like_personal_data_is_silent(text: str) -> None:
    assert text_findings(text) == []


FOUND = {
    "an identity number": (ADULT, "identity-number", "error", "pipl.28"),
    "one in groups": (f"{ADULT[:6]} {ADULT[6:14]} {ADULT[14:]}", "identity-number", "error", "pipl.28"),
    "one with a small x": (identity("11010119900307006").lower(), "identity-number", "error", "pipl.28"),
    "one in full-width figures": (
        ADULT.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}),
        "identity-number",
        "error",
        "pipl.28",
    ),
    "one with unseen signs within": (f"{ADULT[:9]}\u200b{ADULT[9:]}", "identity-number", "error", "pipl.28"),
    "one that a code's label stands before": (f"编号：{ADULT}", "identity-number", "error", "pipl.28"),
    "one in a web address": (f"https://www.yunxi.gov.cn/?id={ADULT}", "identity-number", "error", "pipl.28"),
    "a disability card": (f"{ADULT}44", "identity-number", "error", "pipl.28"),
    "a child's": (CHILD, "minor-identity", "error", "pipl.28"),
    "one with a wrong check digit": (
        f"身份证号：{ADULT[:-1]}{'1' if ADULT[-1] != '1' else '2'}",
        "identity-number-doubtful",
        "warning",
        "pipl.28",
    ),
    "an old one of 15 digits": ("身份证号码：530101900307001", "identity-number-doubtful", "warning", "pipl.28"),
    "a mobile number": (f"来电{MOBILE}", "mobile-number", "warning", "pipl.25"),
    "a person's mobile number": (f"联系人：李某，{MOBILE}", "mobile-number", "error", "pipl.25"),
    "one with hyphens": ("电话138-0000-1234", "mobile-number", "warning", "pipl.25"),
    "one with the country's number": ("电话+86 13800001234", "mobile-number", "warning", "pipl.25"),
    "one in full-width figures, spaced": ("手机１３８　００００　１２３４", "mobile-number", "warning", "pipl.25"),
    "a card with its bank": (f"开户银行及卡号：{CARD}", "bank-card", "error", "pipl.28"),
    "a card in groups": (
        f"卡号 {' '.join((CARD[:4], CARD[4:8], CARD[8:12], CARD[12:16], CARD[16:]))}",
        "bank-card",
        "error",
        "pipl.28",
    ),
    "a card alone": (f"发放至{CARD}", "bank-card", "warning", "pipl.28"),
    "a passbook's account": ("户主王五，存折账号1234500006789", "bank-account", "warning", "pipl.28"),
    "a home in an estate": ("家住云溪县城关镇幸福小区3栋2单元501室", "home-address", "error", "pipl.25"),
    "a home on a street": ("家庭住址：云溪县人民路12号附3栋201室", "home-address", "error", "pipl.25"),
    "a home in a village": ("申请人赵六，大桥镇东风村三组12号", "home-address", "warning", "pipl.25"),
    "a child by name and age": ("王小明，男，12岁", "minor", "error", "pipl.28"),
    "a youth by name and age": ("李小红（女，16周岁）", "minor", "warning", "pipl.28"),
    "illness with a name": ("刘洋患有白血病", "health", "warning", "pipl.28"),
    "a passport": ("护照号码：E00001234", "passport", "error", "pipl.28"),
    "a plate with its owner": ("车主陈七，云A12345", "plate", "warning", "pipl.25"),
}


@pytest.mark.parametrize(("text", "rule", "severity", "article"), FOUND.values(), ids=FOUND)
def test_personal_data_is_found_with_its_weight_and_article(text: str, rule: str, severity: str, article: str) -> None:
    finding = only(text_findings(text), rule)

    assert (finding.severity, finding.article, finding.place) == (severity, article, "正文")
    assert finding.message
    assert finding.advice


def test_a_child_is_one_until_the_fourteenth_birthday() -> None:
    day_before, birthday = identity("53010120110602001"), identity("53010120110601001")

    assert rules(text_findings(day_before)) == {"minor-identity"}
    assert rules(text_findings(birthday)) == {"identity-number"}


def test_an_address_is_masked_down_to_the_door() -> None:
    finding = only(text_findings("张三，现住：云溪县人民路12号幸福小区3栋2单元501室。"), "home-address")

    assert not set("0123456789") & set(finding.quote)


def test_a_list_of_pupils_is_told_once_by_its_first_full_name() -> None:
    text = "姓名\t班级\t备注\n张*\t三班\t\n王小明\t三班\t\n李小红\t四班\t\n"

    finding = only(text_findings(text), "minor-list")

    assert "王小明" in finding.quote


def test_a_list_of_teachers_or_of_masked_pupils_is_silent() -> None:
    assert text_findings("姓名\t学校\t教师资格\n王小明\t一中\t高中\n") == []
    assert text_findings("姓名\t班级\n王某某\t三班\n李*\t四班\n") == []


def test_a_list_of_names_with_disabilities_is_told() -> None:
    assert rules(text_findings("姓名\t残疾类别\t等级\n王大海\t肢体\t二级\n")) == {"health-list"}


def test_a_column_tells_what_its_numbers_are() -> None:
    accounts = "姓名\t一卡通账号\n赵大海\t10000200003\n钱小海\t10000200004\n"

    assert rules(text_findings(accounts)) == {"bank-account"}


def test_a_name_beside_an_unknown_long_number_is_told_and_a_document_number_beside_it_is_not() -> None:
    assert rules(text_findings("姓名\t备注\n赵大海\t990000200003\n")) == {"name-with-number"}
    assert text_findings("姓名\t项目代码\n赵大海\t990000200003\n") == []


def test_the_same_number_is_one_finding_that_says_how_often() -> None:
    finding = only(text_findings(f"{ADULT}\n另见{ADULT[:6]} {ADULT[6:14]} {ADULT[14:]}\n{ADULT}"), "identity-number")

    assert "共3处" in finding.message


def test_beyond_fifty_of_a_rule_the_rest_is_told_in_one_sum() -> None:
    text = "\n".join(identity(f"53010119900307{serial:03d}") for serial in range(120))

    found = text_findings(text)

    assert len(found) == 51
    assert "还有70处" in found[-1].message


def test_worst_comes_first() -> None:
    found = text_findings(f"云A12345，来电{MOBILE}，{ADULT}")

    assert [finding.severity for finding in found] == ["error", "warning", "note"]
