"""Writing the audit log and walking its chain."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from gongkai.audit.actions import LABELS
from gongkai.audit.models import Entry, Head

SYSTEM = "系统"
"""The actor of what the software does by itself, in the background or at a command."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The person behind the current request or command, and the address they came from."""

    id: int | None = None
    name: str = SYSTEM
    address: str = ""


_THE_SOFTWARE = Asker()
current_asker: ContextVar[Asker] = ContextVar("current_asker", default=_THE_SOFTWARE)
"""Set for each request by `middleware.who_asks`; a command or task that acts for somebody sets it too."""


def record(
    action: str,
    subject: models.Model | None = None,
    *,
    by: Any = None,
    unit: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry saying that `by` (a person; the current asker where none is given) did `action` to `subject`.

    `action` is a dotted name from the words of `actions.LABELS`. Must run in the transaction of what it records: both stay or both go.
    """
    if action not in LABELS:
        raise ValueError(f"unknown action {action!r}; add it to gongkai.audit.actions")
    asker = current_asker.get()
    with transaction.atomic():
        head = Head.objects.select_for_update().get_or_create(id=1)[0]
        _check_head(head)
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            actor_id=by.pk if by is not None else asker.id,
            actor=(by.get_full_name() if by is not None else asker.name)[:150],
            address=asker.address,
            action=action,
            unit=unit,
            object_type=subject._meta.label_lower if subject is not None else "",
            object_id=str(subject.pk) if subject is not None else "",
            label=str(subject)[:255] if subject is not None else "",
            before=_plain(before),
            after=_plain(after),
        )
        entry.seal = _seal(entry, head.seal)
        entry.save(force_insert=True)
        head.number, head.seal = entry.number, entry.seal
        head.own_seal = _head_seal(head)
        head.save()
    return entry


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain does not hold: the number of the first such entry and what is wrong with it."""

    number: int
    why: str


def verify() -> tuple[int, Broken | None]:
    """Walk the whole chain: how many entries were found whole, and the first that was tampered with, if any."""
    before, number = "", 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1:
            return number, Broken(number + 1, "缺少这一条记录。")
        if not hmac.compare_digest(entry.seal, _seal(entry, before)):
            return number, Broken(entry.number, "记录的内容与校验值不符，已被改动。")
        before, number = entry.seal, entry.number
    head = Head.objects.filter(id=1).first()
    if head is None:
        return number, None if number == 0 else Broken(number, "日志末尾的校验记录不见了。")
    if not hmac.compare_digest(head.own_seal, _head_seal(head)):
        return number, Broken(number, "日志末尾的校验记录已被改动。")
    if (head.number, head.seal) != (number, before):
        return number, Broken(number + 1, f"日志应当有{head.number}条，末尾的记录已被删去或者添加。")
    return number, None


def _check_head(head: Head) -> None:
    if head.number == 0 and not head.own_seal:
        return
    if not hmac.compare_digest(head.own_seal, _head_seal(head)):
        raise AuditBroken("审计日志末尾的校验记录与密钥不符，不再写入。请用 gongkai audit verify 检查。")


class AuditBroken(RuntimeError):
    """The log's end does not fit the key: nothing may be written on top of it."""


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The values as they come back from the database, so that the seal computed now is the seal computed later."""
    if values is None:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder, ensure_ascii=False))
    return plain


def _seal(entry: Entry, before: str) -> str:
    fields = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        entry.actor,
        entry.address,
        entry.action,
        entry.unit,
        entry.object_type,
        entry.object_id,
        entry.label,
        entry.before,
        entry.after,
        before,
    ]
    return _hmac(json.dumps(fields, ensure_ascii=False, sort_keys=True))


def _head_seal(head: Head) -> str:
    return _hmac(f"head {head.number} {head.seal}")


def _hmac(text: str) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
