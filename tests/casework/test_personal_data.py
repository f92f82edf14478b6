"""Who asked is known to those who handle the request, and to nobody who holds the database or the disk alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gongkai.audit.models import Entry
from gongkai.casework.counts import fees_paid, form_2014, table_three
from gongkai.casework.models import Applicant, Case, CaseFile, Desk, State
from gongkai.casework.services import answering, fees, files, handling, intake, status
from gongkai.casework.services.retention import ERASED, erase_old
from gongkai.config.rotation import rotate
from gongkai.publishing.models import Channel
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.units.sealing import SealBroken, seal, unseal
from tests.casework.office import WHAT, Office, day
from tests.world import World

SECRETS = {
    "name": "欧阳测试甲",
    "identity_number": "CESHI-990001",
    "representative": "代表测试乙",
    "contact": "联络测试丙",
    "telephone": "0000-9876543",
    "address": "云溪县测试路九十九号",
    "email": "ceshi.jia@yunxi.invalid",
    "agent": "代理测试戊",
    "agent_contact": "0000-6543210",
}
THIRD_PARTY, WHERE = "上官测试丁", "云溪县测试巷八号"
PROOF = b"%PDF-1.4 ouyang-ceshi-jia CESHI-990001"


def _full(office: Office) -> Case:
    """A request of somebody with every datum, a consultation of a person, a proof of identity, an approved answer."""
    case, _ = intake.register(
        office.unit,
        intake.Who(kind="person", identity_kind="居民身份证", **SECRETS),
        WHAT,
        way="in_person",
        arrived_on=day("2026-03-02"),
        by=office.officer,
    )
    asked = handling.consult(
        case, "third_party", name=THIRD_PARTY, address=WHERE, question="附件二第三行", on=day("2026-03-03"),
        person=True, by=office.officer,
    )  # fmt: skip
    office.hear(asked, "2026-03-05")
    files.store(case, SimpleUploadedFile("欧阳测试甲身份证.pdf", PROOF), CaseFile.Kind.IDENTITY, by=None)
    office.approved(case, "denied_third_party", "privacy")
    return office.now(case)


def test_lists_show_a_person_by_the_first_character_and_an_organisation_in_full(office: Office) -> None:
    case = _full(office)
    shown = [str(case), str(case.applicant), case.applicant.masked, str(case.consultations.get())]
    shown += [str(getattr(case.applicant, name)) for name in SECRETS]
    assert case.applicant.masked == "欧某某"
    assert not [word for word in [*SECRETS.values(), THIRD_PARTY] for text in shown if word in text]
    assert intake.masked("business", "云溪县某某有限公司") == "云溪县某某有限公司"
    assert [intake.masked("person", name) for name in ("林", "林测", "林测试", "欧阳测试甲")] == [
        "林某", "林某", "林某某", "欧某某",
    ]  # fmt: skip


def test_each_reading_is_recorded_and_only_for_those_who_handle_it(office: Office) -> None:
    case = _full(office)
    before = Entry.objects.filter(action="personal_data.read").count()
    assert status.reveal(case, by=office.officer) == SECRETS
    file = case.files.get()
    assert files.content(file, by=office.head) == PROOF
    read = Entry.objects.filter(action="personal_data.read").order_by("number")
    assert [entry.actor_id for entry in read[before:]] == [office.officer.pk, office.head.pk]
    for role in (Role.SUPERVISOR, Role.AUDITOR, Role.STATISTICIAN):
        with pytest.raises(PermissionDenied):
            status.reveal(case, by=office.world.person(office.unit, role))


def test_what_an_applicant_sends_is_not_kept_under_the_name_it_came_with(office: Office) -> None:
    file = _full(office).files.get()
    assert file.name == "身份证明1.pdf"
    assert "欧阳" not in file.content.name


UPLOADS = {
    "a PDF that is none": ("申请.pdf", b"MZ\x90\x00 not a PDF", "不是pdf格式"),
    "a page": ("申请.html", b"<html><script>alert(1)</script>", "不能上传"),
    "a page that is called a text": ("申请.txt", b"<script>alert(1)</script>", "不是txt格式"),
    "an empty file": ("申请.pdf", b"", "空文件"),
    "a program": ("申请.exe", b"MZ", "不能上传"),
    "a path": ("../../etc/passwd", b"root", "不能上传"),
}


@pytest.mark.parametrize(("name", "data", "why"), UPLOADS.values(), ids=UPLOADS)
def test_an_upload_that_is_not_what_it_claims_is_refused_and_nothing_of_it_stays(
    office: Office, settings: Any, name: str, data: bytes, why: str
) -> None:
    case = office.request()
    with pytest.raises(NotReady, match=why):
        files.store(case, SimpleUploadedFile(name, data), CaseFile.Kind.REQUEST, by=None)
    assert not case.files.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_person_stands_in_the_database_or_on_the_disk(settings: Any, tmp_path: Path) -> None:
    from tests.world import make_world

    settings.MEDIA_ROOT = tmp_path / "files"
    office = Office(make_world(), settings)
    office.on("2026-05-29")
    case = _full(office)
    answering.send(case, way="post", sent_on=day("2026-05-29"), tracking="TEST1", by=office.officer)
    status.reveal(case, by=office.officer)

    words = [word.encode() for word in [*SECRETS.values(), THIRD_PARTY, WHERE]]
    stored = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(stored) == 1
    held = _database()
    assert case.number.encode() in held  # it is this database that is looked through
    for data in [*stored, held]:
        assert not [word.decode() for word in [*words, b"ouyang-ceshi-jia"] if word in data]


def _database() -> bytes:
    """All that the database holds: the file with its journal, or on a server every row of every table."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        beside = [path, path.with_name(f"{path.name}-wal")]
        return b"".join(each.read_bytes() for each in beside if each.exists())
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def test_a_stolen_database_opens_nothing_without_its_key(office: Office, settings: Any) -> None:
    case = _full(office)
    settings.FIELD_KEY = "another-key"
    stolen = office.now(case)
    for sealed in [stolen.code, stolen.applicant.name, stolen.consultations.get().name, stolen.letters.get().addressee]:
        with pytest.raises(SealBroken):
            sealed.open()
    with pytest.raises(SealBroken):
        files.content(stolen.files.get(), by=office.officer)


