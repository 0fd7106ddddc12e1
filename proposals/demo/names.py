"""Invented names of people and places; nobody real is meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = "段普杨李尹罗张和鲁周马高施董赵毕白纳窦起"
FIRST = "立春秋朝晓云文雨谷清思志永若正启承书知远"
SECOND = "华秋晖岚生蕾明平舟宁禾峰霞川林珊岩溪航琴"
SEED = 539900

PREFECTURE, NEIGHBOUR = "539900", "539800"
COUNTIES = {  # and how many townships each has: 103 together
    "539921": ("元谷县", 12),
    "539922": ("清江县", 11),
    "539901": ("锦川市", 10),
    "539923": ("永禾县", 10),
    "539924": ("双岭县", 10),
    "539925": ("竹源县", 10),
    "539926": ("花岭县", 10),
    "539927": ("松坪县", 10),
    "539928": ("凤岭县", 10),
    "539929": ("稻源县", 10),
}
TOLD = {  # townships that the stories speak of
    "539921": ("云台镇", "龙泉镇", "石门乡", "柳溪乡"),
    "539922": ("白鹭镇", "苇坪镇", "青竹乡"),
}
BEFORE, AFTER = "瓦栗雾苇鹭蕨霜椿柘梨岚枫", "汀垭渚窠蹬樾坳墩潭笕垄堰"
MARKETS = 6  # so many of a county are towns (镇), the others 乡

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
MORE_GOVERNMENT_UNITS = (
    "州发展和改革委员会",
    "州工业和信息化局",
    "州科学技术局",
    "州民族宗教事务委员会",
    "州司法局",
    "州财政局",
    "州人力资源和社会保障局",
    "州自然资源和规划局",
    "州商务局",
    "州退役军人事务局",
    "州应急管理局",
    "州审计局",
    "州市场监督管理局",
    "州林业和草原局",
    "州统计局",
    "州投资促进局",
    "州医疗保障局",
    "州乡村振兴局",
    "州城市管理局",
    "州政务服务管理局",
    "州搬迁安置办公室",
    "州气象局",
    "州税务局",
    "州供销合作社联合社",
    *(f"{name}人民政府" for name, _ in COUNTIES.values()),
)
MORE_PARTY_UNITS = (
    "州委组织部",
    "州委统一战线工作部",
    "州委社会工作部",
    "州委机构编制委员会办公室",
    "州委网络安全和信息化委员会办公室",
    "州委党校",
    "州总工会",
    "共青团彩云州委",
    "州妇女联合会",
    "州科学技术协会",
    "州残疾人联合会",
)
CPPCC_UNITS = ("州政协办公室", "州政协提案委员会", "州政协委员联络委员会")
CPPCC_SYSTEM = ("政协系统", "州政协办公室秘书科")
SECTORS = {  # and where their members work
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
    "民革界": "彩云州公证处",
    "民进界": "锦川市实验小学",
    "农工党界": "彩云州妇幼保健院",
    "致公党界": "彩云州图书馆",
    "九三学社界": "彩云州水文站",
    "共青团界": "锦川市青年创业园",
    "总工会界": "彩云州工人文化宫",
    "妇联界": "永禾县妇女儿童活动中心",
    "青联界": "双岭县电子商务协会",
    "科协界": "彩云州科技馆",
    "台联界": "锦川市台胞联谊会",
    "侨联界": "竹源县归侨联谊会",
    "文化艺术界": "彩云州歌舞团",
    "科学技术界": "彩云州新材料研究院",
    "社会科学界": "彩云州社会科学研究所",
    "经济界": "彩云州农村合作银行",
    "体育界": "彩云州体育运动学校",
    "新闻出版界": "彩云州融媒体中心",
    "对外友好界": "彩云州对外交流协会",
    "社会福利和社会保障界": "花岭县社会福利院",
    "宗教界": "松坪县宗教活动场所管理小组",
}
ORGANISATIONS = (
    ("民盟彩云州委员会", "party"),
    ("民建彩云州委员会", "party"),
    ("彩云州工商业联合会", "people"),
    ("州政协农业和农村委员会", "special"),
    ("民革彩云州委员会", "party"),
    ("民进彩云州委员会", "party"),
    ("农工党彩云州委员会", "party"),
    ("九三学社彩云州委员会", "party"),
    ("彩云州总工会", "people"),
    ("彩云州妇女联合会", "people"),
    ("共青团彩云州委员会", "people"),
    ("州政协提案委员会", "special"),
    ("州政协经济和人口资源环境委员会", "special"),
    ("州政协教科卫体委员会", "special"),
    ("州政协社会和法制委员会", "special"),
    ("州政协民族宗教和港澳台侨委员会", "special"),
    ("州政协文化文史和学习委员会", "special"),
)


def people() -> Iterator[str]:
    """Names without end, always the same ones in the same order, none of them twice."""
    chance, told = Random(SEED), set[str]()
    while True:
        name = chance.choice(SURNAMES) + chance.choice(FIRST) + chance.choice(SECOND)
        if name not in told:
            told.add(name)
            yield name


def townships() -> dict[str, dict[str, str]]:
    """Code and name of every township, by the code of its county; no name comes twice."""
    fresh = (
        BEFORE[place % len(BEFORE)] + AFTER[(place + place // len(BEFORE)) % len(AFTER)]
        for place in range(len(BEFORE) * len(AFTER))
    )
    return {county: dict(divided(county, count, fresh)) for county, (_, count) in COUNTIES.items()}


def divided(county: str, count: int, fresh: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Towns have codes from 100 on, other townships from 200 on, as everywhere."""
    told = TOLD.get(county, ())
    names = [*sorted(told, key=lambda name: name[-1] == "乡")]
    towns = sum(name.endswith("镇") for name in told)
    names[towns:towns] = [f"{next(fresh)}镇" for _ in range(MARKETS - towns)]
    names += [f"{next(fresh)}乡" for _ in range(count - len(names))]
    for place, name in enumerate(names):
        number = 100 + place if name.endswith("镇") else 200 + place - MARKETS
        yield f"{county}{number}", name
