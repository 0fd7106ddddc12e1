"""Which steps of a life fall on which day: the course of one proposal of the year."""

from __future__ import annotations

from functools import partial

from proposals.demo.year.answered import Answered
from proposals.demo.year.fate import DECLINED, WITHDRAWN
from proposals.models import Recommendation, ReviewMeeting

NUMBERED, TRANSFERRED, HANDED_OVER = 3, 5, 9  # working days after the meeting
CONSENTED, PASSED_ON = 3, 5


class Course(Answered):
    """Told in the order of the days; whatever lies ahead is not told."""

    def begin(self, receipt: int) -> None:
        """Submitted and screened, or taken back at once."""
        day = self.fate.start
        self.on(day, partial(self.submit, receipt))
        if self.fate.end == WITHDRAWN:
            self.on(day + 1, self.ask_withdrawal)
            self.on(day + 2, self.withdraw)
            return
        declines = self.fate.end == DECLINED
        advice = Recommendation.DECLINE if declines else Recommendation.FILE
        self.on(min(day + 1, self.fate.meeting - 1), partial(self.screen, advice))

    def is_filed(self, meeting: ReviewMeeting) -> None:
        self.on(self.fate.meeting, partial(self.file, meeting))

    def is_merged(self, into: Course, meeting: ReviewMeeting) -> None:
        self.on(self.fate.meeting, partial(self.merge, into, meeting))

    def is_declined(self, meeting: ReviewMeeting) -> None:
        day = self.fate.meeting
        self.on(day, partial(self.decline, meeting))
        if self.on(day + CONSENTED, self.consent):
            self.on(day + PASSED_ON, self.pass_on)

    def is_numbered(self, number: int) -> None:
        day = self.fate.meeting
        self.on(day + NUMBERED, partial(self.number, number))
        if self.on(day + TRANSFERRED, self.transfer):
            self.go_on(day + HANDED_OVER)
