"""Words from which names are made: people, firms, goods, dishes. Nobody and nothing by these names is meant."""

from __future__ import annotations

import random


def _words(text: str) -> list[str]:
    return text.split()


_SURNAMES = "林苏温柏乔纪岑洛闻项桑穆简舒卓凌池荀晏戚"
_GIVEN = _words(
    "知远 若衡 听澜 砚秋 予安 见微 云岫 望舒 清和 书衡 南星 既明 思齐 允执 静姝 之恒 时雨 明溪 启川 修竹 "
    "念慈 怀谷 采薇 立言 景澄 晓棠 远帆 青禾 如初 乐游"
)
_FIRM_NAMES = _words(
    "青禾 晨露 溪畔 竹里 丰年 和顺 四时 小满 白露 知味 百家 田园 新程 同心 山野 一品 福临 巧手 云上 江枫 银杏 蓝鲸 老街 橘园"
)
_FIRM_KINDS = _words(
    "便民超市 食品店 餐饮店 农资经营部 农业专业合作社 建材商行 五金机电有限公司 食品有限公司 生物科技有限公司 "
    "文化传播有限公司 建筑工程有限公司 物业服务有限公司 餐饮管理有限公司 劳务服务有限公司 药房 诊所 幼儿园 大酒店"
)
GOODS = _words(
    "食用植物油 小麦粉 散装大米 腊肉 豆制品 电动自行车充电器 儿童玩具 复合肥料 卷尺 电线电缆 瓶装饮用水 蜂蜜 粉丝 "
    "茶叶 塑料购物袋 压力锅 燃气灶具 安全帽 杂粮 果脯"
)
DISHES = _words(
    "凉拌菜 烧烤肉串 油炸食品 米粉 卤味 生日蛋糕 集体用餐 鲜切水果 豆腐脑 汤圆 餐具（复用） 火锅底料 酱鸭 青团 米酒"
)


def people(count: int, draw: random.Random) -> list[str]:
    """Names of `count` people, each another one as long as there are enough."""
    every = [surname + given for surname in _SURNAMES for given in _GIVEN]
    draw.shuffle(every)
    return [every[number % len(every)] for number in range(count)]


def person(draw: random.Random) -> str:
    """The name of somebody."""
    return draw.choice(_SURNAMES) + draw.choice(_GIVEN)


def firm(draw: random.Random) -> str:
    """The name of a firm."""
    return f"云溪县{draw.choice(_FIRM_NAMES)}{draw.choice(_FIRM_KINDS)}"
