from __future__ import annotations

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "opinions"
    verbose_name = "社情民意"

    def ready(self) -> None:
        from members.services.following import FOLLOWERS
        from notices.services import announces
        from opinions.announcing import about_opinion
        from opinions.copies import offer_opinions
        from opinions.demo import chapter
        from opinions.models import Opinion
        from opinions.onward import ONWARD
        from opinions.reminding import remind_of_debts, vouch_for_debts
        from opinions.services import follow_debtors
        from proposals.demo.story import CHAPTERS
        from proposals.onward import WAYS

        announces(Opinion.kind(), about_opinion)
        offer_opinions()
        remind_of_debts()
        vouch_for_debts()
        FOLLOWERS.append(follow_debtors)
        WAYS.append(ONWARD)
        CHAPTERS.append(chapter)
