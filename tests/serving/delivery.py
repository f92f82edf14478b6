"""A message on its way out, as programs that run beside a platform: made, looked at, made due again."""

MAKE = """
import uuid
from gongkai.units.sealing import seal
number = uuid.uuid4().hex[:9].upper()
unit = Unit.add_root(code=number.lower(), name="云溪县教育局" + number, short_name="县教育局", kind="department", front=number)
item = Item.objects.create(
    unit=unit, title="关于停水的通知", issuing_body=unit.name, formed_on=timezone.localdate(), node="20.11",
    index_number=number + "/2026-00001", live=True, first_published_at=timezone.now(),
)
channel = Channel.objects.create(
    unit=unit, kind="screen", name="电子屏", adapter="webhook", address={url!r},
    sealed_secret=seal(json.dumps(dict(secret="made-up"))),
)
delivery = Delivery.objects.create(
    release=Release.objects.create(item=item, channel=channel), event="publish", next_at=timezone.now()
)
from gongkai.publishing.tasks import deliver
deliver.enqueue(delivery.pk)
print(json.dumps(delivery.pk))
"""
STATE = """
delivery = Delivery.objects.get(pk={pk})
print(json.dumps([delivery.state, delivery.attempts, delivery.release.released_on is not None]))
"""
LEASE_OVER = """
Delivery.objects.filter(pk={pk}).update(next_at=timezone.now())
Job.objects.filter(name="deliver_due").update(next_at=timezone.now())
"""
OPEN_TASKS = """
print(json.dumps(list(DBTaskResult.objects.filter(status="RUNNING").values_list("task_path", flat=True))))
"""
