"""The page of one item: what its template shows, for readers and for previews in the workbench alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.annual.services.publishing import ORIGIN
from gongkai.portal import markup, reports
from gongkai.portal.columns import Place, column, place
from gongkai.portal.head import Labels, file_url, head, item_url
from gongkai.portal.listing import FIELDS, INVALID, day, rows
from gongkai.portal.prepared import Prepared
from gongkai.portal.tree import title_of, way_to
from gongkai.publishing.models import Attachment, Change, Ending, Item, JointIssuer, Views
from gongkai.publishing.models.items import Validity
from gongkai.statute.item_fields import words
from gongkai.units.calendars import today

_TABLE = re.compile(r"<table\b")
_EMPTY_LINK = re.compile(r"<a\b[^>]*>\s*</a>")
_TELEPHONE = re.compile(r"(?<![\w./=-])\d{3,4}-\d{7,8}(?![\w./-])(?![^<]*>)", re.ASCII)
"""With its area code, in the text and not in an address."""
_WHOLE = r'<span class="whole">\g<0></span>'


_public = Item.objects.public
_ATTACHED = Prepared(
    lambda pk: Attachment.objects.filter(item=pk).values_list(
        "label", "file_id", "file__name", "file__size", "file__media_type"
    ),
    int,
)
_JOINT = Prepared(lambda pk: JointIssuer.objects.filter(item=pk).values_list("name"), int)
_CHANGES = Prepared(lambda pk: Change.objects.filter(item=pk).values_list("at", "kind", "reason"), int)
_ENDINGS = Prepared(
    lambda pk: Ending.objects.filter(item=pk).values_list(
        "on", "kind", "by_text", "by_item__title", "by_item__index_number", "by_item__live", "by_item__openness"
    ),
    int,
)
_EXPLAINERS = Prepared(
    lambda pk: _public().filter(explains=pk).order_by("-first_published_at").values_list(*FIELDS)[:50], int
)
_EXPLAINED = Prepared(lambda pk: _public().filter(pk=pk).values_list(*FIELDS), int)
_ENDED = Prepared(
    lambda pk: _public().filter(endings__by_item=pk).order_by("pk").values_list(*FIELDS, "endings__kind")[:100], int
)
_VIEWS = Prepared(lambda pk: Views.objects.filter(item=pk).values_list("count"), int)


PENDING = "pending"
"""Stands in a seal for the validity of what is valid and does not apply yet."""


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


@dataclass(frozen=True)
class _Ended:
    """One event that ended or changed a document; `by_url` is empty where what did it is not public here."""

    on: date
    kind: str
    by: str
    by_url: str

    @property
    def word(self) -> str:
        return str(Ending.Kind(self.kind).label)


def item_context(item: Item, preview: bool = False) -> dict[str, Any]:
    """What `portal/item.html` shows of `item`; with `preview` it is a version that may not be stored, its number or unit still unknown."""
    stored = item.pk is not None
    here = place(pk=item.unit_id) if item.unit_id else None
    endings = [_ended(*row) for row in _ENDINGS(item.pk)] if stored else []
    seal = _seal(item, endings)
    return {
        **head(
            item.title,
            _address(item),
            crumbs=_crumbs(item, here),
            column=column(here.unit, "catalogue") if here else None,
            article=_labels(item),
        ),
        "item": item,
        "unit": here.unit if here else None,
        "heading": markup.heading(item.title),
        "preview": preview,
        "facts": markup.facts(_facts(item, here, _joint(item, preview), endings, seal)),
        "seal": seal,
        "text": _text(item),
        "attachments": _attachments(item, preview),
        "changes": [_change(*row) for row in _CHANGES(item.pk)] if stored else [],
        "related": _related(item) if stored else [],
        "views": next((count for (count,) in _VIEWS(item.pk)), 0) if stored else 0,
        "report": _report(item, here),
        "qr": f"/qr{_address(item)}.svg" if item.index_number else "",
        "published": moment(item.first_published_at),
    }


def _report(item: Item, here: Place | None) -> str:
    """The page of the annual report that `item` stands for; empty for any other item."""
    return reports.address(here.unit.code, int(item.origin_id)) if here and item.origin == ORIGIN else ""


def moment(at: Any) -> str:
    """A time in Beijing, as 2026-03-02 09:30; empty where it is unknown."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _address(item: Item) -> str:
    return item_url(item.index_number) if item.index_number else ""


def _crumbs(item: Item, here: Place | None) -> list[tuple[str, str]]:
    return [*here.crumbs, *way_to(item.node, here.unit.code)] if here else []


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


