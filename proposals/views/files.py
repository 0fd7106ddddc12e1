"""An attachment, as whoever may see its case or draft gets it."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from common.serving import sent
from members.http import SeatRequired
from proposals import services
from proposals.models import Attachment


class FilePage(SeatRequired):
    """The file itself: shown by the browser if it is a PDF or picture, else downloaded."""

    def get(self, request: HttpRequest, uid: UUID) -> FileResponse:
        visible = Attachment.objects.visible_to(self.request.seat)
        file = get_object_or_404(visible, uid=uid)
        return sent(file, lambda: services.content(file))
