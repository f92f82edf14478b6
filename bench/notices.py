"""Made-up titles and texts of 云溪县 for the search benchmarks: the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


def _words(text: str) -> list[str]:
    return text.split()


UNITS = _words(
    "财政局 教育局 民政局 水务局 林业局 统计局 审计局 司法局 商务局 医疗保障局 应急管理局 市场监督管理局 自然资源局 住房和城乡建设局 "
    "人力资源和社会保障局 农业农村局 文化和旅游局 卫生健康局 交通运输局 退役军人事务局 云溪镇 桃源乡 石门镇 柳河街道办事处 南山街道办事处"
)
TOPICS = _words(
    "部门预算 决算 行政处罚 行政许可 义务教育招生 城乡低保 特困供养 医疗救助 饮水安全 河道采砂 防汛抗旱 森林防火 安全生产 食品抽检 "
    "征地补偿 房屋征收 保障性住房 公租房 就业补贴 稳岗返还 职业培训 高标准农田 耕地地力保护 农机购置补贴 种粮补贴 动物防疫 文物保护 "
    "公共文化 疫苗接种 家庭医生 传染病防控 农村公路 客运班线 优待抚恤 政务公开 营商环境 招标投标 政府采购 国有资产 乡村振兴 "
    "生态环境 污水处理 垃圾分类 大气污染 秸秆焚烧 双随机一公开 放管服改革 证照分离 一网通办 智慧城市 数据共享"
)
PLACES = _words(
    "白鹭洲 青竹坳 老鸦岭 双桥村 梅子湾 石碾盘 九曲溪 凤栖里 龙王庙 杨柳青沟 金鸡冲 长堰塘 上马石 铁炉坪 响水滩 望江台 "
    "云溪河 桃花潭 乌石垄 罗家坝 和尚塔 大夫第 将军冢 二郎滩 仙人渡 县前街 南门口 北关坊 东升里 西园巷"
)
ACTS = _words("关于印发 关于转发 关于开展 关于做好 关于公布 关于调整 关于下达 关于加强 关于进一步规范 关于废止")
KINDS = _words("通知 公告 公示 意见 方案 办法 批复 通报 说明 实施细则 工作要点 年度报告 政策解读 清单 目录")
RARE = _words(
    "镉大米 溧化 砷污染 猕猴桃溃疡病 松材线虫 麻风村 孑孓 氡气 蜚蠊 龋齿 佝偻病 氰化物 苜蓿 缂丝 榫卯 "
    "醴酪 魍魉 饕餮 麒麟阁 犄角 耄耋 踟蹰岭 璎珞 皋陶祠 羌笛 尕街 甪端巷"
)
SURNAMES = _words("区 仇 单 尉迟 澹台 令狐 万俟 羊舌 乜 亓")
SENTENCES = (
    "为进一步做好{topic}工作，根据有关法律法规，结合我县实际，{unit}制定本{kind}。",
    "{unit}应当于{year}年{month}月{day}日前将{topic}情况报县人民政府办公室备案。",
    "请{place}、{place2}等地做好{topic}的宣传，确保群众应知尽知。",
    "{topic}所需经费{money}元由{unit}统筹安排，专款专用，接受审计监督。",
    "各乡镇人民政府、街道办事处要压实责任，不得以{topic}为由增加基层负担。",
    "公民、法人或者其他组织对{topic}有异议的，可以在{day}个工作日内向{unit}书面提出。",
    "{year}年，{unit}共办理{topic}事项{count}件，按期办结率为{percent}%。",
    "经{unit}实地核查，{place}一带的{topic}项目已完成{percent}%，尚余{count}户未签约。",
    "本{kind}自{year}年{month}月{day}日起施行，有效期五年，由{unit}负责解释。",
    "县{unit}会同{unit2}对{place}开展了{topic}专项检查，发现问题{count}个，已全部整改。",
)


@dataclass(frozen=True)
class Notice:
    """One made-up document."""

    title: str
    number: str
    keywords: str
    text: str
    unit: int
    year: int
    kind: int
    topic: int
    published: date


def notices(count: int, sentences: int = 8, seed: int = 1) -> Iterator[Notice]:
    """`count` documents of `sentences` sentences on average, oldest first; every fiftieth has a rare word in its title."""
    draw = random.Random(seed)
    first = date(2014, 1, 1)
    for number in range(count):
        published = first + timedelta(days=number * 4300 // count)
        topic, unit, kind = (draw.randrange(len(words)) for words in (TOPICS, UNITS, KINDS))
        body = [
            _sentence(draw, draw.choice(SENTENCES)) for _ in range(draw.randint(sentences // 2, sentences * 3 // 2))
        ]
        yield Notice(
            _title(draw, unit, topic, kind, rare=number % 50 == 0),
            f"云{UNITS[unit][0]}发〔{published.year}〕{draw.randint(1, 300)}号",
            f"{TOPICS[topic]} {KINDS[kind]}",
            "\n".join(body),
            unit,
            published.year,
            kind,
            topic,
            published,
        )


def _title(draw: random.Random, unit: int, topic: int, kind: int, rare: bool) -> str:
    place, year = draw.choice(PLACES), draw.randint(2014, 2025)
    word = draw.choice(RARE) if rare else ""
    return draw.choice(
        (
            f"云溪县{UNITS[unit]}{draw.choice(ACTS)}《{year}年{place}{word}{TOPICS[topic]}{KINDS[kind]}》的通知",
            f"{place}{word}{TOPICS[topic]}{KINDS[kind]}（{year}年第{draw.randint(1, 12)}号）",
            f"云溪县人民政府办公室{draw.choice(ACTS)}{place}{word}{TOPICS[topic]}工作的{KINDS[kind]}",
            f"{UNITS[unit]}对{draw.choice(SURNAMES)}某申请公开{place}{word}{TOPICS[topic]}信息的答复",
            f"{year}年{UNITS[unit]}{word}{TOPICS[topic]}{KINDS[kind]}",
        )
    )


def _sentence(draw: random.Random, template: str) -> str:
    return template.format(
        topic=draw.choice(TOPICS),
        unit=draw.choice(UNITS),
        unit2=draw.choice(UNITS),
        kind=draw.choice(KINDS),
        place=draw.choice(PLACES),
        place2=draw.choice(PLACES),
        year=draw.randint(2014, 2025),
        month=draw.randint(1, 12),
        day=draw.randint(1, 28),
        count=draw.randint(1, 9999),
        percent=draw.randint(1, 100),
        money=draw.randint(1, 999) * 1000,
    )
