"""What goes wrong, told as `application/problem+json` in Chinese, with the path of each field that is meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from gongkai.units.problems import NotReady

TITLES = {
    400: "请求无法读出",
    401: "需要有效的接口令牌",
    403: "没有权限",
    404: "没有找到",
    405: "不能用这种方法",
    409: "现在不能这样做",
    411: "没有写明长度",
    413: "内容太大",
    422: "内容有误",
    429: "请求过于频繁",
    500: "程序出错",
    503: "服务暂时不可用",
    507: "磁盘已满",
}
_ELSEWHERE = {
    404: "没有这个地址，接口的地址见/api/v1/openapi.json。",
    405: "这个地址不能用这种方法，能用的见Allow标头。",
    503: "数据库暂时没有应答，内容没有保存，请稍后重新发送。",
    507: "服务器的磁盘已满，内容没有保存，请联系本平台的管理员。",
}
"""What is told of refusals that come from outside of the API's own code."""


class Refused(Exception):
    """A request that is not carried out: its status, why in Chinese, and which fields are meant (path and message)."""

    def __init__(self, status: int, detail: str, errors: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, list(errors)


def problem(status: int, detail: str, errors: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    """The response."""
    body: dict[str, Any] = {"title": TITLES.get(status, "出错了"), "status": status, "detail": detail}
    if listed := [{"path": path, "message": message} for path, message in errors]:
        body["errors"] = listed
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json; charset=utf-8"
    )


def too_often(wait: float | None) -> HttpResponse:
    """The response to who has to wait so many seconds."""
    response = problem(429, "请求过于频繁，请稍后再试。")
    response["Retry-After"] = str(max(1, int(wait or 60)))
    return response


def always(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whatever goes wrong under the API's address, and wherever, is told as a problem and not as a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            response.status_code < 400
            or not request.path_info.startswith("/api/")
            or response.get("Content-Type", "").startswith("application/problem+json")
        ):
            return response
        told = problem(
            response.status_code, _ELSEWHERE.get(response.status_code, "请求没有办成，请联系本平台的管理员。")
        )
        for name in {"Allow", "Retry-After", "Cache-Control"} & set(response.headers):
            told[name] = response[name]
        return told

    return middleware


def handle_all(api: NinjaAPI) -> None:
    """Let `api` tell everything that it refuses in this way."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(error.status, error.detail, error.errors)

    @api.exception_handler(NotReady)
    def not_ready(request: HttpRequest, error: NotReady) -> HttpResponse:
        return problem(422, "；".join(error.messages), [("", message) for message in error.messages])

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return problem(403, str(error) or TITLES[403])

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, "没有这个地址，或者它不是公开的。")

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(413, "请求的内容太大；正文中的图片、附件请另行上传。")

    @api.exception_handler(UnreadablePostError)
    def unreadable(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
        return problem(400, "连接中断，内容没有收全，请重新发送。")

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
        return too_often(error.wait)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = problem(401, "请在Authorization标头中给出“Bearer 令牌”；令牌可能有误、过期或者已停用。")
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "请求的内容不是能读的JSON。" if error.status_code == 400 else str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(422, "有的字段不符合要求，见errors。", [_told(each) for each in error.errors])


_MESSAGES = {
    "missing": "必须填写。",
    "extra_forbidden": "没有这个字段。",
    "string_too_long": "最多{max_length}个字。",
    "string_too_short": "至少{min_length}个字。",
    "too_long": "最多{max_length}项。",
    "string_type": "应当是文字。",
    "list_type": "应当是列表。",
    "less_than_equal": "不能大于{le}。",
    "greater_than_equal": "不能小于{ge}。",
    "string_pattern_mismatch": "含有不可见的控制字符。",
    "literal_error": "只能是{expected}。",
    "value_error": "{error}",
}
_BY_START = {
    "date": "应当是2026-01-05这样的日期。",
    "bool": "应当是true或者false。",
    "int": "应当是整数。",
    "decimal": "应当是数。",
    "finite": "应当是数。",
}


def _told(error: dict[str, Any]) -> tuple[str, str]:
    """Path and Chinese message of one of pydantic's errors."""
    path = [str(part) for part in error["loc"] if part not in ("query", "path", "body", "data", "filters", "given")]
    kind = error["type"]
    message = _MESSAGES.get(kind) or next(
        (text for start, text in _BY_START.items() if kind.startswith(start)), "格式不对。"
    )
    return ".".join(path), message.format_map(_Context(error.get("ctx") or {}))


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
