"""Presentations: `hidden-slide`, `speaker-notes`, `comment`, and the text of every slide through the rules for text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.guard.finding import Finding
from gongkai.guard.limits import MAX_TEXT_CHARACTERS
from gongkai.guard.package import Package, local
from gongkai.guard.reading import Settings, fact
from gongkai.guard.reading import read as read_whole
from gongkai.guard.text import Text
from gongkai.untrusted import UnreadableError


def read(base: str, package: Package, settings: Settings) -> Iterator[Finding]:
    """All findings of a presentation. What stands before a damaged place is still told."""
    main = next(
        (target for kind, target, _ in package.relations("").values() if kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    relations = package.relations(main)
    slides = [relations[key][1] for key in _relation_ids(package, main) if key in relations]
    whole = Text(base)
    broken: UnreadableError | None = None
    try:
        for number, part in enumerate(slides, 1):
            yield from _slide(base, f"第{number}张幻灯片", package, part, whole, settings)
    except UnreadableError as error:
        broken = error
    yield from read_whole(whole, settings)
    if broken:
        raise broken


def _relation_ids(package: Package, main: str) -> list[str]:
    """The relations of the slides, in their order; a slide's own `id` attribute is a plain number."""
    return [
        str(value)
        for event, slide in package.walk(main)
        if event == "end" and local(slide) == "sldId"
        for key, value in slide.items()
        if str(key).startswith("{") and str(key).endswith("}id")
    ]


def _slide(base: str, place: str, package: Package, part: str, whole: Text, settings: Settings) -> Iterator[Finding]:
    if _text(package, part, place, whole)[0]:
        message = "幻灯片被隐藏，读者取消隐藏就能看到。"
        advice = "核对这张幻灯片；不需要公开的，删去后另存。"
        yield fact(settings, base, "hidden-slide", "error", message, advice, where=place, article="r2019.17")
    for kind, target, external in package.relations(part).values():
        if external or kind not in ("notesSlide", "comments"):
            continue
        words = _text(package, target, f"{place}的{'备注' if kind == 'notesSlide' else '批注'}", whole)[1]
        if kind == "comments":
            advice = "在“审阅”中删除全部批注后另存。"
            message = "幻灯片有批注，会随文件一起公开。"
            yield fact(
                settings, base, "comment", "error", message, advice, where=place, quote=words, article="r2019.17"
            )
        elif words.strip().strip("0123456789‹›#"):
            message = "幻灯片下面有备注，会随文件一起公开。"
            advice = "核对备注；不需要公开的，删去后另存。"
            yield fact(
                settings,
                base,
                "speaker-notes",
                "warning",
                message,
                advice,
                where=place,
                quote=words,
                article="r2019.17",
            )


def _text(package: Package, part: str, place: str, whole: Text) -> tuple[bool, str]:
    """Whether the slide is hidden, and its first words; all of them go into `whole`."""
    hidden, first = False, ""
    line: list[str] = []
    for event, element in package.walk(part):
        tag = local(element)
        if event == "start":
            hidden = hidden or (tag == "sld" and element.get("show") in ("0", "false"))
        elif tag in ("t", "text"):
            line.append(element.text or "")
        elif tag in ("p", "cm") and line:
            words, line = "".join(line), []
            whole.add(words, place)
            first = first if len(first) > 100 else first + words
            element.clear()
        if whole.length > MAX_TEXT_CHARACTERS:
            raise UnreadableError("演示文稿的文字过多，只检查了前面一部分", "拆成几个文件后重新上传")
    return hidden, first
