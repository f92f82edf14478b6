"""Making, finding and ending tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.api.models import Scope, Token
from gongkai.audit.log import record
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady

LONGEST = timedelta(days=2 * 366)
"""For how long a token can be valid."""
_BYTES = 32
_PREFIX = 8
_USE_NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def issue(
    unit: Unit, *, name: str, scopes: Collection[str], responsible: Person, expires_on: date, by: Person
) -> tuple[Token, str]:
    """A new token of `unit`, and its secret, which is shown this once and kept nowhere.

    Raises `PermissionDenied` unless `by` is an administrator of the unit, `NotReady` for scopes that there are not, a day that is past or
    more than two years ahead, and a responsible person who is no author (for figures: no statistician)
    of the unit.
    """
    if not has_role(by, unit, Role.ADMINISTRATOR):
        raise PermissionDenied("只有本机构的管理员可以新建接口令牌。")
    problems = []
    if not name.strip():
        problems.append("请写明令牌用在哪个系统。")
    if not scopes or not set(scopes) <= set(Scope.values):
        problems.append("请至少选择一项权限。")
    if not today() <= expires_on <= today() + LONGEST:
        problems.append("有效期应当在今天之后、两年之内。")
    if set(scopes) != {Scope.FIGURES} and not has_role(responsible, unit, Role.AUTHOR):
        problems.append("责任人应当是本机构的拟稿人。")
    if Scope.FIGURES in scopes and not has_role(responsible, unit, Role.STATISTICIAN):
        problems.append("填报年度报告数据的令牌，责任人应当是本机构的统计员。")
    if problems:
        raise NotReady(problems)
    secret = secrets.token_urlsafe(_BYTES)
    token = Token.objects.create(
        unit=unit,
        name=name.strip(),
        prefix=secret[:_PREFIX],
        secret_hash=_hashed(secret),
        scopes=sorted(scopes),
        responsible=responsible,
        created_by=by,
        expires_on=expires_on,
    )
    after = {"scopes": token.scopes, "responsible": responsible.name, "expires_on": expires_on}
    record("token.created", token, by=by, unit=unit.code, after=after)
    return token, secret


@transaction.atomic
def revoke(token: Token, *, by: Person) -> None:
    """End `token` at once; nothing happens where it has ended."""
    if not has_role(by, token.unit, Role.ADMINISTRATOR):
        raise PermissionDenied("只有本机构的管理员可以停用接口令牌。")
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("token.revoked", token, by=by, unit=token.unit.code)


def find(secret: str) -> Token | None:
    """The token of `secret`, if it is one that can be used today; its use is noted, at most once an hour."""
    token = (
        Token.objects.select_related("unit", "responsible")
        .filter(secret_hash=_hashed(secret), revoked_at=None, expires_on__gte=today(), responsible__is_active=True)
        .first()
    )
    if token is not None:
        now = timezone.now()
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _USE_NOTED_EVERY)
        if token.last_used_at is None or token.last_used_at < now - _USE_NOTED_EVERY:
            Token.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token


def _hashed(secret: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
