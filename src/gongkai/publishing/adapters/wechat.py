"""WeChat official accounts (公众号), after the interface that their platform documents.

Unverified: written from the interface as it is known (stable_token, draft/add, freepublish/submit, /get, /delete) and tried against a
server of our own only; an account with the right to publish is needed to try it in earnest. The account's platform must list our
address among those allowed to call.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.cache import caches
from django.utils.html import escape

from gongkai.publishing.adapters.message import Message, Permanent, Receipt, Temporary, secrets_of
from gongkai.publishing.outbound import NoAnswer, NotAllowed, call

if TYPE_CHECKING:
    from gongkai.publishing.models import Channel

HOST = "https://api.weixin.qq.com"
TITLE_CHARACTERS = 64
DIGEST_CHARACTERS = 120
_TOKEN_REFUSED = frozenset({40001, 40014, 42001})
_BUSY = frozenset({-1, 45009, 45011})
_PUBLISHED, _IN_WORK = 0, 1
_ASKED = 3


class WeChat:
    """Puts an article into the drafts and publishes it; what is published there cannot be changed, only deleted."""

    label = "微信公众号"
    secrets = {
        "appid": "开发者ID（AppID）",
        "secret": "开发者密码（AppSecret）",
        "thumb_media_id": "封面图片的素材编号",
    }
    needs_address = False
    repeatable = False
    wait = 2.0
    """Seconds between two questions whether an article is published."""

    def deliver(self, channel: Channel, message: Message, key: UUID) -> Receipt:
        """Publish the article or delete it; a change is for a person to make."""
        if message.event == "change":
            raise Permanent("微信已发布的文章不能通过接口修改：请在公众号后台处理，然后登记结果。")
        if message.event == "withdraw":
            return self._delete(channel, message)
        if message.remote_id:
            return self._published(channel, message.remote_id)
        if len(message.title) > TITLE_CHARACTERS:
            raise Permanent(f"名称超过{TITLE_CHARACTERS}个字，微信不接收：请在公众号后台拟定标题发布，然后登记结果。")
        draft = self._ask(channel, "draft/add", {"articles": [_article(message, secrets_of(channel))]})["media_id"]
        try:
            submitted = self._ask(channel, "freepublish/submit", {"media_id": draft})
        except _MayHaveArrived as error:
            raise Permanent(
                "提交发布时连接中断，不知道微信是否已发布：请在公众号后台核对，再登记或者重新投递。"
            ) from error
        return self._published(channel, str(submitted["publish_id"]))

    def _published(self, channel: Channel, publish_id: str) -> Receipt:
        """Ask a few times whether the article that was submitted is out."""
        for attempt in range(_ASKED):
            if attempt:
                time.sleep(self.wait)
            try:
                told = self._ask(channel, "freepublish/get", {"publish_id": publish_id})
            except Temporary as error:
                raise Temporary(str(error), remote_id=publish_id) from error
            if told["publish_status"] == _PUBLISHED:
                items = told.get("article_detail", {}).get("item") or [{}]
                return Receipt(remote_id=publish_id, place=str(items[0].get("article_url", ""))[:300])
            if told["publish_status"] != _IN_WORK:
                raise Permanent(f"微信没有通过发布（状态{told['publish_status']}）：请在公众号后台查看原因。")
        raise Temporary("微信还在处理，稍后再查询结果。", remote_id=publish_id)

    def _delete(self, channel: Channel, message: Message) -> Receipt:
        if not message.remote_id:
            raise Permanent("不知道微信上的文章编号：请在公众号后台核对并删除，然后登记结果。")
        told = self._ask(channel, "freepublish/get", {"publish_id": message.remote_id})
        if article := told.get("article_id"):
            self._ask(channel, "freepublish/delete", {"article_id": article})
        elif told["publish_status"] == _IN_WORK:
            raise Temporary("微信还在处理发布，稍后再删除。")
        return Receipt(remote_id=message.remote_id)

    def _ask(self, channel: Channel, path: str, document: dict[str, Any]) -> dict[str, Any]:
        """Call one function of the interface, with a new token once where the kept one is refused."""
        for renew in (False, True):
            told = _post(channel, f"{path}?access_token={_token(channel, renew=renew)}", document)
            if told.get("errcode") not in _TOKEN_REFUSED:
                break
        return _checked(told)


class _MayHaveArrived(Temporary):
    """The connection broke after the request was on its way."""


def _article(message: Message, secrets: dict[str, str]) -> dict[str, Any]:
    return {
        "title": message.title,
        "author": message.unit_name[:16],
        "digest": message.summary[:DIGEST_CHARACTERS],
        "content": message.html or f"<p>{escape(message.summary or message.title)}</p>",
        "content_source_url": message.url,
        "thumb_media_id": secrets["thumb_media_id"],
        "need_open_comment": 0,
    }


def _token(channel: Channel, *, renew: bool) -> str:
    """The access token of the account, kept a little shorter than it lives."""
    secrets = secrets_of(channel)
    name = "wechat-" + hashlib.sha256(f"{channel.address} {secrets['appid']} {secrets['secret']}".encode()).hexdigest()
    kept = None if renew else caches["tokens"].get(name)
    if kept is None:
        document = {"grant_type": "client_credential", "appid": secrets["appid"], "secret": secrets["secret"]}
        told = _checked(_post(channel, "stable_token", {**document, "force_refresh": renew}))
        kept = str(told["access_token"])
        caches["tokens"].set(name, kept, max(int(told.get("expires_in", 7200)) - 300, 60))
    return kept


def _post(channel: Channel, path: str, document: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps(document, ensure_ascii=False).encode()
    try:
        answer = call(
            "POST", f"{channel.address or HOST}/cgi-bin/{path}", body=body, headers={"Content-Type": "application/json"}
        )
    except NotAllowed as error:
        raise Permanent(str(error)) from error
    except NoAnswer as error:
        raise (_MayHaveArrived if error.arrived else Temporary)(str(error)) from error
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    if answer.status >= 500 or not isinstance(told, dict):
        raise _MayHaveArrived(f"微信的应答看不懂（返回{answer.status}）。")
    return told


def _checked(told: dict[str, Any]) -> dict[str, Any]:
    """The answer, unless it is an error."""
    code = told.get("errcode", 0)
    if code in _BUSY:
        raise Temporary(f"微信暂时不能接收（{code}）。")
    if code:
        raise Permanent(f"微信拒绝接收（{code}：{str(told.get('errmsg', ''))[:100]}），请核对公众号的设置后重新投递。")
    return told
