"""The information-processing fee of a request: counted by the statute, noticed, paid, lapsed or waived (Art. 42)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.audit.log import record
from gongkai.casework.models import Case, Step
from gongkai.casework.services.steps import locked, take
from gongkai.statute.fees import Fee, Scale, fee
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


def item_number(case: Case) -> int:
    """The how-manieth request of its applicant to this body in its calendar month `case` is, by order of receipt."""
    day = case.received_on
    if day is None:
        raise NotReady("还没有确认收到申请，不能计算费用。")
    month = Case.objects.requests().filter(
        unit=case.unit_id, applicant__same=case.applicant.same, received_on__year=day.year, received_on__month=day.month
    )
    return month.filter(received_on__lt=day).count() + month.filter(received_on=day, pk__lte=case.pk).count()


def counted(case: Case, scale: Scale, pages: int = 0) -> Fee:
    """The fee of `case` by item or, for `pages`, by page: never both (Art. 3 of the measure)."""
    if scale == "items":
        return fee("items", 1, before=item_number(case) - 1)
    if pages < 1:
        raise NotReady("按量计收的，请填写页数。")
    return fee("pages", pages)


@transaction.atomic
def notice_fee(
    case: Case, scale: Scale, *, pages: int = 0, on: date, received_on: date | None = None, way: str, by: Person
) -> Step:
    """A fee notice went out on the day `on`. From the day on which the applicant has it they have twenty working days to pay, and
    the term begins anew with payment; while that day is unknown the term runs on.
    """
    case = locked(case)
    amount = counted(case, scale, pages)
    if not amount.amount:
        raise NotReady("按标准计算的费用是0元，不需要通知缴费。")
    if not way.strip():
        raise NotReady("请写明缴纳的方式。")
    facts = {
        "scale": scale,
        "number": item_number(case) if scale == "items" else pages,
        "amount": amount.amount,
        "way": way,
    }
    return take(case, "notice_fee", "fee_noticed", on=on, received_on=received_on, by=by, facts=facts)


@transaction.atomic
def pay_fee(case: Case, *, on: date, voucher: str, by: Person) -> Step:
    """The fee was paid in full on that day, under the number of the receipt."""
    return take(locked(case), "pay_fee", "fee_paid", on=on, by=by, facts={"voucher": voucher})


@transaction.atomic
def waive_fee(case: Case, *, reason: str, on: date, by: Person) -> Step:
    """Not to charge is always open: the noticed fee falls away, with its reason, and the term begins anew as if it were paid."""
    if not reason.strip():
        raise NotReady("减免费用应当写明理由。")
    case = locked(case)
    step = take(case, "pay_fee", "fee_paid", on=on, by=by, facts={"waived": reason})
    record("case.fee_waived", case, by=by, unit=case.unit.code, after={"reason": reason})
    return step
