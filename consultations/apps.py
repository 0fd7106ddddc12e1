from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = "院坝协商"

    def ready(self) -> None:
        from consultations.announcing import about_consultation, about_topic
        from consultations.checking import watch_files
        from consultations.copies import offer_copies
        from consultations.models import Consultation, Topic
        from consultations.origins import SOURCE
        from consultations.reminding import remind_of_debts, vouch_for_debts
        from consultations.scopes import offer_scopes
        from consultations.services import follow_debtors
        from members.services.following import FOLLOWERS
        from notices.services import announces
        from proposals.origins import SOURCES

        announces(Topic.kind(), about_topic)
        announces(Consultation.kind(), about_consultation)
        offer_scopes()
        offer_copies()
        remind_of_debts()
        vouch_for_debts()
        watch_files()
        FOLLOWERS.append(follow_debtors)
        SOURCES.append(SOURCE)
