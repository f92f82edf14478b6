"""Articles: found by id, cited as a Chinese text cites them, and never without a word on where they were read."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.articles import article, articles, cite
from gongkai.statute.forms import forms
from gongkai.statute.loading import StatuteDataError

CITATIONS = {
    "an article of one paragraph": ("r2008.31", "《政府信息公开条例》（2008年施行）第三十一条"),
    "a paragraph of an article": ("r2019.49.1", "《政府信息公开条例》（2019年修订）第四十九条第一款"),
    "an item as the form prints it": ("r2019.20.1", "《政府信息公开条例》（2019年修订）第二十条第（一）项"),
    "an item above ten": ("r2019.20.15", "《政府信息公开条例》（2019年修订）第二十条第（十五）项"),
    "an article whose number ends in ten": ("r2019.50", "《政府信息公开条例》（2019年修订）第五十条"),
    "an article below twenty": ("r2019.19", "《政府信息公开条例》（2019年修订）第十九条"),
    "the tenth article": ("r2019.10", "《政府信息公开条例》（2019年修订）第十条"),
    "an item of a paragraph": ("arl.23", "《行政复议法》（2023年修订）第二十三条第一款第（四）项"),
    "an article above a hundred": ("civil-code.203", "《民法典》第二百零三条"),
    "a law without an edition or number": ("pipl.25", "《个人信息保护法》第二十五条"),
    "a notice by its number alone": ("gbgkbh-2021-30", "国办公开办函〔2021〕30号"),
    "a measure by its title and number": ("fees-2020-109", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
    "what follows from the table itself": ("logic", "统计表自身的数量关系"),
}


@pytest.mark.parametrize(("key", "citation"), CITATIONS.values(), ids=CITATIONS)
def test_citation(key: str, citation: str) -> None:
    assert cite(key) == citation


def test_an_unknown_id_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match=r"r2019\.99"):
        article("r2019.99")


def test_every_article_says_what_it_orders_and_where_it_was_read() -> None:
    for each in articles().values():
        assert each.says.endswith("。"), each.id
        assert each.source, each.id


def test_what_was_written_from_memory_says_so() -> None:
    assert not article("r2008.32").verified
    assert article("r2008.31").verified
    assert article("r2019.49.1").verified


@pytest.mark.parametrize(
    ("day", "old", "new"), [(date(2019, 5, 14), True, False), (date(2019, 5, 15), False, True)], ids=str
)
def test_the_2019_text_takes_over_on_15_may_2019(day: date, old: bool, new: bool) -> None:
    assert (article("r2008.31").in_force(day), article("r2019.49.1").in_force(day)) == (old, new)


def test_every_article_that_a_form_names_is_there() -> None:
    for form in forms().values():
        article(form.basis)
        for cell in form.cells.values():
            for key in cell.basis:
                article(key)
