"""Running the guard over an item, keeping what it found, and letting somebody override it with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongkai import guard
from gongkai.audit.log import record
from gongkai.publishing.models import Finding, Item
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


def inspect(item: Item) -> list[Finding]:
    """Read the latest version of `item` with its attachments; keep new findings, clear those that are gone; what is open now.

    Long attachments take their time to read: nobody else's writing waits for it.
    """
    from gongkai.publishing.services.guarding import findings_of

    _keep(item, {finding.fingerprint: finding for finding in findings_of(item.get_latest_revision_as_object())})
    return open_findings(item)


@transaction.atomic
def _keep(item: Item, found: Mapping[str, guard.Finding]) -> None:
    Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    known = {finding.fingerprint: finding for finding in item.findings.all()}
    for fingerprint, finding in found.items():
        if fingerprint not in known:
            Finding.objects.create(
                item=item,
                rule=finding.rule,
                severity=finding.severity,
                place=finding.place[:200],
                quote=finding.quote[:300],
                message=finding.message[:300],
                advice=finding.advice[:300],
                article=finding.article,
                fingerprint=fingerprint,
            )
        elif known[fingerprint].state == Finding.State.CLEARED:
            Finding.objects.filter(pk=known[fingerprint].pk).update(state=Finding.State.OPEN, settled_at=None)
    gone = [finding.pk for key, finding in known.items() if key not in found and finding.state == Finding.State.OPEN]
    Finding.objects.filter(pk__in=gone).update(state=Finding.State.CLEARED, settled_at=timezone.now())


def open_findings(item: Item) -> list[Finding]:
    """The findings that block `item`."""
    return [finding for finding in item.findings.filter(state=Finding.State.OPEN) if finding.blocks]


@transaction.atomic
def override(finding: Finding, *, by: Person, reason: str) -> None:
    """Let `finding` pass for a reason, which stays on the record with the name."""
    if not has_role(by, finding.item.unit, Role.AUTHOR):
        raise PermissionDenied("只有本机构的拟稿人可以说明理由。")
    if len(reason.strip()) < 4:
        raise NotReady("请写明放行的理由（至少4个字）。")
    finding.state, finding.reason, finding.by, finding.settled_at = (
        Finding.State.OVERRIDDEN,
        reason.strip(),
        by,
        timezone.now(),
    )
    finding.save(update_fields=["state", "reason", "by", "settled_at"])
    after = {"rule": finding.rule, "place": finding.place, "reason": finding.reason}
    record("finding.overridden", finding.item, by=by, unit=finding.item.unit.code, after=after)
