"""The Django app of the units."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "gongkai.units"
    label = "units"
    verbose_name = "机构与人员"
