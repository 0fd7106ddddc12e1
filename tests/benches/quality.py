"""How well the platform finds: search, similar cases and likely units, judged on real texts.

The real proposals and assignments lie beside the project and are only read.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.benches import quality_search, quality_similar, quality_units
from tests.benches.place import database

REAL = Path(__file__).parents[3] / "shared" / "data"
TABLES = ("proposals_2019.csv", "unit_assignments_dev.csv")
SEED = 2019


def main() -> None:
    wish = argparse.ArgumentParser("bin/bench quality", description="检验检索、查重和单位推荐")
    wish.add_argument("--json", action="store_true", help="最后一行输出 JSON")
    wish.add_argument("--data", type=Path, default=REAL, help="真实数据所在的文件夹")
    told = wish.parse_args()
    proposals, assignments = (told.data / name for name in TABLES)
    missing = [one.name for one in (proposals, assignments) if not one.exists()]
    if missing:
        raise SystemExit(f"旁边没有真实数据 {'、'.join(missing)}，无法检验。")
    with database():
        figures = quality_units.judge(assignments, SEED)
        papers = quality_search.furnish(proposals, SEED)
        figures |= quality_search.judge(papers, SEED)
        figures |= quality_similar.judge(papers, SEED)
    if told.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
