"""For search engines: which addresses there are, in parts by ranges of ids, so that a million items are a hundred quick reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.annual.published import public_editions
from gongkai.casework.models import Logged
from gongkai.portal import reports
from gongkai.portal.columns import LOG, PARTS
from gongkai.portal.head import item_url
from gongkai.portal.listing import day
from gongkai.publishing.models import Item
from gongkai.units.models import Unit

PART = 10_000
"""Ids in one part."""
MOST = 40_000
"""Entries of the disclosure logs: the protocol allows 50,000 addresses in a part."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TYPE = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the sitemap: that of the units, that of the disclosure logs, then those of the items."""
    last = Item.objects.aggregate(last=Max("pk"))["last"] or 0
    names = ["units", "requests", *(str(number) for number in range(last // PART + 1))]
    parts = "".join(f"<sitemap><loc>{settings.BASE_URL}/sitemap-{name}.xml</loc></sitemap>" for name in names)
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="{_NAMESPACE}">{parts}</sitemapindex>', _TYPE
    )


@require_safe
def units(request: HttpRequest) -> StreamingHttpResponse:
    """The pages of the units, and of their annual reports."""
    codes = Unit.objects.open().order_by("path").values_list("code", flat=True)
    paths = (f"/u/{code}/{part}" for code in codes.iterator() for part in ("", *(f"{name}/" for name in PARTS)))
    reported = (
        public_editions().filter(report__unit__in=Unit.objects.open()).order_by("report__unit__path", "report__year")
    )
    years = reported.values_list("report__unit__code", "report__year").distinct().iterator()
    made = (reports.address(code, year) for code, year in years)
    return _streamed(f"<url><loc>{settings.BASE_URL}{path}</loc></url>" for path in chain(("/",), paths, made))


@require_safe
def requests(request: HttpRequest) -> StreamingHttpResponse:
    """The newest entries of the units' disclosure logs, as many as one part may hold, and the logs' own pages."""
    found = Logged.objects.filter(case__unit__in=Unit.objects.open()).order_by("-pk")[:MOST]
    rows = found.values_list("case__unit__code", "pk", "at")
    codes = dict.fromkeys(code for code, _, _ in rows)
    logs = (f"<url><loc>{settings.BASE_URL}/u/{code}/{LOG}/</loc></url>" for code in codes)
    entries = (
        f"<url><loc>{settings.BASE_URL}/u/{code}/{LOG}/{pk}/</loc><lastmod>{day(at)}</lastmod></url>"
        for code, pk, at in rows
    )
    return _streamed(chain(logs, entries))


@require_safe
def items(request: HttpRequest, part: int) -> StreamingHttpResponse:
    """The items with ids in one range."""
    if part > (1 << 40):
        raise Http404(f"part {part}")
    found = Item.objects.public().filter(pk__gte=part * PART, pk__lt=(part + 1) * PART).order_by("pk")
    rows = found.values_list("index_number", "last_published_at", "first_published_at").iterator()
    return _streamed(
        f"<url><loc>{settings.BASE_URL}{escape(item_url(number))}</loc>"
        f"<lastmod>{day(changed or published)}</lastmod></url>"
        for number, changed, published in rows
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone."""
    lines = [
        "User-agent: *",
        "Disallow: /workbench/",
        "Disallow: /api/",
        "Disallow: /search",
        "Disallow: /request/",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _streamed(entries: Iterable[str]) -> StreamingHttpResponse:
    def pieces() -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{_NAMESPACE}">'
        yield from entries
        yield "</urlset>"

    return StreamingHttpResponse(pieces(), content_type=_TYPE)
