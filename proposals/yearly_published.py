"""公布时的数字 beside what they have become since."""

from __future__ import annotations

from common.listing import Line
from common.templatetags.ui import Column
from proposals.yearly import Counts, Year, label_of, totals
from proposals.yearly_tables import Table

COLUMNS = (
    Column("项目", "name", "wide"),
    Column("公布时", "then", "fit", "text"),
    Column("现在", "now", "fit", "text"),
)


def beside(kept: Counts, year: Year, counts: Counts) -> Table:
    """Each figure that was published; what it is called comes from the figure itself."""
    now = totals(year, counts)
    lines = [
        Line(label, {"name": label, "then": str(n), "now": str(now.get(code, 0))})
        for code, n in kept.items()
        if (label := label_of(year, code))
    ]
    return Table("公布的数字和现在的数字", COLUMNS, lines)
