"""What is shown where a request failed: a database that is away and a full disk are said as such."""

from __future__ import annotations

import errno
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape
from django.views.defaults import server_error

_AWAY = "数据库暂时没有应答，请稍后再试。刚才填写的内容没有保存，可以返回上一页重新提交。"
_FULL = "服务器的磁盘已满，刚才的内容没有保存。请联系管理员清理磁盘后重新提交。"
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<link rel="stylesheet" href="/static/portal/portal.css"></head>
<body><main class="wide"><section class="problem"><h1>{title}</h1><p>{text}</p></section></main></body></html>"""


def failed(request: HttpRequest) -> HttpResponseBase:
    """503 where the database is away, 507 where the disk is full, else the page for an error of the program."""
    error = sys.exc_info()[1]
    if _is_full(error):
        return _page(507, "磁盘已满", _FULL)
    if _is_away(error):
        answer = _page(503, "服务暂时不可用", _AWAY)
        answer["Retry-After"] = "30"
        return answer
    return server_error(request)


def _is_away(error: BaseException | None) -> bool:
    """Whether the database did not answer, or its file can no longer be read, for which SQLite has no name but `DatabaseError`."""
    return isinstance(error, (OperationalError, InterfaceError)) or type(error) is DatabaseError


def _is_full(error: BaseException | None) -> bool:
    """Whether the disk of the files, or of the database, is full."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and ("is full" in str(error) or "No space left" in str(error))


def _page(status: int, title: str, text: str) -> HttpResponse:
    answer = HttpResponse(_PAGE.format(title=escape(title), text=escape(text)), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
