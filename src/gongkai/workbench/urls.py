"""The addresses of the workbench: our own, and of Wagtail's only those that are listed here. What is not listed opens to nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import urls as wagtails
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets import viewsets

from gongkai.workbench.account import AccountView, SetPasswordView
from gongkai.workbench.links import AddressLinkView, EmailLinkView

OPEN = {
    "wagtailadmin_home",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
}
"""Wagtail's own addresses that the workbench uses, by their names."""
LINKS = [
    (
        "choose-page/",
        AddressLinkView,
        "choose_page",
    ),  # the address with which the dialog opens: there are no pages to choose
    ("choose-external-link/", AddressLinkView, "choose_page_external_link"),
    ("choose-email-link/", EmailLinkView, "choose_page_email_link"),
]
"""The dialog in which an editor sets a link, under Wagtail's names."""


@require_admin_access
def _not_here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return page_not_found(request, Exception(), template_name="wagtailadmin/404.html")


_not_here.closed = True


def _close(patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...] = ()) -> None:
    """Put nothing behind every address that is neither ours nor listed; its name stays, since Wagtail's templates ask for it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _close(pattern.url_patterns, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        elif not _is_open(pattern, namespaces):
            pattern.callback = never_cache(_not_here)


def _is_open(pattern: URLPattern, namespaces: tuple[str, ...]) -> bool:
    ours = {viewset.url_namespace for viewset in viewsets.viewsets if _is_ours(type(viewset))}
    return (
        ":".join((*namespaces, pattern.name or "")) in OPEN
        or not ours.isdisjoint(namespaces)
        or _is_ours(getattr(pattern.callback, "view_class", pattern.callback))
    )


def _is_ours(thing: Any) -> bool:
    return thing.__module__.startswith("gongkai.")


_close(wagtails.urlpatterns)
urlpatterns = [
    path("account/", require_admin_access(never_cache(AccountView.as_view())), name="wagtailadmin_account"),
    path("password/<uidb64>/<token>/", never_cache(SetPasswordView.as_view()), name="set_password"),
    *(
        path(address, require_admin_access(never_cache(view.as_view())), name=f"wagtailadmin_{name}")
        for address, view, name in LINKS
    ),
    path(
        "jsi18n/",
        JavaScriptCatalog.as_view(packages=["wagtail.admin", "gongkai.workbench"]),  # ours fills what Wagtail's lacks
        name="wagtailadmin_javascript_catalog",
    ),
    *wagtails.urlpatterns,
]
