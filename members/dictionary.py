"""The dictionaries a new committee starts with; every line can be changed or retired afterwards."""

from __future__ import annotations

from typing import NamedTuple

from members.models import Entry

Book, Field = Entry.Book, Entry.Field


class Line(NamedTuple):
    """One entry to be: its code is what other data refers to, its label what people read."""

    code: str
    label: str
    meaning: str = ""
    field: str = ""


CATEGORIES = (
    Line("industry", "工业和信息化", "", Field.ECONOMY),
    Line("finance", "财税金融", "", Field.ECONOMY),
    Line("commerce", "商贸和市场监管", "", Field.ECONOMY),
    Line("farming", "农业农村", "", Field.ECONOMY),
    Line("transport", "交通水利", "", Field.ECONOMY),
    Line("government", "政治法律和统战", "", Field.POLITICS),
    Line("culture", "文化旅游", "", Field.CULTURE),
    Line("education", "教育科技体育", "", Field.SOCIETY),
    Line("health", "医药卫生", "", Field.SOCIETY),
    Line("livelihood", "民政和社会保障", "", Field.SOCIETY),
    Line("town", "城乡建设和社会治理", "", Field.SOCIETY),
    Line("ecology", "生态环境和自然资源", "", Field.ECOLOGY),
)

GROUNDS = (  # the ten of the national text that the CPPCC published in 2011
    Line("secret", "涉及党和国家秘密"),
    Line("forbidden", "国家明令禁止的"),
    Line("party", "中共党员对党内有关组织、人事安排等方面有意见的"),
    Line("democratic", "民主党派成员反映本组织内部问题的"),
    Line("lawsuit", "进入民事、刑事、行政诉讼或仲裁程序的"),
    Line("academic", "属于学术研讨的"),
    Line("personal", "为本人或亲属解决个人问题的"),
    Line("advertising", "宣传、推介具体作品、产品的"),
    Line("accusing", "指名举报的"),
    Line("vague", "内容空泛、没有具体建议的"),
)

DISPOSITIONS = (
    Line("opinion", "转社情民意"),
    Line("member_letter", "转委员来信"),
    Line("public_letter", "转群众来信"),
    Line("upward", "报送上级政协"),
    Line("reference", "送有关部门参考"),
)

GRADE_SETS: dict[str, tuple[Line, ...]] = {
    "chuxiong": (  # 2023
        Line("A", "A类", "所提问题已经解决或正在解决"),
        Line("B", "B类", "所提问题已制定解决措施或已列入计划解决"),
        Line("C", "C类", "所提问题因条件限制难以解决，留作参考"),
    ),
    "kunming": (  # 2020
        Line("A", "A类", "所提问题得到解决或部分解决"),
        Line("B", "B类", "所提问题列入计划逐步解决"),
        Line("C", "C类", "所提建议前瞻性强，短期内不具备解决条件"),
    ),
    "dehong": (  # 2018–2021
        Line("A", "A类", "所提问题已经解决或基本解决"),
        Line("B", "B类", "所提问题正在解决或列入计划解决"),
        Line("C", "C类", "所提问题因政策、条件限制暂不能解决"),
    ),
}
GRADE_NAMES = {"chuxiong": "楚雄州口径", "kunming": "昆明市口径", "dehong": "德宏州口径"}
FOCI = (  # the five foci of Yunnan's courtyard consultations
    Line("governance", "社会治理难点"),
    Line("concern", "群众关心热点"),
    Line("environment", "人居环境盲点"),
    Line("hardship", "特殊困难群体堵点"),
    Line("poverty", "易返贫发展重点"),
)
DISCUSSED = (  # 两议三不议, as a county of Sichuan wrote it
    Line("village", "涉及村级发展的"),
    Line("people", "群众普遍关心的"),
)
UNDISCUSSED = (
    Line("morals", "违背公序良俗的"),
    Line("law", "法律法规和政策已有明确规定的"),
    Line("private", "属于个人或家庭纠纷的"),
)
ATTENDEES = (
    Line("member", "政协委员"),
    Line("county", "县级部门负责人"),
    Line("township", "乡镇干部"),
    Line("village", "村“两委”干部"),
    Line("concerned", "利益相关方"),
    Line("villager", "群众代表"),
    Line("worthy", "乡贤"),
    Line("expert", "专家"),
    Line("police", "民警"),
    Line("lawyer", "律师"),
)
GATHERINGS = (  # around the consultations
    Line("visit", "观摩会"),
    Line("advance", "推进会"),
    Line("site", "现场会"),
    Line("training", "培训会"),
)
KEY_CRITERIA = (  # what a shortlist of key proposals is drawn up by
    Line("overall", "事关党委、政府中心工作"),
    Line("livelihood", "群众普遍关注的民生实事"),
    Line("quality", "调研深入、情况清楚、建议具体"),
    Line("feasible", "当年可以推动、可以见效"),
    Line("wide", "涉及面广，需要多个单位共同办理"),
)
KEY_VISITS = (  # by which a key proposal is supervised
    Line("survey", "调研"),
    Line("talk", "座谈"),
    Line("inspection", "视察"),
    Line("call", "走访承办单位"),
)
WORD_SETS = {"会办": "会办", "协办": "协办", "参办": "参办"}


def books(grades: str, word: str) -> dict[str, tuple[Line, ...]]:
    """All first entries by book, with that set of grades and that word for the co-unit."""
    return {
        Book.CATEGORY: CATEGORIES,
        Book.GROUND: GROUNDS,
        Book.DISPOSITION: DISPOSITIONS,
        Book.GRADE: GRADE_SETS[grades],
        Book.FOCUS: FOCI,
        Book.DISCUSSED: DISCUSSED,
        Book.UNDISCUSSED: UNDISCUSSED,
        Book.ATTENDEE: ATTENDEES,
        Book.GATHERING: GATHERINGS,
        Book.KEY: KEY_CRITERIA,
        Book.VISIT: KEY_VISITS,
        Book.WORD: (Line("co", word, "协助主办单位办理、不单独答复提案者的单位如何称呼"),),
    }
