"""A server that behaves as an official account's interface: tokens, drafts, publishing that takes a while, deletion."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.publishing.servers import Answer, Received

APPID, SECRET = "wx0000", "a-made-up-secret"


@dataclass
class Account:
    """What the account holds. `slow`: how many questions for the result are answered with "still working"."""

    slow: int = 0
    published: dict[str, dict[str, str]] = field(default_factory=dict)
    drafts: list[dict[str, str]] = field(default_factory=list)
    token: str = "token-1"
    tokens_given: int = 0
    break_after_submit: bool = False

    def answer(self, request: Received) -> Answer:
        """One request to the interface."""
        parts = urlsplit(request.path)
        name = parts.path.removeprefix("/cgi-bin/").replace("/", "_")
        told = request.document
        if name == "stable_token":
            if (told["appid"], told["secret"]) != (APPID, SECRET):
                return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
            self.tokens_given += 1
            return 200, {"access_token": self.token, "expires_in": 7200}
        if parse_qs(parts.query).get("access_token") != [self.token]:
            return 200, {"errcode": 42001, "errmsg": "access_token expired"}
        return getattr(self, name)(told)

    def draft_add(self, told: dict) -> Answer:
        self.drafts += told["articles"]
        return 200, {"media_id": f"draft-{len(self.drafts)}"}

    def freepublish_submit(self, told: dict) -> Answer:
        number = told["media_id"].removeprefix("draft-")
        self.published[number] = self.drafts[int(number) - 1]
        return (0, None) if self.break_after_submit else (200, {"errcode": 0, "errmsg": "ok", "publish_id": number})

    def freepublish_get(self, told: dict) -> Answer:
        if self.slow:
            self.slow -= 1
            return 200, {"publish_id": told["publish_id"], "publish_status": 1}
        url = f"https://mp.weixin.invalid/s/{told['publish_id']}"
        detail = {"count": 1, "item": [{"idx": 1, "article_url": url}]}
        article = f"article-{told['publish_id']}"
        return 200, {"publish_status": 0, "article_id": article, "article_detail": detail}

    def freepublish_delete(self, told: dict) -> Answer:
        del self.published[told["article_id"].removeprefix("article-")]
        return 200, {"errcode": 0, "errmsg": "ok"}
