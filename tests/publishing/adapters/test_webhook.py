"""The webhook: what a receiver gets, how it can believe it, and what its answers mean."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import replace
from uuid import UUID

import pytest

from gongkai.publishing.adapters import ADAPTERS, Message, Permanent, Receipt, Temporary
from gongkai.publishing.models import Channel
from gongkai.units.sealing import seal
from tests.publishing.servers import Server

KEY = UUID("00000000-0000-4000-8000-000000000001")
SECRET = "云溪县测试密钥"
MESSAGE = Message(
    event="publish",
    index_number="000000003/2026-00001",
    url="http://127.0.0.1/i/000000003/2026-00001",
    title="关于停水的通知",
    unit="yunxi-jyj",
    unit_name="云溪县教育局",
    feed="http://127.0.0.1/feeds/yunxi-jyj.atom",
    html="<p>正文</p>",
)
HOOK = ADAPTERS["webhook"]


def channel(url: str) -> Channel:
    return Channel(kind="screen", adapter="webhook", address=url, sealed_secret=seal(json.dumps({"secret": SECRET})))


def test_a_receiver_can_check_who_sent_a_message_and_when(receiver: Server) -> None:
    HOOK.deliver(channel(receiver.url), MESSAGE, KEY)

    (request,) = receiver.received
    sent = request.headers["gongkai-timestamp"]
    right = hmac.new(SECRET.encode(), f"{sent}.".encode() + request.body, hashlib.sha256).hexdigest()
    assert request.headers["gongkai-signature"] == f"sha256={right}"
    assert abs(time.time() - int(sent)) < 10
    assert request.headers["idempotency-key"] == str(KEY)
    assert request.headers["content-type"] == "application/json; charset=utf-8"


def test_the_message_tells_the_event_and_all_that_is_public(receiver: Server) -> None:
    HOOK.deliver(channel(receiver.url), MESSAGE, KEY)

    told = receiver.received[0].document
    assert told["event"] == "publish"
    assert told["item"]["title"] == "关于停水的通知"
    assert told["item"]["html"] == "<p>正文</p>"
    assert told["item"]["formed_on"] is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 0])
def test_a_receiver_that_is_busy_or_broken_is_tried_again(receiver: Server, status: int) -> None:
    receiver.answer = lambda _: (status, {})

    with pytest.raises(Temporary):
        HOOK.deliver(channel(receiver.url), MESSAGE, KEY)


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 403, 404, 409, 410, 422])
def test_a_receiver_that_refuses_is_not_tried_again(receiver: Server, status: int) -> None:
    receiver.answer = lambda _: (status, {})

    with pytest.raises(Permanent, match=str(status)):
        HOOK.deliver(channel(receiver.url), MESSAGE, KEY)


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_receiver_does_not_have_is_taken_back(receiver: Server, status: int) -> None:
    receiver.answer = lambda _: (status, {})

    assert HOOK.deliver(channel(receiver.url), replace(MESSAGE, event="withdraw"), KEY) == Receipt()


@pytest.mark.parametrize(
    ("body", "receipt"),
    [
        (b"", Receipt()),
        (b"OK", Receipt()),
        (b"[1]", Receipt()),
        (b"null", Receipt()),
        (b'{"id": 7, "url": "https://yunxi.invalid/7"}', Receipt("7", "https://yunxi.invalid/7")),
        (b'{"id": null, "url": "javascript:alert(1)"}', Receipt()),
        (b'{"id": "' + b"x" * 500 + b'"}', Receipt("x" * 200)),
        (b"\xff\xfe\x00", Receipt()),
    ],
)
def test_a_receiver_may_tell_its_id_and_address_or_anything_else(
    receiver: Server, body: bytes, receipt: Receipt
) -> None:
    receiver.answer = lambda _: (200, body)

    assert HOOK.deliver(channel(receiver.url), MESSAGE, KEY) == receipt


def test_a_secret_that_cannot_be_opened_is_told_to_the_administrator(receiver: Server) -> None:
    broken = channel(receiver.url)
    broken.sealed_secret = broken.sealed_secret[:-8] + "AAAAAAA="

    with pytest.raises(Permanent, match="重新填写"):
        HOOK.deliver(broken, MESSAGE, KEY)
    assert receiver.received == []
