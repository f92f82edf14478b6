"""The page of one item: what its template shows, for readers and for previews in the workbench alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.portal.columns import above, column, crumbs_to
from gongkai.portal.head import Labels, head, item_url
from gongkai.portal.listing import INVALID, Row, day, rows
from gongkai.portal.tree import title_of
from gongkai.publishing.models import Change, Ending, Item, Views
from gongkai.publishing.models.items import Validity
from gongkai.statute.catalogue import nodes, path
from gongkai.statute.item_fields import words

_TABLE = re.compile(r"<table\b")
_EMPTY_LINK = re.compile(r"<a\b[^>]*>\s*</a>")
_CAPTIONED = '<div class="scroll" role="group" tabindex="0" aria-label="表格，可以左右滚动"><table'


@dataclass(frozen=True)
class Seal:
    """The validity of a document as nobody can miss it: its word, and what ended or changed it."""

    validity: str
    word: str
    reasons: list[tuple[str, str, str]]
    """Day and kind, then the document by its title, then its address (empty where it is not here)."""

    @property
    def invalid(self) -> bool:
        """Whether the reader has to be warned."""
        return self.validity in INVALID


def item_context(item: Item, preview: bool = False) -> dict[str, Any]:
    """What `portal/item.html` shows of `item`; with `preview` it is a version that may not be stored, its number or unit still unknown."""
    stored = item.pk is not None
    unit = item.unit if item.unit_id else None
    endings = list(item.endings.select_related("by_item")) if stored else []
    way = crumbs_to(unit, above(unit)) if unit else []
    return {
        **head(
            item.title,
            _address(item),
            crumbs=[*way, *_node_crumbs(item)],
            column=column(unit, "catalogue") if unit else None,
            article=_labels(item),
        ),
        "item": item,
        "unit": unit,
        "preview": preview,
        "facts": _facts(item, endings),
        "seal": _seal(item, endings),
        "parts": [SafeString(part) for part in _text(item)],
        "attachments": _attachments(item),
        "changes": _changes(item) if stored else [],
        "related": _related(item) if stored else [],
        "views": 0 if preview else (Views.objects.filter(item=item.pk).values_list("count", flat=True).first() or 0),
        "qr": f"/qr{_address(item)}.svg" if item.index_number else "",
        "published": moment(item.first_published_at),
    }


def moment(at: Any) -> str:
    """A time in Beijing, as 2026-03-02 09:30; empty where it is unknown."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _address(item: Item) -> str:
    return item_url(item.index_number) if item.index_number else ""


def _node_crumbs(item: Item) -> list[tuple[str, str]]:
    if not item.unit_id or item.node not in nodes():
        return []
    base = f"/u/{item.unit.code}/catalogue/"
    return [(each.label, f"{base}?node={each.id}") for each in path(item.node) if each.parent]


def _labels(item: Item) -> Labels:
    source = item.source or item.issuing_body
    return [
        ("ArticleTitle", item.title),
        ("PubDate", moment(item.first_published_at)),
        ("ContentSource", source),
        ("Keywords", ",".join(re.split(r"[\s,，、;；]+", item.keywords.strip())) if item.keywords else ""),
        ("Author", item.editor or item.issuing_body),
        ("Description", item.summary or item.title),
        ("Url", f"{settings.BASE_URL}{_address(item)}"),
    ]


