"""What an old table leaves unsaid, guessed from its words; the office can correct each guess."""

from __future__ import annotations

from members.models import Entry, Organisation

Field, Body = Entry.Field, Organisation.Kind

# The first line that has a word of the label decides; the labels are those of 政协 tables.
FIELDS = (
    (Field.ECOLOGY, ("生态", "环境", "资源", "环保", "林草")),
    (Field.POLITICS, ("政治", "法制", "法治", "统战", "民主", "政法", "党建", "民族", "宗教")),
    (Field.CULTURE, ("文化", "宣传", "文史", "文旅", "旅游", "新闻")),
    (Field.SOCIETY, ("社会", "教育", "医卫", "医药", "卫生", "体育", "民生", "劳动", "人口")),
    (Field.SOCIETY, ("城乡", "城建", "住建")),
    (Field.ECONOMY, ("经济", "工业", "商贸", "财", "金融", "农", "交通", "水利", "科学", "科技")),
)
# Parties come first: their full names end in 委员会 too. Then the people's organisations.
PARTIES = (
    *("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "革命委员会"),
    *("民主同盟", "民主建国会", "民主促进会", "农工民主党", "自治同盟", "共产党"),
)
PEOPLE = (
    *("工商联", "工商业联合会", "台联", "台湾同胞联谊会", "侨联", "归国华侨联合会"),
    *("总工会", "团委", "共青团", "妇联", "妇女联合会", "科协", "科学技术协会", "青联"),
)
BODIES = (
    (Body.PARTY, PARTIES),
    (Body.PEOPLE, PEOPLE),
    (Body.GROUP, ("小组", "活动组")),
    (Body.SPECIAL, ("委员会", "专委会", "专门委")),
    (Body.SECTOR, ("界",)),
)


def field_of(label: str) -> str:
    """Which of the five fields (五大建设) a category belongs to; empty when nothing tells."""
    return next((field for field, words in FIELDS if any(w in label for w in words)), "")


def body_kind(name: str) -> Organisation.Kind:
    """What kind of body submits under that name."""
    return next((kind for kind, words in BODIES if any(w in name for w in words)), Body.OTHER)
