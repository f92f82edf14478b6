"""Taking over existing items: what is good goes in once, what is bad is told by row and column, nothing is overwritten."""

from __future__ import annotations

import errno
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gongkai.audit.log import verify
from gongkai.audit.models import Entry
from gongkai.publishing import counts, search
from gongkai.publishing.exchange import importing, jobs
from gongkai.publishing.exchange.making import Drafts, Maker
from gongkai.publishing.models import Change, ImportJob, Item
from gongkai.publishing.search import composing
from gongkai.publishing.services import publication
from gongkai.publishing.services.files import store_bytes
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.publishing.exchange.tables import GOOD, csv_file, imported, job_for, row, workbook
from tests.world import World


def told(job: ImportJob) -> list[tuple[int, str]]:
    return [(problem["row"], problem["column"]) for problem in job.problems]


def figures(job: ImportJob) -> tuple[str, int, int, int, int]:
    return job.state, job.read, job.created, job.unchanged, job.refused


def test_a_row_becomes_a_public_item_with_its_own_number_and_day(world: World) -> None:
    job = imported(
        world,
        csv_file(
            [
                row(
                    文号="云教发〔2026〕9号",
                    联合发文机关="云溪县人民政府办公室；云溪县民政局",
                    正文="现将有关事项通知如下。",
                )
            ]
        ),
    )

    item = Item.objects.public().get()
    assert figures(job) == ("done", 1, 1, 0, 0)
    assert (item.index_number, item.unit, item.origin) == ("000000003/2026-00001", world.education, "import")
    assert timezone.localtime(item.first_published_at).isoformat() == "2026-03-05T00:00:00+08:00"
    assert item.due_on == date(2026, 3, 30)
    assert [(issuer.name, issuer.unit) for issuer in item.joint_issuers.all()] == [
        ("云溪县人民政府办公室", world.office),
        ("云溪县民政局", None),
    ]
    assert [change.kind for change in item.changes.all()] == [Change.Kind.PUBLISHED]
    assert search.search(search.Query("有关事项")).ids == [item.pk]
    assert counts.published_in(world.education, 2026).count() == 1


def test_the_same_file_again_changes_nothing(world: World) -> None:
    data = csv_file([row(number, 正文="正文") for number in range(1, 6)])
    imported(world, data)
    again = imported(world, data)

    assert figures(again) == ("done", 5, 0, 5, 0)
    assert again.problems == []
    assert Item.objects.count() == Change.objects.count() == 5


def test_what_differs_from_a_known_item_is_told_and_not_overwritten(world: World) -> None:
    imported(world, csv_file([row()]))
    job = imported(world, csv_file([row(名称="另一个名称", 成文日期="2026-03-01")]))

    assert figures(job) == ("done", 1, 0, 1, 0)
    assert "名称、成文日期" in job.problems[0]["reason"]
    assert Item.objects.get().title == GOOD["名称"]


def test_another_units_number_is_refused(world: World) -> None:
    imported(world, csv_file([row()]), unit=world.office)
    job = imported(world, csv_file([row()]))

    assert figures(job)[1:] == (1, 0, 0, 1)
    assert "云溪县人民政府办公室" in job.problems[0]["reason"]
    assert Item.objects.get().unit == world.office


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"名称": ""}, "名称", "没有填写"),
        ({"名称": "长" * 301}, "名称", "最多300个字"),
        ({"名称": "不可见\x07字符"}, "名称", "控制字符"),
        ({"名称": "#REF!"}, "名称", "错误值"),
        ({"索引号": ""}, "索引号", "没有索引号"),
        ({"索引号": "有 空格"}, "索引号", "不能作为索引号"),
        ({"成文日期": "去年"}, "成文日期", "看不出是日期"),
        ({"成文日期": "2026-02-30"}, "成文日期", "没有这一天"),
        ({"成文日期": "2026-03-06"}, "成文日期", "晚于发布日期"),
        ({"发布日期": "2099-01-01"}, "发布日期", "还没有到"),
        ({"变更日期": "2026-01-01"}, "变更日期", "早于成文日期"),
        ({"目录": "没有的目录"}, "目录", "没有这一项"),
        ({"体裁": "情书"}, "体裁", "不是可选的词"),
        ({"行政规范性文件": "也许"}, "行政规范性文件", "是”或者“否"),
        ({"公开属性": "不予公开"}, "公开属性", "已经主动公开"),
        ({"发布机构": "云溪县民政局"}, "发布机构", "不是导入时所选的机构"),
        ({"施行日期": "2026-04-01", "有效期至": "2026-03-31"}, "有效期至", "早于施行日期"),
        ({"有效性": "废止"}, "有效性", "不一致"),
        ({"废止、失效和修改情况": "不知道"}, "废止、失效和修改情况", "看不出"),
        ({"废止、失效和修改情况": "废止 2020-01-01"}, "废止、失效和修改情况", "早于文件"),
        ({"解读的文件": "000000003/2020-00001"}, "解读的文件", "没有这个索引号"),
        ({"解读的文件": "000000003/2026-00001"}, "解读的文件", "这一条自己"),
    ],
)
def test_a_bad_cell_is_told_with_row_column_reason_and_advice(
    world: World, cells: dict[str, str], column: str, reason: str
) -> None:
    job = imported(world, csv_file([row(7), row(1, **cells)]))

    assert figures(job) == ("done", 2, 1, 0, 1)
    assert told(job) == [(3, column)]
    assert reason in job.problems[0]["reason"]
    assert job.problems[0]["advice"]
    assert Item.objects.get().index_number == "000000003/2026-00007"


