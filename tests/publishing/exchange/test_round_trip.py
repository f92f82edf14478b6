"""What is exported is imported again as the same items; the template is a table that can be imported."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gongkai.publishing.exchange import exporting, template, values
from gongkai.publishing.exchange.columns import BODY, COLUMNS, LAYOUT
from gongkai.publishing.models import Change, Item
from gongkai.publishing.services import publication
from gongkai.units.models import Role, Unit
from gongkai.untrusted.sheets import unpacked
from tests.publishing.exchange.tables import csv_file, imported, row
from tests.world import World

pytestmark = pytest.mark.once

TABLE = {"data": [["学校", "人数"], ["一小", "40"]], "first_row_is_table_header": True}


def stock(world: World) -> None:
    """Items of all sorts in the education bureau."""
    base = world.published(
        document_number="云教发〔2026〕9号", normative=True, node="20.1.normative", keywords="招生 入学"
    )
    world.published(title="=cmd|'/c calc'!A1", summary="+86", explains=base, genre="explainer")
    world.published(
        title="'-1 开头的", body=[("text", "<p>一</p>"), ("table", TABLE), ("imported", "<p>二<b>三</b></p>")]
    )
    joint = world.draft(
        title="联合发文", subject="science-education", carrier="electronic", open_until=date(2099, 1, 1)
    )
    draft = joint.get_latest_revision_as_object()
    draft.joint_issuers.create(name="云溪县民政局")
    draft.joint_issuers.create(name="云溪县人民政府办公室", unit=world.office)
    publication.publish(joint, draft.save_revision(user=joint.created_by), by=None)
    final = world.person(world.education, Role.FINAL_REVIEWER)
    publication.end(base, by=final, kind="amended", on=date(2026, 4, 1), by_text="云教发〔2026〕10号")
    publication.end(base, by=final, kind="repealed", on=date(2026, 5, 1), by_text="云教发〔2026〕12号")


def lines(unit: Unit) -> list[list[str]]:
    """All that is known of a unit's public items."""
    items = Item.objects.public().filter(unit=unit).order_by("index_number")
    return [[values.written(item, column) for column in COLUMNS] for item in values.with_parts(items)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_as_the_same_items(world: World, kind: str) -> None:
    stock(world)
    before = lines(world.education)
    data = io.BytesIO()
    items = Item.objects.public().filter(unit=world.education)
    if kind == "csv":
        data.write("".join(exporting.csv_lines(items)).encode())
    else:
        exporting.write_xlsx(items, data)
    Change.objects.all().delete()
    Item.objects.update(explains=None)
    Item.objects.all().delete()

    job = imported(world, data.getvalue(), f"items.{kind}")

    assert (job.created, job.problems) == (4, [])
    assert lines(world.education) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_imported_where_the_items_are_finds_them_unchanged(world: World, kind: str) -> None:
    stock(world)
    data = io.BytesIO()
    items = Item.objects.public().filter(unit=world.education)
    if kind == "csv":
        data.write("".join(exporting.csv_lines(items)).encode())
    else:
        exporting.write_xlsx(items, data)

    job = imported(world, data.getvalue(), f"items.{kind}")

    assert (job.created, job.unchanged, job.problems) == (0, 4, [])


def test_no_cell_of_an_export_is_a_formula(world: World) -> None:
    imported(world, csv_file([row(名称="=1+1", 内容概述="@SUM(A1)", 正文="-1\n+2"), row(2, 关键词="＝1")]))
    data = io.BytesIO()
    exporting.write_xlsx(Item.objects.public(), data)

    cells = [cell for line in load_workbook(data).active.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in [cell.value for cell in cells]


def test_a_text_longer_than_a_cell_goes_on_in_further_columns(world: World) -> None:
    text = "=" + "字" * 70_000
    imported(world, csv_file([row(正文=text), row(2, 正文="短")]))
    before = lines(world.education)
    data = io.BytesIO()
    exporting.write_xlsx(Item.objects.public(), data)
    Change.objects.all().delete()
    Item.objects.all().delete()

    job = imported(world, data.getvalue(), "items.xlsx")

    assert (job.created, job.problems) == (2, [])
    assert lines(world.education) == before


def test_the_json_export_has_what_the_csv_has(world: World) -> None:
    stock(world)
    told = json.loads("".join(exporting.json_pieces(Item.objects.public(), unit="yunxi-jyj")))

    assert told["unit"] == "yunxi-jyj"
    assert len(told["items"]) == 4
    assert [item["joint_issuers"] for item in told["items"] if "joint_issuers" in item] == [
        ["云溪县民政局", "云溪县人民政府办公室"]
    ]
    assert "=cmd|'/c calc'!A1" in [item["title"] for item in told["items"]], (
        "JSON is no spreadsheet: nothing is put before it"
    )


def test_pieces_of_any_size_make_the_same_export(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(world, csv_file([row(number, 发布日期=f"2026-03-{5 + number // 4:02d}") for number in range(1, 12)]))
    whole = [item.pk for item in values.in_order(Item.objects.public())]

    monkeypatch.setattr(values, "CHUNK", 2)

    assert [item.pk for item in values.in_order(Item.objects.public())] == whole
    assert len(whole) == 11


def test_the_template_is_an_empty_table_with_every_column(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    with path.open("wb") as file:
        template.write_template(file)

    table = unpacked(path, "xlsx", LAYOUT)
    assert (table.rows, table.unknown) == (0, ())
    assert [column.field for column in table.columns if column] == [
        column.field for column in COLUMNS if not column.only_told
    ]


def test_the_lists_of_the_template_name_all_words(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    with path.open("wb") as file:
        template.write_template(file)

    book = load_workbook(path)
    offered = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["可选值"].iter_cols()
    }
    assert offered == {column.header: list(column.words().values()) for column in COLUMNS if column.words}
    assert len(book["信息"].data_validations.dataValidation) == len(offered)
    assert BODY.header in [cell.value for cell in book["说明"]["A"]]
