"""A citizen who asks for information on the portal: the form as a browser sends it."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.test import Client

from gongkai.untrusted import challenge

FORM = "/u/yunxi-jyj/request/"
STATUS = "/request/status/"
FILE = "/request/status/file/"
FILLED: dict[str, Any] = {
    "kind": "person",
    "name": "云小溪",
    "identity_kind": "护照",
    "identity_number": "YX0000001",
    "telephone": "0000-7654321",
    "email": "xiaoxi@yunxi.invalid",
    "subject": "青石镇小学校舍维修合同",
    "form_wanted": "电子文档",
    "way_wanted": "电子邮件",
    "other_form": "on",
}
_CODE = re.compile(r"<strong>([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})</strong>")


class Citizen:
    """Somebody at `address` who fills in forms; `late` seconds lie between opening a form and sending it."""

    def __init__(self, address: str = "192.0.2.1", late: int = 60) -> None:
        self.client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT="Mozilla/5.0 Firefox/140.0")
        self.late = late

    def token(self) -> str:
        """The token of a form that was opened a while ago."""
        import time

        return challenge.issue(settings.SECRET_KEY, time.time() - self.late)

    def post(self, path: str = FORM, **fields: Any) -> Any:
        """The answer to a sending of exactly these fields."""
        return self.client.post(path, fields)

    def check(self, **fields: Any) -> Any:
        """The filled form with `fields` in place of its own, sent to be looked over."""
        return self.post(**{**FILLED, "step": "check", "token": self.token(), **fields})

    def send(self, path: str = FORM, token: str = "", **fields: Any) -> Any:
        """The filled form, looked over and sent, with the right answer."""
        token = token or self.token()
        values = {**FILLED, "step": "send", "token": token, "answer": answer_to(token), **fields}
        return self.post(path, **{name: value for name, value in values.items() if value is not None})

    def status(self, code: str, **fields: Any) -> Any:
        """What the code shows, or a move by it."""
        return self.client.post(STATUS, {"code": code, **fields})

    def file(self, code: str, what: str) -> Any:
        """A download by the code."""
        return self.client.post(FILE, {"code": code, "what": what})


def answer_to(token: str) -> str:
    """The answer to the token's question, read as a person would."""
    digits = "零一二三四五六七八九十"
    found = re.fullmatch(r"(.)([加减])(.)等于多少？", challenge.question(settings.SECRET_KEY, token))
    assert found
    first, second = digits.index(found[1]), digits.index(found[3])
    return str(first + second if found[2] == "加" else first - second)


def code_in(response: Any) -> str:
    """The query code that the receipt tells."""
    page = response.content.decode()
    found = _CODE.search(page)
    assert response.status_code == 200, page
    assert found, page[:20000]
    return found[1]
