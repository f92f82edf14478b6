"""The addresses, as the contract names them."""

from django.urls import include, path

from gongkai.api.urls import opendata_urls
from gongkai.config.health import healthz

handler500 = "gongkai.config.failure.failed"
urlpatterns = [
    path("healthz", healthz),
    path("workbench/", include("gongkai.workbench.urls")),
    path("api/v1/", include("gongkai.api.urls")),
    *opendata_urls,
    path("", include("gongkai.portal.urls")),
]