def _facts(item: Item, endings: list[Ending]) -> list[tuple[str, str]]:
    """The head table: names and values of the data elements, without those that are blank."""
    ended = next((ending for ending in endings if ending.kind != Ending.Kind.AMENDED), None)
    joint = [issuer.name for issuer in item.joint_issuers.all()]
    facts = [
        ("索引号", item.index_number or ""),
        ("发布机构", item.unit.name if item.unit_id else ""),
        ("发文机关", "、".join([item.issuing_body, *joint])),
        ("文号", item.document_number),
        ("统一编号", item.uniform_number),
        ("成文日期", str(item.formed_on or "")),
        ("发布日期", day(item.first_published_at)),
        ("目录", title_of(item.node) if item.node else ""),
        ("公开领域", title_of(item.field_node) if item.field_node else ""),
        ("主题分类", _word("subjects", item.subject)),
        ("体裁", _word("genres", item.genre)),
        ("有效性", str(Validity(item.validity).label) if item.validity in Validity.values else item.validity),
        ("施行日期", str(item.effective_on or "")),
        ("有效期至", str(item.expires_on or "")),
        (f"{ended.get_kind_display()}日期" if ended else "", str(ended.on) if ended else ""),
        ("公开对象", item.audience if item.audience != "全社会" else ""),
        ("公开期限", str(item.open_until or "")),
        ("关键词", item.keywords),
        ("来源", item.source),
        ("内容概述", item.summary),
    ]
    return [(name, value) for name, value in facts if value]


def _word(name: str, key: str) -> str:
    known = words(name)
    return known[key].label if key in known else key


def _seal(item: Item, endings: list[Ending]) -> Seal | None:
    """None for what is no document that can be valid or not."""
    if item.validity not in Validity.values:
        return None
    return Seal(item.validity, str(Validity(item.validity).label), [_reason(ending) for ending in endings])


def _reason(ending: Ending) -> tuple[str, str, str]:
    by = ending.by_item
    shown = by is not None and by.live and by.openness == "proactive"
    what = f"{ending.on}{ending.get_kind_display()}"
    return (what, by.title if shown else ending.by_text, _address(by)) if by and shown else (what, ending.by_text, "")


def _text(item: Item) -> list[str]:
    """The blocks of the text as HTML; wide tables scroll by themselves and can be reached by keyboard."""
    blocks = [str(block.value) if block.block_type != "table" else block.render() for block in item.body]
    return [_EMPTY_LINK.sub("", _TABLE.sub(_CAPTIONED, html).replace("</table>", "</table></div>")) for html in blocks]


def _attachments(item: Item) -> list[dict[str, Any]]:
    return [
        {
            "label": str(attachment),
            "url": attachment.file.get_absolute_url(),
            "kind": attachment.file.name.rpartition(".")[2].upper(),
            "size": attachment.file.size,
            "picture": attachment.file.media_type.startswith("image/"),
        }
        for attachment in item.attachments.select_related("file")
    ]


def _changes(item: Item) -> list[dict[str, str]]:
    found = item.changes.values_list("at", "kind", "reason")
    return [{"at": moment(at), "kind": Change.Kind(kind).label, "reason": reason} for at, kind, reason in found]


def _related(item: Item) -> list[tuple[str, list[Row]]]:
    """Public items that go with this one: what it explains and what explains it; what it repealed or amended. Two queries."""
    about = Q(explains=item.pk) | Q(pk=item.explains_id) if item.explains_id else Q(explains=item.pk)
    near = Item.objects.public()
    explaining = rows(near.filter(about).exclude(pk=item.pk).order_by("-first_published_at")[:50])
    ended = list(Ending.objects.filter(by_item=item.pk).values_list("item", "kind"))
    kinds = dict(ended)
    changed = rows(near.filter(pk__in=kinds)) if ended else []
    groups = [
        ("解读的文件", [row for row in explaining if row.pk == item.explains_id]),
        ("解读材料", [row for row in explaining if row.pk != item.explains_id]),
        ("由本文件废止或者宣布失效", [row for row in changed if kinds[row.pk] != Ending.Kind.AMENDED]),
        ("由本文件修改", [row for row in changed if kinds[row.pk] == Ending.Kind.AMENDED]),
    ]
    return [(name, found) for name, found in groups if found]


def plain(text: str) -> SafeString:
    """Typed text as paragraphs."""
    return mark_safe("".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()))  # noqa: S308 -- escaped