def test_a_new_key_seals_everything_anew_and_the_old_one_can_go(office: Office, settings: Any) -> None:
    settings.FIELD_KEY = "old-key"
    case = _full(office)
    again = office.request(who=intake.Who(kind="person", **SECRETS))
    code = case.code.open()
    channel = Channel.objects.create(unit=office.unit, kind="screen", name="大屏", sealed_secret=seal("云溪密钥"))
    settings.FIELD_KEY = "new-key old-key"
    assert status.by_code(code) == case
    later = office.request(who=intake.Who(kind="person", **SECRETS))

    done = rotate()
    assert (done.broken, done.files) == ([], 1)
    assert done.records >= 7
    second = rotate()
    assert (second.records, second.files, second.broken) == (0, 0, [])

    settings.FIELD_KEY = "new-key"
    case = office.now(case)
    assert status.by_code(code) == case
    assert status.reveal(case, by=office.officer) == SECRETS
    assert files.content(case.files.get(), by=office.officer) == PROOF
    assert case.consultations.get().name.open() == THIRD_PARTY
    assert case.letters.get().addressee.open() == SECRETS["name"]
    assert Applicant.objects.values("same").distinct().count() == 1
    assert {other.pk for other, _ in intake.look_alikes(office.now(later))} == {case.pk, again.pk}
    channel.refresh_from_db()
    assert unseal(channel.sealed_secret) == "云溪密钥"


def test_a_rotation_that_was_broken_off_goes_on_and_what_no_key_opens_is_told(office: Office, settings: Any) -> None:
    settings.FIELD_KEY = "old-key"
    case, lost = _full(office), office.request()
    Case.objects.filter(pk=lost.pk).update(code_digest="x" * 64)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET code = 'gAAAAbroken' WHERE id = %s", [lost.pk])
    settings.FIELD_KEY = "new-key old-key"
    Applicant.objects.filter(pk=case.applicant_id).update(name=SECRETS["name"])  # as if the run had got so far
    done = rotate()
    assert done.broken == [f"公开申请（编号{lost.pk}）"]
    settings.FIELD_KEY = "new-key"
    assert status.reveal(office.now(case), by=office.officer) == SECRETS


def test_after_its_time_personal_data_goes_and_what_is_counted_stays(
    office: Office, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Desk.objects.create(unit=office.unit, keep_years=2)
    case = _full(office)
    paid = office.request(who=intake.Who(kind="person", **SECRETS))
    office.notice_fee(paid, "2026-03-03")
    fees.pay_fee(paid, on=day("2026-03-09"), voucher="0001", by=office.officer)
    open_case = office.request()
    answering.send(case, way="in_person", sent_on=day("2026-05-29"), by=office.officer)
    office.answered(paid, "2026-05-29")
    assert erase_old(date(2028, 5, 29)) == 0

    office.on("2026-12-31")
    counted = _counts(office)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_old(date(2028, 5, 30)) == 2
    assert erase_old(date(2028, 5, 30)) == 0
    assert _counts(office) == counted
    assert fees_paid(office.unit, 2026) == 380
    case = office.now(case)
    assert (case.title, case.description, case.applicant.masked) == (ERASED, ERASED, ERASED)
    assert not any(status.reveal(case, by=office.officer).values())
    assert not case.files.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert (case.state, case.due_on is None) == (State.CLOSED, False)
    assert status.reveal(open_case, by=office.officer)["name"] == "林测试"
    whole = _rows(office.world)
    assert not [word for word in [*SECRETS.values(), THIRD_PARTY] if word in whole]


def _counts(office: Office) -> Any:
    return table_three([office.unit.pk], 2026, "2021"), form_2014(office.unit, 2026), fees_paid(office.unit, 2026)


def _rows(world: World) -> str:
    return "".join(
        str(list(case.letters.values_list("words", flat=True)) + list(case.answers.values_list("stated", flat=True)))
        for case in Case.objects.filter(unit__in=world.units, state=State.CLOSED)
    )
