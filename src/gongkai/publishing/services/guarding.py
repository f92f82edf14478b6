"""What the guard reads of an item: its elements, its text with links and tables, its attachments."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail.rich_text import RichText

from gongkai import guard
from gongkai.publishing.models import File, Finding, Item, Word
from gongkai.publishing.models.items import Openness, Validity
from gongkai.publishing.services.clock import reckoning
from gongkai.units.calendars import today
from gongkai.units.problems import NotReady
from gongkai.units.sealing import salt_of_findings

KINDS: dict[str, guard.WordKind] = {
    "错别字": "misspelling",
    "称谓": "title",
    "更名机构": "renamed",
    "用词": "usage",
}
"""What the kinds of the word list are called in the workbench."""

_VALIDITY = {
    Validity.VALID: "valid",
    Validity.AMENDED: "valid",
    Validity.EXPIRED: "expired",
    Validity.REPEALED: "repealed",
}


def findings_of(item: Item) -> list[guard.Finding]:
    """All that the guard finds in the text, the elements, the links and the attachments of `item`."""
    salt, day, words = salt_of_findings(), today(), words_in_use()
    texts = texts_of(item)
    files = [(attachment.label, attachment.file) for attachment in item.attachments.all().select_related("file")]
    found = guard.read_elements(_elements(item, has_content=bool(files or texts)), salt=salt, today=day)
    for place, text in [
        ("名称", item.title),
        ("内容概述", item.summary),
        *(("正文", guard.html_text(html)) for html in texts),
    ]:
        found += guard.read_text(place, text, words, salt=salt, today=day)
    links = [link for html in texts for link in guard.html_links(html)]
    found += guard.read_links("正文", links, own_hosts(), salt=salt)
    found += _still_dead(item, links, salt)
    for label, file in files:
        found += guard.read_text("附件名称", label, words, salt=salt, today=day)
        found += _findings_in_file(file.pk, file.sha256, words, day.toordinal())
    return found


def _still_dead(item: Item, links: list[guard.Link], salt: bytes) -> list[guard.Finding]:
    """Of `links` those that did not answer when they were last called, in the background: nobody is called while a clerk waits."""
    dead = set(item.findings.filter(rule="link-dead", state=Finding.State.OPEN).values_list("fingerprint", flat=True))
    every = guard.read_dead("正文", links, lambda address: None, salt=salt) if dead else ()
    return [finding for finding in every if finding.fingerprint in dead]


def words_in_use() -> guard.Words:
    """The installation's list; the one that the software comes with while nobody has made a list."""
    usual = guard.default_words()
    unless = {word.wrong: word.unless for word in usual.entries}
    own = tuple(
        guard.Word(row.wrong, row.right, KINDS.get(row.kind, "misspelling"), row.note, unless.get(row.wrong, ()))
        for row in Word.objects.all()
    )
    return guard.Words(own) if own else usual


def texts_of(item: Item) -> list[str]:
    """The text as HTML, one string for each block that is not empty."""
    texts = []
    for block in item.body:
        if block.block_type == "table":
            rows = (block.value or {}).get("data") or []
            texts.append(_table(rows) if any(cell for row in rows for cell in row) else "")
        else:
            texts.append(block.value.source if isinstance(block.value, RichText) else str(block.value))
    return [text for text in texts if guard.html_text(text).strip()]


def own_hosts() -> frozenset[str]:
    """The hosts that links may lead to beside .gov.cn."""
    host = urlsplit(settings.BASE_URL).hostname
    return frozenset([host] if host else [])


def _table(rows: list[list[object]]) -> str:
    lines = [format_html_join("", "<td>{}</td>", ((cell if cell is not None else "",) for cell in row)) for row in rows]
    return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", ((line,) for line in lines)))


def _elements(item: Item, *, has_content: bool) -> guard.Elements:
    return guard.Elements(
        title=item.title,
        issuing_body=item.issuing_body,
        document_number=item.document_number,
        formed=item.formed_on,
        published=timezone.localdate(item.publish_at) if item.publish_at else None,
        due=reckoning(item).due if item.clock_from and item.openness == Openness.PROACTIVE else None,
        node=item.node,
        openness=item.openness,
        ground=item.ground,
        normative=item.normative,
        validity=_VALIDITY.get(item.validity, "valid" if item.normative else ""),
        effective_from=item.effective_on,
        expires_on=item.expires_on,
        summary=item.summary,
        has_content=has_content,
    )


@lru_cache(maxsize=128)
def _findings_in_file(file_id: int, sha256: str, words: guard.Words, day: int) -> tuple[guard.Finding, ...]:
    """Reading a long file takes seconds: once a day, content and list of words is enough."""
    file = File.objects.get(pk=file_id)
    try:
        with file.content.open("rb") as data:
            found = guard.read_file(
                file.name,
                data,
                words,
                salt=salt_of_findings(),
                today=date.fromordinal(day),
                own_hosts=own_hosts(),
            )
    except FileNotFoundError:
        raise NotReady(f"附件“{file.name}”的文件已经不在服务器上，请删去后重新上传。") from None
    return tuple(found)
