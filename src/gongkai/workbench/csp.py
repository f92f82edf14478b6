"""The workbench's content security policy: the portal's, and the inline styles that Wagtail's editor sets while one types.

Of Wagtail's inline scripts those that our screens use carry the response's nonce: the panels' in templates of ours, the choosers' here;
dates are typed into the browser's own date fields, which need none.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def workbench_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, to stand below django-csp's: relaxes its policy under the workbench's address, and nowhere else."""
    front = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(front):
            return get_response(request)
        token = _request.set(request)
        try:
            response = get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        finally:
            _request.reset(token)
        if not hasattr(response, "_csp_replace"):
            response._csp_replace = {"style-src": [SELF, UNSAFE_INLINE]}  # type: ignore[attr-defined]
        return response

    return middleware


class NoncedChooser(BaseChooser):
    """A chooser whose initialising script the policy lets run."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shown, identifier = self.get_value_data(value), (attrs or {})["id"]
        request = _request.get()
        script = format_html(
            '<script nonce="{}">{}</script>',
            request.csp_nonce if request else "",  # type: ignore[attr-defined]
            mark_safe(self.render_js_init(identifier, name, shown)),  # noqa: S308 -- JSON of addresses and ids of our own
        )
        return self.render_html(name, shown, attrs) + script
