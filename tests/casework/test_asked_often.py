"""What several applicants asked for and got is found, and only that (Art. 44)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.models import Case, Logged, State
from gongkai.casework.services import asked_often, intake, retention
from gongkai.casework.services.asked_often import Asked, Group, groups, likes
from tests.casework.office import WHAT, Office, day

OTHERS_WORDS = intake.What("校车管理办法", "我想了解云溪县2026年修订的校车管理办法的全文。")
ELSE = intake.What("校服采购合同", "请公开县教育局2025年校服采购合同")


def asked(office: Office, name: str, what: intake.What = WHAT, answer: str = "granted") -> Case:
    """A request of `name`, closed with that answer."""
    case = office.request("2026-03-02", what=what, who=office.who(name=name, identity_number=f"测试{name}"))
    if answer:
        Case.objects.filter(pk=case.pk).update(answer_kind=answer, closed_on=day("2026-03-09"), state=State.CLOSED)
    return case


def found(office: Office) -> list[Group]:
    return groups(office.unit)


def numbers(group: Group) -> list[str]:
    return [case.number for case in group.cases]


def test_requests_of_two_applicants_in_different_words_are_one_group(office: Office) -> None:
    first, second, _ = asked(office, "甲"), asked(office, "乙", OTHERS_WORDS, "partial"), asked(office, "丙", ELSE)
    (group,) = found(office)
    assert numbers(group) == [first.number, second.number]
    assert (group.applicants, group.answers) == (2, [("予以公开", 1), ("部分公开", 1)])


def test_who_asks_again_is_one_applicant(office: Office) -> None:
    for _ in range(3):
        asked(office, "甲")
    assert found(office) == []


@pytest.mark.parametrize(
    ("answers", "listed"),
    [
        (("granted", "denied_internal"), True),
        (("partial", ""), True),
        (("denied_internal", "not_existing"), False),
        (("already_public", "granted"), False),
        (("", ""), False),
    ],
)
def test_something_must_have_been_given_out_and_nothing_be_public_yet(
    office: Office, answers: tuple[str, str], listed: bool
) -> None:
    for name, answer in zip("甲乙", answers, strict=True):
        asked(office, name, answer=answer)
    assert len(found(office)) == listed


def test_what_an_item_was_begun_from_is_left_out(office: Office) -> None:
    cache.clear()
    case, _ = asked(office, "甲"), asked(office, "乙")
    logged = Logged.objects.create(case=case, title="校车", asked="校车", answered="校车", by=office.officer)
    (group,) = found(office)
    assert (group.logged, asked_often.how_many(office.unit)) == (logged, 1)
    Logged.objects.update(item_id=1)
    assert (found(office), asked_often.how_many(office.unit)) == ([], 0)


def test_what_is_old_of_another_unit_or_erased_is_left_out(office: Office) -> None:
    old, _ = asked(office, "甲"), asked(office, "乙")
    assert len(found(office)) == 1
    Case.objects.filter(pk=old.pk).update(arrived_on=date(2023, 5, 29))
    assert found(office) == []
    Case.objects.filter(pk=old.pk).update(arrived_on=date(2023, 5, 30))
    assert len(found(office)) == 1
    assert groups(office.world.office) == []
    retention.erase(old.applicant)
    assert found(office) == []


def test_the_same_words_about_another_year_are_another_information() -> None:
    one, other, none = (Asked.of("部门预算", f"请公开{year}部门预算") for year in ("2024年", "2025年", ""))
    assert (one.like(other), one.like(none), one.like(one)) == (0, 100, 100)


WORDS = st.text(st.sampled_from("校车采购合同年度预算补贴名单征收土地方案2024 ，。"), max_size=30)
ASKED = st.lists(st.builds(Asked.of, WORDS, WORDS), max_size=40)


@settings(max_examples=100, deadline=None)
@given(ASKED)
def test_every_request_stands_in_one_list_with_the_first_that_it_is_like(every: list[Asked]) -> None:
    lists = likes(every)
    assert sorted(place for each in lists for place in each) == list(range(len(every)))
    for first, *others in lists:
        assert all(first < other for other in others)
        assert all(
            every[other] == every[first] or every[first].like(every[other]) >= asked_often.SAME for other in others
        )


@settings(max_examples=50, deadline=None)
@given(ASKED, st.data())
def test_equal_requests_stand_together_whatever_stands_between_them(every: list[Asked], data: Any) -> None:
    copies = data.draw(st.lists(st.integers(0, max(len(every) - 1, 0)), max_size=5)) if every else []
    together = {
        place: at for at, each in enumerate(likes([*every, *(every[copy] for copy in copies)])) for place in each
    }
    assert all(together[len(every) + number] == together[copy] for number, copy in enumerate(copies))


def test_the_work_for_many_requests_is_bounded() -> None:
    """What is counted is comparisons, not seconds: a slow machine makes no difference."""
    words = ["".join(chr(0x4E00 + (number * step + 7 * step) % 900) for step in range(1, 30)) for number in range(2000)]
    compared = 0
    like = Asked.like

    def counting(one: Asked, other: Asked) -> float:
        nonlocal compared
        compared += 1
        return like(one, other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Asked, "like", counting)
        likes([Asked.of("", text) for text in words])
    assert compared <= 8 * len(words)
