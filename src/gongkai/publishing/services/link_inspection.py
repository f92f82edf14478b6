"""Looking, in the background, whether the links of published items still lead somewhere."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.guard import html_links, read_dead
from gongkai.publishing.models import Finding, Item
from gongkai.publishing.outbound import NoAnswer, NotAllowed, call
from gongkai.units.sealing import salt_of_findings

RULE = "link-dead"
PLACE = "正文"
_KEPT = ("rule", "severity", "place", "quote", "message", "advice", "article")
_CLOSED_TO_PROGRAMS = frozenset({401, 403, 405, 429, 501})
"""Answers with which a server that is there refuses a program: a reader's browser may fare better."""


def inspect_links(slot: int, slots: int, *, seconds: float = 300) -> int:
    """Call the links of every `slots`-th public item, beginning with number `slot`; how many links were found dead.

    A dead link is an open finding of its item, cleared once the link answers again or is gone. Stops after about so many seconds.
    """
    highest = Item.objects.aggregate(Max("pk"))["pk__max"] or 0
    end, number, answers = time.monotonic() + seconds, 0, {}
    for item in Item.objects.public().filter(pk__in=range(slot % slots, highest + 1, slots)):
        if time.monotonic() > end:
            break
        number += _inspect(item, answers)
    return number


def _inspect(item: Item, answers: dict[str, int | None]) -> int:
    def status(address: str) -> int | None:
        if address not in answers:
            answers[address] = status_of(address)
        return answers[address]

    links = html_links(str(item.body))
    found = {dead.fingerprint: dead for dead in read_dead(PLACE, links, status, salt=salt_of_findings())}
    with transaction.atomic():
        known = Finding.objects.filter(item=item, rule=RULE)
        gone = known.filter(state=Finding.State.OPEN).exclude(fingerprint__in=found)
        gone.update(state=Finding.State.CLEARED, settled_at=timezone.now())
        known.filter(state=Finding.State.CLEARED, fingerprint__in=found).update(
            state=Finding.State.OPEN, settled_at=None
        )
        for fingerprint, dead in found.items():
            fields = {name: getattr(dead, name) for name in _KEPT}
            Finding.objects.get_or_create(item=item, fingerprint=fingerprint, defaults=fields)
    return len(found)


def status_of(address: str) -> int | None:
    """The status with which a link answers, 200 where its server is there but closed to programs; `None` where nobody answers."""
    if address.startswith(settings.BASE_URL):
        return 200
    for method in ("HEAD", "GET"):
        try:
            status = call(method, address).status
        except NotAllowed:
            return 200  # not ours to call: the guard tells of private addresses without calling them
        except NoAnswer:
            return None
        if status < 400:
            return status
    return 200 if status in _CLOSED_TO_PROGRAMS else status
