"""Kinds of channel: those that the regulation names, what a release on one must state and what shows that it was there."""

from __future__ import annotations

import pytest

from gongkai.statute.articles import article
from gongkai.statute.channels import channel, channels
from gongkai.statute.loading import StatuteDataError


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        (23, {"政府公报", "政府网站", "其他互联网政务媒体", "新闻发布会", "报刊", "广播", "电视"}),
        (25, {"送交国家档案馆", "送交公共图书馆", "政务服务场所", "资料索取点", "信息公告栏", "电子信息屏"}),
    ],
)
def test_what_an_article_names_is_there_and_statutory(number: int, labels: set[str]) -> None:
    named = {each.label for each in channels().values() if each.statutory and article(each.article).article == number}

    assert labels <= named


def test_what_the_regulation_does_not_name_is_practice_and_does_not_cite_it() -> None:
    practice = [each for each in channels().values() if not each.statutory]

    assert {"村村响广播", "明白纸、宣传册", "自助查询终端"} <= {each.label for each in practice}
    assert all(article(each.article).instrument.id != "r2019" for each in practice)


@pytest.mark.parametrize(
    ("key", "place", "evidence", "automatic"),
    [
        ("site", "网址", "网址", True),
        ("gazette", "期号、场次或者播出时间", "期号", False),
        ("notice-board", "地点", "照片", False),
        ("archive-deposit", "地点", "回执", False),
        ("leaflet", "不需要说明", "照片", False),
    ],
)
def test_a_channel_says_what_a_release_states_and_what_proves_it(
    key: str, place: str, evidence: str, automatic: bool
) -> None:
    kind = channel(key)

    assert (kind.place_label, kind.evidence_label, kind.automatic) == (place, evidence, automatic)


def test_every_word_of_place_and_evidence_has_a_label() -> None:
    for kind in channels().values():
        assert kind.place_label, kind.id
        assert kind.evidence_label, kind.id


def test_no_label_stands_twice() -> None:
    labels = [each.label for each in channels().values()]

    assert len(labels) == len(set(labels))


def test_an_unknown_channel_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match="'wechta'"):
        channel("wechta")
