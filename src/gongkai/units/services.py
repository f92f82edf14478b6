"""What happens to units, people and posts: each function a verb, one transaction, one entry in the audit log.

`by` is the administrator who does it, `None` where it is done at the command line. Raises `PermissionDenied` for who does not
administer the unit, `ValidationError` (in Chinese) for what cannot be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from gongkai.audit.log import record
from gongkai.statute.workdays import Calendar as StatuteCalendar
from gongkai.statute.workdays import standard
from gongkai.units.access import units_of
from gongkai.units.calendars import today
from gongkai.units.models import Calendar, FormerName, Person, Post, Role, Unit

UNIT_FIELDS = ("name", "short_name", "kind", "front", "supervised_by", "opened_on", "succeeded_by", *Unit.FACTS)
"""What of a unit may be changed: never its code, which stands in addresses."""
PERSON_FIELDS = ("name", "telephone", "email", "no_mail")


@transaction.atomic
def create_unit(*, parent: Unit | None, by: Person | None, **fields: Any) -> Unit:
    """Set up a unit below `parent`; only the command line makes one without a parent."""
    if by is not None and parent is None:
        raise PermissionDenied("最上级机构只能在服务器上设立。")
    _administers(by, parent)
    unit = Unit(facts_changed_on=today(), **fields)
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit = Unit.objects.get(pk=parent.pk).add_child(instance=unit) if parent else Unit.add_root(instance=unit)
    record("unit.created", unit, by=by, unit=unit.code, after=_told(unit, ("code", *UNIT_FIELDS)))
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, by: Person | None, **fields: Any) -> Unit:
    """Change what is given of `unit`. A name it had stays as a former name; a changed contact fact dates its guide (Art. 12)."""
    _administers(by, unit)
    if strange := set(fields) - set(UNIT_FIELDS):
        raise ValueError(f"not to be changed: {strange}")
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    before = _told(unit, UNIT_FIELDS)
    former = unit.name
    for name, value in fields.items():
        setattr(unit, name, value)
    changed = {name for name, value in _told(unit, UNIT_FIELDS).items() if value != before[name]}
    if not changed:
        return unit
    if changed & set(Unit.FACTS):
        unit.facts_changed_on = today()
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit.save()
    if "name" in changed:
        FormerName.objects.get_or_create(unit=unit, name=former, defaults={"until": today()})
        FormerName.objects.filter(unit=unit, name=unit.name).delete()
    after = {name: value for name, value in _told(unit, UNIT_FIELDS).items() if name in changed}
    record("unit.changed", unit, by=by, unit=unit.code, before={name: before[name] for name in after}, after=after)
    return unit


@transaction.atomic
def add_former_name(unit: Unit, *, name: str, until: date | None, by: Person | None) -> FormerName:
    """Record a name that `unit` had before it came here; `until` is its last day, `None` where nobody knows it any more."""
    _administers(by, unit)
    former = FormerName(unit=unit, name=name.strip(), until=until)
    if former.name == unit.name:
        raise ValidationError({"name": "这是机构现在的名称，不是曾用名。"})
    if until and until > today():
        raise ValidationError({"until": "停用日期还没有到。现在改名的，请直接修改机构的全称。"})
    if FormerName.objects.filter(unit=unit, name=former.name).exists():
        raise ValidationError({"name": "这个曾用名已经登记过。"})
    former.full_clean()
    former.save()
    record("unit.changed", unit, by=by, unit=unit.code, after={"former_name": f"{former.name}（至{until or '不详'}）"})
    return former


@transaction.atomic
def remove_former_name(former: FormerName, *, by: Person | None) -> None:
    """Strike a name that the unit never had, such as a slip that was corrected."""
    _administers(by, former.unit)
    record("unit.changed", former.unit, by=by, unit=former.unit.code, before={"former_name": former.name})
    former.delete()


@transaction.atomic
def close_unit(unit: Unit, *, by: Person | None, on: date, succeeded_by: Unit | None = None) -> None:
    """Close `unit` on a day, its duties taken over by another where that is known. What it published stays; nothing is open below it."""
    _administers(by, unit)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on:
        raise ValidationError(f"{unit.name}已于{unit.closed_on}撤销。")
    if below := list(unit.get_descendants().filter(closed_on=None).values_list("short_name", flat=True)[:5]):
        raise ValidationError(f"下级还有没有撤销的机构：{'、'.join(below)}，请先撤销它们。")
    unit.closed_on, unit.succeeded_by = on, succeeded_by
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit.save()
    record(
        "unit.closed",
        unit,
        by=by,
        unit=unit.code,
        after={"closed_on": on, "succeeded_by": succeeded_by.code if succeeded_by else ""},
    )


@transaction.atomic
def create_person(
    *, unit: Unit, roles: Collection[str], by: Person | None, password: str | None = None, **fields: Any
) -> Person:
    """Take on somebody with `roles` in `unit`. Without a `password` they set their own by the link that they are given."""
    _administers(by, unit)
    if not roles:
        raise ValidationError({"roles": "请至少选择一个角色，没有角色的人不能登录工作台。"})
    person = Person(**fields)
    if password is None:
        person.set_unusable_password()
    else:
        validate_password(password, person)
        person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    record("person.created", person, by=by, unit=unit.code, after=_told(person, ("username", *PERSON_FIELDS)))
    for role in roles:
        grant(person, unit=unit, role=role, by=by)
    return person


@transaction.atomic
def change_person(person: Person, *, by: Person | None, **fields: Any) -> Person:
    """Change the name or contact of `person`."""
    _manages(by, person)
    if strange := set(fields) - set(PERSON_FIELDS):
        raise ValueError(f"not to be changed: {strange}")
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = _told(person, PERSON_FIELDS)
    for name, value in fields.items():
        setattr(person, name, value)
    after = {name: value for name, value in _told(person, PERSON_FIELDS).items() if value != before[name]}
    if after:
        person.full_clean(exclude=["password"])
        person.save()
        unit, old = _home(person), {name: before[name] for name in after}
        record("person.changed", person, by=by, unit=unit, before=old, after=after)
    return person


@transaction.atomic
def choose_mail(person: Person, *, no_mail: bool) -> None:
    """Whether `person` is reminded by mail: their own choice."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.no_mail != no_mail:
        person.no_mail = no_mail
        person.save(update_fields=["no_mail"])
        record("person.changed", person, by=person, unit=_home(person), after={"no_mail": no_mail})


