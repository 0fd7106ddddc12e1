"""Telling the demo story day by day, by the services only, each deed at its own hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock, env
from members.models import Committee, Entry, Seat, User, chinese
from notices.models import Notice
from notices.services import drain, mark_read
from proposals import services
from proposals.demo import names, people
from proposals.demo.almanac import MINUTES_OF_A_DAY, Almanac, at
from proposals.demo.beside import BESIDE
from proposals.demo.deeds import DEEDS
from proposals.demo.people import Cast
from proposals.demo.scene import Scene
from proposals.demo.tale import Step, steps
from proposals.demo.tales import DRAFTS, NEIGHBOURS, TALES
from proposals.models import Proposal, ReviewMeeting
from workflow.hand import Hand
from workflow.models import Outbox

PASSWORD = "tiantong-demo-2026"
SETTING = "DEMO_PASSWORD"
MEETING = ("listed", "file", "decline")
NUMBER = "number"
MESSAGES_OF_A_DAY = 10_000  # more than there are
TOLD_SINCE = -15  # working days
READ_AFTER = -4  # notices of earlier days have been read
Deed = Callable[[], object]
# What other apps tell beside it: their deeds by working day, in the words of Almanac.day.
CHAPTERS: list[Callable[[Cast, Almanac], dict[int, list[Deed]]]] = []


def password() -> str:
    """The one password of all demo accounts."""
    return env.text(SETTING, PASSWORD)


def loaded() -> bool:
    return Committee.objects.filter(code=names.PREFECTURE).exists()


def allow(force: bool = False) -> None:
    """Demo data and real people never mix. Raises ValidationError with what to do instead."""
    if settings.PRODUCTION and not force:
        raise ValidationError("正式环境不得载入演示数据；确属演示专用部署的，请加 --force")
    if settings.PRODUCTION and password() == PASSWORD:
        raise ValidationError(f"正式环境不得使用公开的演示口令，请先设置环境变量 {SETTING}")
    if User.objects.exists() or Committee.objects.exists():
        raise ValidationError("库中已有本会数据，演示数据不与真实数据混用，请另建空库后载入")


@transaction.atomic
def load(count: int | None = None, *, force: bool = False) -> bool:
    """Tell the whole story, or the first `count` proposals of it; False if it had been told."""
    if loaded():
        return False
    allow(force)
    almanac, hashed = Almanac(), make_password(password())
    with clock.frozen(at(almanac.opens_on, -30)):
        cast = people.prefecture(almanac, hashed)
        beside = people.neighbour(almanac, cast)
    for one in BESIDE:
        one.begin(almanac, hashed)
    story = Story(cast, almanac)
    tales = TALES[:count] + DRAFTS
    told = [(cast, step) for step in steps(tales)]
    told += [(beside, step) for step in steps((NEIGHBOURS,))]
    scenes, beside_it = story.by_day(told), story.chapters()
    for day in sorted({*scenes, *beside_it}):
        story.tell(day, scenes.get(day, []), beside_it.get(day, []))
    story.read_old_notices()
    return True


@dataclass
class Story:
    """What has been told so far."""

    cast: Cast
    almanac: Almanac
    told: dict[str, int] = field(default_factory=dict)
    meetings: int = 0

    def by_day(self, told: list[tuple[Cast, Step]]) -> dict[date, list[Scene]]:
        """Scenes by day, in the order of the days; on one day as the tales have them."""
        days: dict[date, list[Scene]] = defaultdict(list)
        for cast, step in told:
            days[self.almanac.day(step.day)].append(Scene(cast, self.almanac, step, self.told))
        return dict(sorted(days.items()))

    def chapters(self) -> dict[date, list[Deed]]:
        """What other apps tell, by day."""
        days: dict[date, list[Deed]] = defaultdict(list)
        for chapter in CHAPTERS:
            for day, deeds in chapter(self.cast, self.almanac).items():
                days[self.almanac.day(day)] += deeds
        return days

    def tell(self, day: date, scenes: list[Scene], beside: Sequence[Deed] = ()) -> None:
        """One day from nine to five; then the messages go out."""
        deeds: list[Deed] = [services.close_expired, *self.deeds(scenes), *beside]
        pace = min(20, MINUTES_OF_A_DAY // len(deeds))
        for place, deed in enumerate(deeds):
            with clock.frozen(at(day, place * pace)):
                deed()
        with clock.frozen(at(day, MINUTES_OF_A_DAY)):
            self.send_out(day)

    def send_out(self, day: date) -> None:
        """Messages of the last weeks go out; of what is longer over nobody is told."""
        if day < self.almanac.day(TOLD_SINCE):
            Outbox.objects.all().delete()
        else:
            drain(limit=MESSAGES_OF_A_DAY)

    def deeds(self, scenes: list[Scene]) -> list[Deed]:
        """Single deeds first, then the day's meeting and its numbering, which are for many."""
        single: list[Deed] = [
            partial(DEEDS[scene.step.verb], scene) for scene in scenes if scene.step.verb in DEEDS
        ]
        together = [scene for scene in scenes if scene.step.verb in MEETING]
        if together:
            single.append(partial(self.meet, together))
        fresh = [scene for scene in scenes if scene.step.verb == NUMBER]
        if fresh:
            single.append(partial(self.number, fresh))
        return single

    def number(self, scenes: list[Scene]) -> None:
        told = [self.told[scene.tale.text] for scene in scenes]
        filed = Proposal.objects.filter(pk__in=told)
        wanted = filed.select_related("case__committee", "session", "category")
        services.number(wanted, by=self.cast.by)

    def meet(self, scenes: list[Scene]) -> None:
        """A review meeting: called for a coming day, or held and concluded today."""
        coming = all(scene.step.verb == "listed" for scene in scenes)
        held_on = self.almanac.ahead(3) if coming else clock.today()
        meeting = services.convene(
            self.cast.place.session,
            by=self.cast.by,
            name=self.meeting_name(held_on),
            held_on=held_on,
            proposals=[scene.proposal for scene in scenes],
        )
        if not coming:
            self.decide(meeting, scenes)

    def meeting_name(self, held_on: date) -> str:
        if held_on <= self.almanac.plenary_to:
            return "提案审查委员会全体会议"
        self.meetings += 1
        return f"提案委员会第{chinese(self.meetings)}次审查会议"

    def decide(self, meeting: ReviewMeeting, scenes: list[Scene]) -> None:
        director = Hand(self.cast.director)
        services.file_as_recommended(meeting, by=director)
        declined = [scene for scene in scenes if scene.step.verb == "decline"]
        for scene in declined:
            decline(scene)
        filed = len(scenes) - len(declined)
        minutes = f"会议审查提案{len(scenes)}件，决定立案{filed}件"
        minutes += f"，转意见建议{len(declined)}件。" if declined else "。"
        services.conclude(meeting, by=director, minutes=minutes)

    def read_old_notices(self) -> None:
        """Everybody has read what was told more than a few days ago."""
        until = at(self.almanac.day(READ_AFTER), 0)
        old: dict[int, list[int]] = defaultdict(list)
        for holder, notice in Notice.objects.filter(at__lt=until).values_list("seat", "pk"):
            old[holder].append(notice)
        with clock.frozen(until):
            for seat in Seat.objects.filter(pk__in=old):
                mark_read(seat, old[seat.pk])


def decline(scene: Scene) -> None:
    ground, disposition = scene.words
    services.decline(
        scene.proposal,
        by=scene.director,
        ground=scene.entry(Entry.Book.GROUND, ground),
        disposition=scene.entry(Entry.Book.DISPOSITION, disposition),
        note="所提事项属于个人经营中的具体问题，不宜作为提案立案，已按委员来信转有关部门处理。",
    )
