"""个人账户的图: the balance at the end of each year, what was put in and what is interest."""

from itertools import accumulate

from calculator.charts.chart import Axis, Chart, Series, Shape, Unit
from calculator.result import Estimate

__all__ = ["account_charts"]


def account_charts(result: Estimate) -> tuple[Chart, ...]:
    """The account of the plan; the balance it starts from counts as put in."""
    ledger = result.go_on.settlement.ledger
    if not ledger:
        return ()
    credited = accumulate((line.credited for line in ledger), initial=ledger[0].opening)
    principal = tuple(int(amount) for amount in list(credited)[1:])
    return (
        Chart(
            name="account",
            shape=Shape.STACK,
            axis=Axis.YEAR,
            unit=Unit.YUAN,
            at=tuple(line.year for line in ledger),
            series=(
                Series("principal", principal),
                Series(
                    "interest",
                    tuple(
                        int(line.closing) - put_in
                        for line, put_in in zip(ledger, principal, strict=True)
                    ),
                ),
            ),
        ),
    )
