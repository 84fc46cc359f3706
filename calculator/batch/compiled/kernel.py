"""编译的测算: many persons through the compiled rules, each as the interpreter settles them.

What a person has paid and will pay becomes two parts of tracks, what a statement says an opening, as
`calculator.case` and `calculator.opening` make them for one person; every figure comes out of `settle`
itself. Nothing is allocated for a person, and only the columns wanted are written.
"""

# ruff: noqa: ANN001, ANN202  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import Any, NamedTuple

from numba import njit
from numba.extending import register_jitable

from calculator.batch.compiled import arithmetic  # noqa: F401 registers the arithmetic
from calculator.batch.compiled.compiler import ready
from calculator.batch.compiled.coverage import first_laid_out, is_covered, is_stated, is_sure
from calculator.batch.compiled.pages import (
    extras_at,
    practice_at,
    schedule_at,
    terms_at,
    transition_at,
)
from calculator.batch.compiled.persons import People, person_of_who, retiring_in, who_is
from calculator.batch.compiled.status import worst_status
from calculator.batch.compiled.tracks import (
    BASE,
    CREDIT,
    INDEX,
    TOTAL,
    Part,
    lay_track,
    row_at,
    total_between,
)
from calculator.estimates import last_month_of_most, month_of_enough
from calculator.opening import index_sum
from calculator.spells import before_today
from rules.career import Choice, Spell, run_of_spell
from rules.estimation import retirement_dates, settle
from rules.ledger import keep_closed_years
from rules.terms import NO_OPENING, Opening

__all__ = ["GO_ON", "MOST", "OUT", "STOP_NOW", "cover", "lay_one_track", "settle_many"]

ready(before_today, index_sum, last_month_of_most, month_of_enough)

OUT = (
    "statutory_age",
    "statutory",
    "earliest",
    "retirement",
    "start",
    "months_required",
    "months_counted",
    "months_missing",
    "paid_total",
    "credited_total",
    "pool_total",
    "account_balance",
    "index",
    "basic_base",
    "index_base",
    "transitional_base",
    "indexed_wage",
    "divisor_months",
    "basic",
    "account",
    "transitional",
    "local_items",
    "pension",
    "monthly_payment",
    "monthly_credit",
    "paid_from_now",
    "last_base",
    "status",
)
"""The figures of a person, by position; `status` counts from published up."""
GO_ON, STOP_NOW, MOST = range(3)
_CEILING = int(Choice.CEILING)
_FAR = 100 * 12


class Career(NamedTuple):
    """What a person has paid and will pay, and what stood in the account before."""

    paid: Part
    planned: Part
    opening: Opening
    first: int


@njit(cache=True, nogil=True, _nrt=False)
def cover(b: Any, t: Any, p: Any, covered: Any) -> None:
    """For whom the compiled rules stand in."""
    for i in range(len(covered)):
        covered[i] = is_sure(p, i) and is_covered(b, who_is(t, p, i), p.balance_month[i] >= 0)


@njit(cache=True, nogil=True, _nrt=False)
def lay_one_track(b: Any, leaf: int, choice: int, amount: int, rows: Any, years: Any) -> None:
    """Lay out a way of paying over all months known of a leaf."""
    last = b.first + b.run_of.shape[1] - 1
    spell = Spell(b.known_from[leaf], last, choice, amount, 0, 0, 0, 0)
    lay_track(b, leaf, spell, spell.first, last, practice_at(b, leaf), rows, years)


@register_jitable(forceinline=True)
def _part(b, leaf, first, last, rows, years, scratch):
    """Months on a track."""
    return Part(
        first, last, max(0, last - first + 1), rows, years, b.run_of[leaf], b.run_first[leaf],
        b.first, b.first_year, scratch.credited, scratch.products,
    )  # fmt: skip


@register_jitable(forceinline=True)
def _spell(b, w, way):
    """A way of paying, for as long as the law is laid out."""
    return Spell(b.first, w.today + _FAR, way[0], way[1], way[2], 0, 0, 0)


