"""The Django app of reviews, lawsuits and complaints."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "gongkai.remedies"
    label = "remedies"
    verbose_name = "复议诉讼和投诉"
