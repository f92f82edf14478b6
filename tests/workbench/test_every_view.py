"""Every address of workbench, portal and API, asked and posted to by every role: nothing of another unit shows, nothing changes
for who may not change it.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.units.models import Person, Role
from tests.workbench.walking import KINDS, MARK, Belongings, addresses, belongings, payload, state, try_it
from tests.world import World

REVIEWERS = {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER}
_AUTHOR, _FINAL, _ADMIN = {Role.AUTHOR}, {Role.FINAL_REVIEWER}, {Role.ADMINISTRATOR}
_HANDLERS = _AUTHOR | _FINAL | _ADMIN
_STATISTICIAN = {Role.STATISTICIAN}
_OFFICER, _HANDLING = {Role.CASE_OFFICER}, {Role.CASE_OFFICER, Role.HEAD}
_BOTH = ("reveal", "make_letter", "letter", "add_file", "file", "note", "reply", "deliver")
"""What of a request both who handles and who decides it may do; that they read personal data is an entry in the log."""
MAY_CHANGE: dict[str, set[Role]] = {
    **dict.fromkeys(
        ["items:add", "items:edit", "items:delete", "items:override", "items:submit", "items:take_back"], _AUTHOR
    ),
    **dict.fromkeys(["file_chooser:create", "items:unschedule"], _AUTHOR),
    "items:check": set(Role),  # whoever sees an item may have the guard read it again
    "items:sign": REVIEWERS,
    **dict.fromkeys(["items:withdraw", "items:end"], _FINAL),
    **dict.fromkeys(["items:release", "items:drop_release", "items:deliver"], _AUTHOR | _FINAL),
    **dict.fromkeys(["deliveries:give_up", "deliveries:retry", "deliveries:confirm"], _HANDLERS),
    "imports:add": _FINAL | _ADMIN,
    "audit:export": {Role.AUDITOR} | _ADMIN,  # that somebody took data away is an entry in the log
    "overview:export": {Role.SUPERVISOR} | _ADMIN,
    "case_entry:add": _OFFICER,
    **dict.fromkeys([f"cases:{name}" for name in _BOTH], _HANDLING),
    "cases:move": _HANDLING,
    **dict.fromkeys(["cases:answer", "cases:submit", "cases:override", "cases:waive"], _OFFICER),
    "cases:decide": {Role.HEAD},
    "cases:tell_third_party": _HANDLING,
    "cases:demand": {Role.SUPERVISOR},
    "case_supervision:export": {Role.SUPERVISOR},
    **dict.fromkeys(["remedies:add", "remedies:move", "complaints:add"], _OFFICER),
    **dict.fromkeys([f"complaints:{verb}" for verb in ("conclude", "rectified", "add_file")], _OFFICER),
    **dict.fromkeys(["remedies:reveal", "remedies:paper", "complaints:reveal", "complaints:paper"], _HANDLING),
    "cases:publish": _AUTHOR,
    **dict.fromkeys(
        [f"annual:{name}" for name in ("cell", "part", "lead", "recount", "sign", "answer_remark")], _STATISTICIAN
    ),
    "annual_board:drop_day": {Role.SUPERVISOR},
    "annual_board:export": {Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD, Role.SUPERVISOR, Role.AUDITOR},
    **dict.fromkeys(["case_desk:edit", "case_desk:words"], {Role.HEAD} | _ADMIN),
    **dict.fromkeys([f"units:{verb}" for verb in ("add", "edit", "close", "former", "drop_former")], _ADMIN),
    **dict.fromkeys([f"people:{verb}" for verb in ("add", "edit", "disable", "password", "grant", "revoke")], _ADMIN),
    **dict.fromkeys(["chains:set", "tokens:add", "tokens:revoke", "channels:add", "channels:edit"], _ADMIN),
}
"""Which roles of the own unit may change something at which view; nobody may anywhere else."""
WHOSE_OWN = {"wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_login", "wagtailadmin_dismissibles"}
"""Views at which everybody changes only what is their own: their looks, their session."""
EXPORTS = {"audit:export", "overview:export", "case_supervision:export", "annual_board:export"}
"""Views that enter in the log that somebody took their own unit's data away."""


def roles_first(*walked: Role) -> list[Any]:
    """Every role; those besides `walked`, which reach furthest, in `make test-all` alone."""
    return [role if role in walked else pytest.param(role, marks=pytest.mark.long) for role in Role]


@pytest.fixture
def other(world: World) -> Belongings:
    return belongings(world, world.office, MARK)


@pytest.fixture
def own(world: World) -> Belongings:
    return belongings(world, world.education, "本机构")


