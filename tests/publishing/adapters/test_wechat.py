"""The official account: published once, asked for until it is out, deleted when withdrawn; doubt goes to a person."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from gongkai.publishing.adapters import ADAPTERS, Message, Permanent, Receipt, Temporary
from gongkai.publishing.adapters.wechat import WeChat
from gongkai.publishing.models import Channel
from gongkai.units.sealing import seal
from tests.publishing.adapters.test_webhook import MESSAGE
from tests.publishing.servers import Server
from tests.publishing.wechat_server import APPID, SECRET, Account

KEY = UUID("00000000-0000-4000-8000-000000000002")
URL = "https://mp.weixin.invalid/s/1"


@pytest.fixture
def channel(wechat: Server, monkeypatch: pytest.MonkeyPatch) -> Channel:
    monkeypatch.setattr(WeChat, "wait", 0)
    return account_channel(wechat)


def account_channel(wechat: Server, **secrets: str) -> Channel:
    kept = {"appid": APPID, "secret": SECRET, "thumb_media_id": "cover", **secrets}
    return Channel(kind="wechat", adapter="wechat", address=wechat.url, sealed_secret=seal(json.dumps(kept)))


def deliver(channel: Channel, message: Message = MESSAGE) -> Receipt:
    return ADAPTERS["wechat"].deliver(channel, message, KEY)


def test_an_article_is_drafted_published_and_its_address_told(channel: Channel, account: Account) -> None:
    assert deliver(channel) == Receipt("1", URL)

    (article,) = account.drafts
    assert article["title"] == MESSAGE.title
    assert article["content_source_url"] == MESSAGE.url
    assert article["thumb_media_id"] == "cover"
    assert list(account.published) == ["1"]


def test_the_token_is_kept_and_renewed_when_it_is_refused(channel: Channel, account: Account) -> None:
    deliver(channel)
    deliver(channel)
    assert account.tokens_given == 1

    account.token = "token-2"
    deliver(channel)

    assert account.tokens_given == 2
    assert len(account.published) == 3


def test_an_article_that_takes_its_time_is_only_asked_for_later(channel: Channel, account: Account) -> None:
    account.slow = 4
    with pytest.raises(Temporary) as working:
        deliver(channel)

    assert deliver(channel, replace(MESSAGE, remote_id=working.value.remote_id)) == Receipt("1", URL)
    assert len(account.published) == 1


def test_a_submission_of_unknown_outcome_is_for_a_person_to_decide(channel: Channel, account: Account) -> None:
    account.break_after_submit = True

    with pytest.raises(Permanent, match="不知道微信是否已发布"):
        deliver(channel)


def test_a_withdrawal_deletes_the_article(channel: Channel, account: Account) -> None:
    receipt = deliver(channel)

    deliver(channel, replace(MESSAGE, event="withdraw", remote_id=receipt.remote_id))

    assert account.published == {}


@pytest.mark.parametrize(
    "message",
    [
        replace(MESSAGE, event="change"),
        replace(MESSAGE, event="withdraw"),
        replace(MESSAGE, title="关" * 65),
    ],
    ids=["change", "withdrawal of the unknown", "long title"],
)
def test_what_the_interface_cannot_do_is_for_a_person(channel: Channel, account: Account, message: Message) -> None:
    with pytest.raises(Permanent, match="公众号后台"):
        deliver(channel, message)
    assert account.published == {}


def test_a_wrong_secret_is_told_with_the_answer(wechat: Server, account: Account) -> None:
    with pytest.raises(Permanent, match="40125"):
        deliver(account_channel(wechat, secret="wrong"))
    assert account.drafts == []


@pytest.mark.parametrize("answer", [(200, {"errcode": -1}), (200, {"errcode": 45009}), (502, b"<html>"), (200, b"[]")])
def test_an_interface_out_of_order_is_tried_again(wechat: Server, channel: Channel, answer: tuple) -> None:
    wechat.answer = lambda _: answer

    with pytest.raises(Temporary):
        deliver(channel)
