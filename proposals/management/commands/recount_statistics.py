"""manage.py recount_statistics: every figure counted again by plain SQL; any difference fails."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from common.commands import PlainCommand
from members.models import Session
from proposals.recounting import RECOUNTS, Recount, differences


class Command(PlainCommand):
    help = "重新统计：用独立的 SQL 重算各项统计数字，与页面的数字逐一比对，有差异即报错"

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for session in Session.objects.select_related("term__committee").order_by("pk"):
            wrong += sum(self.compare(session, one) for one in RECOUNTS)
        if wrong:
            raise CommandError(f"统计数字有 {wrong} 处差异")
        self.stdout.write("两种算法的数字全部一致。")

    def compare(self, session: Session, one: Recount) -> int:
        """Tells totals, and each place where both ways differ; how many there are."""
        committee = session.term.committee
        pages, plain = one.pages(committee, session), one.plain(committee, session)
        for figure, unit in sorted(pages):
            if not unit and (pages[figure, 0] or plain.get((figure, 0))):
                told = f"页面 {pages[figure, 0]}，重算 {plain.get((figure, 0), 0)}"
                self.stdout.write(f"{session}　{one.name}　{figure}：{told}")
        found = list(differences(session, one, pages, plain))
        for each in found:
            self.stderr.write(f"✗ {each.what}：页面 {each.pages}，重算 {each.plain}")
        return len(found)
