"""Every kind of answer, from the draft to the delivery: what its letter says, what it may not go out without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gongkai.casework import letters
from gongkai.casework.models import Answer, Case, LetterText, State
from gongkai.casework.services import answering, handling
from gongkai.casework.services.numbers import desk_of
from gongkai.statute import answers
from gongkai.statute.openness import ground
from gongkai.units.problems import NotReady
from tests.casework.office import STATED, WHAT, Office, day


@dataclass(frozen=True)
class Walk:
    """What happens before an answer of a kind, and what its letter says besides what the officer states."""

    says: tuple[str, ...] = ()
    before: Callable[[Office, Case], None] = lambda _office, _case: None
    ground: str = ""


def _third_party(office: Office, case: Case) -> None:
    office.hear(office.consult(case, "third_party", "2026-03-03", "2026-03-04"), "2026-03-06")


def _unclear(office: Office, case: Case) -> None:
    office.ask_correction(case, "2026-03-04", "2026-03-20")
    office.correct(case, "2026-03-10")


def _asked_reasons(office: Office, case: Case) -> None:
    office.ask_reasons(case, "2026-03-04")
    handling.give_reasons(case, on=day("2026-03-09"), text="研究需要", by=None)


WALKS = {
    "already_public": Walk(),
    "granted": Walk(),
    "partial": Walk(("不予公开", "第十六条第二款"), ground="draft"),
    "denied_secret": Walk(("国家秘密", "第十四条"), ground="secret"),
    "denied_law": Walk(("第十四条",), ground="law"),
    "denied_stability": Walk(("可能危及公共安全", "第十四条"), ground="public-security"),
    "denied_third_party": Walk(
        ("涉及商业秘密", "第十五条", "2026年3月3日书面征求第三方意见", "2026年3月6日收到意见"),
        _third_party,
        "trade-secret",
    ),
    "denied_internal": Walk(("人事管理", "可以不予公开", "第十六条第一款"), ground="personnel"),
    "denied_process": Walk(("过程稿", "没有法律、法规、规章规定应当公开", "第十六条第二款"), ground="draft"),
    "denied_enforcement": Walk(("行政执法案卷", "查阅案卷", "第十六条第二款"), ground="case-file"),
    "denied_inquiry": Walk(),
    "not_existing": Walk(
        ("档案室和办公系统", "“校车”", "2020年至2026年", "没有查到", "不存在"),
        lambda office, case: office.search(case, "2026-03-05"),
    ),
    "not_ours": Walk(),
    "to_make": Walk(("没有您申请内容的现成信息",)),
    "unclear": Walk(("2026年3月4日告知补正", "2026年3月10日收到补正"), _unclear),
    "petition": Walk(("不作为政府信息公开申请处理",)),
    "repeat": Walk(("相同",)),
    "publication": Walk(),
    "excessive": Walk(("2026年3月4日要求说明理由", "2026年3月9日收到"), _asked_reasons),
    "confirmation": Walk(("没有规定",)),
    "uncorrected": Walk(
        ("2026年3月4日告知补正", "2026年3月20日届满", "视为放弃申请"),
        lambda office, case: office.ask_correction(case, "2026-03-04", "2026-03-20"),
    ),
    "unpaid": Walk(
        ("收费通知于2026年3月3日送达", "2026年3月31日届满"),
        lambda office, case: office.notice_fee(case, "2026-03-03"),
    ),
    "withdrawn": Walk(("2026年3月5日撤回",)),
    "other": Walk(),
}
REVIEW_FIRST = {
    "partial", "denied_secret", "denied_law", "denied_stability", "denied_third_party", "denied_internal",
    "denied_process", "denied_enforcement",
}  # fmt: skip
"""Refusals by Arts. 14 to 16, also in part: 行政复议法 Art. 23(1)(4)."""


def test_every_kind_has_its_walk() -> None:
    assert set(WALKS) == {kind.id for kind in answers.kinds_of("request")}
    assert {kind.id for kind in answers.kinds().values() if kind.remedy == "review_first"} == REVIEW_FIRST


@pytest.mark.parametrize("kind", WALKS)
def test_a_kind_of_answer_from_its_draft_to_its_delivery(office: Office, kind: str) -> None:
    walk, found = WALKS[kind], answers.kind(kind)
    case = office.request()
    walk.before(office, case)
    office.draft(case, kind, walk.ground)
    answering.submit(case, by=office.officer)
    assert office.now(case).state == State.SUBMITTED
    answer = answering.approve(case, by=office.head)
    assert office.now(case).state == State.APPROVED
    answering.send(case, way="post", sent_on=day("2026-05-29"), tracking="TEST0001", by=office.officer)
    case = office.now(case)
    assert (case.state, case.closed_on, case.answer_kind) == (State.CLOSED, day("2026-05-29"), kind)

    letter = case.letters.get(pk=answer.letter_id)
    text = "\n".join(letter.words.values())
    stated = [STATED[statement.id] for statement, _ in found.statements if statement.kind == "text"]
    for said in [case.number, "2026年3月2日", WHAT.description, *stated, *walk.says]:
        assert said in text
    assert letter.number == "县教育局公开〔2026〕1号"
    assert letter.addressee.open() == "林测试"
    assert "测试0001" not in text
    for said in ("{", "}", "。。"):
        assert said not in text
    if walk.ground:
        assert ground(walk.ground).article.startswith("r2019.1")
    _check_remedy(kind, letter.words.get("review", ""))


def _check_remedy(kind: str, clause: str) -> None:
    if kind == "withdrawn":
        assert clause == ""
        return
    assert "60日" in clause
    assert "向云溪县人民政府申请行政复议" in clause  # a department's review body is the government it belongs to
    if kind in REVIEW_FIRST:
        assert "先向" in clause
        assert "15日" in clause
        assert "六个月" not in clause
    else:
        assert "六个月" in clause
        assert "先向" not in clause


def test_before_2024_a_refusal_could_be_taken_to_court_at_once(office: Office) -> None:
    office.on("2023-12-29")
    case = office.answered(office.request("2023-12-04"), "2023-12-29", "denied_internal", "personnel")
    assert "六个月" in case.letters.get().words["review"]


NEEDED = {
    "a refusal for a third party's sake without having asked it": (
        "denied_third_party", "trade-secret", "没有书面征求第三方意见",
    ),
    "that something does not exist without a search": ("not_existing", "", "没有检索记录"),
    "that a corrected request is still unclear, without a correction": ("unclear", "", "没有补正通知"),
    "that nobody corrected, without having asked": ("uncorrected", "", "没有发出补正通知"),
    "that nobody paid, without a notice": ("unpaid", "", "没有发出收费通知"),
    "that requests are too many, without having asked for reasons": ("excessive", "", "没有要求申请人说明理由"),
    "a refusal without its ground": ("denied_internal", "", "没有选择不予公开的情形"),
    "a refusal with the ground of another": ("denied_internal", "trade-secret", "没有选择不予公开的情形"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "chosen", "why"), NEEDED.values(), ids=NEEDED)
def test_what_an_answer_lacks_keeps_it_back(office: Office, kind: str, chosen: str, why: str) -> None:
    case = office.request()
    office.draft(case, kind, chosen)
    with pytest.raises(NotReady, match=why):
        answering.submit(case, by=office.officer)
    assert office.now(case).state == State.OPEN
    assert case.answers.get().state == Answer.State.DRAFT


@pytest.mark.parametrize("kind", [kind for kind in WALKS if kind != "withdrawn"])
def test_each_statement_that_a_letter_must_make_is_asked_for(office: Office, kind: str) -> None:
    case = office.request()
    answer = answering.draft(case, kind, ground=WALKS[kind].ground, stated={}, by=office.officer)
    problems = "".join(answering.problems_of(answer))
    for statement, must in answers.kind(kind).statements:
        assert (f"“{statement.label}”" in problems) == must


def test_before_the_third_partys_term_has_passed_nothing_is_answered(office: Office) -> None:
    office.on("2026-03-10")
    case = office.request()
    office.consult(case, "third_party", "2026-03-03")
    office.draft(case)
    with pytest.raises(NotReady, match="期限没有届满"):
        answering.submit(case, by=office.officer)


def test_a_unit_of_which_nobody_knows_who_reviews_it_sends_no_answer_without_a_remedy(office: Office) -> None:
    desk = desk_of(office.unit)
    case = office.request()
    office.unit.move(office.world.county, "right")  # a body with no government above it
    answer = office.draft(office.now(case))
    assert any("由哪个机关复议" in problem for problem in answering.problems_of(answer))
    desk.unit, desk.review_body = office.now(case).unit, "示范市人民政府"
    desk.save()
    assert "向示范市人民政府申请行政复议" in office.draft(office.now(case)).letter.words["review"]


def test_an_organisation_is_addressed_as_one(office: Office) -> None:
    case = office.request(who=office.who("business", "云溪县某某有限公司"))
    text = "".join(office.draft(case).letter.words.values())
    assert "贵单位申请的政府信息可以公开" in text
    assert "您" not in text


@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("education", "云溪县人民政府"),
        ("township", "云溪县人民政府"),
        ("street", "云溪县人民政府"),
        ("county", ""),
    ],
)
def test_who_reviews_comes_from_the_tree(office: Office, unit: str, body: str) -> None:
    assert letters.review_body_of(getattr(office.world, unit)) == body


def test_where_courts_are_divided_a_unit_may_name_the_review_alone(office: Office) -> None:
    desk = desk_of(office.unit)
    desk.court_open, desk.court = False, "云溪县人民法院"
    desk.save()
    repeat, granted = office.request(), office.request()
    assert "诉讼" not in office.draft(repeat, "repeat").letter.words["review"]
    assert "云溪县人民法院" in office.draft(granted).letter.words["review"]


def test_what_comes_by_the_internet_is_told_the_way_to_a_review_on_the_internet(office: Office) -> None:
    desk = desk_of(office.unit)
    desk.review_address = "https://fuyi.yunxi.invalid/"
    desk.save()
    online, by_hand = office.request(way="online", confirmed="2026-03-02"), office.request()
    assert desk.review_address in office.draft(online).letter.words["review"]
    assert desk.review_address not in office.draft(by_hand).letter.words["review"]


def test_a_units_own_words_take_the_place_of_ours_and_a_mistake_in_them_is_told(office: Office) -> None:
    own = LetterText.objects.create(
        unit=office.unit, kind="answer.granted", part="receipt", text="来信（编号{number}）收悉。"
    )
    case = office.request()
    assert office.draft(case).letter.words["receipt"] == f"来信（编号{case.number}）收悉。"
    own.text = "来信（编号{nummer}）收悉。"
    own.save()
    with pytest.raises(NotReady, match=r"不认识的“\{nummer\}”.*\{number\}"):
        office.draft(case)
    with pytest.raises(NotReady, match="没有成对的花括号"):
        letters.check_template("answer.granted", "来信（编号{number）收悉。")


@pytest.mark.parametrize(("kind", "ground"), [("nonsense", ""), ("denied_internal", "nonsense")])
def test_an_answer_of_no_known_kind_or_ground_is_refused(office: Office, kind: str, ground: str) -> None:
    with pytest.raises(NotReady, match="没有这一类答复或者依据"):
        answering.draft(office.request("2026-03-02"), kind, ground=ground, stated={}, by=office.officer)
