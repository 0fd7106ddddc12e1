"""An attachment, as whoever may see its case or draft gets it."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from common.files import INLINE
from members.http import SeatRequired
from proposals import services
from proposals.models import Attachment


class FilePage(SeatRequired):
    """The file itself: shown by the browser if it is a PDF or picture, else downloaded."""

    def get(self, request: HttpRequest, uid: UUID) -> FileResponse:
        visible = Attachment.objects.visible_to(self.request.seat)
        file = get_object_or_404(visible, uid=uid)
        answer = FileResponse(
            services.content(file),
            as_attachment=file.media_type not in INLINE,
            filename=file.name,
            content_type=file.media_type,
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer
