"""The demonstration county: every state is there, nothing in it is unlawful."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F

from gongkai.annual.checking import check
from gongkai.annual.copies import near_copies
from gongkai.annual.figures import drift
from gongkai.annual.members import board
from gongkai.annual.models import AnnualReport, Edition, Reading, Remark
from gongkai.audit.log import verify
from gongkai.config.demo import PASSWORD, DemoRefused, Filled, fill
from gongkai.config.demo.places import places
from gongkai.publishing import search
from gongkai.publishing.counts import normative_ended, normative_in_force, normative_made, validity_on
from gongkai.publishing.models import (
    Attachment,
    Change,
    Delivery,
    Ending,
    File,
    Finding,
    Item,
    JointIssuer,
    Release,
    Serial,
)
from gongkai.publishing.services.clock import reckoning
from gongkai.statute import document_numbers, index_numbers
from gongkai.units.calendars import today, workdays
from gongkai.units.models import FormerName, Person, Post, Role, Unit

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("demo", "db")]
UNITS, ITEMS = 8, 300


@pytest.fixture(scope="module")
def county(request: pytest.FixtureRequest) -> Iterator[Filled]:
    """The county, made once for all tests here and gone afterwards."""
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), transaction.atomic():
        yield fill(units=UNITS, items=ITEMS, seed=7)
        transaction.set_rollback(True)


@pytest.fixture
def demo(county: Filled) -> Filled:
    """The county; what a test does to it is undone."""
    return county


def test_there_are_as_many_units_people_and_items_as_told(demo: Filled) -> None:
    assert (demo.units, Unit.objects.count()) == (UNITS, UNITS)
    assert (demo.items, Item.objects.count()) == (ITEMS, ITEMS)
    assert demo.people == Person.objects.count() == UNITS * len(Role)


def test_everybody_has_one_role_and_signs_in_with_the_password_that_is_printed() -> None:
    assert Post.objects.count() == UNITS * len(Role)
    author = Person.objects.get(username="jyj-author")
    assert author.check_password(PASSWORD)
    assert [(post.unit.code, post.role) for post in author.posts.all()] == [("jyj", "author")]


def test_every_node_that_a_unit_writes_about_has_something_where_there_is_room() -> None:
    wanted = {node for place in places(UNITS) for topic in place.topics for node in (topic.node, topic.field) if node}
    filed = set(Item.objects.values_list("node", flat=True)) | set(Item.objects.values_list("field_node", flat=True))
    assert wanted <= filed


def test_nothing_was_published_before_it_was_formed_or_after_today() -> None:
    published = Item.objects.filter(first_published_at__isnull=False)
    assert published.exists()
    assert not published.filter(formed_on__gt=F("first_published_at__date")).exists()
    assert not published.filter(first_published_at__date__gt=today()).exists()


def test_the_last_lawful_day_is_reckoned_as_everywhere_and_most_items_keep_it() -> None:
    known, late = workdays(), 0
    items = list(Item.objects.filter(openness="proactive"))
    for item in items:
        result = reckoning(item, known)
        assert (item.due_on, item.due_provisional) == (result.due, bool(result.provisional_years))
        late += item.first_published_at is not None and item.first_published_at.date() > item.due_on
    assert 0 < late < len(items) // 5


def test_index_numbers_go_on_without_a_gap_where_the_serials_say() -> None:
    found: dict[tuple[str, int], list[int]] = {}
    for text in Item.objects.exclude(index_number=None).values_list("index_number", flat=True):
        number = index_numbers.parse(text)
        assert number is not None
        assert number.form == "national"
        found.setdefault((number.front or "", number.year or 0), []).append(number.serial or 0)
    assert {key: max(serials) for key, serials in found.items()} == {
        (row.front, row.year): row.last for row in Serial.objects.all()
    }
    assert all(sorted(serials) == list(range(1, len(serials) + 1)) for serials in found.values())


def test_document_numbers_are_in_their_right_form_and_none_is_given_twice() -> None:
    numbers = [number for number in Item.objects.values_list("document_number", flat=True) if number]
    assert len(set(numbers)) == len(numbers) > 20
    assert not [number for number in numbers if document_numbers.doubts(number, today().year)]


def test_the_validity_of_every_document_follows_from_its_endings() -> None:
    documents = list(Item.objects.filter(normative=True).prefetch_related("endings"))
    assert {item.validity for item in documents} == {"valid", "amended", "expired", "repealed"}
    assert all(item.validity == validity_on(item, today()) for item in documents)
    for ending in Ending.objects.select_related("item", "by_item"):
        assert ending.by_item is not None
        assert ending.item.unit_id == ending.by_item.unit_id
        assert ending.item.formed_on < ending.by_item.formed_on


def test_what_is_public_is_found_and_nothing_else() -> None:
    found: set[int] = set()
    page = 1
    while ids := search.search(search.Query(page=page, per_page=100)).ids:
        found |= set(ids)
        page += 1
    assert found == set(Item.objects.public().values_list("pk", flat=True))


def test_every_state_of_the_review_chain_is_there() -> None:
    states = {item.current_workflow_task_state for item in Item.objects.filter(live=False)}
    steps = {state.task.specific.step for state in states if state}
    assert steps == {"first", "second", "secrecy", "final"}
    back = [
        item
        for item in Item.objects.filter(live=False)
        if (state := item.current_workflow_state) and state.status == "needs_changes"
    ]
    assert back
    assert all(
        state.comment for item in back for state in item.current_workflow_state.task_states.filter(status="rejected")
    )


def test_drafts_are_new_due_soon_and_overdue() -> None:
    drafts = Item.objects.filter(live=False, withdrawn_at=None, index_number=None)
    assert drafts.filter(due_on__lt=today()).exists()
    assert drafts.filter(due_on__gte=today(), due_on__lte=today() + timedelta(7)).exists()
    assert drafts.filter(due_on__gt=today() + timedelta(14)).exists()
    assert Item.objects.filter(latest_revision__approved_go_live_at__isnull=False).count() == 1


def test_what_happened_after_publication_is_told_with_its_reason() -> None:
    kinds = {kind: Change.objects.filter(kind=kind) for kind in ("published", "changed", "withdrawn", "ended")}
    assert all(rows.exists() for rows in kinds.values())
    assert not any(rows.filter(reason="").exists() for kind, rows in kinds.items() if kind != "published")
    assert set(Item.objects.filter(withdrawn_at__isnull=False).values_list("live", flat=True)) == {False}
    published = Item.objects.filter(first_published_at__isnull=False, openness="proactive")
    assert published.filter(changes__kind="published").count() == published.count()
    assert not Change.objects.exclude(item__openness="proactive").exists()


def test_openness_explainers_joint_documents_and_annual_reports_are_there() -> None:
    assert set(Item.objects.values_list("openness", flat=True)) == {"proactive", "on_request", "withheld"}
    withheld = Item.objects.filter(openness="withheld")
    assert not withheld.filter(ground="").exists()
    assert not withheld.filter(reassess_on=None).exists()
    assert Item.objects.filter(explains__isnull=False, explains__normative=True).count() > 1
    assert JointIssuer.objects.exists()
    assert (
        Item.objects.filter(title__endswith="政府信息公开工作年度报告")
        .values("first_published_at__year")
        .distinct()
        .count()
        > 1
    )


def test_annual_reports_of_the_last_year_stand_in_every_state_and_the_countys_waits_for_them(demo: Filled) -> None:
    year = today().year - 1
    county = Unit.objects.get(code="yunxi")
    standing = {member.unit.code: member.standing for member in board(county, year)}
    assert list(standing.values()).count("accepted") == 3
    assert {"none", "uploaded", "returned", "findings"} <= set(standing.values())
    returned = AnnualReport.objects.get(year=year, returned_at__isnull=False)
    assert {bool(remark.code) for remark in Remark.objects.filter(report=returned)} == {True, False}
    assert [copy.other_year for copy in near_copies(county, year) if copy.unit == returned.unit] == [year - 1]
    late = Edition.objects.filter(published_on__gt=f"{year + 1}-02-01", report__year=year)
    assert [edition.report.unit.code for edition in late] == [places(UNITS)[-1].code]
    assert AnnualReport.objects.get(unit=county, year=year).errors > 0
    assert AnnualReport.objects.get(unit=county, year=year - 1).state == "published"
    assert demo.reports == AnnualReport.objects.count() == 2 * UNITS - 2


def test_annual_reports_say_what_the_records_say_and_nothing_is_wrong_in_those_that_are_published() -> None:
    for report in AnnualReport.objects.exclude(state="draft").select_related("unit"):
        found = check(report)
        assert not found.errors, (report, found.errors)
        assert not found.open_warnings, (report, found.open_warnings)
        assert not drift(report)
        newest = report.editions.last()
        assert newest is not None
        assert newest.content["cells"] == found.written.cells
        assert newest.content["sections"] == [{"heading": p.heading, "text": p.text} for p in found.written.parts]
        assert newest.item is not None
        assert newest.item.title == newest.content["title"]
        signed = list(report.signatures.values_list("at__date", flat=True))
        assert signed == sorted(signed)
        assert (len(signed), signed[-1]) == (3, report.signed_on)
        assert newest.published_on >= signed[-1]


def test_a_unit_that_was_renamed_in_a_year_reports_under_the_name_of_the_years_end() -> None:
    former = FormerName.objects.get()
    assert former.until is not None
    assert former.until.year == today().year - 1
    names = dict(AnnualReport.objects.filter(unit=former.unit).values_list("year", "name"))
    assert names == {today().year - 2: former.name, today().year - 1: former.unit.name}
    issued = Item.objects.filter(unit=former.unit, origin="demo")
    assert {former.name, former.unit.name} == set(issued.values_list("issuing_body", flat=True))


def test_one_annual_report_was_corrected_and_older_ones_were_made_elsewhere_and_read() -> None:
    corrected = Edition.objects.get(number=2)
    assert corrected.why
    first = corrected.report.editions.get(number=1).content["cells"]
    changed = [code for code, value in corrected.content["cells"].items() if first[code] != value]
    assert changed == ["t2.charges.amount"]
    assert corrected.item is not None
    assert corrected.item.changes.filter(kind="changed").exists()
    before = today().year - 3
    assert Reading.objects.filter(year=before).count() == UNITS
    for reading in Reading.objects.filter(year=before).exclude(unit__code="yunxi").select_related("unit"):
        cells, unit = reading.content["cells"], reading.unit
        assert cells["t2.normative.made"] == normative_made(unit, before).count()
        assert cells["t2.normative.repealed"] == normative_ended(unit, before).count()
        assert cells["t2.normative.in_force"] == normative_in_force(unit, date(before, 12, 31)).count()
        assert not reading.findings
    elsewhere = Item.objects.get(unit__code="jyj", title__endswith=f"{before}年政府信息公开工作年度报告")
    assert elsewhere.origin == "demo"
    assert "行政规范性文件" in str(elsewhere.body)


def test_channels_have_releases_evidence_and_a_delivery_that_was_given_up() -> None:
    public = Item.objects.filter(openness="proactive", first_published_at__isnull=False)
    assert Release.objects.filter(channel__kind="site", released_on__isnull=False).count() == public.count()
    assert Release.objects.filter(channel__kind="notice-board", evidence__media_type="image/png").exists()
    assert [delivery.state for delivery in Delivery.objects.filter(release__channel__kind="wechat")] == ["dead"]


def test_a_finding_of_the_guard_was_let_pass_with_a_reason() -> None:
    finding = Finding.objects.get(state="overridden")
    assert finding.rule == "word-misspelling"
    assert len(finding.reason) > 4
    assert finding.item.live


def test_attachments_are_what_their_names_say_and_can_be_read() -> None:
    import openpyxl
    import pdfplumber

    names = {file.name.rpartition(".")[2]: file for file in File.objects.filter(attachments__isnull=False)}
    assert set(names) == {"xlsx", "docx", "pdf", "csv"}
    assert Attachment.objects.filter(item__live=True).count() >= 4
    with names["xlsx"].content.open() as content:
        assert openpyxl.load_workbook(content).worksheets[0].max_row > 1
    with names["docx"].content.open() as content, zipfile.ZipFile(content) as archive:
        assert archive.testzip() is None
    with names["pdf"].content.open() as content, pdfplumber.open(content) as book:
        assert "云溪县" in book.pages[0].extract_text()


def test_the_audit_log_stays_whole() -> None:
    entries, broken = verify()
    assert entries > UNITS
    assert broken is None


def test_a_database_that_is_in_use_is_refused() -> None:
    with pytest.raises(DemoRefused, match="空的数据库"):
        fill()
