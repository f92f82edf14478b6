"""One kind of page: a title, a date, an introduction, a text."""

from django.db import models
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class ArticlePage(Page):
    """An article."""

    date = models.DateField()
    intro = models.CharField(max_length=250)
    body = StreamField([("text", RichTextBlock())])
    template = "peer/article.html"
