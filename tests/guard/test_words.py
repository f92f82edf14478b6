"""The list of words: its own form, what it finds, what it leaves alone."""

from __future__ import annotations

import pytest

from gongkai.guard import Word, Words, default_words
from tests.guard.reading import only, text_findings

SILENT = [
    "按装机容量核定",
    "究竟争取到多少资金",
    "来自已有项目的结余",
    "国家税务总局云溪县税务局",
    "应急预案部署到位，账户已经注销",
    "候选人进入候选入围名单",
    "粮食局势总体平稳",
    "以环境保护局部试点为例",
    "目的的实现",
]


@pytest.mark.parametrize("text", SILENT)
def test_right_words_that_hold_a_wrong_one_are_silent(text: str) -> None:
    assert text_findings(text, default_words()) == []


@pytest.mark.parametrize(
    ("text", "right", "severity"),
    [
        ("会议布署了工作", "部署", "warning"),
        ("按装路灯", "安装", "warning"),
        ("开立帐户", "账户", "warning"),
        ("县国土资源局负责", "自然资源局", "note"),
        ("县扶贫办牵头", "乡村振兴局", "note"),
        ("截止2025年底", "截至", "note"),
        ("中华人民共合国", "中华人民共和国", "warning"),
    ],
)
def test_a_wrong_word_is_told_with_the_right_one(text: str, right: str, severity: str) -> None:
    (finding,) = text_findings(text, default_words())

    assert right in finding.message
    assert right in finding.advice
    assert finding.severity == severity


def test_the_list_is_the_callers_own() -> None:
    words = Words((Word("云西县", "云溪县", "title", "县名写错。"),))

    finding = only(text_findings("云西县人民政府布署工作", words), "word-title")

    assert "云溪县" in finding.message
    assert text_findings("云西县", Words(())) == []


def test_a_longer_entry_goes_before_a_shorter_one() -> None:
    words = Words((Word("扶贫", "帮扶", "usage"), Word("扶贫办", "乡村振兴局", "renamed")))

    assert [finding.rule for finding in text_findings("扶贫办", words)] == ["word-renamed"]


def test_every_entry_of_the_default_list_finds_itself_and_never_its_own_right_form() -> None:
    for word in default_words().entries:
        own = Words((word,))
        assert len(text_findings(f"，{word.wrong}。", own)) == 1, word
        assert text_findings(f"·{word.right}·", default_words()) == [], word
        for right in word.unless:
            assert word.wrong in right, word
            assert text_findings(f"·{right}·", own) == [], word


def test_no_wrong_form_stands_twice_in_the_default_list() -> None:
    wrong = [word.wrong for word in default_words().entries]

    assert len(wrong) == len(set(wrong))
    assert len(wrong) >= 80