def _facts(
    item: Item, here: Place | None, joint: list[str], endings: list[_Ended], seal: Seal | None
) -> list[tuple[str, str]]:
    """The head table: names and values of the data elements, without those that are blank."""
    ended = next((ending for ending in endings if ending.kind != Ending.Kind.AMENDED), None)
    facts = [
        ("索引号", item.index_number or ""),
        ("发布机构", here.unit.name if here else ""),
        ("发文机关", "、".join([item.issuing_body, *joint])),
        ("文号", item.document_number),
        ("统一编号", item.uniform_number),
        ("成文日期", str(item.formed_on or "")),
        ("发布日期", day(item.first_published_at)),
        ("目录", title_of(item.node) if item.node else ""),
        ("公开领域", title_of(item.field_node) if item.field_node else ""),
        ("主题分类", _word("subjects", item.subject)),
        ("体裁", _word("genres", item.genre)),
        ("有效性", seal.word if seal else item.validity),
        ("施行日期", str(item.effective_on or "")),
        ("有效期至", str(item.expires_on or "")),
        (f"{ended.word}日期" if ended else "", str(ended.on) if ended else ""),
        ("公开方式", str(item.get_openness_display())),
        ("载体", _word("carriers", item.carrier)),
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


def _seal(item: Item, endings: list[_Ended]) -> Seal | None:
    """None for what is no document that can be valid or not."""
    if item.validity not in Validity.values:
        return None
    reasons = [(f"{ending.on}{ending.word}", ending.by, ending.by_url) for ending in endings]
    if item.validity == Validity.VALID and item.effective_on and item.effective_on > today():
        return Seal(PENDING, "尚未施行", [(f"自{item.effective_on}起施行", "", ""), *reasons])
    if item.validity == Validity.EXPIRED and not reasons and item.expires_on:
        reasons = [(f"有效期至{item.expires_on}", "", "")]
    return Seal(item.validity, str(Validity(item.validity).label), reasons)


def _ended(on: date, kind: str, text: str, title: str | None, number: str | None, live: bool, openness: str) -> _Ended:
    shown = title and number and live and openness == "proactive"
    return _Ended(on, kind, title, item_url(number)) if shown else _Ended(on, kind, text, "")  # type: ignore[arg-type]


def _text(item: Item) -> SafeString:
    """The text as HTML; wide tables scroll by themselves and can be reached by keyboard, telephone numbers stay on one line."""
    return SafeString("".join(_block(block.block_type, block.value) for block in item.body))


def _block(kind: str, value: Any) -> str:
    if kind == "table":
        return _TELEPHONE.sub(_WHOLE, markup.table(value or {}))
    html = _TABLE.sub(f"{markup.SCROLLING}<table", str(value)).replace("</table>", "</table></div>")
    return _TELEPHONE.sub(_WHOLE, _EMPTY_LINK.sub("", html))


def _attachments(item: Item, preview: bool) -> list[dict[str, Any]]:
    if preview:
        files = [(one.label, one.file) for one in item.attachments.all()]
        found = [(label, file.pk, file.name, file.size, file.media_type) for label, file in files]
    else:
        found = _ATTACHED(item.pk)
    return [
        {
            "label": label or name,
            "url": file_url(pk, name),
            "kind": name.rpartition(".")[2].upper(),
            "size": size,
            "picture": media_type.startswith("image/"),
        }
        for label, pk, name, size, media_type in found
    ]


def _joint(item: Item, preview: bool) -> list[str]:
    return [one.name for one in item.joint_issuers.all()] if preview else [name for (name,) in _JOINT(item.pk)]


def _change(at: datetime, kind: str, reason: str) -> dict[str, str]:
    return {"at": moment(at), "kind": str(Change.Kind(kind).label), "reason": reason}


def _related(item: Item) -> list[tuple[str, SafeString]]:
    """Public items that go with this one: what it explains and what explains it; what it repealed or amended."""
    ended = _ENDED(item.pk)
    groups = [
        ("解读的文件", _EXPLAINED(item.explains_id) if item.explains_id else []),
        ("解读材料", _EXPLAINERS(item.pk)),
        ("由本文件废止或者宣布失效", [row for *row, kind in ended if kind != Ending.Kind.AMENDED]),
        ("由本文件修改", [row for *row, kind in ended if kind == Ending.Kind.AMENDED]),
    ]
    return [(name, markup.row_list(rows(found), show_unit=True)) for name, found in groups if found]


def plain(text: str) -> SafeString:
    """Typed text as paragraphs."""
    return mark_safe("".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()))  # noqa: S308 -- escaped
