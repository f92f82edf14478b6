"""Statute files are refused where they are wrong, by the name of what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongkai.statute.forms import forms, parse_form
from gongkai.statute.loading import StatuteDataError, build, read_toml


@dataclass(frozen=True)
class Rule:
    """A class as a statute file fills it."""

    id: str
    basis: tuple[str, ...] = ()


def test_lists_become_tuples() -> None:
    assert build(Rule, {"id": "a", "basis": ["r1", "r2"]}) == Rule("a", ("r1", "r2"))


def test_a_misspelt_key_is_refused_by_its_name_and_the_right_ones_are_told() -> None:
    with pytest.raises(StatuteDataError, match=r"Rule: unknown key 'bassis'.*\['basis', 'id'\]"):
        build(Rule, {"id": "a", "bassis": ["r1"]})


def test_a_missing_key_is_refused_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match="'id' is missing"):
        build(Rule, {"basis": ["r1"]})


def test_what_the_code_adds_is_checked_as_well() -> None:
    with pytest.raises(StatuteDataError, match="'nmae'"):
        build(Rule, {"id": "a"}, nmae="b")


def test_a_file_that_is_not_toml_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "statute_files_for_a_test").mkdir()
    (tmp_path / "statute_files_for_a_test" / "__init__.py").touch()
    (tmp_path / "statute_files_for_a_test" / "broken.toml").write_text("id = [", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(StatuteDataError, match=r"statute_files_for_a_test/broken\.toml"):
        read_toml("statute_files_for_a_test", "broken.toml")


def made_up(**more: Any) -> dict[str, Any]:
    """The least that a form's file must have, and `more`."""
    row = {"id": "asked", "label": "收到申请"}
    table = {
        "id": "x",
        "title": "样表",
        "code": "{table}.{row}",
        "columns": [{"id": "value", "label": "数量"}],
        "rows": [row, {"id": "closed", "label": "办结申请"}],
    }
    form = {"id": "1999", "title": "样表", "first_year": 1999, "basis": "logic", "sections": [], "tables": [table]}
    table.update(more.pop("table", {}))
    row.update(more.pop("row", {}))
    return {**form, **more}


def test_the_least_form_loads() -> None:
    assert list(parse_form(made_up()).cells) == ["x.asked", "x.closed"]


FAULTY = {
    "a key of the form": (made_up(frist_year=1998), "frist_year"),
    "a key of a table": (made_up(table={"unti": "件"}), "unti"),
    "a key of a row": (made_up(row={"lable": "收到"}), "lable"),
    "a key of a column": (made_up(table={"columns": [{"id": "value", "label": "数量", "kin": "money"}]}), "kin"),
    "a key of a group": (made_up(table={"groups": [{"id": "g", "lable": "复议"}]}), "lable"),
    "a key of a sum": (made_up(sums=[{"id": "S", "equation": "x.asked = x.closed", "levle": "must"}]), "levle"),
    "a sum without its level": (made_up(sums=[{"id": "S", "equation": "x.asked = x.closed"}]), "level"),
    "a cell of a sum": (made_up(sums=[{"id": "S", "equation": "x.asked = x.clsd", "level": "must"}]), "x.clsd"),
    "a cell of a carry-over": (
        made_up(carries=[{"id": "Y", "equation": "x.askd = last x.closed", "level": "must"}]),
        "x.askd",
    ),
    "a list of a sum": (made_up(sums=[{"id": "S", "equation": "x.asked = sum(x.{all})", "level": "must"}]), "all"),
    "a list that each binds": (
        made_up(sums=[{"id": "S", "each": {"row": "rows"}, "equation": "x.{row} >= 0", "level": "must"}]),
        "rows",
    ),
    "a key of a limit": (made_up(limits=[{"id": "L", "cell": "x.asked", "leats": 1}]), "leats"),
    "a column of a row": (made_up(row={"columns": ["vlaue"]}), "vlaue"),
    "a key beside a heading": (made_up(table={"rows": [{"heading": "一、申请", "lable": "x"}]}), "heading"),
    "how hard a sum is": (made_up(sums=[{"id": "S", "equation": "x.asked = x.closed", "level": "msut"}]), "msut"),
    "what a row's cells hold": (made_up(row={"kind": "moeny"}), "moeny"),
    "two rows of one name": (made_up(row={"id": "closed"}), "x.closed"),
}


@pytest.mark.parametrize(("data", "name"), FAULTY.values(), ids=FAULTY)
def test_what_is_misspelt_in_a_form_fails_when_it_is_loaded_by_its_name(data: dict[str, Any], name: str) -> None:
    with pytest.raises(StatuteDataError, match=f"'{name}'"):
        parse_form(data)


def test_every_form_of_ours_loads() -> None:
    assert list(forms()) == ["2014", "2019", "2021"]
