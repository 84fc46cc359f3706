"""灵活就业社会保险补贴: what the hard-to-employ get back of what they pay, and for how long.

Covers the months open from a first approval and the amount of a month. Who is recognised, and what a
place adds to the national frame, is decided by the place; its figures are law data.
"""

from rules.quantities import PPM, Fen, Months, Ppm, half_up
from rules.tracing import rule

__all__ = [
    "NEAR_RETIREMENT",
    "OLDER_MAN",
    "OLDER_WOMAN",
    "contribution_subsidy",
    "subsidy_months",
]

NEAR_RETIREMENT = Months(60)
"""距法定退休年龄不足5年: strictly fewer months than these are left at the first approval."""
OLDER_WOMAN, OLDER_MAN = Months(480), Months(600)
"""大龄人员（女满40周岁、男满50周岁）: from these ages on, where a place pays the subsidy by age."""


@rule("subsidy_months", "jiuye-buzhu-zijin#period")
def subsidy_months(left: Months, standard: Months, used: Months, near: Months) -> Months:
    """补贴月数 open to who is first approved with `left` months before the statutory month.

    Fewer than `near` months left: all of them, until retirement; otherwise `standard` (36). `used`
    were drawn before under an earlier approval and count against the standard period.

    >>> subsidy_months(Months(59), Months(36), Months(0), NEAR_RETIREMENT)
    59
    >>> subsidy_months(Months(60), Months(36), Months(0), NEAR_RETIREMENT)
    36
    """
    if left < near and used == 0:
        return Months(max(0, left))
    return Months(max(0, min(left, standard - used)))


@rule("contribution_subsidy", "jiuye-buzhu-zijin#amount")
def contribution_subsidy(contribution: Fen, share: Ppm, cap: Fen, paid: Fen) -> Fen:
    """月补贴额, fen: a share of the contribution, at most `cap` (0: none) and at most what was paid.

        min(contribution x share, cap, paid), half up to the fen

    >>> contribution_subsidy(Fen(223_800), Ppm(500_000), Fen(0), Fen(223_800))
    111900
    """
    amount = half_up(contribution * share, PPM)
    if cap > 0:
        amount = min(amount, cap)
    return Fen(min(amount, paid))
