"""Truths made by hand, figure by figure, for the sample folder: each unit of Yunxi county with a year that one can follow by eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.statute.forms import forms
from tests.compose.prose import sections_of, sound_prose
from tests.compose.truth import UNITS, Number, Truth, Unit

COUNTY, EDUCATION, LAND, QINGSHI, LIUHE, CHENGGUAN = UNITS

Request = tuple[str, str, int]
"""An applicant's column, a result's row and how many requests went that way."""


def report(
    form: str,
    unit: Unit,
    year: int,
    cells: Mapping[str, Number | None],
    told: Mapping[str, Number],
    variant: int = 0,
    **other: Any,
) -> Truth:
    """A sound report by `unit`, published in time; `other` replaces any field of the truth."""
    fields: dict[str, Any] = {
        "form": form,
        "unit": unit,
        "year": year,
        "cells": cells,
        "prose": sound_prose(form, unit, year, told, variant),
        "sections": sections_of(form),
        "preamble": f"根据《中华人民共和国政府信息公开条例》的规定，{unit.name}编制了{year}年政府信息公开工作年度报告。",
        "period": (f"{year}-01-01", f"{year}-12-31"),
        "published": f"{year + 1}-01-18",
        "signed": f"{year + 1}-01-15",
        "metadata": {"index_number": f"YX015/{year + 1}-00018", "publisher": unit.name, "validity": "有效"},
    }
    return Truth(**fields | other)


def new_form(
    form: str,
    requests: Sequence[Request] = (),
    carried_in: Sequence[tuple[str, int]] = (),
    carried_out: Sequence[tuple[str, int]] = (),
    **figures: Number,
) -> dict[str, Number | None]:
    """Cells of form 2019 or 2021, all zero but for `figures` (`t4__review__upheld=1`) and table three, which follows from the requests.

    What was received is what was handled and is carried out, less what was carried in; totals are added up.
    """
    cells: dict[str, Number | None] = dict.fromkeys(forms()[form].cells, 0)
    cells |= {name.replace("__", "."): value for name, value in figures.items()}
    table = {code: 0 for code in cells if code.startswith("t3.")}

    def add(row: str, applicant: str, number: int) -> None:
        table[f"t3.{row}.{applicant}"] += number
        table[f"t3.{row}.total"] += number

    for applicant, result, number in requests:
        for row in (result, "handled", "received"):
            add(row, applicant, number)
    for applicant, number in carried_out:
        add("carried_out", applicant, number)
        add("received", applicant, number)
    for applicant, number in carried_in:
        add("carried_in", applicant, number)
        add("received", applicant, -number)
    return cells | table


def old_form(**figures: Number) -> dict[str, Number | None]:
    """Cells of form 2014, all zero but for `figures`, without the `s.`."""
    return dict.fromkeys(forms()["2014"].cells, 0) | {f"s.{name}": value for name, value in figures.items()}


TOWN_2018 = old_form(
    proactive=412, proactive_normative=2, normative_made=2, via_website=236, via_weibo=41, via_wechat=98, via_other=37,
    explainers=3, social_replies=6, received=3, in_person=1, online=2, closed=3, closed_on_time=3, answered=3,
    already_public=1, granted=1, not_ours=1, offices=1, reading_points=2, staff=4, staff_part_time=4, budget=1.5,
    meetings=2, trainings=1, trained=36,
)  # fmt: skip
TOLD_2018 = {
    "proactive": 412, "via_website": 236, "via_weibo": 41, "via_wechat": 98, "via_board": 37, "received": 3, "answered": 3,
    "review": 0, "suit": 0, "complaints": 0, "fees": 0, "reading_points": 2, "staff": 4, "meetings": 2, "trainings": 1, "trained": 36,
}  # fmt: skip
TOLD_NONE = {
    "proactive": 96, "via_website": 70, "via_weibo": 0, "via_wechat": 21, "via_board": 5,
    "received": 0, "review": 0, "suit": 0, "fees": 0,
}  # fmt: skip


def town(year: int = 2022, variant: int = 0, **other: Any) -> Truth:
    """Qingshi town: five requests received, one of them carried over; one review, not decided."""
    cells = new_form(
        "2021",
        [("person", "granted", 2), ("person", "unavailable_not_held", 1), ("business", "partial", 1)],
        carried_out=[("person", 1)],
        t2__normative__made=1, t2__normative__in_force=4, t2__licensing__decisions=53, t4__review__pending=1, t4__review__total=1,
    )  # fmt: skip
    told = {"proactive": 214, "via_website": 130, "via_weibo": 12, "via_wechat": 60, "via_board": 12, "meetings": 2}
    told |= {"received": 5, "answered": 4, "review": 1, "suit": 0, "fees": 0}
    return report("2021", QINGSHI, year, cells, told, variant, **other)


def street(year: int = 2019, variant: int = 0, **other: Any) -> Truth:
    """Chengguan street office in the form of 2019: four requests, all answered."""
    cells = new_form(
        "2019",
        [("person", "granted", 3), ("legal", "denied_process", 1)],
        t2__normative__made=1, t2__normative__published=1, t2__normative__in_force=3,
        t2__other_services__last_year=12, t2__other_services__change=-2, t2__other_services__decisions=40,
        t2__procurement__projects=1, t2__procurement__amount=24.5,
    )  # fmt: skip
    told = {
        "proactive": 88,
        "via_website": 60,
        "via_weibo": 8,
        "via_wechat": 15,
        "via_board": 5,
        "received": 4,
        "answered": 4,
    }
    return report("2019", CHENGGUAN, year, cells, told | {"review": 0, "suit": 0, "fees": 0}, variant, **other)


def department(year: int = 2023, variant: int = 0, **other: Any) -> Truth:
    """The education bureau: eleven requests, one carried in from the year before."""
    cells = new_form(
        "2021",
        [("person", "granted", 6), ("person", "denied_third_party", 1), ("business", "partial", 2), ("legal", "refused_repeat", 1),
         ("other", "other_uncorrected", 2)],
        carried_in=[("person", 1)],
        t2__normative__made=2, t2__normative__repealed=1, t2__normative__in_force=9, t2__licensing__decisions=127,
        t2__charges__amount=18.871, t4__review__upheld=1, t4__review__total=1, t4__suit__upheld=1, t4__suit__total=1,
    )  # fmt: skip
    told = {
        "proactive": 341,
        "via_website": 300,
        "via_weibo": 11,
        "via_wechat": 25,
        "via_board": 5,
        "trainings": 2,
        "trained": 75,
    }
    told |= {"received": 11, "answered": 12, "review": 1, "suit": 1, "fees": 0}
    return report("2021", EDUCATION, year, cells, told, variant, **other)


def unchanged(year: int, **other: Any) -> Truth:
    """The education bureau in two years with the very same figures and the very same words."""
    cells = new_form(
        "2021",
        [("person", "granted", 17), ("business", "unavailable_not_held", 3)],
        t2__normative__in_force=9,
        t2__licensing__decisions=127,
        t2__charges__amount=18.871,
    )
    told = {"proactive": 341, "via_website": 300, "via_weibo": 11, "via_wechat": 25, "via_board": 5, "meetings": 4}
    return report(
        "2021",
        EDUCATION,
        year,
        cells,
        told | {"received": 20, "answered": 20, "review": 0, "suit": 0, "fees": 0},
        **other,
    )


def after_town(year: int = 2023, **other: Any) -> Truth:
    """Qingshi town a year after `town`: it carries in two requests where one was carried out."""
    cells = new_form(
        "2021",
        [("person", "granted", 3)],
        carried_in=[("person", 2)],
        t2__normative__in_force=4,
        t4__review__upheld=1,
        t4__review__total=1,
    )
    told = {"proactive": 150, "received": 1, "answered": 3, "review": 1, "suit": 0, "fees": 0}
    return report("2021", QINGSHI, year, cells, told, variant=2, **other)


def quiet(form: str, unit: Unit, year: int, variant: int = 0, **other: Any) -> Truth:
    """A year in which nobody asked for anything."""
    return report(form, unit, year, new_form(form), TOLD_NONE, variant, **other)


def old_town(unit: Unit = LIUHE, year: int = 2018, variant: int = 0, **other: Any) -> Truth:
    """A town's statistics table of 2014–2018 with three requests."""
    return report("2014", unit, year, other.pop("cells", TOWN_2018), TOLD_2018, variant, **other)


def prose_only(unit: Unit = COUNTY, year: int = 2013, variant: int = 0, **other: Any) -> Truth:
    """A report without any table."""
    told = {"proactive": 3120, "via_website": 2900, "via_weibo": 20, "via_wechat": 100, "via_board": 100}
    told |= {"received": 7, "answered": 7, "review": 0, "suit": 0, "complaints": 2, "fees": 0, "reading_points": 9}
    return report(
        "none", unit, year, {}, told | {"staff": 14, "meetings": 3, "trainings": 2, "trained": 120}, variant, **other
    )
