"""A question about a whole province: what if the floor of the base rose from 60% to 70% in 2027?

Everybody in the table is estimated under the law as it is and under the reform of floor_70.toml, to the
fen as the single estimate. Run it as `python policy.py`, or `python policy.py 500` for fewer people.
"""

import sys
from pathlib import Path

import polars as pl

from calculator import Law, Month, estimate_frame, load_law
from calculator.reform.reading import read_reform

REFORM = Path(__file__).parent / "floor_70.toml"


def people(count: int) -> pl.DataFrame:
    """Made-up people who pay on the floor in Zhejiang; scan your own with pl.scan_parquet."""
    return pl.DataFrame(
        {
            "id": list(range(count)),
            "region": ["浙江"] * count,
            "born": [f"{1972 + n % 28}-{1 + n % 12:02d}" for n in range(count)],
            "sex": ["male" if n % 2 else "female" for n in range(count)],
            "paid_months": [n % 60 for n in range(count)],
            "tier": ["floor"] * count,
        }
    )


def under(law: Law, table: pl.DataFrame) -> pl.DataFrame:
    """What everybody pays from now on and gets, in today's money."""
    return estimate_frame(
        table,
        law=law,
        today=Month.of(2027, 1),
        select=["payable", "paid_from_now_today", "pension_today"],
    )


def main(count: int) -> None:
    """Print what changes for the whole table, and for each decade of birth."""
    law = load_law()
    table = people(count)
    before = under(law, table)
    after = under(law.reformed(read_reform(REFORM, law)), table)
    change = before.select(
        decade=pl.col("born").str.slice(0, 3) + "0s",
        paid=after["paid_from_now_today"] - before["paid_from_now_today"],
        pension=after["pension_today"] - before["pension_today"],
        gains=(after["pension_today"] > before["pension_today"]),
    ).filter(before["payable"] & after["payable"])
    totals = [
        pl.len().alias("people"),
        pl.col("gains").sum().alias("with a higher pension"),
        pl.col("paid").sum().alias("yuan more paid"),
        pl.col("pension").sum().alias("yuan more a month"),
    ]
    print(change.select(totals))
    print(change.group_by("decade").agg(totals).sort("decade"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
