"""The catalogue: one tree, each node with its article, term and channels, and each kind of unit with the nodes that are its own."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.articles import article
from gongkai.statute.catalogue import UNIT_KINDS, children, node, nodes, nodes_for, parse_nodes, path
from gongkai.statute.channels import channel
from gongkai.statute.forms import forms
from gongkai.statute.loading import StatuteDataError
from gongkai.statute.terms import term

FIELDS = [
    *("国土空间规划", "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿"),
    *("国有土地上房屋征收与补偿", "保障性住房", "农村危房改造", "生态环境", "公共文化服务", "公共法律服务", "扶贫"),
    *("救灾", "食品药品监管", "城市综合执法", "就业创业", "社会保险", "社会救助", "养老服务", "户籍管理"),
    *("涉农补贴", "义务教育", "医疗卫生", "市政服务"),
]

any_node = st.deferred(lambda: st.sampled_from(list(nodes())))


def ids(kind: str, parent_kind: str | None = None) -> set[str]:
    return {each.id for each in nodes_for(kind, parent_kind)}


def test_article_20_has_its_fifteen_items_in_order() -> None:
    items = children("20")

    assert [each.id for each in items] == [f"20.{number}" for number in range(1, 16)]
    for number, each in enumerate(items, 1):
        assert (article(each.article).article, article(each.article).item) == (20, number)


def test_the_grass_roots_standard_has_its_26_fields_each_with_two_to_six_parts() -> None:
    assert [each.label for each in children("f")] == FIELDS
    for field in children("f"):
        assert 2 <= len(children(field.id)) <= 6, field.id


def test_what_was_written_from_memory_says_so() -> None:
    assert not any(each.verified for each in nodes().values() if path(each.id)[0].id == "f")
    assert node("20.5.conditions").verified
    assert not node("20.4.bulletin").verified


@given(any_node)
def test_every_node_names_what_there_is(key: str) -> None:
    each = node(key)

    assert each.label
    assert each.who
    assert each.what.endswith("。")
    assert article(each.article).says
    assert term(each.term).workdays > 0
    assert each.channels
    assert all(channel(name).label for name in each.channels)


@given(any_node)
def test_the_path_goes_from_the_top_to_the_node_and_every_step_is_a_child_of_the_one_before(key: str) -> None:
    steps = path(key)

    assert steps[0] in children(None)
    assert steps[-1].id == key
    for above, below in pairwise(steps):
        assert below in children(above.id)


def test_every_node_is_reached_once_from_the_top() -> None:
    reached = []
    waiting = list(children(None))
    while waiting:
        each = waiting.pop()
        reached.append(each.id)
        waiting += children(each.id)

    assert sorted(reached) == sorted(nodes())


def test_no_two_children_of_one_node_have_the_same_label() -> None:
    for key in (None, *nodes()):
        labels = [each.label for each in children(key)]
        assert len(labels) == len(set(labels)), key


@pytest.mark.parametrize(
    ("key", "workdays"),
    [
        ("20.1.normative", 20),
        ("20.5.licences", 7),
        ("20.5.services", 20),
        ("20.5.conditions", 20),
        ("20.6.penalties", 7),
        ("20.6.coercion", 20),
        ("21.township.homestead-use", 20),
        ("f.environment.permits", 7),
    ],
)
def test_decisions_on_licences_and_penalties_have_seven_working_days_all_else_twenty(key: str, workdays: int) -> None:
    assert term(node(key).term).workdays == workdays


def test_every_row_of_table_two_is_counted_in_exactly_one_node_and_none_besides() -> None:
    rows = {
        code.rpartition(".")[0]
        for form in forms().values()
        if form.id != "2014"
        for code in form.cells
        if code.startswith("t2.")
    }
    counted = [row for each in nodes().values() for row in each.counts]

    assert sorted(counted) == sorted(rows)


LEVELS = {
    "a county has its own list of Art. 21 and the 26 fields": ("county", None, {"21.county.order", "f.education"}),
    "a township has its list and the fields it handles": (
        "township",
        None,
        {"21.township.levies", "f.poverty.households"},
    ),
    "a street office has fields of the grass roots": ("street", None, {"f.house-compensation", "20.2.heads"}),
    "a city has its own list": ("city", None, {"21.city.construction", "20.1.rules"}),
    "a province makes rules": ("province", None, {"20.1.rules", "20.15"}),
    "a county's department shares the county's list": ("department", "county", {"21.county.houses", "f.tax"}),
    "a city's department shares the city's list": ("department", "city", {"21.city.houses"}),
    "an authorised organisation is bound like a department": ("authorised", "county", {"21.county.services"}),
}
NOT_LEVELS = {
    "a county makes no rules": ("county", None, {"20.1.rules", "20.1.regulations", "21.city", "21.township"}),
    "a township has neither the county's list nor its licences": (
        "township",
        None,
        {"21.county", "f.tax", "f.environment.permits"},
    ),
    "Art. 21 does not name street offices": ("street", None, {"21", "21.township", "f.rural-housing"}),
    "a city is not the grass roots": ("city", None, {"f", "f.education"}),
    "a province has no list of Art. 21": ("province", None, {"21", "f"}),
    "a county's department has no other level's list": ("department", "county", {"21.city", "21.township"}),
    "a department makes no rules here": ("department", "city", {"20.1.rules", "f"}),
    "a department of the province has no local list": ("department", "province", {"21", "f"}),
    "nobody here makes administrative regulations": ("province", None, {"20.1.regulations"}),
}


@pytest.mark.parametrize(("kind", "parent", "has"), LEVELS.values(), ids=LEVELS)
def test_a_kind_of_unit_has_its_nodes(kind: str, parent: str | None, has: set[str]) -> None:
    assert has <= ids(kind, parent)


@pytest.mark.parametrize(("kind", "parent", "lacks"), NOT_LEVELS.values(), ids=NOT_LEVELS)
def test_a_kind_of_unit_lacks_the_nodes_of_others(kind: str, parent: str | None, lacks: set[str]) -> None:
    assert lacks <= set(nodes())
    assert not lacks & ids(kind, parent)


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_all_have_the_fifteen_items_and_no_group_is_left_empty(kind: str) -> None:
    own = ids(kind)

    assert {f"20.{number}" for number in range(1, 16)} <= own
    for key in own:
        parent = node(key).parent
        assert parent is None or parent in own
        assert not node(key).group or any(below.id in own for below in children(key))


def test_where_the_level_of_a_department_is_not_known_no_level_is_left_out() -> None:
    assert ids("department", "county") | ids("department", "city") == ids("department")


def test_an_unknown_kind_of_unit_is_refused_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match="'village'"):
        nodes_for("village")
    with pytest.raises(StatuteDataError, match="'contry'"):
        nodes_for("department", "contry")


def test_an_unknown_node_fails_with_the_ids_near_it() -> None:
    with pytest.raises(StatuteDataError, match=r"'21\.township\.homestead'.*21\.township\.homestead-use"):
        node("21.township.homestead")
    with pytest.raises(StatuteDataError, match="'no-such-node'"):
        children("no-such-node")


def entry(**more: Any) -> dict[str, Any]:
    """The least that a node's table must have, and `more`."""
    least = {"id": "x", "label": "样", "article": "r2019.20", "term": "publication", "what": "样。", "who": "样"}
    return {**least, "channels": ["site"], **more}


