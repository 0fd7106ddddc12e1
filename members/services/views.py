"""保存视图: a person's own way to look at a list; the office shares one with roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import clock
from members.models import Role, SavedView, Seat
from members.services.registry import note, registry_of
from workflow.hand import Hand

MOST = 30  # of one list
LONGEST = 2000  # characters of an address
SHARERS = (Role.OFFICE,)


def may_change(view: SavedView, seat: Seat) -> bool:
    """One's own; the office also what is shared in its committee."""
    if view.seat_id == seat.pk:
        return True
    return bool(view.roles) and seat.role in SHARERS and view.committee_id == seat.committee_id


@transaction.atomic
def save_view(
    seat: Seat,
    list_name: str,
    *,
    by: Hand,
    name: str,
    query: str = "",
    columns: Sequence[str] = (),
    roles: Collection[str] = (),
) -> SavedView:
    """Under a name of one's own; saved again under the same name it replaces the old one."""
    name = name.strip()
    if not name:
        raise ValidationError({"name": "请填写视图名称"})
    if len(query) > LONGEST:
        raise ValidationError("筛选条件太长，请减少条件后再保存")
    mine = SavedView.objects.filter(seat=seat, listing=list_name)
    if not mine.filter(name=name).exists() and mine.exclude(name="").count() >= MOST:
        raise ValidationError(f"每个列表最多保存{MOST}个视图，请先删除不用的")
    told = {"query": query, "columns": list(columns), "changed_at": clock.now()}
    view, _ = SavedView.objects.update_or_create(
        seat=seat, listing=list_name, name=name, defaults=told | {"committee": seat.committee}
    )
    share(view, seat, roles, by=by)
    return view


@transaction.atomic
def change_view(
    view: SavedView, seat: Seat, *, by: Hand, name: str, roles: Collection[str] = ()
) -> SavedView:
    """Another name, and other roles that have it."""
    refuse_others(view, seat)
    name = name.strip()
    if not name:
        raise ValidationError({"name": "请填写视图名称"})
    taken = SavedView.objects.filter(seat=view.seat_id, listing=view.listing, name=name)
    if taken.exclude(pk=view.pk).exists():
        raise ValidationError({"name": f"已有视图“{name}”，请换一个名称"})
    view.name, view.changed_at = name, clock.now()
    view.save(update_fields=["name", "changed_at"])
    share(view, seat, roles, by=by)
    return view


def share(view: SavedView, seat: Seat, roles: Collection[str], *, by: Hand) -> None:
    """With these roles of the committee, which keep seeing no more rows than before."""
    wanted = [role for role in Role.values if role in roles]
    if wanted == view.roles:
        return
    if seat.role not in SHARERS:
        raise PermissionDenied("共享视图由提案委办公室设置")
    view.roles = wanted
    view.save(update_fields=["roles"])
    to = f"共享给{view.shared_with}" if wanted else "不再共享"
    note(registry_of(view.committee), f"列表视图“{view}”{to}", by=by._replace(press=None))


@transaction.atomic
def drop_view(view: SavedView, seat: Seat, *, by: Hand) -> None:
    refuse_others(view, seat)
    if view.roles:
        note(registry_of(view.committee), f"删除共享的列表视图“{view}”", by=by)
    view.delete()


def refuse_others(view: SavedView, seat: Seat) -> None:
    if not may_change(view, seat):
        raise PermissionDenied("只有保存的人和提案委办公室可以更改共享的视图")


def open_with(seat: Seat, list_name: str, view: SavedView | None) -> None:
    """The list opens with that view from now on; with all rows, where there is none."""
    kept(seat, list_name, opening=view)


def arrange(seat: Seat, list_name: str, columns: Sequence[str]) -> None:
    """The columns of the list in their order, where no view is chosen; none: the usual ones."""
    kept(seat, list_name, columns=list(columns))


def arrange_view(view: SavedView, seat: Seat, columns: Sequence[str]) -> None:
    refuse_others(view, seat)
    view.columns = list(columns)
    view.save(update_fields=["columns"])


def kept(seat: Seat, list_name: str, **told: object) -> None:
    SavedView.objects.update_or_create(
        seat=seat, listing=list_name, name="", defaults=told | {"committee": seat.committee}
    )
