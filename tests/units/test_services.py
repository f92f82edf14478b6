"""What happens to units, people and posts: who may do it, what is kept, what the audit log says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from gongkai.audit.models import Entry
from gongkai.publishing import freshness
from gongkai.units import services
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Calendar, Person, Post, Role, Unit
from tests.world import World


@pytest.fixture
def admin(world: World) -> Person:
    return world.person(world.county, Role.ADMINISTRATOR)


@pytest.fixture
def bureau_admin(world: World) -> Person:
    return world.person(world.education, Role.ADMINISTRATOR)


def last() -> Entry:
    return Entry.objects.first()


def test_a_new_unit_stands_below_its_parent_and_in_the_log(world: World, admin: Person) -> None:
    unit = services.create_unit(
        parent=world.county, by=admin, code="yunxi-mzj", name="云溪县民政局", short_name="县民政局",
        kind="department", front="000000009",
    )  # fmt: skip
    assert unit.get_parent() == world.county
    assert (last().action, last().unit, last().actor) == ("unit.created", "yunxi-mzj", admin.name)
    assert last().after["name"] == "云溪县民政局"


def test_an_administrator_of_one_bureau_sets_up_and_changes_nothing_elsewhere(
    world: World, bureau_admin: Person
) -> None:
    with pytest.raises(PermissionDenied):
        services.change_unit(world.office, by=bureau_admin, telephone="0000-7654321")
    with pytest.raises(PermissionDenied):
        services.create_unit(
            parent=world.county, by=bureau_admin, code="x", name="某", short_name="某", kind="department"
        )
    with pytest.raises(PermissionDenied):
        services.create_unit(parent=None, by=bureau_admin, code="x", name="某", short_name="某", kind="county")
    with pytest.raises(PermissionDenied):
        services.close_unit(world.office, by=bureau_admin, on=today())
    with pytest.raises(PermissionDenied):
        services.create_person(unit=world.office, roles=[Role.AUTHOR], by=bureau_admin, username="某人", name="某人")
    assert Unit.objects.count() == 5


def test_a_unit_that_is_renamed_keeps_its_former_name(world: World, admin: Person) -> None:
    services.change_unit(world.education, by=admin, name="云溪县教育体育局", short_name="县教体局")
    former = world.education.former_names.get()
    assert (former.name, former.until) == ("云溪县教育局", today())
    assert last().before == {"name": "云溪县教育局", "short_name": "县教育局"}
    assert last().after == {"name": "云溪县教育体育局", "short_name": "县教体局"}


def test_a_unit_that_takes_its_old_name_again_has_it_not_as_a_former_name(world: World, admin: Person) -> None:
    services.change_unit(world.education, by=admin, name="云溪县教育体育局")
    services.change_unit(world.education, by=admin, name="云溪县教育局")
    assert [each.name for each in world.education.former_names.all()] == ["云溪县教育体育局"]


def test_a_name_from_before_the_platform_is_recorded_and_a_slip_struck(world: World, admin: Person) -> None:
    services.add_former_name(world.education, name="云溪县文教局", until=date(2019, 3, 20), by=admin)
    slip = services.add_former_name(world.education, name="云溪县教育句", until=None, by=admin)
    services.remove_former_name(slip, by=admin)
    assert world.education.name_on(date(2019, 3, 19)) == "云溪县文教局"
    assert world.education.name_on(date(2019, 3, 20)) == "云溪县教育局"
    assert (last().action, last().before) == ("unit.changed", {"former_name": "云溪县教育句"})


@pytest.mark.parametrize(
    ("name", "days", "told"),
    [("云溪县教育局", 0, "现在的名称"), ("云溪县文教局", 1, "还没有到"), ("云溪县学务局", 0, "已经登记")],
)
def test_a_former_name_that_cannot_be_one_is_refused(
    world: World, admin: Person, name: str, days: int, told: str
) -> None:
    services.add_former_name(world.education, name="云溪县学务局", until=None, by=admin)
    with pytest.raises(ValidationError, match=told):
        services.add_former_name(world.education, name=name, until=today() + timedelta(days=days), by=admin)


@pytest.mark.parametrize(
    ("field", "value", "dated"), [("telephone", "0000-7654321", True), ("short_name", "教育局", False)]
)
def test_only_a_changed_contact_fact_dates_the_guide(
    world: World, admin: Person, field: str, value: str, dated: bool
) -> None:
    changed = services.change_unit(world.education, by=admin, **{field: value})
    assert changed.facts_changed_on == (today() if dated else None)


def test_a_change_of_nothing_leaves_no_entry(world: World, admin: Person) -> None:
    before = Entry.objects.count()
    services.change_unit(world.education, by=admin, name=world.education.name)
    assert Entry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_public_pages_made_before_a_fact_changed_are_not_shown_again() -> None:
    unit = services.create_unit(
        parent=None, by=None, code="a", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000001"
    )
    (settings.HOME / "changed").unlink(missing_ok=True)
    services.change_unit(unit, by=None, telephone="0000-1234567")
    assert freshness.stamp() != "0"


def test_a_unit_with_open_units_below_cannot_be_closed(world: World, admin: Person) -> None:
    with pytest.raises(ValidationError, match="县政府办"):
        services.close_unit(world.county, by=admin, on=today())


def test_a_closed_unit_takes_nobody_on(world: World, admin: Person) -> None:
    services.close_unit(world.street, by=admin, on=today())
    assert last().action == "unit.closed"
    with pytest.raises(ValidationError, match="已经撤销"):
        services.grant(world.person(world.office, Role.AUTHOR), unit=world.street, role=Role.AUTHOR, by=admin)
    with pytest.raises(ValidationError, match="撤销"):
        services.close_unit(Unit.objects.get(pk=world.street.pk), by=admin, on=today())


def test_a_closed_unit_names_who_took_over_its_duties_then_or_later(world: World, admin: Person) -> None:
    with pytest.raises(ValidationError, match="另一个机关"):
        services.close_unit(world.street, by=admin, on=today(), succeeded_by=world.street)
    with pytest.raises(ValidationError, match="只有撤销的机构"):
        services.change_unit(world.street, by=admin, succeeded_by=world.township)
    services.close_unit(world.street, by=admin, on=today(), succeeded_by=world.office)
    assert last().after["succeeded_by"] == world.office.code
    services.change_unit(Unit.objects.get(pk=world.street.pk), by=admin, succeeded_by=world.township)
    assert Unit.objects.get(pk=world.street.pk).succeeded_by == world.township


def test_a_new_person_cannot_sign_in_before_they_set_a_password(world: World, bureau_admin: Person) -> None:
    person = services.create_person(
        unit=world.education, roles=[Role.AUTHOR, Role.STATISTICIAN], by=bureau_admin, username="jyj-zhang", name="张某"
    )
    assert not person.has_usable_password()
    assert set(person.posts.values_list("role", flat=True)) == {"author", "statistician"}
    assert [entry.action for entry in Entry.objects.all()[:3]] == ["role.granted", "role.granted", "person.created"]


def test_nobody_is_taken_on_without_a_role_or_with_a_weak_password(world: World) -> None:
    with pytest.raises(ValidationError, match="角色"):
        services.create_person(unit=world.education, roles=[], by=None, username="a", name="张某")
    with pytest.raises(ValidationError):
        services.create_person(
            unit=world.education, roles=[Role.AUTHOR], by=None, username="a", name="张某", password="1234"
        )
    assert not Person.objects.filter(username="a").exists()


def test_whoever_works_elsewhere_too_cannot_be_taken_over(world: World, admin: Person, bureau_admin: Person) -> None:
    services.grant(admin, unit=world.education, role=Role.AUTHOR, by=bureau_admin)
    for act in (services.disable_person, services.reset_password):
        with pytest.raises(PermissionDenied):
            act(admin, by=bureau_admin)
    with pytest.raises(PermissionDenied):
        services.change_person(admin, by=bureau_admin, name="别名")
    assert Person.objects.get(pk=admin.pk).is_active


def test_a_disabled_person_is_out_and_can_be_let_in_again(world: World, bureau_admin: Person) -> None:
    author = world.person(world.education, Role.AUTHOR)
    services.disable_person(author, by=bureau_admin)
    assert not Person.objects.get(pk=author.pk).is_active
    assert (last().action, last().unit) == ("person.disabled", "yunxi-jyj")
    services.enable_person(Person.objects.get(pk=author.pk), by=bureau_admin)
    assert Person.objects.get(pk=author.pk).is_active


def test_a_reset_makes_the_old_password_void(world: World, bureau_admin: Person) -> None:
    author = world.person(world.education, Role.AUTHOR)
    assert author.check_password("云溪县测试口令")
    services.reset_password(author, by=bureau_admin)
    assert not Person.objects.get(pk=author.pk).check_password("云溪县测试口令")
    assert last().action == "person.password"


def test_the_log_tells_of_a_new_password_but_never_which(world: World) -> None:
    author = world.person(world.education, Role.AUTHOR)
    author.set_password("另一个足够长的测试口令")
    author.save()
    assert (last().action, last().unit, last().before, last().after) == ("person.password", "yunxi-jyj", None, None)


def test_the_last_administrator_stays(world: World, admin: Person) -> None:
    post = admin.posts.get()
    with pytest.raises(ValidationError, match="最后一名管理员"):
        services.revoke(post, by=admin)
    with pytest.raises(ValidationError, match="最后一名管理员"):
        services.disable_person(admin, by=admin)
    other = services.create_person(
        unit=world.county, roles=[Role.ADMINISTRATOR], by=admin, username="second", name="李某"
    )
    services.revoke(post, by=other)
    assert not Post.objects.filter(pk=post.pk).exists()


def test_the_administrator_of_a_bureau_can_be_revoked_while_the_county_has_one(
    admin: Person, bureau_admin: Person
) -> None:
    services.revoke(bureau_admin.posts.get(), by=admin)
    assert (last().action, last().before) == ("role.revoked", {"role": "管理员（含下级）"})


def test_a_calendar_is_checked_by_the_statute_and_moves_the_working_days(admin: Person) -> None:
    year = max(workdays().calendars) + 1
    new_year = date(year, 1, 1)
    keep = {"year": year, "notice": f"关于{year}年部分节假日安排的通知（测试）", "by": admin}
    assert not workdays().known(year)
    with pytest.raises(ValidationError, match="既列为放假，又列为上班"):
        services.keep_calendar(**keep, off=[new_year], worked=[new_year])
    with pytest.raises(ValidationError, match="没有填写放假日"):
        services.keep_calendar(**keep, off=[], worked=[])
    services.keep_calendar(**keep, off=[new_year + timedelta(days=n) for n in range(4)], worked=[])
    assert workdays().known(year)
    assert last().action == "calendar.added"
    services.keep_calendar(**keep, off=[new_year], worked=[])
    assert last().action == "calendar.changed"
    assert len(last().before["off"]) == 4


def test_a_year_that_the_statute_holds_is_not_entered_again(admin: Person) -> None:
    year = max(year for year, calendar in workdays().calendars.items() if calendar.verified)
    with pytest.raises(ValidationError, match="已经按"):
        services.keep_calendar(year=year, notice="通知", off=[date(year, 1, 1)], worked=[], by=admin)


def test_only_the_administrator_of_a_top_unit_enters_calendars(bureau_admin: Person) -> None:
    with pytest.raises(PermissionDenied):
        services.keep_calendar(year=2098, notice="通知", off=[date(2098, 1, 1)], worked=[], by=bureau_admin)
    assert not Calendar.objects.exists()


@pytest.mark.django_db
def test_an_empty_database_gets_its_first_administrator_once() -> None:
    root = {"code": "yunxi", "name": "云溪县人民政府", "short_name": "云溪县", "kind": "county", "front": "000000001"}
    person = services.first_administrator(username="admin", name="王某", password="云溪县的第一个测试口令", root=root)
    assert services.administers_a_root(person)
    with pytest.raises(ValidationError, match="已经有人员"):
        services.first_administrator(username="other", name="赵某", password="云溪县的第一个测试口令")
