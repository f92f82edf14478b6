"""Kinds of body from names; where the name cannot tell, nobody guesses."""

from __future__ import annotations

import pytest

from gongkai.statute.bodies import RULE_MAKERS, can_make_rules, kind_of, kinds, same_body
from gongkai.statute.forms import forms

NAMES = {
    "云溪县人民政府": "county",
    "云溪县": "county",
    "清江市云溪区人民政府": "county",
    "清江市云溪区": "county",
    "清江市临溪市人民政府": "county",
    "云岭自治州临溪市人民政府": "county",
    "云溪左旗人民政府": "county",
    "云溪苗族自治县人民政府": "county",
    "清江市人民政府": "city",
    "云山省清江市人民政府": "city",
    "云山省人民政府": "province",
    "云山壮族自治区人民政府": "province",
    "重庆市人民政府": "province",
    "云岭苗族自治州人民政府": "prefecture",
    "云溪县大桥镇人民政府": "township",
    "大桥镇": "township",
    "云溪县石门乡": "township",
    "云溪县石门苗族乡人民政府": "township",
    "清江市云溪区东门街道办事处": "street",
    "东门街道": "street",
    "云溪县人民政府办公室": "office",
    "云山省人民政府办公厅": "office",
    "云溪县财政局": "county_department",
    "云溪县财政局（国有资产管理局）": "county_department",
    "清江市云溪区卫生健康委员会": "county_department",
    "云溪县发展和改革委": "county_department",
    "清江市教育局": "department",
    "云山省教育厅": "department",
    "云山壮族自治区财政厅": "department",
    "清江市发展和改革委员会": "department",
    "清江市城市管理委员会": "department",
    "国家税务总局": "state",
    "水利部": "state",
    "中华人民共和国教育部": "state",
    "国家税务总局云溪县税务局": "county_department",
    "云溪经济开发区管理委员会": "zone",
    "清江市住房公积金管理中心": "organisation",
}

UNKNOWN = [
    "云溪县第一中学",
    "云溪县人民医院",
    "大桥村村民委员会",
    "云溪县公安局东门分局",
    "大桥镇财政所",
    "办公室",
    "",
]


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_the_name_tells_the_kind(name: str, kind: str) -> None:
    found = kind_of(name)

    assert found is not None
    assert found.id == kind


@pytest.mark.parametrize("name", UNKNOWN)
def test_the_name_does_not_tell(name: str) -> None:
    assert kind_of(name) is None


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("云山省人民政府", True),
        ("云岭苗族自治州人民政府", True),
        ("水利部", True),
        ("云溪县人民政府", False),
        ("大桥镇人民政府", False),
        ("东门街道办事处", False),
        ("云溪县财政局", False),
        ("云山省教育厅", False),
        ("清江市人民政府", None),  # with districts or not: the name does not say
        ("云山省人民政府办公厅", None),  # its report may be the government's
        ("云溪县第一中学", None),
    ],
)
def test_rules_are_made_by_few(name: str, can: bool | None) -> None:
    assert can_make_rules(kind_of(name)) is can


def test_makers_in_the_forms_are_kinds_that_make_rules() -> None:
    makers = {maker for form in forms().values() for cell in form.cells.values() for maker in cell.makers}

    assert makers == set(RULE_MAKERS)
    assert makers <= set(kinds())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云溪县大桥镇人民政府", "大桥镇", True),
        ("清江市云溪区东门街道办事处", "东门街道", True),
        ("大桥镇人民政府", "石门乡人民政府", False),
        ("云溪县财政局", "云溪县教育局", False),
        ("云溪县财政局", None, None),
    ],
)
def test_two_names_of_one_body(one: str, other: str | None, same: bool | None) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
