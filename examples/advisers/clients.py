"""10,000 clients, three tiers each: what each tier costs them now and pays them, in today's money.

Run it as `python clients.py`, or `python clients.py 500` for fewer. The clients are made up.
"""

import sys
from pathlib import Path

import polars as pl

from calculator import Month, estimate_frame

PLACES = ("浙江", "上海", "广东", "四川", "河南")
TIERS = ("60%", "100%", "300%")


def clients(count: int) -> pl.DataFrame:
    """Made-up clients; read your own with pl.read_csv or pl.read_excel."""
    return pl.DataFrame(
        {
            "编号": list(range(1, count + 1)),
            "参保地": [PLACES[n % len(PLACES)] for n in range(count)],
            "出生年月": [f"{1972 + n % 28}-{1 + n % 12:02d}" for n in range(count)],
            "性别": ["男" if n % 2 else "女" for n in range(count)],
            "已缴月数": [n % 60 for n in range(count)],
            "缴费档次": ["60%"] * count,
        }
    )


def compared(people: pl.DataFrame) -> pl.DataFrame:
    """One row for each client and tier, under the client it belongs to."""
    return estimate_frame(
        people,
        today=Month.of(2026, 11),
        tiers=TIERS,
        select=["payable", "monthly_payment", "pension_today"],
    )


def main(count: int, folder: Path) -> None:
    """Write every row to tiers.parquet; print how many are paid at each tier, and the mean of theirs."""
    rows = compared(clients(count))
    rows.write_parquet(folder / "tiers.parquet")
    money = pl.col("每月缴费", "每月养老金（今天的钱）")
    paid = pl.col("能否按月领")
    print(
        rows.group_by("对比档次", maintain_order=True).agg(
            pl.len().alias("人数"),
            paid.sum().alias("到龄能领"),
            money.filter(paid).cast(pl.Float64).mean().round(2),
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path())
