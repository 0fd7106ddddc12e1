"""Invented places and accounts of the second demo prefecture; nobody and nowhere real is meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from members.models import Role
from proposals.demo.names import people
from proposals.demo.people import numbered

PREFECTURE, NAME = "539700", "映山州"
COUNTIES = {
    "539721": "雾岭县",
    "539701": "映川市",
    "539722": "石笋县",
    "539723": "青垭县",
    "539724": "桐坪县",
    "539725": "禾渡县",
    "539726": "蕨山县",
    "539727": "岚口县",
}
CODES = frozenset({PREFECTURE, *COUNTIES})  # that no real division has
TOWNSHIPS, MARKETS = 13, 6  # of each county; so many of them are towns (镇)
BEFORE, AFTER = "桐榆槐蓼荻菱芦茅葭菰萱薇", "汀垭渚窠蹬樾坳墩潭笕垄堰"
VILLAGES = ("上寨村", "桥头村", "岩脚村", "田心村", "河湾村", "新田村", "大塘村", "坡头村")
UNITS = (
    *("交通运输局", "水务局", "农业农村局", "住房和城乡建设局"),
    *("民政局", "卫生健康局", "教育体育局", "文化和旅游局"),
)
FIRST_PERSON = 1000  # those before him live in the first prefecture
SEATS = {  # the accounts to begin with
    "prefecture_office": "看三百行动看板，点开逾期任务，再看年度统计表（另一州的州政协）",
    "county_office": "核查报完成的任务，决定退回申请（县政协办公室）",
    "township": "签收、报告本乡镇的任务，登记新议题（乡镇委员工作室）",
    "party": "审批乡镇的协商计划和任务清单（乡镇党委）",
}


class Account(NamedTuple):
    """Who sits where: `place` is the township's place in its county, `unit` its unit's."""

    username: str
    name: str
    role: Role
    county: str = ""
    place: int | None = None
    unit: int | None = None


@cache
def roster() -> tuple[Account, ...]:
    """Everybody, the same every time."""
    names = islice(people(), FIRST_PERSON, None)
    return tuple(one._replace(name=name) for one, name in zip(unnamed(), names, strict=False))


def unnamed() -> Iterator[Account]:
    yield Account("prefecture_office", "", Role.OFFICE)
    for serial, county in enumerate(COUNTIES):
        yield Account(numbered("county_office", serial + 1), "", Role.OFFICE, county)
        for place in range(TOWNSHIPS):
            number = serial * TOWNSHIPS + place + 1
            yield Account(numbered("township", number), "", Role.TOWNSHIP, county, place)
            yield Account(numbered("party", number), "", Role.PARTY, county, place)
        for unit in range(len(UNITS)):
            number = serial * len(UNITS) + unit + 1
            word = numbered("county_liaison", number)
            yield Account(word, "", Role.LIAISON, county, unit=unit)


def guests() -> list[str]:
    """Names of members and villagers, none of whom has an account."""
    return list(islice(people(), FIRST_PERSON + 320, FIRST_PERSON + 480))


def units_of(county: str) -> list[str]:
    """As the county calls them."""
    return [f"{COUNTIES[county][-1]}{name}" for name in UNITS]


def townships_of(county: str) -> list[tuple[str, str]]:
    """Code and name; towns have codes from 100 on, the others from 200 on, as everywhere."""
    first = list(COUNTIES).index(county) * TOWNSHIPS
    found = []
    for place in range(TOWNSHIPS):
        n = first + place
        name = BEFORE[n % len(BEFORE)] + AFTER[(n + n // len(BEFORE)) % len(AFTER)]
        town = place < MARKETS
        number = 100 + place if town else 200 + place - MARKETS
        found.append((f"{county}{number}", f"{name}{'镇' if town else '乡'}"))
    return found
