"""Photographs and pictures: where they were taken and by whom, and that nobody read what is written in them. 个人信息保护法 Art. 28.

`image-location`, `image-author`, `image-unread`, `active-content` (a script in an SVG).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from gongkai.guard.finding import Finding
from gongkai.guard.reading import Settings, fact
from gongkai.untrusted import UnreadableError

_GPS, _EXIF = 0x8825, 0x8769
_OWNERS = {0x013B: "作者", 0x9C9D: "作者", 0x8298: "版权", 0xA430: "相机所有者"}
_CLEAN = "用看图软件另存一份（去掉“属性—详细信息”中的内容）后重新上传。"


def read_image(base: str, data: bytes, settings: Settings, *, inside: bool = False) -> Iterator[Finding]:
    """Findings of one picture; `inside` a document, where an unreadable one is the document's matter.

    Only the picture's own data is read: nothing is decoded, so its size does not matter.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of malformed and of very large pictures
            with Image.open(io.BytesIO(data)) as picture:
                exif = picture.getexif()
                location = dict(exif.get_ifd(_GPS))
                tags = {**exif, **exif.get_ifd(_EXIF)}
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        MemoryError,
    ) as error:
        if inside:
            return
        raise UnreadableError(
            "图片已损坏或者格式不常见，无法检查", "用看图软件打开核对，另存为jpg或者png后重新上传"
        ) from error
    if any(tag in location for tag in (1, 2, 3, 4)):
        message = "图片里带有拍摄地点的经纬度，公开后能查到拍摄的位置。"
        yield fact(settings, base, "image-location", "warning", message, _CLEAN, article="pipl.28")
    for tag, role in _OWNERS.items():
        value = tags.get(tag)
        name = (value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else str(value or "")).strip("\0 ")
        if name:
            message = f"图片属性里写有{role}的名字，会随图片一起公开。"
            yield fact(settings, base, "image-author", "note", message, _CLEAN, quote=name[:1] + "**", article="pipl.6")
    if not inside:
        message = "图片里的文字和人像软件读不出，没有检查；看不见图片的人也读不到。"
        yield fact(settings, base, "image-unread", "note", message, "人工核对图片内容；图片里有文字的，另附文字。")