@register_jitable(forceinline=True)
def _index_today(b, w, step):
    """The index of a month paid today as declared, standing in for an unknown past."""
    r = b.run_of[w.leaf, w.today - b.first]
    if w.track >= 0:
        return b.rows[w.track, r, INDEX]
    spell = _spell(b, w, (w.choice, w.amount, w.anchor))
    return run_of_spell(spell, w.today, w.today, schedule_at(b, w.leaf), r, r, step).month_index


@register_jitable(forceinline=True)
def _opening(b, w, begin, paid, nothing, practice):
    """What a statement says, or what stands for one where only an index is given."""
    if not is_stated(w):
        return NO_OPENING
    month = w.balance_month
    months = max(0, min(w.last_paid, month) - begin + 1) if w.paid > 0 else 0
    balance = w.balance
    if balance < 0:
        balance = 0
        if months > 0:
            terms = terms_at(b, w.leaf, month)
            ledger = keep_closed_years((paid, nothing), NO_OPENING, month, terms, practice)
            balance = ledger[0].closing
    if w.average_index >= 0:
        total = index_sum(w.average_index, months, months, practice.denominator)
    else:
        total = months * _index_today(b, w, practice.base_step)
    return Opening(month, months, months, total, balance)


@register_jitable(forceinline=True)
def _career(b, w, outcome, last_month, practice, scratch):
    """The career of a person who goes on, stops now, or pays the most that is lawful."""
    leaf, today, last_paid = w.leaf, w.today, w.last_paid
    declared = (w.choice, w.amount, w.anchor)
    past = before_today(w.choice, w.amount, w.anchor, w.average_index, w.wage)
    future, until, track = declared, w.until, w.track
    if outcome == MOST:
        future, until, track = (_CEILING, 0, 0), today + _FAR, b.ceiling_of[leaf]
    elif outcome == STOP_NOW:
        until = today - 1
    until = min(until, last_month)
    begin, first = last_paid - w.paid + 1, first_laid_out(w)
    is_one_way = past[0] == future[0] and past[1] == future[1] and past[2] == future[2]
    has_rest = w.paid > 0 and first <= last_paid
    is_built_up = w.paid > 0 and is_stated(w) and w.balance < 0
    is_shared = w.track >= 0 and w.average_index < 0
    rows, years = scratch.rows[0], scratch.years[0]
    if is_shared:
        rows, years = b.rows[w.track], b.years[w.track]
    elif has_rest or is_built_up:
        since = begin if is_built_up else first
        to = max(until, last_paid) if is_one_way else last_paid
        lay_track(b, leaf, _spell(b, w, past), since, to, practice, rows, years)
    nothing = _part(b, leaf, today, today - 1, rows, years, scratch)
    stated = _part(b, leaf, begin, min(last_paid, w.balance_month), rows, years, scratch)
    opening = _opening(b, w, begin, stated, nothing, practice)
    if is_one_way and (is_shared or has_rest or is_built_up):
        return Career(nothing, _part(b, leaf, first, until, rows, years, scratch), opening, first)
    paid = _part(b, leaf, first, last_paid, rows, years, scratch) if has_rest else nothing
    rows, years = scratch.rows[1], scratch.years[1]
    if track >= 0:
        rows, years = b.rows[track], b.years[track]
    elif until >= today:
        lay_track(b, leaf, _spell(b, w, future), today, until, practice, rows, years)
    return Career(paid, _part(b, leaf, today, until, rows, years, scratch), opening, first)


