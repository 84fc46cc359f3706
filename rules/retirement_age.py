"""法定退休年龄 and elastic retirement.

Covers the delayed statutory age by birth month and the window of voluntary early retirement. The
numbers of each category (original age, first cohort, step, cap) are law data; so are local ages.
"""

from enum import IntEnum

from rules.quantities import Months
from rules.tracing import rule

__all__ = [
    "Retire",
    "delay",
    "earliest_month",
    "payment_start",
    "retirement_month",
    "statutory_age",
    "statutory_month",
]


class Retire(IntEnum):
    """What a person chooses: the statutory month, the earliest lawful one, or a month."""

    STATUTORY = 0
    EARLIEST = 1
    IN_MONTH = 2


@rule("delay", "jueding-2024-09-13#banfa-1")
def delay(birth: int, first_affected: int, step: int, cap: Months) -> Months:
    """延迟月数: months by which the age of a birth month is delayed.

    从2025年1月1日起，男职工和原法定退休年龄为五十五周岁的女职工每四个月延迟一个月，原五十周岁的女职工每二个月延迟一个月。

        0 before the first affected birth month, then one month per `step` birth months, at most `cap`

    The first affected month already carries one month of delay.

    >>> from rules.month import Month
    >>> delay(Month.of(1965, 1), Month.of(1965, 1), 4, Months(36))
    1
    """
    if birth < first_affected:
        return Months(0)
    return Months(min((birth - first_affected) // step + 1, cap))


@rule("statutory_age", "jueding-2024-09-13#banfa-1")
def statutory_age(original_age: Months, delayed: Months) -> Months:
    """法定退休年龄: the original age plus the delay, in months."""
    return Months(original_age + delayed)


@rule("statutory_month", "jueding-2024-09-13#banfa-1")
def statutory_month(birth: int, age: Months) -> int:
    """法定退休月份: the month in which the statutory age is reached."""
    return birth + age


@rule("earliest_month", "renshebufa-2024-94#1")
def earliest_month(birth: int, original_age: Months, statutory: int, window: Months) -> int:
    """弹性提前退休的最早月份: at most `window` months early, never below the original age.

    职工达到…最低缴费年限，可以自愿选择弹性提前退休，提前时间距法定退休年龄最长不超过3年，且退休年龄不得低于女职工50周岁、55周岁及男职工60周岁的原法定退休年龄。
    """
    return max(birth + original_age, statutory - window)


@rule("retirement_month", "renshebufa-2024-94#1", "renshebufa-2024-94#4")
def retirement_month(choice: int, month: int, statutory: int, earliest: int) -> int:
    """退休月份: the month chosen. Whether a stated month is lawful is decided before (scenario)."""
    if choice == Retire.EARLIEST:
        return earliest
    if choice == Retire.IN_MONTH:
        return month
    return statutory


@rule("payment_start", "renshebufa-2024-94#9")
def payment_start(retirement: int) -> int:
    """养老金起领月份: the month after the retirement month."""
    return retirement + 1
