"""Invented names of people and places; nobody real is meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = "段普杨李尹罗张和鲁周马高施董赵毕白纳窦起"
FIRST = "立春秋朝晓云文雨谷清思志永若正启承书知远"
SECOND = "华秋晖岚生蕾明平舟宁禾峰霞川林珊岩溪航琴"
SEED = 539900

PREFECTURE, NEIGHBOUR = "539900", "539800"
COUNTIES = {
    "539921": (
        "元谷县",
        {
            "539921100": "云台镇",
            "539921101": "龙泉镇",
            "539921200": "石门乡",
            "539921201": "柳溪乡",
        },
    ),
    "539922": (
        "清江县",
        {"539922100": "白鹭镇", "539922101": "大坪镇", "539922200": "青竹乡"},
    ),
}
GOVERNMENT_UNITS = (
    "州交通运输局",
    "州教育体育局",
    "州公安局",
    "州住房和城乡建设局",
    "州农业农村局",
    "州卫生健康委员会",
    "州文化和旅游局",
    "州生态环境局",
    "州水务局",
    "州民政局",
)
PARTY_UNITS = ("州委宣传部", "州委政法委员会")
SECTORS = {  # and where its members work
    "中共界": "元谷县云台镇党委",
    "民盟界": "彩云州第一中学",
    "民建界": "彩云州高原食品有限公司",
    "无党派人士界": "彩云州农业科学研究所",
    "工商联界": "清江县白鹭商贸有限公司",
    "农业界": "清江县青竹蔬菜专业合作社",
    "教育界": "彩云州职业技术学校",
    "医药卫生界": "彩云州人民医院",
    "少数民族界": "元谷县石门乡文化站",
    "特邀界": "彩云州老科技工作者协会",
}
ORGANISATIONS = (
    ("民盟彩云州委员会", "party"),
    ("民建彩云州委员会", "party"),
    ("彩云州工商业联合会", "people"),
    ("州政协农业和农村委员会", "special"),
)


def people() -> Iterator[str]:
    """Names without end, always the same ones in the same order, none of them twice."""
    chance, told = Random(SEED), set[str]()
    while True:
        name = chance.choice(SURNAMES) + chance.choice(FIRST) + chance.choice(SECOND)
        if name not in told:
            told.add(name)
            yield name