@transaction.atomic
def disable_person(person: Person, *, by: Person | None) -> None:
    """Shut `person` out at once. Their signatures stay."""
    _manages(by, person)
    for post in _administrator_posts().filter(person=person):
        _keep_an_administrator(post)
    _set_active(person, False, by)


@transaction.atomic
def enable_person(person: Person, *, by: Person | None) -> None:
    """Let `person` in again."""
    _manages(by, person)
    _set_active(person, True, by)


@transaction.atomic
def reset_password(person: Person, *, by: Person | None) -> None:
    """Make the password of `person` void, which ends their sessions; they set a new one by the link that they are given."""
    _manages(by, person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record("person.password", person, by=by, unit=_home(person))


@transaction.atomic
def grant(person: Person, *, unit: Unit, role: str, by: Person | None) -> Post:
    """Give `person` a role in `unit`. Administrators may give one to themselves too: the audit log shows it, and nobody signs what
    they wrote.
    """
    _administers(by, unit)
    if not Unit.objects.open().filter(pk=unit.pk).exists():
        raise ValidationError(f"{unit.name}已经撤销，不能再指定人员。")
    post, new = Post.objects.get_or_create(person=person, unit=unit, role=Role(role))
    if new:
        record("role.granted", person, by=by, unit=unit.code, after={"role": post.get_role_display()})
    return post


@transaction.atomic
def revoke(post: Post, *, by: Person | None) -> None:
    """Take a role from somebody; never that of the last administrator who reaches the unit."""
    _administers(by, post.unit)
    if post.role == Role.ADMINISTRATOR:
        _keep_an_administrator(post)
    person, unit = post.person, post.unit
    post.delete()
    record("role.revoked", person, by=by, unit=unit.code, before={"role": post.get_role_display()})


@transaction.atomic
def keep_calendar(
    *, year: int, notice: str, off: Collection[date], worked: Collection[date], by: Person | None
) -> Calendar:
    """Enter the working-day calendar of a year, or correct it. Only who administers a top unit may: it moves everybody's due days."""
    if by is not None and not administers_a_root(by):
        raise PermissionDenied("只有最上级机构的管理员可以录入工作日历。")
    _check_calendar(year, notice, off, worked)
    before = Calendar.objects.filter(year=year).first()
    old = _told(before, ("notice", "off", "worked")) if before else None
    calendar = before or Calendar(year=year)
    calendar.notice = notice
    calendar.off, calendar.worked = ([day.isoformat() for day in sorted(days)] for days in (off, worked))
    calendar.full_clean()
    calendar.save()
    unit, after = _home(by) if by else "", _told(calendar, ("notice", "off", "worked"))
    record("calendar.changed" if old else "calendar.added", calendar, by=by, unit=unit, before=old, after=after)
    return calendar


@transaction.atomic
def first_administrator(
    *, username: str, name: str, password: str, unit: Unit | None = None, root: Mapping[str, Any] | None = None
) -> Person:
    """The first person of an empty database, administrator of `unit` (the first root unit where none is given).

    Where there is no unit either, one is made of `root` (code, name, short_name, kind, front). Raises `ValidationError` where
    there are people already: from then on administrators take on others.
    """
    if Person.objects.exists():
        raise ValidationError("已经有人员，请由管理员在工作台中新增。")
    unit = unit or Unit.objects.filter(depth=1).first() or create_unit(parent=None, by=None, **(root or {}))
    return create_person(
        unit=unit, roles=[Role.ADMINISTRATOR], by=None, username=username, name=name, password=password
    )


def administered_by(person: Person) -> Any:
    """The units that `person` administers."""
    return units_of(person, {Role.ADMINISTRATOR})


def administers_a_root(person: Person) -> bool:
    """Whether `person` administers a unit that has none above it."""
    return administered_by(person).filter(depth=1).exists()


def manageable_by(person: Person) -> Any:
    """The people whose account `person` may change: all of whose posts lie in units that `person` administers.

    Somebody who also works elsewhere is not among them, or whoever administers a bureau could take over the county's account.
    """
    mine = administered_by(person)
    elsewhere = Post.objects.filter(person=models.OuterRef("pk")).exclude(unit__in=mine)
    people = Person.objects.filter(~models.Exists(elsewhere))
    if administers_a_root(person):
        return people
    return people.filter(models.Exists(Post.objects.filter(person=models.OuterRef("pk"))))


def _check_calendar(year: int, notice: str, off: Collection[date], worked: Collection[date]) -> None:
    ours = standard().calendars.get(year)
    if ours and ours.verified:
        raise ValidationError({"year": f"{year}年的日历已经按{ours.source}收录，不用录入。"})
    try:
        StatuteCalendar(year, frozenset(off), frozenset(worked), notice, verified=True)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem
    if not off:
        raise ValidationError({"off": "没有填写放假日，请对照放假通知录入。"})


def _administers(by: Person | None, unit: Unit | None) -> None:
    if by is not None and not (unit and administered_by(by).filter(pk=unit.pk).exists()):
        raise PermissionDenied("您不是这个机构的管理员。")


def _manages(by: Person | None, person: Person) -> None:
    if by is not None and not manageable_by(by).filter(pk=person.pk).exists():
        raise PermissionDenied("这个人还在您不管理的机构中任职，请由上级机构的管理员办理。")


def _administrator_posts() -> Any:
    return Post.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True).select_related("unit")


def _keep_an_administrator(post: Post) -> None:
    """Refuse where nobody else would administer the unit of `post`."""
    path = post.unit.path
    reaching = [path[:end] for end in range(len(path), 0, -Unit.steplen)]
    others = _administrator_posts().filter(unit__path__in=reaching).exclude(person=post.person)
    if not list(others.select_for_update(of=("self",))):
        raise ValidationError(f"这是{post.unit.name}的最后一名管理员，请先指定另一名管理员。")


def _set_active(person: Person, active: bool, by: Person | None) -> None:
    if person.is_active != active:
        person.is_active = active
        person.save(update_fields=["is_active"])
        action = "person.changed" if active else "person.disabled"
        record(action, person, by=by, unit=_home(person), before={"is_active": not active}, after={"is_active": active})


def _home(person: Person) -> str:
    """The code of the uppermost unit that `person` works in: under it the audit log keeps what happens to them."""
    return person.posts.order_by("unit__path").values_list("unit__code", flat=True).first() or ""


def _told(instance: models.Model, fields: Collection[str]) -> Mapping[str, Any]:
    """The values of `fields` for the audit log, relations by their id."""
    return {name: instance._meta.get_field(name).value_from_object(instance) for name in fields}
