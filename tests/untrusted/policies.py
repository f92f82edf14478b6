"""A policy small enough for tests to go beyond."""

from __future__ import annotations

from gongkai.untrusted import Policy, Refusal

SMALL = Policy(
    zip_entries=5,
    part_bytes=2_000_000,
    package_bytes=3_000_000,
    pdf_content_bytes=100_000,
    pdf_other_bytes=1_000_000,
    damaged=Refusal("{what}已损坏", "核对"),
    exhausted=Refusal("{what}太大", "拆开"),
    locked=Refusal("有密码", "取消密码"),
    crowded=Refusal("超过{limit}个文件", "另存"),
    large_package=Refusal("超过{limit}MB", "缩小"),
    large_pdf=Refusal("内容过大", "重新导出"),
)
