"""What is told when a view is saved or changed, and which columns a list is to have."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from common.forms import STALE
from members.models import Role, SavedView, Seat
from members.services.views import SHARERS

SHARED = [choice for choice in Role.choices if choice[0] != Role.CLIENT]


class ViewForm(forms.Form):
    """roles is for the office alone."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    name = forms.CharField(
        label="名称", max_length=20, help_text="例如：逾期未办复；与已有视图同名的，替换原来的视图"
    )
    opens = forms.BooleanField(label="打开列表时先显示这个视图", required=False)
    roles = forms.MultipleChoiceField(
        label="共享给",
        choices=SHARED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="本会这些身份的人都会看到这个视图；各人仍只看到自己有权看的内容",
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        kwargs["initial"] = {"press": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if seat.role not in SHARERS:
            del self.fields["roles"]

    def told(self) -> dict[str, Any]:
        """The service's words."""
        return {"name": self.cleaned_data["name"], "roles": self.cleaned_data.get("roles", [])}


class ChangeForm(ViewForm):
    def __init__(self, *args: Any, view: SavedView, opens: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": view.name, "roles": view.roles, "opens": opens}
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = ""
