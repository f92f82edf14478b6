"""Links: fine, foreign, wrong, private, dead."""

from __future__ import annotations

import pytest

from gongkai.guard import Link, read_dead, read_links
from tests.guard.reading import SALT, rules

OWN = ("yunxi.example",)


def _rules(address: str) -> set[str]:
    return rules(read_links("正文", [Link("全文", address)], OWN, salt=SALT))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.yunxi.gov.cn/a.html",
        "http://gov.cn",
        "https://static.yunxi.example/a.pdf",
        "https://YUNXI.example:8443/",
        "/i/000014349/2025-00001",
        "a/b.html",
        "?page=2",
        "#part",
        "mailto:xxgk@yunxi.gov.cn",
        "tel:0000-1234567",
        "//www.yunxi.gov.cn/x",
    ],
)
def test_links_to_the_government_and_within_the_site_are_silent(address: str) -> None:
    assert _rules(address) == set()


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://www.example.com/", "link-foreign"),
        ("https://gov.cn.example.com/", "link-foreign"),
        ("https://notgov.cn/", "link-foreign"),
        ("https://fakeyunxi.example/", "link-foreign"),
        ("https://8.8.8.8/", "link-foreign"),
        ("http://192.168.1.10/oa/", "link-private-address"),
        ("http://10.0.0.1:8080/", "link-private-address"),
        ("http://localhost/", "link-private-address"),
        ("http://[::1]/", "link-private-address"),
        ("http://oa.lan/", "link-private-address"),
        ("file:///C:/a.doc", "link-private-address"),
        ("C:\\资料\\名单.xlsx", "link-private-address"),
        ("\\\\server\\共享\\a.xlsx", "link-private-address"),
        ("javascript:alert(1)", "link-malformed"),
        ("", "link-malformed"),
        ("http://", "link-malformed"),
        ("htp://www.yunxi.gov.cn", "link-malformed"),
        ("http:/www.yunxi.gov.cn", "link-malformed"),
        ("www.yunxi.gov.cn", "link-malformed"),
        ("https://www.yunxi..gov.cn/", "link-malformed"),
        ("https://[bad", "link-malformed"),
        ("https://www.yunxi.gov.cn:99999/", "link-malformed"),
    ],
)
def test_other_links_are_told_by_what_is_wrong(address: str, rule: str) -> None:
    assert _rules(address) == {rule}


def test_dead_links_are_those_that_answer_nothing_or_an_error() -> None:
    answers = {"https://a.gov.cn/": 200, "https://b.gov.cn/": 404, "https://c.gov.cn/": None}
    links = [Link(address, address) for address in (*answers, "/within", "mailto:a@b.gov.cn")]

    found = list(read_dead("正文", links, answers.__getitem__, salt=SALT))

    assert [finding.quote.partition("（")[0] for finding in found] == ["https://b.gov.cn/", "https://c.gov.cn/"]
    assert rules(found) == {"link-dead"}
