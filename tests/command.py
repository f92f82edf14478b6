"""The command in a process of its own, and a report for it to read, sound and with a negative count."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COMMAND = (sys.executable, "-c", "from gongkai.cli import main; main()")

REPORT = """索引号：yx-9 发布机构：云溪县青石镇人民政府
云溪县青石镇人民政府2023年政府信息公开工作年度报告
发布时间：2024-01-20
本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
2023年，我镇主动公开政府信息约120条。
二、主动公开政府信息情况
第二十条第（一）项 | | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | {in_force} |
第二十条第（八）项 | |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | |
三、存在的主要问题及改进情况
公开的内容还不够具体。
云溪县青石镇人民政府
2024年1月18日
"""
SOUND = REPORT.format(in_force=5)
NEGATIVE = REPORT.format(in_force=-5)


def run(
    *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command with these arguments, in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, timeout=120, check=False, env=environment
    )


def lines(*arguments: str, stdin: bytes = b"", status: int = 0) -> list[dict[str, Any]]:
    """The JSON lines that the command prints."""
    done = run(*arguments, stdin=stdin)
    assert (done.returncode, done.stderr.decode()) == (status, "")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
