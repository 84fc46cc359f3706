"""对照计算: a second, naive settlement of a basic pension, month by month.

Covers bases, payments, 个人账户 with yearly interest, the average index, ages, minimum years and
the parts of the pension. Exact fractions throughout; rounding only where a rule names it.
Not covered: the account after retirement. It shares no code with the package and is meant to be
read beside the law, not to be fast.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

Month = tuple[int, int]
Number = Fraction | Decimal | int
Record = dict[str, Any]
Table = Mapping[str, Any]

ZERO = Decimal("0.00")
CARRIED = 12
"""Decimals an index, and a wage times an index, are carried to between two steps."""
NO_STATEMENT: Table = {"months": 0, "due_months": 0, "index": 0, "balance": ZERO}
MINIMUM = {2029 + step: 180 + 6 * step for step in range(11)}
"""Months of payment required by year, 2029 to 2039 (annex 4 of the decision of 2024-09-13)."""


def half_up(x: Number, places: int) -> Decimal:
    """`x` (not negative) rounded to `places` decimals, a half going up."""
    return quotient(x, 1, places)


def quotient(x: Number, by: Number, places: int) -> Decimal:
    """`x` over `by` (neither negative) rounded to `places` decimals, a half going up."""
    (above, below), (under, over) = x.as_integer_ratio(), by.as_integer_ratio()
    above, below = above * over, below * under
    return Decimal((2 * above * 10**places + below) // (2 * below)).scaleb(-places)


def up(x: Number, places: int) -> Decimal:
    """The smallest number of `places` decimals not below `x`."""
    return Decimal(math.ceil(Fraction(x) * 10**places)).scaleb(-places)


def ordinal(month: Month) -> int:
    """Months since year 0."""
    return 12 * month[0] + month[1] - 1


def shift(month: Month, months: int) -> Month:
    """The month that many months later (earlier when negative)."""
    year, index = divmod(ordinal(month) + months, 12)
    return year, index + 1


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from `first` to `last` inclusive; none when `last` comes before `first`."""
    return [shift(first, k) for k in range(ordinal(last) - ordinal(first) + 1)]


def in_force(table: Mapping[str, Sequence[Table]], place: str, month: Month) -> Table:
    """The one row of a place whose period holds `month`; ValueError for none or for several.

    A place whose rows are laid out by month holds one for each month it has any for.
    """
    rows = table.get(place, ())
    if isinstance(rows, Mapping):
        found = [rows[month]] if month in rows else []
    else:
        found = [row for row in rows if row["first"] <= month <= row["last"]]
    if len(found) != 1:
        raise ValueError("not exactly one row in force", place, month, len(found))
    return found[0]


