"""条例第六条: what a sentence names as the parts of a total makes the total."""

from __future__ import annotations

import pytest

from gongkai.report.model import Breakdown, Figure, Part
from tests.report.checking.reports import make, run
from tests.report.checking.texts import parted, said

SILENT = {
    "the parts make the total": parted(9, ("通知", 4), ("公告", 3), ("规范性文件", 2)),
    "parts that are only some, by the words": parted(60, ("通知", 4), ("公告", 3), ("规范性文件", 2), open=True),
    "one part is no division": parted(60, ("规范性文件", 2)),
    "by applicant first, then by answer": parted(
        10, ("自然人", 8), ("企业", 2), ("予以公开", 6), ("部分公开", 4), code="received"
    ),
    "a second division that is not told whole": parted(
        10, ("自然人", 8), ("企业", 2), ("予以公开", 6), code="received"
    ),
    "channels that make the total": parted(40, ("政府网站", 25), ("微信", 10), ("公开栏", 5)),
    "a zero total of zero parts": parted(0, ("通知", 0), ("公告", 0), ("文件", 0)),
    "amounts with decimals": parted(3.3, ("检索费", 1.1), ("复制费", 2.2), code="fees"),
    "no part at all": parted(9),
    "the parts divide the first number of the sentence": parted(
        1,
        ("同意公开", 18),
        ("不同意公开", 6),
        quote="共受理申请26件，按时答复25件，延期答复1件。其中同意公开18件，不同意公开6件，信息不存在2件。",
        code=None,
    ),
    "approximate parts that nearly make the total": Breakdown(
        Part("发布信息", 1260, "条", approximate=True),
        (Part("政务动态", 700, "条"), Part("通知公告", 300, "条"), Part("民生服务", 255, "条")),
        "发布信息1260余条，其中政务动态700条，通知公告300条，民生服务255条。",
    ),
}
NOTES = {
    "two parts below the total may be examples": parted(60, ("规范性文件", 2), ("财政信息", 20)),
    "three small parts of a large total are examples": parted(
        600, ("规范性文件", 2), ("财政信息", 20), ("应急信息", 8)
    ),
    "other kinds may well make up a third": parted(312, ("网站动态", 84), ("公告公示", 31), ("媒体发布", 89)),
    "more notices in villages than items of government information": parted(
        86, ("微信", 215), ("公开栏", 1200), quote="公开政府信息86条，微信发布信息215条，公开栏公开信息1200条。"
    ),
    "an item on two channels counts twice": parted(40, ("政府网站", 30), ("微信", 20)),
    "one kind twice, though the sum is right": parted(9, ("通知", 4), ("公告", 3), ("通知", 2)),
    "parts within parts": parted(
        60,
        ("政务动态", 40),
        ("会议信息", 10),
        ("公告", 20),
        quote="共60条，其中政务动态40条（含会议信息10条），公告20条。",
    ),
}
FAULTY = {
    "parts exceed the total": (parted(9, ("通知", 4), ("公告", 3), ("规范性文件", 4)), "error", 11),
    "a single part exceeds the total": (parted(9, ("通知", 14)), "error", 14),
    "two parts exceed the total": (parted(5, ("自然人", 4), ("企业", 2), code="received"), "error", 6),
    "the words say that the parts are all": (
        parted(9, ("通知", 4), ("公告", 3), complete=True),
        "error",
        7,
    ),
    "a rest (其他) leaves nothing out": (parted(9, ("通知", 4), ("公告", 3), ("其他", 1)), "error", 8),
    "three parts fall short": (parted(9, ("通知", 4), ("公告", 3), ("规范性文件", 1)), "warning", 8),
    "one kind stands there twice and the parts fall short": (
        parted(6, ("通知", 1), ("规范性文件", 2), ("通知", 1)),
        "warning",
        4,
    ),
    "one channel of those named as parts exceeds the total": (
        parted(40, ("政府网站", 45), ("微信", 20), quote="主动公开信息40条，其中政府网站45条，微信20条。"),
        "error",
        65,
    ),
    "an approximate total is exceeded by far": (
        Breakdown(
            Part("发布信息", 100, "条", approximate=True),
            (Part("通知", 90, "条"), Part("公告", 60, "条")),
            "发布信息近100条，其中通知90条，公告60条。",
        ),
        "warning",
        150,
    ),
}


@pytest.mark.parametrize("breakdown", SILENT.values(), ids=SILENT)
def test_parts_that_fit_or_cannot_be_known_to(breakdown: Breakdown) -> None:
    assert run("prose-sum", make(breakdowns=[breakdown])) == []


@pytest.mark.parametrize("breakdown", NOTES.values(), ids=NOTES)
def test_parts_that_differ_lawfully_are_a_note(breakdown: Breakdown) -> None:
    assert [finding.severity for finding in run("prose-sum", make(breakdowns=[breakdown]))] == ["note"]


@pytest.mark.parametrize(("breakdown", "severity", "found"), FAULTY.values(), ids=FAULTY)
def test_parts_that_do_not_fit(breakdown: Breakdown, severity: str, found: int) -> None:
    (finding,) = run("prose-sum", make(breakdowns=[breakdown]))

    assert (finding.severity, finding.expected, finding.found) == (severity, breakdown.total.value, found)
    assert finding.quote == breakdown.quote


def test_a_kind_named_twice_is_told() -> None:
    (finding,) = run("prose-sum", make(breakdowns=[parted(6, ("通知", 1), ("规范性文件", 2), ("通知", 1))]))

    assert "“通知”重复列出" in finding.message
    assert "合计为4" in finding.message


WAYS: dict[str, tuple[list[Figure], list[str]]] = {
    "channels that make all items": (
        [
            said("proactive", 40, "主动公开40条。"),
            said("via_website", 25, "网站公开25条。"),
            said("via_wechat", 10, "微信公开10条。"),
            said("via_other", 5, "其他方式公开5条。"),
        ],
        [],
    ),
    "two channels of many": (
        [
            said("proactive", 40, "主动公开40条。"),
            said("via_website", 5, "网站公开5条。"),
            said("via_wechat", 10, "微信公开10条。"),
        ],
        [],
    ),
    "channels without a total": (
        [said("via_website", 110, "网站公开110条。"), said("via_wechat", 214, "微信公开214条。")],
        [],
    ),
    "more messages on WeChat than items": (
        [said("proactive", 40, "主动公开40条。"), said("via_wechat", 214, "微信发布214条。")],
        ["note"],
    ),
    "all channels together do not reach the total": (
        [
            said("proactive", 40, "主动公开40条。"),
            said("via_website", 15, "网站公开15条。"),
            said("via_wechat", 10, "微信公开10条。"),
            said("via_other", 5, "其他方式公开5条。"),
        ],
        ["warning"],
    ),
}


@pytest.mark.parametrize(("figures", "severities"), WAYS.values(), ids=WAYS)
def test_channels_told_in_sentences_of_their_own(figures: list[Figure], severities: list[str]) -> None:
    assert [finding.severity for finding in run("prose-sum", make(figures=figures))] == severities
