"""Which moves a report allows: who signs after whom, who returns it, who publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied

from gongkai.annual.models import AnnualReport, State, Step
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Post, Role
from gongkai.units.problems import NotReady


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature: of which step, by which role, and the state that it leads to."""

    step: Step
    role: str
    to: State


SIGNINGS: Mapping[str, Signing] = {
    State.DRAFT: Signing(Step.STATISTICIAN, Role.STATISTICIAN, State.COUNTED),
    State.COUNTED: Signing(Step.OFFICE_HEAD, Role.OFFICE_HEAD, State.REVIEWED),
    State.REVIEWED: Signing(Step.HEAD, Role.HEAD, State.SIGNED),
}
"""The signature that each state waits for; `due` says which it is for a report."""


def due(report: AnnualReport) -> Signing | None:
    """The signature that `report` waits for. The office head's is left out where nobody could give it who gives no other."""
    if report.state == State.COUNTED and not _has_office_head(report):
        return SIGNINGS[State.REVIEWED]
    return SIGNINGS.get(report.state)


def after(report: AnnualReport, given: Signing) -> State:
    """The state that `report` comes to once the signature `given` is stored."""
    return State.REVIEWED if given.to == State.COUNTED and not _has_office_head(report) else given.to


def _has_office_head(report: AnnualReport) -> bool:
    """Whether somebody could sign as the office head who has not signed yet and is not the one head that there is."""
    posts = Post.objects.filter(unit=report.unit_id, role__in=(Role.OFFICE_HEAD, Role.HEAD), person__is_active=True)
    people: dict[str, set[int]] = {Role.OFFICE_HEAD: set(), Role.HEAD: set()}
    for role, person in posts.exclude(person__in=report.signatures.values("by")).values_list("role", "person"):
        people[role].add(person)
    return any(people[Role.HEAD] != {person} for person in people[Role.OFFICE_HEAD])


def check_editable(report: AnnualReport, by: Person) -> None:
    """Raise `PermissionDenied` or `NotReady` unless `by` may change figures and words of `report` now."""
    if not has_role(by, report.unit_id, Role.STATISTICIAN):
        raise PermissionDenied("只有本机构的统计员可以填报年度报告。")
    if report.state != State.DRAFT:
        raise NotReady(f"报告的状态是“{report.get_state_display()}”，数据和正文已经固定；要修改，请先退回。")


def check_above(report: AnnualReport, by: Person) -> None:
    """Raise `PermissionDenied` unless `by` supervises the report's unit from a body above it."""
    above = by.posts.filter(role=Role.SUPERVISOR).select_related("unit")
    if not any(report.unit.path.startswith(post.unit.path) and post.unit_id != report.unit_id for post in above):
        raise PermissionDenied("只有上级主管部门的监督员可以对下级的报告提意见、退回或者采纳。")


def signing_of(report: AnnualReport, by: Person) -> Signing:
    """The signature that is due, if `by` may give it.

    Nobody signs twice, no year is signed before it is over, and no report with remarks from above that nobody answered.
    """
    waited = due(report)
    if waited is None:
        raise NotReady(f"报告的状态是“{report.get_state_display()}”，没有等待的签署。")
    if not has_role(by, report.unit_id, waited.role):
        raise PermissionDenied(f"这一步由{waited.step.label}签署。")
    if report.signatures.filter(by=by).exists():
        raise NotReady("您已经签署过前一步，这一步请由另一个人签署。")
    if today() <= date(report.year, 12, 31):
        raise NotReady(f"{report.year}年还没有结束，统计期限到12月31日，现在还不能签署。")
    if report.state == State.DRAFT and (open_ := report.remarks.filter(draft=False, replied_at=None).count()):
        raise NotReady(f"上级的意见还有{open_}条没有回复：逐条写明怎样办理，再签署。")
    return waited
