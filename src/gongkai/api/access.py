"""Who may ask, and how often."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.connection import ConnectionProxy
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from gongkai.api import tokens
from gongkai.api.models import Scope, Token
from gongkai.api.problems import Refused
from gongkai.audit.log import Asker, current_asker


class TokenAuth(HttpBearer):
    """A token in the header `Authorization: Bearer …` that has `scope`; what is done is logged under its name and its author's."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = tokens.find(token)
        if found is None:
            return None
        if not set(self.scopes) & set(found.scopes):
            labels = "”或者“".join(scope.label for scope in self.scopes)
            raise Refused(403, f"这个令牌没有“{labels}”的权限。")
        name = f"{found.responsible.name}（接口：{found.name}）"
        current_asker.set(Asker(found.responsible_id, name, request.META.get("REMOTE_ADDR", "")))
        return found


_rates = ConnectionProxy(caches, "rates")


class ByAddress(SimpleRateThrottle):
    """So many requests from one address. What a client says of itself (X-Forwarded-For) is not asked."""

    cache = _rates

    def __init__(self, rate: str, scope: str) -> None:
        super().__init__(rate)
        self.scope = scope

    def get_cache_key(self, request: HttpRequest) -> str | None:
        return f"api-{self.scope}-{request.META.get('REMOTE_ADDR', '')}"


class ByToken(SimpleRateThrottle):
    """So many requests with one token."""

    cache = _rates

    def get_cache_key(self, request: Any) -> str | None:
        return f"api-token-{request.auth.pk}"


READING = ByAddress("120/min", "read")
SEARCHING = ByAddress("30/min", "search")
PUSHING = ByToken("600/min")
EXPORTING = ByToken("10/min")
