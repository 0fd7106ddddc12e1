from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = "院坝协商"

    def ready(self) -> None:
        from consultations.checking import watch_files
        from consultations.copies import offer_copies
        from consultations.reminding import remind_of_debts, vouch_for_debts
        from consultations.scopes import offer_scopes

        tell()
        offer_scopes()
        offer_copies()
        remind_of_debts()
        vouch_for_debts()
        watch_files()
        take_part()


def tell() -> None:
    """Whom its events are told."""
    from consultations.announcing import about_consultation, about_topic
    from consultations.announcing_around import about_gathering, about_village
    from consultations.models import CivicVillage, Consultation, Gathering, Topic
    from notices.services import announces

    announces(Topic.kind(), about_topic)
    announces(Consultation.kind(), about_consultation)
    announces(Gathering.kind(), about_gathering)
    announces(CivicVillage.kind(), about_village)


def take_part() -> None:
    """In what apps below ask of those above."""
    from consultations.demo import PLACE
    from consultations.origins import OF_OPINIONS, SOURCE, topics_of
    from consultations.services import follow_debtors, take_back
    from consultations.services.carrying import CARRIER
    from members.services.following import CARRIERS, FOLLOWERS
    from opinions import origins as of_opinions
    from proposals.demo.beside import BESIDE
    from proposals.origins import LETTING_GO, SOURCES

    CARRIERS.append(CARRIER)
    FOLLOWERS.append(follow_debtors)
    SOURCES.append(SOURCE)
    LETTING_GO.append(take_back)
    of_opinions.SOURCES.append(OF_OPINIONS)
    of_opinions.AFTERWARDS.append(topics_of)
    BESIDE.append(PLACE)
