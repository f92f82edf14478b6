"""What the editor's form posts, so that tests can fill it in."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from gongkai.publishing.models import Item
from gongkai.units.models import Unit


def filled(unit: Unit, item: Item | None = None, **fields: Any) -> dict[str, Any]:
    """The editor's form for an item of `unit`, with a text; `fields` replace or add, `text` is the body as HTML."""
    text = fields.pop("text", "<p>现将春季校园食品安全工作有关事项通知如下。</p>")
    files = fields.pop("files", [])
    values = {
        "unit": unit.pk,
        "title": "关于做好春季校园食品安全工作的通知",
        "summary": "春季校园食品安全检查的安排。",
        "node": "20.13.food",
        "formed_on": "2026-03-02",
        "openness": "proactive",
        "audience": "全社会",
        "body": streamfield([("text", rich_text(text))]),
        "attachments": inline_formset([{"file": file.pk, "label": ""} for file in files]),
        "joint_issuers": inline_formset([]),
        **fields,
    }
    if item is not None:
        values["loaded_revision_id"] = item.latest_revision_id
        values["loaded_revision_created_at"] = item.latest_revision.created_at.isoformat()
    return nested_form_data(values)
