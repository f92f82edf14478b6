"""Words that advertisers inject into neglected government pages, taken out and counted.

Only phrases that no public body writes are here; a word with any honest use in a report (彩票公益金, 体育) is not.
"""

from __future__ import annotations

import re
from collections import Counter

_PHRASES = (
    "国产精品", "一区二区", "在线观看", "免费视频", "高清无码", "无码", "久久久", "亚洲精品", "成人视频", "成人网",
    "真人娱乐", "娱乐城", "娱乐平台", "博彩网", "博彩平台", "时时彩", "威尼斯人", "澳门葡京", "葡京", "太阳城集团",
    "棋牌游戏", "老虎机", "百家乐", "六合彩", "私服", "代开发票", "外围", "足彩投注", "体育投注", "赌场", "皇冠体育",
)  # fmt: skip
_SPAM = re.compile("|".join(_PHRASES))


def without_spam(text: str, repairs: Counter[str]) -> str:
    """`text` without injected phrases; their number is added to `repairs["spam"]`."""
    if not _SPAM.search(text):
        return text
    cleaned, count = _SPAM.subn("", text)
    repairs["spam"] += count
    return cleaned
