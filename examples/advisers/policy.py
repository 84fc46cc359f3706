"""What if everybody in a province paid at 80% instead of 60%? Costs and pensions, person by person."""

import polars as pl

from calculator.batch.frame import estimate_frame
from rules.month import Month

PEOPLE = pl.DataFrame(
    {
        "region": "浙江",
        "born": [f"{1970 + n % 30}-{1 + n % 12:02d}" for n in range(600)],
        "sex": ["male", "female"] * 300,
        "paid_months": [n % 60 for n in range(600)],
        "tier": "60%",
    }
)


def main() -> None:
    """Print the mean cost now and the mean pension in today's money of both tiers."""
    results = estimate_frame(
        PEOPLE,
        today=Month.of(2026, 11),
        tiers=["60%", "80%"],
        select=["payable", "monthly_payment", "pension_today"],
    )
    print(
        results.filter(pl.col("payable"))
        .group_by("tier_compared", maintain_order=True)
        .agg(pl.len().alias("people"), pl.col("monthly_payment", "pension_today").mean())
    )


if __name__ == "__main__":
    main()
