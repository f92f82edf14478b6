"""The addresses of the portal, as the contract names them."""

from django.urls import path, re_path

from gongkai.portal.views import feeds, files, home, item, search, sitemap, unit

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
    path("u/<slug:code>/annual/", unit.annual, name="unit-annual"),
    path("u/<slug:code>/request/", unit.request_page, name="unit-request"),
    path("feeds/<slug:code>.atom", feeds.feed, name="feed"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-units.xml", sitemap.units, name="sitemap-units"),
    path("sitemap-<int:part>.xml", sitemap.items, name="sitemap-items"),
    path("robots.txt", sitemap.robots, name="robots"),
]