@register_jitable(forceinline=True)
def _note(result, s):
    """The figures of a settlement."""
    result[0] = s.statutory_age
    result[1] = s.statutory
    result[2] = s.earliest
    result[3] = s.retirement
    result[4] = s.start
    result[5] = s.required
    result[6] = s.counted
    result[7] = s.missing
    result[8] = s.paid_total
    result[9] = s.credited_total
    result[10] = s.pool_total
    result[11] = s.balance
    result[12] = s.average_index
    result[13] = s.basic_base
    result[14] = s.index_base
    result[15] = s.transitional_base
    result[16] = s.indexed
    result[17] = s.payment_months
    result[18] = s.award.basic
    result[19] = s.award.account
    result[20] = s.award.transitional
    result[21] = s.award.extras
    result[22] = s.award.total


@register_jitable(forceinline=True)
def _note_payments(result, today, paid, planned):
    """What is paid from today on, and the last base; the last month paid or 0."""
    result[23] = result[24] = result[25] = result[26] = 0
    if planned.months > 0:
        result[26] = planned.rows[row_at(planned, planned.last), BASE]
        if planned.last >= today:
            now = row_at(planned, today)
            result[23] = planned.rows[now, TOTAL]
            result[24] = planned.rows[now, CREDIT]
            result[25] = total_between(
                Part(
                    today, planned.last, 1, planned.rows, planned.years, planned.run_of,
                    planned.run_first, planned.begin, planned.first_year, planned.credited,
                    planned.products,
                )
            )  # fmt: skip
        return planned.last
    if paid.months > 0:
        result[26] = paid.rows[row_at(paid, paid.last), BASE]
        return paid.last
    return 0


@register_jitable
def _gather(column, rows, to):
    """The numbers at `rows` of a column, one after another."""
    for k in range(len(rows)):
        to[k] = column[rows[k]]
    return to


@register_jitable
def _together(p, rows, to):
    """The persons at `rows`, one after another."""
    return People(
        _gather(p.template, rows, to[0]), _gather(p.birth, rows, to[1]),
        _gather(p.retire, rows, to[2]), _gather(p.amount, rows, to[3]),
        _gather(p.paid, rows, to[4]), _gather(p.balance, rows, to[5]),
        _gather(p.balance_month, rows, to[6]), _gather(p.average_index, rows, to[7]),
    )  # fmt: skip


@njit(cache=True, nogil=True, _nrt=False)
def settle_many(
    b: Any, t: Any, p: Any, rows: Any, outcome: int, scratch: Any, wanted: Any, out: Any
) -> None:
    """Settle the persons at `rows`; of `OUT` the columns `wanted` are written.

    `scratch` belongs to the calling thread. Persons of one template after another find its law in the
    cache; they are brought together first, and their figures put where they belong when all are there.
    """
    result, found = scratch.result, scratch.found
    persons = _together(p, rows, scratch.persons)
    for k in range(len(rows)):
        w = who_is(t, persons, k)
        leaf, today = w.leaf, w.today
        practice = practice_at(b, leaf)
        person = person_of_who(w)
        dates = retirement_dates(person)
        retirement = last_month_of_most(dates[3], dates[1]) if outcome == MOST else dates[3]
        last_month = today + _FAR if outcome == MOST else retirement
        career = _career(b, w, outcome, last_month, practice, scratch)
        while True:
            if outcome == MOST:
                person = retiring_in(person, retirement)
            settled = settle(
                person,
                (career.paid, career.planned),
                career.opening,
                transition_at(b, leaf),
                schedule_at(b, leaf),
                0,
                terms_at(b, leaf, retirement),
                practice,
                extras_at(b, leaf),
            )
            if outcome != MOST or settled.missing == 0 or retirement > max(dates[1], dates[3]):
                break
            retirement = month_of_enough(retirement, today, settled.missing)
        _note(result, settled)
        last = _note_payments(result, today, settled.runs[0], settled.runs[1])
        result[27] = worst_status(b, w, career.first, last, career.opening.month, retirement)
        for at in range(len(wanted)):
            found[at, k] = result[wanted[at]]
    for at in range(len(wanted)):
        for k in range(len(rows)):
            out[at, rows[k]] = found[at, k]
