"""The four steps of the review chain and the three chains made of them; secrecy review is in each."""

from typing import Any

from django.db import migrations

STEPS = [("first", "初审"), ("second", "复审"), ("secrecy", "保密审查"), ("final", "终审")]
CHAINS = {
    "三审": ["first", "second", "secrecy", "final"],
    "二审": ["first", "secrecy", "final"],
    "一审": ["secrecy", "final"],
}


def add(apps: Any, schema_editor: Any) -> None:
    tasks = {}
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="publishing", model="reviewtask"
    )
    for step, name in STEPS:
        tasks[step] = apps.get_model("publishing", "ReviewTask").objects.create(
            name=name, step=step, content_type_id=content_type.pk
        )
    for name, steps in CHAINS.items():
        chain = apps.get_model("wagtailcore", "Workflow").objects.create(name=name)
        for order, step in enumerate(steps):
            apps.get_model("wagtailcore", "WorkflowTask").objects.create(
                workflow=chain, task_id=tasks[step].pk, sort_order=order
            )


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("wagtailcore", "Workflow").objects.filter(name__in=CHAINS).delete()
    apps.get_model("publishing", "ReviewTask").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_initial"),
        ("wagtailcore", "__latest__"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, remove)]