def test_a_child_has_what_its_parent_has_unless_it_says_otherwise() -> None:
    found = parse_nodes(
        [
            entry(levels=["county"], verified=True, counts=["t2.rules"]),
            {"id": "x.y", "label": "子", "what": "子。", "channels": ["press"]},
        ]
    )

    child = found["x.y"]
    assert (child.parent, child.article, child.levels, child.channels) == ("x", "r2019.20", ("county",), ("press",))
    assert not child.verified
    assert child.counts == ()


FAULTY = {
    "a misspelt key": ([entry(chanels=["site"])], "'chanels'"),
    "an unknown channel": ([entry(channels=["wechta"])], "'wechta'"),
    "an unknown article": ([entry(article="r2019.99")], "'r2019.99'"),
    "an unknown term": ([entry(term="publish-6")], "'publish-6'"),
    "an unknown level": ([entry(levels=["cuonty"])], "'cuonty'"),
    "an id that stands twice": ([entry(), entry()], "'x'"),
    "a child before its parent": ([entry(id="x.y"), entry()], "'x.y'"),
    "no label": ([{key: value for key, value in entry().items() if key != "label"}], "'label'"),
}


@pytest.mark.parametrize(("entries", "name"), FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_in_the_file_fails_by_its_name(entries: list[dict[str, Any]], name: str) -> None:
    with pytest.raises(StatuteDataError, match=name):
        parse_nodes(entries)