def statutory(birth: Month, category: str, categories: Mapping[str, Table]) -> tuple[Month, int]:
    """法定退休年龄: (month, age in months): later by 1 for each `step` of birth months begun."""
    row = categories[category]
    since = ordinal(birth) - ordinal(row["first_affected"])
    delay = 0 if since < 0 else min(since // row["step"] + 1, row["cap"])
    age: int = row["original"] + delay
    return shift(birth, age), age


def minimum(year: int, table: Mapping[int, int] = MINIMUM) -> int:
    """最低缴费年限 in months: 180 through 2029; the last year of the table goes on for ever."""
    if year in table:
        return table[year]
    if year <= min(MINIMUM):
        return 180
    if not table or year < max(table):
        raise ValueError("no minimum years", year)
    return table[max(table)]


def payment_months(age_months: int, table: Mapping[int, Number], rule: str) -> Decimal:
    """计发月数 (国发〔2005〕38号 annex; R-5.5, R-5.6), one decimal, ages held between 40 and 70."""
    years, rest = divmod(min(max(age_months, 40 * 12), 70 * 12), 12)
    rest = {"monthly": rest, "whole_age": 0}[rule]
    following = years + 1 if rest else years
    if years not in table or following not in table:
        raise ValueError("no payment months", years, following)
    here, after = Fraction(table[years]), Fraction(table[following])
    return half_up(here + (after - here) * rest / 12, 1)


def retirement(case: Table, law: Table, months: int) -> Record:
    """Ages in months, minimum years and divisor of a claim with `months` counted.

    Early (at most 36 months, not below the original age): the minimum of the chosen year. At the
    statutory month or later: that of the statutory month's year (人社部发〔2024〕94号 art. 7).
    """
    birth, retire, categories = case["birth"], case["retire"], law["categories"]
    statutory_month, statutory_age = statutory(birth, case["category"], categories)
    earliest = shift(birth, max(categories[case["category"]]["original"], statutory_age - 36))
    age = ordinal(retire) - ordinal(birth)
    required = minimum(min(retire, statutory_month)[0], law["minimum"])
    rule = case["options"]["divisor_rule"] if retire >= (2025, 1) else "whole_age"
    return {
        "statutory_month": statutory_month,
        "statutory_age": statutory_age,
        "earliest_month": earliest,
        "age_at_retirement": age,
        "required_months": required,
        "eligible": months >= required and retire >= earliest,
        "payment_months": payment_months(age, law["payment_months"], rule),
        "pension_start": shift(retire, 1),
    }


def contribution_base(spell: Table, limits: Table, base_rounding: str) -> Decimal:
    """缴费基数 in yuan: a tier or moving amount is rounded first, then held in the limits.

    A base already paid is a fact and is not held. Months paid through an employer have the employees' floor.
    """
    floor, ceiling = Decimal(limits["floor"]), Decimal(limits["ceiling"])
    if spell.get("employed"):
        floor = Decimal(limits.get("employed_floor", floor))
    places = {"yuan": 0, "fen": 2}[base_rounding]
    match spell["choice"]:
        case "floor" | "ceiling" as limit:
            declared: Decimal = limits[limit]
        case "paid":
            paid: Decimal = spell["amount"]
            return paid
        case "yuan":
            declared = spell["amount"]
        case "tier":
            declared = half_up(Fraction(spell["amount"]) * Fraction(limits["wage"]), places)
        case "moving":
            growth = Fraction(limits["wage"]) / Fraction(spell["anchor"])
            declared = half_up(Fraction(spell["amount"]) * growth, places)
        case unknown:
            raise ValueError("unknown choice", unknown)
    return min(max(declared, floor), ceiling)


def account_begins(case: Table) -> Month:
    """The month after the statement, else the first covered month: nothing is posted before it."""
    if case["opening"] is not None:
        return shift(case["opening"]["month"], 1)
    first: Month = min(spell["first"] for spell in case["spells"])
    return first


def posting_month(case: Table, spell: Table, month: Month) -> Month:
    """记账月份 of a covered month: never before the account begins, never after retirement."""
    posted, rhythm, retire = month, case["rhythm"], case["retire"]
    if spell["posted"] is not None:
        posted = spell["posted"]
    # An employer pays monthly: the rhythm is that of the flexible months only.
    elif not spell["employed"] and case["options"]["posting"] == "payment_month":
        last_of_period = -(-month[1] // rhythm) * rhythm
        chosen = case["payment_month"] if rhythm == 12 else None
        posted = (month[0], last_of_period if chosen is None else chosen)
    return min(max(posted, account_begins(case)), (retire[0], retire[1]))


def index_of(base: Decimal, reference: Table) -> Decimal:
    """当年缴费工资指数: base over the reference wage, held where a local text bounds it (R-5.2)."""
    ratio = quotient(base, reference["wage"], CARRIED)
    cap = reference.get("index_cap")
    return max(ratio if cap is None else min(ratio, cap), reference.get("index_floor", ZERO))


def covered_month(case: Table, law: Table, spell: Table, month: Month) -> Record:
    """One paid month. An employed person pays the account share alone, the employer the pool."""
    place = spell["place"]
    limits = in_force(law["limits"], place, month)
    base = contribution_base(spell, limits, case["options"]["base_rounding"])
    paid_rates = law["account_rate"] if spell["employed"] else law["total_rate"]
    account_rate = in_force(law["account_rate"], place, month)["rate"]
    account = half_up(base * Decimal(account_rate), 2)
    total = half_up(base * Decimal(in_force(paid_rates, place, month)["rate"]), 2)
    reference = in_force(law["index_wage"], case["claim_place"], month)
    return {
        "month": month,
        "base": base,
        "total": total,
        "account": account,
        "pool": total - account,
        "place": place,
        "posted": posting_month(case, spell, month),
        "ratio": index_of(base, reference),
    }


def covered_months(case: Table, law: Table) -> list[Record]:
    """Every paid month up to retirement, in order."""
    last = shift(case["retire"], 0 if case["options"]["pay_retirement_month"] else -1)
    runs = [
        covered_month(case, law, spell, month)
        for spell in case["spells"]
        for month in months_between(spell["first"], min(spell["last"], last))
    ]
    statement = [] if case["opening"] is None else [case["opening"]["month"]]
    months = statement + [run["month"] for run in runs]
    if months != sorted(set(months)):
        raise ValueError("spells overlap, are out of order or start inside the statement")
    return runs


def interest(
    opening: Number, credited: Mapping[int, Decimal], rate: Decimal, held_from: int, end: int
) -> Decimal:
    """月积数法: a year's interest in yuan, rounded once (劳办发〔1997〕116号; R-3.3, R-3.5).

    The opening balance earns from the end of month `held_from`, a credit of month n from the
    beginning of n, both to the end of month `end`.
    """
    product = Decimal(opening) * max(0, end - held_from)
    for number, amount in credited.items():
        product += amount * max(0, end - number + 1)
    return quotient(product * rate, 12, 2)


def annual_interest(opening: Number, credited: Number, rate: Decimal) -> Decimal:
    """年度计算法: A(1+r) + C(1 + r x 1.083/2), less A and C (劳办发〔1997〕116号; R-3.4)."""
    weighted = Fraction(opening) + Fraction(credited) * Fraction("1.083") / 2
    return half_up(weighted * Fraction(rate), 2)


def individual_account(case: Table, law: Table, runs: Sequence[Table]) -> list[Record]:
    """个人账户 by calendar year, from the first month after the statement or covered, to retirement."""
    statement, (retirement_year, number) = case["opening"], case["retire"]
    if statement is None and not runs:
        return []
    balance = (statement or NO_STATEMENT)["balance"]
    begins = account_begins(case)
    since = shift(begins, -1)
    last_earning = {"through_r": number, "through_previous": number - 1, "full_year": 12}
    ledger: list[Record] = []
    for year in range(begins[0], retirement_year + 1):
        if year not in law["crediting_rate"]:
            raise ValueError("no crediting rate", year)
        rate = law["crediting_rate"][year]
        credited = dict.fromkeys(range(1, 13), ZERO)
        for run in runs:
            if run["posted"][0] == year:
                credited[run["posted"][1]] += run["account"]
        total = sum(credited.values(), ZERO)
        # The annual method holds for closed years that the ledger covers from January on.
        is_closed, is_whole = year < retirement_year, since < (year, 1)
        if case["options"]["interest_method"] == "annual" and is_closed and is_whole:
            earned = annual_interest(balance, total, rate)
        else:
            end = 12 if is_closed else last_earning[case["options"]["retirement_interest"]]
            earned = interest(balance, credited, rate, 0 if is_whole else since[1], end)
        row = {"year": year, "opening": balance, "credits": total, "interest": earned}
        balance = balance + total + earned
        ledger.append({**row, "closing": balance, "rate": rate})
    return ledger


def due_window(case: Table, runs: Sequence[Table]) -> list[Month]:
    """应缴月份 after the statement, or since first insurance, to retirement inclusive (29号)."""
    if case["opening"] is not None:
        return months_between(shift(case["opening"]["month"], 1), case["retire"])
    if not runs:
        return []
    return months_between(max(runs[0]["month"], case["options"]["due_from"]), case["retire"])


def index_terms(case: Table, runs: Sequence[Table]) -> tuple[Fraction, Fraction]:
    """Sum of the monthly ratios and what divides it, in months (R-5.2).

    Unpaid due months that count at 0.6 (Heilongjiang) are in the sum. Beijing's due years have
    two decimals (京劳社养发〔2007〕21号 annex 1): a place of rounded index and `round2` years.
    """
    kind, options = case["options"]["index_denominator"], case["options"]
    statement, deemed = case["opening"] or NO_STATEMENT, case["deemed"]
    total = Fraction(sum((run["ratio"] for run in runs), ZERO))
    total += Fraction(statement["index"]) * statement["months"]
    total += Fraction(deemed["index"]) * deemed["months"]
    before = statement["months"] + deemed["months"]
    window = due_window(case, runs)
    due = statement["due_months"] + len(window) + deemed["months"]
    if kind == "months_due_unpaid_60":
        unpaid = len(set(window) - {run["month"] for run in runs})
        unpaid += max(0, statement["due_months"] - statement["months"])
        total += Fraction("0.6") * unpaid
    has_rounded_years = options["index_decimals"] is not None and options["years_mode"] == "round2"
    if kind.startswith("months_due") and has_rounded_years:
        return total, Fraction(half_up(Fraction(due, 12), 2)) * 12
    years = {run["month"][0] for run in runs}
    calendar_years = 12 * len(years)
    if case["opening"] is not None and case["opening"]["month"][0] in years:
        # The months of the statement, which reach up to it, and those after it make one year.
        calendar_years -= min(case["opening"]["month"][1], statement["months"])
    others = {"paid_months": before + len(runs), "calendar_years": before + calendar_years}
    return total, Fraction({**others, "months_due": due, "months_due_unpaid_60": due}[kind])


def years_used(months: int, mode: str) -> Fraction:
    """Years that enter a formula (R-5.3); `shanghai` in units of 1% of the mean wage."""
    years = Fraction(months, 12)
    modes: dict[str, Number] = {
        "round2": half_up(years, 2),
        "exact": years,
        "1dp_ceil": up(years, 1),
        "2dp_ceil": up(years, 2),
        "half_year_up": Fraction(math.ceil(years * 2), 2),
        "shanghai": months // 12 + months % 12 * Fraction("0.083"),
    }
    return Fraction(modes[mode])


def printed(x: Number, rounding: str) -> Decimal:
    """A part of the pension in yuan as the place prints it (R-5.7)."""
    if rounding == "jiao_up_from_fen":
        return up(Fraction(math.floor(Fraction(x) * 100), 100), 1)
    fen = half_up(x, 2)
    return {"fen": fen, "total_jiao_up": fen, "jiao_up_exact": up(x, 1)}[rounding]


def transitional_pension(
    law: Table, options: Table, average: Number, all_years: Fraction
) -> Decimal:
    """过渡性养老金 in yuan a month as printed (R-5.8).

    Beijing prints its two items, G同 and G实, each with two decimals and adds them (21号 annex 1).
    Jilin pays a higher coefficient for more than so many years in all.
    """
    rule = options["transitional"]
    if rule["shape"] == "none":
        return ZERO
    coefficient = rule["coefficient"]
    if "years_above" in rule and all_years > rule["years_above"]:
        coefficient = rule["coefficient_above"]
    index = Fraction(average if rule["index"] is None else rule["index"])
    mode = "exact" if options["years_mode"] == "shanghai" else options["years_mode"]
    years = years_used(rule["months"], mode)
    index_years = {
        "index": [index * years],
        "average": [(1 + index) / 2 * years],
        "index_floor_1": [max(index, Fraction(1)) * years],
        "beijing": [years, index * years_used(rule.get("actual_months", 0), mode)],
    }[rule["shape"]]
    unit = Fraction(law["transitional_base"]) * Fraction(coefficient)
    return sum((printed(unit * item, options["amount_rounding"]) for item in index_years), ZERO)


def pension(case: Table, law: Table, index: Number, years: Fraction, account: Fraction) -> Record:
    """The monthly pension (R-5.1, R-5.4); `account` is balance / payment months, unrounded."""
    options = case["options"]
    rounding = options["amount_rounding"]
    below_60 = min(Fraction(1), Fraction(index) / Fraction("0.6"))
    factor = half_up(below_60, 4) if options["low_index_factor"] else Decimal(1)
    has_fen = options["indexed_wage_rounding"] == "fen"
    wage = Fraction(law["index_base"]) * Fraction(index)
    indexed_wage = half_up(wage, 2 if has_fen else CARRIED)
    first_term = Fraction(law["calculation_base"]) * Fraction(factor)
    per_year = Fraction(law.get("basic_rate", Decimal("0.01")))
    basic = printed((first_term + Fraction(indexed_wage)) / 2 * years * per_year, rounding)
    transitional = transitional_pension(law, options, index, years)
    parts = basic + printed(account, rounding) + transitional
    items = options.get("local_items")
    local = items(law, index, indexed_wage, years, parts) if items else ZERO
    total = parts + local
    return {
        "low_index_factor": factor,
        "indexed_wage": indexed_wage,
        "basic": basic,
        "account_pension": printed(account, rounding),
        "transitional": transitional,
        "local_items": local,
        "total": up(total, 1) if rounding == "total_jiao_up" else total,
    }


def settle(case: Table, law: Table) -> Record:
    """The whole settlement at the retirement month; ValueError where the law has no value.

    `index_denominator` is in months: `index_sum` / `index_denominator` is the average index before
    rounding. In employed months the total is the account share and the pool part nothing.
    """
    options = case["options"]
    runs = covered_months(case, law)
    months = len(runs) + (case["opening"] or NO_STATEMENT)["months"] + case["deemed"]["months"]
    ledger = individual_account(case, law, runs)
    before = (case["opening"] or NO_STATEMENT)["balance"]
    balance = ledger[-1]["closing"] if ledger else before
    index_sum, denominator = index_terms(case, runs)
    index: Number = index_sum / denominator if denominator else Fraction(0)
    decimals = options["index_decimals"]
    index = half_up(index, CARRIED if decimals is None else decimals)
    years = years_used(months, options["years_mode"])
    dates = retirement(case, law, months)
    return {
        "runs": runs,
        "paid_total": sum((run["total"] for run in runs), ZERO),
        "credited_total": sum((run["account"] for run in runs), ZERO),
        "pool_total": sum((run["pool"] for run in runs), ZERO),
        "months_counted": months,
        "ledger": ledger,
        "balance": balance,
        "index_sum": index_sum,
        "index_denominator": denominator,
        "average_index": index,
        "years_used": years,
        **dates,
        **pension(case, law, index, years, Fraction(balance) / Fraction(dates["payment_months"])),
    }
