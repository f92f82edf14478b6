"""The addresses of the portal, as the contract names them."""

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter

from gongkai.portal.views import annual, disclosed, feeds, files, home, item, request, search, sitemap, status, unit


class Year(IntConverter):
    """A year in an address."""

    regex = "(?:19|20)[0-9]{2}"


register_converter(Year, "year")
urlpatterns = [
    path("", home.home, name="home"),
    path("search", search.search_page, name="search"),
    re_path(r"^i/(?P<index_number>.+)$", item.item, name="item"),
    re_path(r"^qr/i/(?P<index_number>.+)\.svg$", item.qr, name="qr"),
    path("files/<int:pk>/<str:name>", files.file, name="file"),
    path("u/<slug:code>/", unit.overview, name="unit"),
    path("u/<slug:code>/guide/", unit.guide, name="unit-guide"),
    path("u/<slug:code>/rules/", unit.rules, name="unit-rules"),
    path("u/<slug:code>/catalogue/", unit.catalogue, name="unit-catalogue"),
    path("u/<slug:code>/annual/", annual.archive, name="unit-annual"),
    path("u/<slug:code>/annual/compare/", annual.compare, name="unit-annual-compare"),
    path("u/<slug:code>/annual/<year:year>/", annual.report, name="annual-report"),
    path("u/<slug:code>/annual/<year:year>/report.<slug:kind>", annual.file, name="annual-report-file"),
    path("u/<slug:code>/request/", request.request_page, name="unit-request"),
    path("u/<slug:code>/request/likely", request.likely_items, name="unit-request-likely"),
    path("u/<slug:code>/requests/", disclosed.disclosed_list, name="unit-requests"),
    path("u/<slug:code>/requests/<int:pk>/", disclosed.disclosed_page, name="unit-request-logged"),
    path("request/status/", status.status_page, name="request-status"),
    path("request/status/file/", status.file, name="request-file"),
    path("feed.atom", feeds.feed_of_all, name="feed-of-all"),
    path("feeds/<slug:code>.atom", feeds.feed, name="feed"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-units.xml", sitemap.units, name="sitemap-units"),
    path("sitemap-requests.xml", sitemap.requests, name="sitemap-requests"),
    path("sitemap-<int:part>.xml", sitemap.items, name="sitemap-items"),
    path("robots.txt", sitemap.robots, name="robots"),
]
