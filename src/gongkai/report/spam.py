"""Phrases that advertisers inject into neglected government pages, taken out and counted.

A report may tell of gambling that the police fought, of a site's videos, of home-made goods, of invoices that the tax office issues: a
word with an honest use goes only with a phrase that has none, where it touches that phrase.
"""

from __future__ import annotations

import re
from collections import Counter

_NEVER_OURS = (
    "国产精品一区", "国产精品久久", "国产精品视频", "国产精品在线", "国产精品免费", "国产精品无码", "精品国产", "亚洲精品", "高清无码",
    "久久久", "成人视频", "真人娱乐", "威尼斯人娱乐", "澳门葡京", "太阳城集团", "足彩投注", "体育投注", "皇冠体育",
)  # fmt: skip
_WITH_THEM = (
    "一区二区三区", "一区二区", "二区三区", "二区", "三区", "在线观看", "在线播放", "在线", "免费视频", "免费观看", "视频", "无码", "高清",
    "国产精品", "国产", "精品", "亚洲", "欧美", "日韩", "人妻", "毛片", "久久", "中文字幕", "字幕", "娱乐城", "娱乐平台", "博彩网", "博彩",
    "时时彩", "威尼斯人", "葡京", "棋牌游戏", "棋牌", "老虎机", "百家乐", "六合彩", "赌场", "官网", "开户", "私服",
)  # fmt: skip
_EITHER = "|".join((*_NEVER_OURS, *_WITH_THEM))
_SPAM = re.compile(f"(?:(?:{'|'.join(_WITH_THEM)})[ _]?)*(?:{'|'.join(_NEVER_OURS)})(?:[ _]?(?:{_EITHER}))*")
_PROBES = ("国产", "洲精品", "无码", "久久久", "成人视频", "娱乐", "葡京", "太阳城", "投注", "皇冠")
"""One of these stands in every phrase of `_NEVER_OURS`: looking for them is quicker than the expression."""


def without_spam(text: str, repairs: Counter[str]) -> str:
    """`text` without injected phrases; their number is added to `repairs["spam"]`."""
    if not any(probe in text for probe in _PROBES):
        return text
    cleaned, count = _SPAM.subn("", text)
    if count:
        repairs["spam"] += count
    return cleaned
