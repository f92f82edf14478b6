"""Whatever happened over the years: the reports drawn from it are sound, one after the other, their first drafts' words too."""

from __future__ import annotations

import pytest
from django.test import override_settings
from hypothesis import Phase, given, settings
from hypothesis.extra.django import TestCase

from gongkai.annual.checking import check
from gongkai.annual.models import AnnualReport, Edition
from gongkai.annual.services import counting, opening, publishing
from gongkai.annual.written import written
from gongkai.units.models import Role
from tests.casework.histories import LAST, Dispute, Maker, Request, histories
from tests.world import make_world

FOUND_BY_EYES = {"field", "last-year", "missing-unit", "counted-twice", "adjusted", "not-entered"}
"""What our own rules tell of an unfinished draft."""


@pytest.mark.long
@override_settings(TODAY=LAST)
class TestAnyYears(TestCase):
    @given(histories())
    @settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    def test_each_years_report_is_sound_beside_the_one_before(
        self, history: tuple[list[Request], list[Dispute]]
    ) -> None:
        world = make_world()
        maker = Maker(world)
        for request in history[0]:
            maker.request(request)
        for dispute in history[1]:
            maker.dispute(dispute)
        for unit in maker.units[1:]:
            by = world.person(unit, Role.STATISTICIAN)
            for year in (2017, 2018, 2019, 2020, 2021, 2022, 2023):
                report = opening.begin(unit, year, by=by)
                blank = report.figures.filter(value=None).values_list("code", flat=True)
                counting.enter_all(report, [counting.Entry(code, 0, "台账") for code in blank], by=by)
                report = AnnualReport.objects.get(pk=report.pk)
                found = [each for each in check(report).findings if each.severity == "error"]
                assert [each for each in found if each.rule not in FOUND_BY_EYES] == [], (unit.code, year)
                Edition.objects.create(
                    report=report,
                    number=1,
                    content=publishing.content(report, written(report)),
                    published_on=LAST,
                    by=by,
                )
