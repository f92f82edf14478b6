"""Who applied, sued or complained: read by those who keep the file, and erased after its time."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role, Unit


def keeper_of(of: Proceeding | Complaint) -> Unit:
    """The unit that keeps the file: of a complaint the office that handles it, never the one that it is about."""
    return of.office if isinstance(of, Complaint) else of.unit


def may_read(of: Proceeding | Complaint, person: Person) -> bool:
    """Whether `person` may read names and papers."""
    return has_role(person, keeper_of(of), Role.CASE_OFFICER, Role.HEAD)


@transaction.atomic
def reveal(of: Proceeding | Complaint, *, by: Person) -> Mapping[str, str]:
    """The personal data that is sealed; each reading is recorded."""
    if not may_read(of, by):
        raise PermissionDenied("只有保管案卷的机关的承办人和负责人可以查看个人信息。")
    of = type(of).objects.get(pk=of.pk)
    names = ("complainant", "contact") if isinstance(of, Complaint) else ("claimant",)
    record("personal_data.read", of, by=by, unit=keeper_of(of).code, after={"fields": list(names)})
    return {name: getattr(of, name).open() for name in names}
