"""What units of the story promise, and how one promise is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from common import clock
from proposals import services
from proposals.demo.scene import Scene
from proposals.models import Commitment, ReplyItem


class Plan(NamedTuple):
    """One planned item: what, how much, and in how many days from the draft."""

    matter: str
    quantity: str
    measure: str
    days: int


PLANS = {  # by the key of the text
    "stadium": (
        Plan("学校体育场馆分时段向社会开放", "6", "所", 75),
        Plan("增设开放时段安全管理人员", "12", "名", 120),
    ),
    "mental": (
        Plan("为乡镇中心学校配备心理健康教师", "18", "名", 60),
        Plan("建成县级心理辅导中心", "3", "个", 240),
    ),
    "elevator": (Plan("完成老旧小区加装电梯", "4", "部", 300),),
}


def plans(scene: Scene) -> list[dict[str, Any]]:
    """The lines of the letter; none for most."""
    return [
        {
            "kind": ReplyItem.Kind.PLANNED,
            "matter": one.matter,
            "quantity": Decimal(one.quantity),
            "measure": one.measure,
            "due_on": clock.today() + timedelta(days=one.days),
            "reason": "",
        }
        for one in PLANS.get(scene.tale.text, ())
    ]


def first_promise(scene: Scene) -> Commitment:
    found = Commitment.objects.open().filter(proposal=scene.proposal).order_by("due_on", "pk")
    return found.select_related("proposal__case", "assignment__unit")[0]


def progress(scene: Scene) -> None:
    note = "所承诺的教师已全部到岗，名单已报州教育体育局备案。"
    services.report_progress(first_promise(scene), by=scene.liaison, note=note, done=True)


def kept(scene: Scene) -> None:
    note = "抽查乡镇中心学校到岗名册并电话回访，情况属实。"
    services.keep_promise(first_promise(scene), by=scene.office, note=note)


PROMISED: dict[str, Callable[[Scene], None]] = {deed.__name__: deed for deed in (progress, kept)}
