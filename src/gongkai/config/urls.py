"""The addresses, as the contract names them."""

from django.urls import include, path

urlpatterns = [
    path("workbench/", include("gongkai.workbench.urls")),
    path("api/v1/", include("gongkai.api.urls")),
    path("", include("gongkai.portal.urls")),
]
