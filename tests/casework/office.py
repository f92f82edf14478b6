"""An office that handles requests, for tests: who is there, what day it is, and requests brought to where a test begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.casework.models import Answer, Case, CaseFile, Consultation
from gongkai.casework.services import answering, fees, handling, intake
from gongkai.units.models import Person, Role, Unit
from tests.world import World

STATED = {
    "where_public": "云溪县人民政府网站“政策文件”栏目，索引号000000003/2026-00001",
    "provided": "《云溪县校车管理办法》电子文本一份，随本函发送",
    "withheld": "第二页的企业报价一栏，以黑框遮盖",
    "reason": "该部分公开后会影响正在进行的招标",
    "secrecy_level": "秘密级，依据有关保密事项范围确定",
    "provision": "《某某法》第十条第一款",
    "harm": "公开应急点位后容易被用来破坏供水设施",
    "third_party_opinion": "第三方以报价属于商业秘密为由不同意公开",
    "public_interest": "不公开不会对公共利益造成重大影响",
    "choice": "公开后会妨碍同事之间坦率讨论",
    "register": "不动产登记资料",
    "register_rule": "《不动产登记暂行条例》第二十七条",
    "register_place": "云溪县不动产登记中心一楼窗口，持本人证件查询",
    "possible_holder": "云溪县档案馆",
    "holder": "云溪县财政局",
    "holder_contact": "和平路2号财政局办公室",
    "work_needed": "从三年台账中逐项统计汇总",
    "unclear": "所称“有关材料”指哪一次会议的材料",
    "channel": "12345热线",
    "earlier_answer": "2025年3月3日县教育局公开〔2025〕5号",
    "publication": "《云溪县志》",
    "publication_way": "到新华书店购买",
    "figures": "2026年1月起至今共120件",
    "unreasonable": "所说明的理由与各件内容都没有关系",
    "record": "学籍登记表中的出生日期一栏",
    "now_reads": "2012年3月8日",
    "forwarded_to": "云溪县公安局，和平路3号",
    "withdrawn_on": "2026-03-05",
    "decision": "依照有关规定转由县政府办公室处理",
}
"""A text for every statement that an answer can ask for."""
WHAT = intake.What("2026年校车管理办法", "请公开云溪县2026年修订的校车管理办法全文")


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass
class Office:
    """The education bureau: its officer, its head, and a supervising county above it."""

    world: World
    settings: Any

    @property
    def unit(self) -> Unit:
        return self.world.education

    @property
    def officer(self) -> Person:
        return self.world.person(self.unit, Role.CASE_OFFICER)

    @property
    def head(self) -> Person:
        return self.world.person(self.unit, Role.HEAD)

    def on(self, text: str) -> None:
        """Let it be that day."""
        self.settings.TODAY = day(text)

    def who(self, kind: str = "person", name: str = "林测试", **fields: str) -> intake.Who:
        return intake.Who(kind, name, **{"identity_number": "测试0001", "telephone": "0000-7654321", **fields})

    def request(
        self,
        arrived: str = "2026-03-02",
        way: str = "in_person",
        confirmed: str = "",
        who: intake.Who | None = None,
        what: intake.What = WHAT,
    ) -> Case:
        """A request as the officer enters it."""
        case, _ = intake.register(
            self.unit,
            who or self.who(),
            what,
            way=way,
            arrived_on=day(arrived),
            confirmed_on=day(confirmed) if confirmed else None,
            by=self.officer,
        )
        return self.now(case)

    def now(self, case: Case) -> Case:
        """The case as it is now."""
        return Case.objects.get(pk=case.pk)

    def ask_correction(self, case: Case, on: str, until: str) -> None:
        handling.ask_correction(
            case, on=day(on), what="没有写明年份", guidance="请写明年份", until=day(until), by=self.officer
        )

    def correct(self, case: Case, on: str) -> None:
        handling.receive_correction(case, on=day(on), text="2026年的", by=None)

    def consult(
        self, case: Case, kind: str, on: str, received: str = "", name: str = "云溪县某施工单位"
    ) -> Consultation:
        return handling.consult(
            case,
            kind,
            name=name,
            question="报价表是否可以公开",
            on=day(on),
            received_on=day(received) if received else None,
            by=self.officer,
        )

    def hear(self, asked: Consultation, on: str, opinion: str = "disagrees") -> None:
        handling.hear(asked, on=day(on), opinion=opinion, reasons="属于商业秘密", by=self.officer)

    def extend(self, case: Case, on: str, days: int = 20) -> None:
        handling.extend(case, on=day(on), days=days, reason="需要核对的材料较多", by=self.head)

    def search(self, case: Case, on: str) -> None:
        handling.record_search(
            case,
            on=day(on),
            place="档案室和办公系统",
            words="校车",
            period="2020年至2026年",
            result="没有查到",
            by=self.officer,
        )

    def ask_reasons(self, case: Case, on: str) -> None:
        handling.ask_reasons(case, on=day(on), figures="2026年1月起至今共120件", by=self.officer)

    def notice_fee(self, case: Case, on: str, pages: int = 68) -> None:
        fees.notice_fee(
            case, "pages", pages=pages, on=day(on), received_on=day(on), way="到和平路1号大厅缴纳", by=self.officer
        )

    def draft(self, case: Case, kind: str = "granted", ground: str = "") -> Answer:
        return answering.draft(case, kind, ground=ground, stated=STATED, by=self.officer)

    def approved(self, case: Case, kind: str = "granted", ground: str = "") -> Answer:
        """Draft, submit, approve: dated today."""
        self.draft(case, kind, ground)
        answering.submit(case, by=self.officer)
        return answering.approve(case, by=self.head)

    def answered(self, case: Case, on: str, kind: str = "granted", ground: str = "") -> Case:
        """The whole way to delivery by hand on the day `on`, which becomes today."""
        self.on(on)
        self.approved(case, kind, ground)
        answering.send(case, way="in_person", sent_on=day(on), by=self.officer)
        return self.now(case)

    def provided(self, case: Case, data: bytes, name: str) -> CaseFile:
        """A file that is to be handed out."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        from gongkai.casework.services.files import store

        return store(case, SimpleUploadedFile(name, data), CaseFile.Kind.PROVIDED, by=self.officer)
