"""政府网站发展指引: a government's site has a name under gov.cn."""

from __future__ import annotations

import pytest

from tests.report.checking.reports import make, run
from tests.report.checking.texts import written

SILENT = {
    "the county's site": "本报告电子版可在云溪县人民政府网站（http://www.yunxi.gov.cn/）下载。",
    "the county's site without a scheme": "具体网址为www.yunxi.gov.cn。",
    "a secure site with port and path": "登录https://zwfw.yunxi.gov.cn:8443/col/index.html?id=1查询。",
    "text that goes on right behind the address": "请登录http://www.yunxi.gov.cn查阅年度报告",
    "an address in capitals": "网址：WWW.YUNXI.GOV.CN。",
    "an electronic mail address": "电子邮箱：yunxi@example.com，网站设有专栏。",
    "a Chinese public domain": "网站：http://云溪.政务.cn/。",
    "the county's account on Weibo": "政务微博网址：https://weibo.com/yunxi。",
    "an article on WeChat": "公众号平台：https://mp.weixin.qq.com/s/abc。",
    "the central reporting site": "可登录www.12377.cn平台举报。",
    "a file's name and a version": "网站公布了report.docx和表格2.1.xlsx，平台升级到3.5版。",
    "no address at all": "本报告可在县政府门户网站查阅。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_addresses_that_may_be_named(text: str) -> None:
    assert run("link", written(text)) == []


FAULTY = {
    "a shop where the portal should be": (
        "可在县政府门户网站（http://shop.example.com/）查阅。",
        "warning",
        "shop.example.com",
    ),
    "a name that only begins like the county's": (
        "请登录门户网站http://www.yunxi.gov.cn.example.com/查阅。",
        "warning",
        "www.yunxi.gov.cn.example.com",
    ),
    "a hyphen for a dot": ("政府网站www.yunxi-gov.cn设有专栏。", "warning", "www.yunxi-gov.cn"),
    "the county's name before an at sign": (
        "请登录政府网站http://www.yunxi.gov.cn@example.com/查阅。",
        "warning",
        "example.com",
    ),
    "a number for a name": ("年报在平台http://192.0.2.10:8080/公布。", "warning", "192.0.2.10"),
    "an address without a scheme": ("电子版可在www.example.net下载。", "warning", "www.example.net"),
    "a bare name": ("信息在政府网站example.com公布。", "warning", "example.com"),
    "an address that nothing is said of": ("参见http://www.example.org.uk/a。", "note", "www.example.org.uk"),
}


@pytest.mark.parametrize(("text", "severity", "host"), FAULTY.values(), ids=FAULTY)
def test_addresses_that_are_no_governments(text: str, severity: str, host: str) -> None:
    (finding,) = run("link", written(text))

    assert finding.severity == severity
    assert f"“{host}”" in finding.message
    assert finding.basis == "《政府网站发展指引》（国办发〔2017〕47号）"


def test_before_the_guideline_it_is_a_note() -> None:
    (finding,) = run("link", written("可在县政府门户网站http://www.example.com查阅。", "2014", year=2015))

    assert finding.severity == "note"


def test_a_link_behind_words_is_looked_at_too() -> None:
    links = [
        "http://www.yunxi.gov.cn/a.html",
        "mailto:yunxi@example.com",
        "http://casino.example.com/",
        "javascript:void(0)",
    ]

    (finding,) = run("link", make(text="相关链接", links=links))

    assert finding.severity == "note"
    assert "casino.example.com" in finding.message


def test_one_host_is_told_once() -> None:
    text = "网站http://www.example.com/a和网站http://www.example.com/b。"

    assert len(run("link", written(text, links=["http://www.example.com/a"]))) == 1
