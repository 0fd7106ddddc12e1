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
PROPOSALS, ASSIGNMENTS = REAL / "proposals_2019.csv", REAL / "unit_assignments_dev.csv"
SEED = 2019


def main() -> None:
    wish = argparse.ArgumentParser("bin/bench quality", description="检验检索、查重和单位推荐")
    wish.add_argument("--json", action="store_true", help="最后一行输出 JSON")
    told = wish.parse_args()
    missing = [one.name for one in (PROPOSALS, ASSIGNMENTS) if not one.exists()]
    if missing:
        raise SystemExit(f"旁边没有真实数据 {'、'.join(missing)}，无法检验。")
    with database():
        figures = quality_units.judge(ASSIGNMENTS, SEED)
        papers = quality_search.furnish(PROPOSALS, SEED)
        figures |= quality_search.judge(papers, SEED)
        figures |= quality_similar.judge(papers, SEED)
    if told.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
