"""The search index: tables of the database's own full-text engine."""

from typing import Any

from django.db import migrations

from gongkai.publishing.search import tables


def create(apps: Any, schema_editor: Any) -> None:
    tables.create(schema_editor)


def drop(apps: Any, schema_editor: Any) -> None:
    tables.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_review_chains")]
    operations = [migrations.RunPython(create, drop)]
