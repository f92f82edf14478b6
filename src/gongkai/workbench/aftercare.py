"""What an item asks of its unit after its reviews: a delivery that failed, a release to record, a dead link, an assessment that is due."""

from __future__ import annotations

from django.db.models import QuerySet, TextChoices

from gongkai.publishing.models import Delivery, Finding, Item, Release
from gongkai.publishing.models.items import Openness
from gongkai.publishing.services.link_inspection import RULE
from gongkai.workbench.clock import soon_until


class Left(TextChoices):
    """What is left to do, as a clerk calls it."""

    FAILED = "failed", "渠道投递失败"
    UNRECORDED = "unrecorded", "渠道发布待登记"
    DEAD_LINK = "dead_link", "链接打不开"
    REASSESS = "reassess", "不予公开的应当重新评估"


def left_in(items: QuerySet[Item], what: str) -> QuerySet[Item]:
    """The ones of `items` with `what` left to do. What is withheld is assessed anew from time to time (条例 Art. 18)."""
    live = items.filter(live=True)
    if what == Left.FAILED:
        return items.filter(pk__in=Delivery.objects.filter(state=Delivery.State.DEAD).values("release__item"))
    if what == Left.UNRECORDED:
        waiting = Release.objects.filter(released_on=None, channel__adapter="", channel__active=True)
        return live.filter(openness=Openness.PROACTIVE, pk__in=waiting.values("item"))
    if what == Left.DEAD_LINK:
        return live.filter(pk__in=Finding.objects.filter(rule=RULE, state=Finding.State.OPEN).values("item"))
    return live.filter(openness=Openness.WITHHELD, due_on=None, reassess_on__lte=soon_until())  # due_on: along an index