@pytest.mark.once
def test_what_the_workbench_does_not_use_of_wagtail_opens_to_nobody(world: World, other: Belongings) -> None:
    client = Client()
    paths = dict(addresses(other, closed=True))
    for ours in ("account", "choose_page", "choose_page_external_link", "choose_page_email_link"):
        del paths[f"wagtailadmin_{ours}"]  # our own page stands before Wagtail's, under its name
    assert len(paths) > 100
    assert {"wagtailadmin_reports:workflow", "wagtailusers_users:index", "wagtail_bulk_action"} <= set(paths)
    assert {client.get(path).status_code for path in paths.values()} == {302}
    client.force_login(world.person(world.county, Role.ADMINISTRATOR))
    answers = {(view, client.get(path).status_code) for view, path in paths.items()}
    assert {answer for answer in answers if answer[1] != 404} == set()
    assert {client.post(path, payload(other, other.unit)).status_code for path in paths.values()} == {404}


@pytest.mark.once
@pytest.mark.parametrize("role", roles_first(Role.SUPERVISOR))
def test_no_role_reaches_anything_of_another_unit(world: World, own: Belongings, other: Belongings, role: Role) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.person(own.unit, role))
    found = _walk(client, other, payload(other, own.unit))
    leaks = [(view, method) for view, method, response, _ in found if MARK in response.told]
    changes = [
        (view, method, tables) for view, method, _, tables in found if tables and view not in WHOSE_OWN | EXPORTS
    ]
    failures = [(view, method) for view, method, response, _ in found if response.status_code == 500]
    assert (leaks, changes, failures) == ([], [], [])


@pytest.mark.once
@pytest.mark.parametrize(
    "who", ["nobody", *(pytest.param(who, marks=pytest.mark.long) for who in ("without a role", "disabled"))]
)
def test_who_has_no_role_reaches_nothing(world: World, own: Belongings, other: Belongings, who: str) -> None:
    client = Client(raise_request_exception=False)
    if who == "without a role":
        client.force_login(Person.objects.create(username="none", name="无角色"))
    elif who == "disabled":
        client.force_login(world.person(other.unit, Role.AUTHOR))
        Person.objects.filter(pk=world.person(other.unit, Role.AUTHOR).pk).update(is_active=False)
    found = _walk(client, other, payload(other, own.unit))
    leaks = [(view, method) for view, method, response, _ in found if MARK in response.told]
    changes = [
        (view, method, tables) for view, method, _, tables in found if tables and view not in WHOSE_OWN | EXPORTS
    ]
    failures = [(view, method) for view, method, response, _ in found if response.status_code == 500]
    assert (leaks, changes, failures) == ([], [], [])


@pytest.mark.once
@pytest.mark.parametrize("role", roles_first(Role.CASE_OFFICER))
def test_in_the_own_unit_only_the_role_that_may_changes_something(world: World, own: Belongings, role: Role) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.person(own.unit, role))
    found = _walk(client, own, payload(own, own.unit))
    changes = {(view, role) for view, _, _, tables in found if tables and view not in WHOSE_OWN}
    failures = [(view, method) for view, method, response, _ in found if response.status_code == 500]
    assert failures == []
    must = {
        Role.AUTHOR: "items:edit",
        Role.ADMINISTRATOR: "units:edit",
        Role.FINAL_REVIEWER: "items:end",
        Role.CASE_OFFICER: "cases:answer",
        Role.HEAD: "case_desk:edit",
        Role.SUPERVISOR: "cases:demand",
        Role.STATISTICIAN: "annual:part",
    }
    assert role not in must or must[role] in {view for view, _ in changes}  # the walk itself can change something
    assert {view for view, _ in changes if role not in MAY_CHANGE.get(view, set())} == set()


def _walk(client: Client, of: Belongings, data: dict[str, Any]) -> list[tuple[str, str, Any, set[str]]]:
    """The answers of all addresses, each asked and posted to, with the tables that it changed."""
    before, found = state(), []
    for view, path in addresses(of):
        for method in ("get", "post"):
            posted = {**data, "kind": KINDS.get(view.split(":")[0], "repealed")}
            if view.startswith("annual"):
                posted["ground"] = "改动"  # of a day; elsewhere it is an article to choose
            for file in ("file", "evidence"):
                posted[file] = SimpleUploadedFile("a.csv", "标题\n甲\n".encode())
            response, tables = try_it(client, method, path, posted if method == "post" else {"q": MARK[:2]}, before)
            found.append((view, method, response, tables))
    return found
