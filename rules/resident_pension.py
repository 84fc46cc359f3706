"""城乡居民基本养老保险: what the residents' scheme asks and pays, and the way from scheme to scheme.

Covers the account at the fixed divisor, the sum, the years asked for and the conversion of
人社部发〔2014〕17号. Regional minimums, tiers, subsidies and account rates are law data.
"""

from enum import StrEnum

from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, TENTH, Fen, Months, Ppm, half_up
from rules.tracing import rule

__all__ = [
    "CONVERSION_PERIOD",
    "RESIDENT_AGE",
    "RESIDENT_PAYMENT_MONTHS",
    "RESIDENT_PERIOD",
    "Conversion",
    "conversion",
    "merged_account",
    "resident_account_pension",
    "resident_credit",
    "resident_interest",
    "resident_months",
    "resident_pension",
    "resident_years_missing",
]

RESIDENT_PAYMENT_MONTHS = 1_390
"""计发月数 139 at 60, for men and women, in tenths."""
RESIDENT_AGE = Months(60 * MONTHS_PER_YEAR)
"""年满60周岁; not touched by the reform of 2024."""
RESIDENT_PERIOD = Months(15 * MONTHS_PER_YEAR)
"""累计缴费满15年."""
CONVERSION_PERIOD = Months(15 * MONTHS_PER_YEAR)
"""缴费年限满15年（含延长缴费至15年）: the number in the text, while the minimum rises from 2030."""


class Conversion(StrEnum):
    """Into which scheme a life with both is gathered at the statutory age."""

    INTO_EMPLOYEES = "into_employees"
    INTO_RESIDENTS = "into_residents"


@rule("resident_credit", "guofa-2014-8#account")
def resident_credit(payment: Fen, subsidy: Fen) -> Fen:
    """记入居民个人账户的金额: what is paid and the subsidy on it, fen per year."""
    return Fen(payment + subsidy)


@rule("resident_interest", "guofa-2014-8#account")
def resident_interest(opening: Fen, months: int, product: Fen, rate: Ppm) -> Fen:
    """居民个人账户当年利息, fen.

    The opening balance earns `months`, a credit the months after the one it is made in; `product` is
    the sum over the year of credit x months left.

        (opening x months + product) x rate / 12, half up to the fen, once a year

    >>> resident_interest(Fen(100_000), 12, Fen(0), Ppm(25_000))
    2500
    """
    return Fen(half_up((opening * months + product) * rate, MONTHS_PER_YEAR * PPM))


@rule("resident_years_missing", "guofa-2014-8#conditions")
def resident_years_missing(paid: Months, required: Months) -> int:
    """还差的缴费年数: years still to be paid, the yearly payment being indivisible.

    >>> resident_years_missing(Months(63), RESIDENT_PERIOD)
    10
    """
    return -(-max(0, required - paid) // MONTHS_PER_YEAR)


@rule("resident_account_pension", "guofa-2014-8#pension")
def resident_account_pension(balance: Fen, months: int) -> Fen:
    """居民个人账户养老金: balance / 139, fen per month; `months` in tenths.

    >>> resident_account_pension(Fen(8_443_200), RESIDENT_PAYMENT_MONTHS)
    60742
    """
    return Fen(half_up(balance * TENTH, months))


@rule("resident_pension", "guofa-2014-8#pension")
def resident_pension(minimum: Fen, long_payment: Fen, account: Fen) -> Fen:
    """城乡居民养老金: basic minimum + addition for long payment + account part, fen per month."""
    return Fen(minimum + long_payment + account)


@rule("conversion", "renshebufa-2014-17#3")
def conversion(employee_months: Months, required: Months) -> Conversion:
    """城乡养老保险制度衔接的方向, at the statutory age, by the months in the employees' scheme.

    缴费年限满15年（含延长缴费至15年）的，可以申请从城乡居民养老保险转入城镇职工养老保险; 不足15年的，
    可以申请转入城乡居民养老保险。

    >>> str(conversion(Months(179), CONVERSION_PERIOD))
    'into_residents'
    """
    if employee_months >= required:
        return Conversion.INTO_EMPLOYEES
    return Conversion.INTO_RESIDENTS


@rule("merged_account", "renshebufa-2014-17#5", "renshebufa-2014-17#6")
def merged_account(own: Fen, moved: Fen) -> Fen:
    """合并后的个人账户储存额: the whole balance moves, in either direction, fen. The pooled part stays."""
    return Fen(own + moved)


@rule("resident_months", "renshebufa-2014-17#6", "renshebufa-2014-17#7")
def resident_months(resident: Months, employee: Months, overlap: Months) -> Months:
    """合并计算的城乡居民缴费年限: employee months count too, a month in both only once.

    The other way round resident months never become employee months.
    """
    return Months(resident + employee - overlap)
