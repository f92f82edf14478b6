"""Making the demonstration county: the same arguments give the same data, wrong ones are refused."""

from __future__ import annotations

import hashlib
import io

import openpyxl
import pytest
from django.db import transaction

from gongkai.annual.models import Edition
from gongkai.casework.models import Applicant, Case
from gongkai.config.demo import DemoRefused, fill, papers
from gongkai.config.demo.places import places
from gongkai.publishing.models import File, Item
from gongkai.statute import index_numbers
from gongkai.statute.catalogue import nodes_for
from gongkai.units.calendars import today
from gongkai.units.models import Person, Unit

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("db")]


def digest() -> str:
    """All that lies in the past, byte for byte, and of today's items what does not hang on the clock."""
    apart = {"id", "unit", "created_by", "explains", "body"}
    fixed = [field.attname for field in Item._meta.concrete_fields if field.name not in apart]
    past = Item.objects.filter(origin="demo").order_by("index_number")
    lines = [repr(row) for row in past.values_list(*fixed)]
    lines += [repr(list(item.body.raw_data)) for item in past]
    lines += [repr(row) for row in Item.objects.exclude(origin="demo").order_by("pk").values_list("title", "formed_on")]
    cases = Case.objects.order_by("number").values_list("number", "title", "way", "arrived_on", "due_on", "answer_kind")
    lines += [repr(row) for row in cases]
    lines += sorted(applicant.name.open() for applicant in Applicant.objects.all())
    lines += [repr(row) for row in Unit.objects.order_by("path").values_list("code", "name", "front")]
    lines += [repr(row) for row in Person.objects.order_by("username").values_list("username", "name")]
    lines += [repr(row) for row in Edition.objects.order_by("pk").values_list("published_on", "content")]
    lines += [repr(row) for row in File.objects.order_by("pk").values_list("name", "sha256")]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.long
def test_the_same_arguments_give_the_same_data_and_another_seed_others() -> None:
    digests = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            fill(units=6, items=100, seed=seed)
            digests.append(digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1] != digests[2]


def test_no_two_of_the_most_units_share_a_code_a_name_or_the_front_of_their_index_numbers() -> None:
    every = places(200)
    for name in ("code", "name", "front", "telephone"):
        assert len({getattr(place, name) for place in every}) == 200
    assert all(index_numbers.organisation_code_valid(place.front) for place in every)


def test_every_topic_is_filed_where_its_unit_may_file_something() -> None:
    for place in places(60):
        allowed = {each.id for each in nodes_for(place.kind, "county") if not each.group}
        for topic in place.topics:
            assert {topic.node, topic.field or topic.node} <= allowed, (place.code, topic)


@pytest.mark.long
def test_the_year_bounds_what_lies_in_the_past() -> None:
    fill(units=6, items=100, requests=60, year=today().year - 2)
    came = Case.objects.order_by("-arrived_on").values_list("arrived_on__year", flat=True)
    assert [year for year in came if year <= today().year - 2][:1] == [today().year - 2]
    assert today().year - 1 not in came[40:]
    last = Item.objects.filter(origin="demo").latest("first_published_at")
    assert last.first_published_at.year == today().year - 2


@pytest.mark.parametrize(
    ("argument", "value"), [("units", 5), ("units", 999), ("items", 99), ("year", 1999), ("year", 2999)]
)
def test_an_argument_out_of_its_range_is_refused_and_nothing_is_made(argument: str, value: int) -> None:
    with pytest.raises(DemoRefused, match=str(value)):
        fill(**{argument: value})
    assert not Unit.objects.exists()


def test_the_same_table_gives_the_same_workbook() -> None:
    rows = [["序号", "数量"], ["1", "20"]]
    first = papers.workbook("表", rows)
    assert first == papers.workbook("表", rows)
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(first)).worksheets[0]] == [
        ["序号", "数量"],
        [1, 20],
    ]
