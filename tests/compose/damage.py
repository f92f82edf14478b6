"""What happens to a report's text on its way to the reader: each a function from text (or bytes) to text (or bytes)."""

from __future__ import annotations

import re
from functools import cache

import opencc

PINYIN = {
    "開": "kāi", "報": "bào", "鎮": "zhèn", "鄉": "xiāng", "縣": "xiàn", "國": "guó", "動": "dòng", "務": "wù", "數": "shù",
    "費": "fèi", "時": "shí", "類": "lèi", "們": "men", "會": "huì", "處": "chǔ", "結": "jié", "總": "zǒng", "為": "wéi",
    "規": "guī", "門": "mén", "業": "yè", "計": "jì", "實": "shí", "請": "qǐng", "關": "guān", "見": "jiàn", "轉": "zhuǎn",
}  # fmt: skip
"""How some characters are read aloud, for the brackets that a faulty conversion leaves behind them."""


def traditional(text: str) -> str:
    """In traditional characters."""
    return _converter("s2t").convert(text)


def traditional_with_pinyin(text: str) -> str:
    """In traditional characters, some followed by their reading in brackets: `公開(kāi)`."""
    return "".join(f"{sign}({PINYIN[sign]})" if sign in PINYIN else sign for sign in traditional(text))


def survives_conversion(text: str) -> bool:
    """Whether `text` comes back from traditional characters as it was: not every character does."""
    return _converter("t2s").convert(traditional(text)) == text


def without_date_words(text: str) -> str:
    """年 and 月 lost from every full date and the signs around a list number too: `自201611日起至20161231日止`."""
    return re.sub(r"(\d{4})年(\d{1,2})月(\d{1,2})日", r"\1\2\3日", text)


def spaces_as_question_marks(text: str) -> str:
    """Each no-break and ideographic space turned into `?`, as a wrong conversion of bytes does."""
    return re.sub("[\u00a0\u3000]", "?", text)


def with_text_chrome(text: str) -> str:
    """The words of the page around it, as they stay behind in extracted text."""
    return f"登录 |   注册\n\n首页 > 政府信息公开 > 年度报告\n\n{text}\n\n分享:\n字体: [\n大 中 小\n]\n打印\n关闭\n"


def twice(text: str) -> str:
    """The whole text a second time, as a page with a version for phones gives."""
    return f"{text}\n\n分享:\n打印\n{text}"


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def encode(text: str, encoding: str) -> bytes:
    """Bytes in `encoding`; a page's own declaration is changed with it."""
    declared = {"gb18030": "gb2312", "utf-16": "utf-16"}.get(encoding, "utf-8")
    return text.replace('<meta charset="utf-8">', f'<meta charset="{declared}">').encode(encoding)


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)
