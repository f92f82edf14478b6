"""The Django app of what runs the platform."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "gongkai.config"
    label = "operation"
    verbose_name = "运行"
