"""What is in the clerks' hands today: items in every state, brought there by the real services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from gongkai.config.demo import papers, rows
from gongkai.config.demo.composing import Composer, Piece
from gongkai.config.demo.people import NOTICE_BOARD
from gongkai.config.demo.places import Place
from gongkai.publishing.models import Attachment, Channel, Delivery, Item, JointIssuer, Release
from gongkai.publishing.models.review import ReviewTask
from gongkai.publishing.services import chain, files, inspection, publication
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Role, Unit

SCENES = (
    ("draft", 2), ("draft", 5), ("draft", 0), ("due-soon", 18), ("due-soon", 17), ("overdue", 27), ("overdue", 33),
    ("first", 1), ("first", 16), ("second", 4), ("secrecy", 6), ("final", 8), ("final", 24), ("sent-back", 5), ("sent-back", 9),
    ("scheduled", 3), ("published", 2), ("published", 7), ("published", 26), ("changed", 6), ("changed", 4), ("withdrawn", 9),
    ("on-request", 5), ("withheld", 6), ("joint", 4), ("files", 3), ("files", 8), ("normative", 6), ("explainer", 1),
    ("overridden", 4), ("on-the-board", 5), ("dead-letter", 2),
)  # fmt: skip
"""What is shown, and how many working days ago it was formed. One item each."""
COUNT = len(SCENES)
_OPINIONS = ("同意。", "同意公开。", "内容准确，同意。", "已核对文号和附件，同意。")
_PLAIN = {"notice", "display", "scheme", "announcement", "guide"}
_ATTACHED = ("files", "published")


@dataclass
class Desk:
    """Makes items as the people of the county would."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    composer: Composer
    workdays: Workdays
    today: date

    def show(self, places: Sequence[Place]) -> None:
        """Make one item for each of `SCENES`, turn by turn in the units that have work of their own."""
        busy = [place for place in places if place.kind in ("department", "township", "street")]
        for number, (scene, days) in enumerate(SCENES):
            self._show(scene, busy[number % len(busy)], days)

    def _show(self, scene: str, place: Place, days: int) -> None:
        item = self._draft(scene, place, days)
        if scene in ("draft", "due-soon", "overdue"):
            return
        if scene == "overridden":
            item = self._override(item)
        chain.submit(item, by=self._person(item, Role.AUTHOR))
        if scene == "sent-back":
            self._sign(item, stop=ReviewTask.Step.SECOND)
            self._send_back(item)
        else:
            item = self._sign(item, stop=scene)
            _AFTERWARDS.get(scene, lambda desk, item: None)(self, item)

    def _draft(self, scene: str, place: Place, days: int) -> Item:
        author = self.people[place.code, Role.AUTHOR]
        piece = self._piece(scene, place, self._days_ago(days))
        item = Item(
            unit=self.units[place.code],
            created_by=author,
            live=False,
            title=piece.title,
            summary=piece.paragraphs[1][:100],
            keywords=f"{piece.topic} {place.short}",
            document_number=piece.document_number,
            issuing_body=place.name,
            formed_on=piece.formed,
            node=piece.node,
            field_node=piece.field_node,
            genre=piece.genre,
            carrier="electronic",
            source=place.name,
            editor=author.name,
            body=rows.body(piece),
            **self._fields(scene, piece),
        )
        item.save()
        if scene == "joint":
            other = self.units["zfb"]
            item.joint_issuers = [JointIssuer(name=other.name, unit=other)]
        if scene in _ATTACHED:
            item.attachments = self._attachments(piece, author)
        item.save_revision(user=author)
        return Item.objects.get(pk=item.pk)

    def _piece(self, scene: str, place: Place, formed: date) -> Piece:
        now = timezone.now()
        topic = self.composer.draw.choice([each for each in place.topics if _PLAIN & {*each.styles}] or place.topics)
        if scene in ("normative", "explainer"):
            style = "explainer" if scene == "explainer" else "normative"
            piece = self.composer.compose(place, topic, style, formed, now, document=f"云溪县{topic.topic}管理办法")
            if scene == "normative":
                piece.document_number = self.composer.number(f"{place.word}规", formed.year)
            return piece
        style = next((each for each in topic.styles if each in _PLAIN), topic.styles[0])
        return self.composer.compose(place, topic, "circular" if scene == "withheld" else style, formed, now)

    def _fields(self, scene: str, piece: Piece) -> dict[str, Any]:
        if scene == "scheduled":
            return {"publish_at": _at(self.today + timedelta(1))}
        if scene == "on-request":
            return {"openness": "on_request", "audience": "特定群体"}
        if scene == "withheld":
            return {"openness": "withheld", "ground": "workflow", "reassess_on": self.today + timedelta(365)}
        if scene == "normative":
            begins = self.today + timedelta(30)
            ends = begins.replace(year=begins.year + 5, day=min(begins.day, 28))
            return {"normative": True, "effective_on": begins, "expires_on": ends}
        if scene == "explainer":
            return {"explains": Item.objects.filter(normative=True, live=True).order_by("-first_published_at").first()}
        return {}

    def _attachments(self, piece: Piece, author: Person) -> list[Attachment]:
        unit = self.units[piece.place.code]
        table = piece.table or [["序号", "事项", "数量"], ["1", piece.topic, "12"], ["2", f"{piece.topic}资料", "30"]]
        made = {
            f"{piece.topic}明细表.xlsx": papers.workbook(piece.topic, table),
            f"{piece.topic}说明.docx": papers.document(piece.title, piece.paragraphs),
            f"{piece.topic}全文.pdf": papers.pdf(piece.title, piece.paragraphs),
            f"{piece.topic}数据.csv": papers.separated(table),
        }
        return [
            Attachment(file=files.store_bytes(data, name, unit=unit, by=author), sort_order=number)
            for number, (name, data) in enumerate(made.items())
        ]

    def _sign(self, item: Item, stop: str) -> Item:
        """Sign the open steps one after the other, up to the step `stop` where there is one of that name."""
        while (state := Item.objects.get(pk=item.pk).current_workflow_task_state) is not None:
            task = state.task.specific
            if task.step == stop:
                break
            opinion = self.composer.draw.choice(_OPINIONS)
            chain.sign(state, by=self._person(item, task.role), action="approve", opinion=opinion)
        return Item.objects.get(pk=item.pk)

    def _send_back(self, item: Item) -> None:
        state = Item.objects.get(pk=item.pk).current_workflow_task_state
        opinion = "第三段的金额与附表不一致，请核对后重新提交；联系人请只写办公电话。"
        chain.sign(state, by=self._person(item, Role.SECOND_REVIEWER), action="reject", opinion=opinion)

    def _override(self, item: Item) -> Item:
        """Let what the guard finds pass, with a reason."""
        draft = item.get_latest_revision_as_object()
        draft.summary = f"{draft.summary[:60]}（沿用“帐户”的写法。）"
        author = self._person(item, Role.AUTHOR)
        draft.save_revision(user=author)
        item = Item.objects.get(pk=item.pk)
        for finding in inspection.inspect(item):
            inspection.override(finding, by=author, reason="引用的是原文件名称中的写法，予以保留。")
        return item

    def _change(self, item: Item) -> None:
        draft = item.get_latest_revision_as_object()
        draft.summary = f"{draft.summary[:80]}（已更正）"
        draft.change_reason = "更正咨询电话，其他内容不变"
        draft.save_revision(user=self._person(item, Role.AUTHOR))
        chain.submit(Item.objects.get(pk=item.pk), by=self._person(item, Role.AUTHOR))
        self._sign(item, stop="")

    def _withdraw(self, item: Item) -> None:
        publication.withdraw(
            item, by=self._person(item, Role.FINAL_REVIEWER), reason="公示名单需要重新核对，核对后重新公开"
        )

    def _repeal(self, item: Item) -> None:
        """The new document takes the place of an older one of the same unit, where there is one in force."""
        older = (
            Item.objects.filter(unit=item.unit, normative=True, live=True, validity="valid").exclude(pk=item.pk).first()
        )
        if older:
            by = self._person(item, Role.FINAL_REVIEWER)
            publication.end(older, by=by, kind="repealed", on=self.today, by_item=item)

    def _put_up(self, item: Item) -> None:
        """On the notice board too, with a photograph as evidence."""
        by = self._person(item, Role.AUTHOR)
        photograph = files.store_bytes(papers.photograph(), "公告栏照片.png", unit=item.unit, by=by)
        board = Channel.objects.get(unit=item.unit, name=NOTICE_BOARD)
        place = f"{item.unit.office_address}大门外公告栏"
        Release.objects.create(
            item=item, channel=board, released_on=self.today, place=place, evidence=photograph, confirmed_by=by
        )

    def _fail(self, item: Item) -> None:
        """A delivery to an interface that was given up."""
        channel = Channel.objects.create(
            unit=item.unit, kind="wechat", name="政务微信（演示，未连接）", adapter="wechat", active=False
        )
        release = Release.objects.create(item=item, channel=channel)
        Delivery.objects.create(
            release=release,
            event="publish",
            state=Delivery.State.DEAD,
            attempts=5,
            next_at=timezone.now(),
            error="对方接口返回“服务暂停”，已按规定次数重试，请联系渠道管理员后重新投递。",
        )

    def _person(self, item: Item, role: str) -> Person:
        return self.people[item.unit.code, role]

    def _days_ago(self, days: int) -> date:
        """The working day `days` before today."""
        day = self.today
        while days or not self.workdays.is_workday(day):
            day -= timedelta(1)
            days -= days > 0 and self.workdays.is_workday(day)
        return day


_AFTERWARDS = {
    "changed": Desk._change,
    "withdrawn": Desk._withdraw,
    "normative": Desk._repeal,
    "on-the-board": Desk._put_up,
    "dead-letter": Desk._fail,
}


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())
