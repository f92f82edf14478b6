"""Channels with a receiver of our own form: a signed JSON message is posted to its address."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from gongkai.publishing.adapters.message import Message, Permanent, Receipt, Temporary, secrets_of
from gongkai.publishing.outbound import NoAnswer, NotAllowed, call

if TYPE_CHECKING:
    from gongkai.publishing.models import Channel

_BUSY = frozenset({408, 425, 429})
_GONE = frozenset({404, 410})


class Webhook:
    """Posts `{"event": …, "item": {…}}`. The receiver answers 2xx, with `{"id": …, "url": …}` where it has them.

    `change` and `publish` both carry all that is public now, so that a receiver may store either under the index number. Headers:
    `Idempotency-Key`, the same in every repeat; `Gongkai-Timestamp`, in seconds; `Gongkai-Signature`, `sha256=` and the HMAC-SHA256 in
    hexadecimal, under the channel's secret, of the timestamp, a full stop and the body.
    """

    label = "通用推送接口（Webhook）"
    secrets = {"secret": "签名密钥"}
    needs_address = True
    repeatable = True

    def deliver(self, channel: Channel, message: Message, key: UUID) -> Receipt:
        """Post the message and read the answer."""
        item = {name: value for name, value in asdict(message).items() if name not in ("event", "feed")}
        document = {"event": message.event, "item": item}
        body = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()
        now = str(int(time.time()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": str(key),
            "Gongkai-Timestamp": now,
            "Gongkai-Signature": f"sha256={signature(secrets_of(channel)['secret'], now, body)}",
        }
        try:
            answer = call("POST", channel.address, body=body, headers=headers)
        except NotAllowed as error:
            raise Permanent(str(error)) from error
        except NoAnswer as error:
            raise Temporary(str(error)) from error
        if answer.status in _BUSY or answer.status >= 500:
            raise Temporary(f"对方暂时不能接收（返回{answer.status}）。")
        if message.event == "withdraw" and answer.status in _GONE:
            return Receipt()
        if not 200 <= answer.status < 300:
            raise Permanent(f"对方拒绝接收（返回{answer.status}），请与对方核对接口地址和密钥后重新投递。")
        return _receipt(answer.body)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What a receiver must arrive at itself before it believes a message."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _receipt(body: bytes) -> Receipt:
    """What the receiver told of itself; it need not tell anything."""
    try:
        told = json.loads(body)
    except ValueError:
        return Receipt()
    if not isinstance(told, dict):
        return Receipt()
    place = str(told.get("url") or "")
    return Receipt(
        remote_id=str(told.get("id") or "")[:200],
        place=place[:300] if place.startswith(("https://", "http://")) else "",
    )