def test_two_rows_with_one_number_are_told_across_batches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    job = imported(world, csv_file([row(1), row(2), row(3), row(1, 名称="又一条")]))

    assert figures(job) == ("done", 4, 3, 0, 1)
    assert "第2行" in job.problems[0]["reason"]


def test_a_dry_run_tells_the_same_and_leaves_nothing(world: World) -> None:
    rows = [row(1), row(2, 成文日期="去年"), row(3, 解读的文件="000000003/2026-00001")]
    dry = imported(world, csv_file(rows), dry_run=True)
    assert not Item.objects.exists()
    wet = imported(world, csv_file(rows))

    assert figures(dry) == figures(wet) == ("done", 3, 2, 0, 1)
    assert dry.problems == wet.problems
    assert search.search(search.Query("义务教育")).total == 2


def test_rows_without_a_number_get_one_where_that_was_chosen_and_only_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    world.published()
    data = csv_file([row(1, 索引号="", 名称="甲"), row(1, 索引号="", 名称="乙"), row(1, 索引号="", 名称="甲"), row(2)])
    job = imported(world, data, number_missing=True)
    again = imported(world, data, number_missing=True)

    assert figures(job) == ("done", 4, 3, 0, 1)
    assert "内容与第2行相同" in job.problems[0]["reason"]
    assert figures(again)[2:4] == (0, 3)
    numbers = list(Item.objects.filter(origin="import").values_list("index_number", flat=True))
    assert len(set(numbers)) == 3
    assert all(number.startswith("000000003/2026-") for number in numbers)


def test_an_explainer_and_what_it_explains_may_come_in_any_order(world: World) -> None:
    imported(world, csv_file([row(2, 解读的文件="000000003/2026-00001"), row(1)]))

    assert Item.objects.get(index_number="000000003/2026-00002").explains.index_number == "000000003/2026-00001"


def test_a_repealed_document_is_counted_as_such(world: World) -> None:
    normative = {"行政规范性文件": "是", "成文日期": "2020-01-01", "发布日期": "2020-01-02"}
    job = imported(
        world,
        csv_file([
            row(1, **normative, **{"有效性": "废止", "废止、失效和修改情况": "废止 2025-03-01 云政发〔2025〕3号"}),
            row(2, **normative, 有效性="失效", 有效期至="2024-12-31"),
            row(3, **normative),
        ]),
    )  # fmt: skip

    assert job.problems == []
    assert sorted(Item.objects.values_list("validity", flat=True)) == ["expired", "repealed", "valid"]
    assert counts.normative_in_force(world.education, date(2026, 1, 1)).get().index_number.endswith("00003")
    assert counts.normative_ended(world.education, 2025).filter(index_number__endswith="00001").exists()


def test_hostile_markup_is_harmless_when_it_is_in(world: World) -> None:
    imported(
        world,
        csv_file([row(正文='<p>正文</p><script>x</script><a href="javascript:x">y</a><iframe src="//z"></iframe>')]),
    )

    stored = str(Item.objects.get().body.raw_data[0])
    assert "正文" in stored
    assert not any(word in stored for word in ("script", "iframe"))


def test_problems_are_listed_up_to_a_bound_and_the_rest_is_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_PROBLEMS", 5)
    job = imported(world, csv_file([row(number, 体裁="情书") for number in range(1, 13)]))

    assert (len(job.problems), job.more_problems, job.refused) == (5, 7, 12)


def test_an_import_killed_half_way_goes_on_where_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 3)
    job = job_for(world, csv_file([*(row(number) for number in range(1, 11)), row(1)]))
    real, calls = Maker.make, []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        made = real(*args, **kwargs)
        if len(calls) == 3:
            raise SystemExit("killed")
        return made

    monkeypatch.setattr(Maker, "make", killed)
    with pytest.raises(SystemExit):
        importing.run(job.pk)
    half = ImportJob.objects.get(pk=job.pk)
    assert figures(half) == ("running", 6, 6, 0, 0)
    assert Item.objects.count() == 6

    monkeypatch.setattr(Maker, "make", real)
    importing.run(job.pk)
    importing.run(job.pk)

    assert figures(ImportJob.objects.get(pk=job.pk)) == ("done", 11, 10, 0, 1)
    assert Item.objects.count() == Change.objects.count() == 10
    assert Entry.objects.filter(action="import.finished").count() == 1


