"""Builds the peer's database where it is not there and prints, as JSON, what its article page costs: in a process of its own."""

from __future__ import annotations

import json
import os
import random
import sys
import time
import uuid
from pathlib import Path

import django

ROUNDS = 60
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TEXT = "<p>为切实做好有关工作，维护群众合法权益，根据上级部署，结合我县实际，现将有关事项通知如下。</p>"


def main(count: int) -> None:
    """Build, measure, print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.platform.peer.settings"
    django.setup()
    built = Path(os.environ["PEER_HOME"], "built")
    if not built.exists():
        _build(count)
        built.touch()
    from django.test import Client

    client, draw = Client(), random.Random(1)
    addresses = [f"/article-{draw.randrange(1, count + 1)}/" for _ in range(ROUNDS + 1)]
    client.get(addresses.pop())
    began = time.process_time()
    for address in addresses:
        if client.get(address).status_code != 200:
            raise RuntimeError(address)
    json.dump({"items": count, "page_ms": (time.process_time() - began) / ROUNDS * 1000}, sys.stdout)


def _build(count: int) -> None:
    """One page is made as Wagtail makes it; the others are its rows again under other names."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from wagtail.models import Page, Site

    from bench.platform.peer.models import ArticlePage

    call_command("migrate", verbosity=0)
    root = Site.objects.get().root_page
    first = ArticlePage(
        title="关于做好第1号工作的通知", slug="article-1", date="2026-03-02", intro="有关事项通知如下。"
    )
    first.body = [("text", _TEXT * 4)]
    root.add_child(instance=first)
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (Page, ArticlePage):
            names = [field.column for field in model._meta.local_concrete_fields]
            table, key = model._meta.db_table, names[0]
            columns = ", ".join(names)
            cursor.execute(f"SELECT {columns} FROM {table} WHERE {key} = %s", [first.pk])
            row = dict(zip(names, cursor.fetchone(), strict=True))
            marks = ", ".join(["%s"] * len(names))
            lines = (list(_again(row, key, first.pk, n).values()) for n in range(2, count + 1))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", lines)
        cursor.execute("UPDATE wagtailcore_page SET numchild = %s WHERE id = %s", [count, root.pk])


def _again(row: dict[str, object], key: str, first: int, number: int) -> dict[str, object]:
    new = {**row, key: first + number - 1}
    if "path" in row:
        path, name = str(row["path"]), f"article-{number}"
        new |= {
            "path": path[:-4] + "".join(_SIGNS[number // 36**power % 36] for power in (3, 2, 1, 0)),
            "title": f"关于做好第{number}号工作的通知",
            "draft_title": f"关于做好第{number}号工作的通知",
            "slug": name,
            "url_path": str(row["url_path"]).replace("article-1", name),
            "translation_key": uuid.uuid4().hex,
        }
    return new


if __name__ == "__main__":
    main(int(sys.argv[1]))
