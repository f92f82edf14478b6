"""What every page of the portal says of the site, and values that hold until something public changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from gongkai.publishing import freshness
from gongkai.units.models import Unit

T = TypeVar("T")
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Site:
    """The portal: the government whose it is, and the name that stands on every page."""

    name: str
    government: str
    code: str
    telephone: str
    """Of its office for disclosure; empty where it is not known."""

    @property
    def domain(self) -> str:
        """The host under which citizens reach the portal."""
        return urlsplit(settings.BASE_URL).netloc

    @property
    def id_code(self) -> str:
        """网站标识码; empty where it is not known."""
        return str(settings.SITE_ID_CODE)

    @property
    def filings(self) -> list[tuple[str, str]]:
        """The numbers under which the site is filed (ICP备案, 公安备案), each with the address where it can be looked up."""
        known = [
            (settings.SITE_ICP, "https://beian.miit.gov.cn/"),
            (settings.SITE_POLICE, "https://beian.mps.gov.cn/"),
        ]
        return [(number, address) for number, address in known if number]


def site() -> Site:
    """The portal of the government at the top of the tree of units."""
    return until_changed("site", _site)


def until_changed(key: str, make: Callable[[], T]) -> T:
    """What `make` gives, kept under `key` until something public changes."""
    value: T = cache.get_or_set(f"portal-{freshness.stamp()}-{key}", make, KEPT_SECONDS)  # type: ignore[assignment]
    return value


def _site() -> Site:
    root = Unit.objects.filter(depth=1).order_by("path").values_list("name", "code", "telephone").first()
    government, code, telephone = root or ("", "", "")
    return Site(f"{government}政府信息公开", government, code, telephone)
