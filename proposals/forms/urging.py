"""What 催办 asks."""

from __future__ import annotations

from members.doors import ActionForm
from proposals.forms.asking import text


class Urge(ActionForm):
    note = text("催办内容", longest=500, help_text="经办人和主要负责同志会立即收到")