def test_an_import_whose_second_process_is_killed_fails_with_whole_batches_and_can_be_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 3)
    monkeypatch.setattr(composing, "MANY", 10)
    data = csv_file([row(number) for number in range(1, 11)])
    job, real = job_for(world, data), Maker.make

    def killing(self: Maker, rows: Any, begun: Drafts) -> Any:
        def killed() -> Any:
            assert self.composer._apart
            self.composer._apart.kill()
            return self.composer.begin({number: draft.document for number, draft in begun.drafts.items()})()

        return real(self, rows, begun if not Item.objects.exists() else Drafts(begun.drafts, killed))

    monkeypatch.setattr(Maker, "make", killing)
    importing.run(job.pk)
    half = ImportJob.objects.get(pk=job.pk)
    assert figures(half) == ("failed", 3, 3, 0, 0)
    assert "进程中途被终止" in half.error
    assert Item.objects.count() == Change.objects.count() == 3

    monkeypatch.setattr(Maker, "make", real)
    assert figures(imported(world, data)) == ("done", 10, 7, 3, 0)
    assert search.search(search.Query("招生")).total == 10


@pytest.mark.parametrize(
    ("error", "told"), [(OSError(errno.ENOSPC, "full"), "磁盘已满"), (RuntimeError("a fault"), "程序出错")]
)
def test_an_import_that_breaks_off_for_another_reason_has_ended_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def broken(*_: Any) -> None:
        raise error

    job = job_for(world, csv_file([row()]))
    monkeypatch.setattr(importing, "opened", broken)
    with pytest.raises(type(error)):
        importing.run(job.pk)

    failed = ImportJob.objects.get(pk=job.pk)
    assert (failed.state, told in failed.error) == ("failed", True)


def test_two_workers_on_one_job_take_over_every_row_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    job = job_for(world, csv_file([row(number) for number in range(1, 8)]))
    real = importing._Run.all

    def overtaken(self: Any) -> None:
        monkeypatch.setattr(importing._Run, "all", real)
        importing.run(job.pk)
        real(self)

    monkeypatch.setattr(importing._Run, "all", overtaken)
    importing.run(job.pk)

    assert figures(ImportJob.objects.get(pk=job.pk)) == ("done", 7, 7, 0, 0)
    assert Item.objects.count() == 7


def test_the_log_says_what_came_in_without_reviews(world: World) -> None:
    imported(world, csv_file([row(1), row(2)]))

    actions = list(Entry.objects.order_by("number").values_list("action", flat=True))
    entry = Entry.objects.get(action="item.imported")
    assert [action for action in actions if "import" in action] == [
        "import.started",
        "item.imported",
        "import.finished",
    ]
    assert entry.after | {"job": 0} == {
        "job": 0,
        "created": 2,
        "first": "000000003/2026-00001",
        "last": "000000003/2026-00002",
    }
    assert verify()[1] is None


@pytest.mark.parametrize("role", [role for role in Role if role not in importing.MAY_IMPORT])
def test_only_who_may_publish_or_administer_imports(world: World, role: Role) -> None:
    file = store_bytes(csv_file([row()]), "a.csv", unit=world.education, by=None)

    with pytest.raises(PermissionDenied):
        jobs.start(world.education, file, by=world.person(world.education, role))


def test_another_units_file_and_other_kinds_are_refused(world: World) -> None:
    admin = world.person(world.education, Role.ADMINISTRATOR)
    with pytest.raises(NotReady, match="其他机构"):
        jobs.start(world.education, store_bytes(b"a,b", "a.csv", unit=world.office, by=None), by=admin)
    with pytest.raises(NotReady, match="xlsx和csv"):
        jobs.start(world.education, store_bytes(b"text", "a.txt", unit=world.education, by=None), by=admin)


def test_a_withdrawn_item_is_not_published_again_by_an_import(world: World) -> None:
    imported(world, csv_file([row()]))
    world.staff(world.education)
    publication.withdraw(Item.objects.get(), by=world.person(world.education, Role.FINAL_REVIEWER), reason="内容有误")
    job = imported(world, csv_file([row()]))

    assert job.unchanged == 1
    assert not Item.objects.get().live


def test_a_workbook_with_days_numbers_and_other_columns_is_read(world: World) -> None:
    rows = [
        ["备注", "名称 *", "发布日期（必填）", "成文日期", "发文机构", "索 引 号", "目录", "规范性"],
        ["x", 20260105, date(2026, 3, 5), 46083, "云溪县教育局", "000000003/2026-00001", "行政规范性文件", "x"],
        [None] * 8,
        ["x", "=1+1", date(2026, 3, 5), 46083, "云溪县教育局", "000000003/2026-00002", "20.11", None],
    ]
    job = imported(world, workbook(rows), "items.xlsx")

    item = Item.objects.get()
    assert (item.title, item.formed_on, item.node) == ("20260105", date(2026, 3, 2), "20.1.normative")
    assert told(job) == [(1, "备注"), (1, "规范性"), (4, "名称")], "a formula that was never reckoned has no value"
