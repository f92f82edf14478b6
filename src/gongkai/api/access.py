"""Who may ask, and how often."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from gongkai.api import tokens
from gongkai.api.models import Scope, Token
from gongkai.api.problems import Refused
from gongkai.audit.addresses import client_address
from gongkai.audit.log import Asker, current_asker
from gongkai.untrusted.rates import rates


class TokenAuth(HttpBearer):
    """A token in the header `Authorization: Bearer …` that has `scope`; what is done is logged under its name and its author's."""

    openapi_description = "本机构的管理员在工作台“接口令牌”中新建的令牌，放在Authorization标头中：Bearer 令牌。"

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def __str__(self) -> str:
        """Which right a token needs, for the description of an operation."""
        rights = "或者".join(f"“{scope.label}”（{scope.value}）" for scope in self.scopes)
        return f"令牌须有{rights}的权限。"

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        if "Content-Length" not in request.headers and "Transfer-Encoding" in request.headers:
            raise Refused(411, "请在Content-Length标头中写明内容的长度，不要分块（chunked）发送。")
        found = tokens.find(token)
        if found is None:
            return None
        if not set(self.scopes) & set(found.scopes):
            labels = "”或者“".join(scope.label for scope in self.scopes)
            raise Refused(403, f"这个令牌没有“{labels}”的权限。")
        name = f"{found.responsible.name}（接口：{found.name}）"
        current_asker.set(Asker(found.responsible_id, name, client_address(request)))
        return found


class _Limited(BaseThrottle):
    """So many requests in a minute, over all processes."""

    def __init__(self, kind: str, most: int, who: Callable[[Any], object]) -> None:
        self.kind = kind
        self.most = most
        self._who = who
        self._told = threading.local()

    def allow_request(self, request: HttpRequest) -> bool:
        self._told.wait = rates(settings.RATES).ask(f"api-{self.kind}-{self._who(request)}", self.most, 60)
        return not self._told.wait

    def wait(self) -> float:
        return float(self._told.wait)


def _token(request: Any) -> int:
    return int(request.auth.pk)


READING = _Limited("read", 120, client_address)
SEARCHING = _Limited("search", 30, client_address)
PUSHING = _Limited("push", 600, _token)
EXPORTING = _Limited("export", 10, _token)
CATALOGUES = _Limited("catalogue", 20, client_address)
