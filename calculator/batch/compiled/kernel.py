"""编译的测算: many persons through the compiled rules, each as the interpreter settles them.

`prepare` puts the numbers of a person in the places `settle` expects, as `calculator.case` and
`calculator.opening` do for one person; every figure comes out of `settle` itself. Two loops: careers on
a track, which allocate nothing, and all others, laid out one by one.
"""

# ruff: noqa: ANN001, ANN202  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import Any, NamedTuple

from numba import njit
from numba.extending import register_jitable

from calculator.batch.compiled import arithmetic  # noqa: F401 registers the arithmetic
from calculator.batch.compiled.book import AHEAD
from calculator.batch.compiled.compiler import ready
from calculator.batch.compiled.tracks import (
    RUN_BASE,
    RUN_CREDIT,
    RUN_TOTAL,
    SUM_INDEX,
    SUM_TOTAL,
    Integers,
    Stretch,
    TrackTable,
)
from rules.career import Choice, Schedule, Spell, lay_out
from rules.estimation import retirement_dates, settle
from rules.ledger import keep_ledger
from rules.month import MONTHS_PER_YEAR, year_of
from rules.quantities import INDEX_ONE, PPM, half_up
from rules.retirement_age import Retire
from rules.terms import NO_OPENING, Extras, Opening, Person, Practice, Terms, Transition

__all__ = [
    "ALONE",
    "AS_TEMPLATE",
    "BY_INTERPRETER",
    "EARLIEST",
    "GO_ON",
    "MOST",
    "ON_TRACK",
    "OUT",
    "STATUTORY",
    "STOP_NOW",
    "UNSURE",
    "People",
    "Who",
    "lanes_of",
    "on_tracks",
    "one_by_one",
]

ready()

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
"""The columns of the result, by position; `status` counts from published up."""
_MONTHLY_PAYMENT, _MONTHLY_CREDIT, _FROM_NOW, _LAST_BASE, _STATUS = range(23, 28)
GO_ON, STOP_NOW, MOST = range(3)
AS_TEMPLATE, UNSURE, STATUTORY, EARLIEST = -1, -2, -3, -4
BY_INTERPRETER, ON_TRACK, ALONE = range(3)
_SIXTEEN = 16 * MONTHS_PER_YEAR
_YOUNGEST, _OLDEST = 40 * MONTHS_PER_YEAR, 70 * MONTHS_PER_YEAR
_HIGHEST_INDEX = 10 * INDEX_ONE
_HIGHEST_BALANCE = 10**12
_STATUTORY, _EARLIEST = int(Retire.STATUTORY), int(Retire.EARLIEST)
_IN_MONTH = int(Retire.IN_MONTH)
_YUAN, _TIER, _MOVING = int(Choice.YUAN), int(Choice.TIER), int(Choice.MOVING)
_CEILING = int(Choice.CEILING)
_FAR = 100 * 12
_PROJECTED_BIT = 20


class People(NamedTuple):
    """Persons by column: the row of their template and their own numbers, AS_TEMPLATE where not given.

    `retire` is a month, or STATUTORY or EARLIEST; UNSURE anywhere sends a person to the interpreter.
    """

    template: Integers
    birth: Integers
    retire: Integers
    amount: Integers
    paid: Integers
    balance: Integers
    balance_month: Integers
    average_index: Integers


class Who(NamedTuple):
    """One person, every number settled; also the columns of a template, whose births are 0."""

    leaf: int
    track: int
    original_age: int
    first_affected: int
    delay_step: int
    delay_cap: int
    early_window: int
    retire: int
    month: int
    today: int
    until: int
    ends_at_statutory: int
    choice: int
    amount: int
    anchor: int
    paid: int
    last_paid: int
    balance: int
    balance_month: int
    average_index: int
    lowest: int
    highest: int
    birth: int


@register_jitable
def _who(t, p, i):
    """A person's own numbers over those of the template."""
    r = t[p.template[i]]
    retire, month = r[7], r[8]
    if p.retire[i] == STATUTORY:
        retire = _STATUTORY
    elif p.retire[i] == EARLIEST:
        retire = _EARLIEST
    elif p.retire[i] >= 0:
        retire, month = _IN_MONTH, p.retire[i]
    is_own = (r[12] == _YUAN or r[12] == _MOVING) and p.amount[i] >= 0
    return Who(
        r[0], r[1], r[2], r[3], r[4], r[5], r[6], retire, month, r[9], r[10], r[11], r[12],
        p.amount[i] if is_own else r[13],
        r[14],
        p.paid[i] if p.paid[i] >= 0 else r[15],
        r[16],
        p.balance[i] if p.balance[i] >= 0 else r[17],
        p.balance_month[i] if p.balance_month[i] >= 0 else r[18],
        p.average_index[i] if p.average_index[i] >= 0 else r[19],
        r[20], r[21],
        p.birth[i],
    )  # fmt: skip


@register_jitable
def _person(w):
    return Person(
        w.birth, w.original_age, w.first_affected, w.delay_step, w.delay_cap, w.early_window,
        w.retire, w.month,
    )  # fmt: skip


@register_jitable
def _begin(w):
    """The first month laid out: of the past that no statement covers, else today."""
    begin = w.last_paid - w.paid + 1 if w.paid > 0 else w.today
    return min(max(begin, w.balance_month + 1), w.today) if w.balance >= 0 else begin


@njit(cache=True, nogil=True)
def lanes_of(b: Any, t: Any, p: Any, known: Any, lanes: Any) -> None:
    """For whom the compiled rules stand in, and how: BY_INTERPRETER, ON_TRACK or ALONE.

    A person is covered when every check of a scenario holds and every value that would be read is
    known for sure; `known` are the first known months of the leaves.
    """
    for i in range(len(p.template)):
        lanes[i] = BY_INTERPRETER
        retire = 0 if p.retire[i] < UNSURE else p.retire[i]
        unsure = min(
            retire, p.amount[i], p.paid[i], p.balance[i], p.balance_month[i], p.average_index[i]
        )
        if p.template[i] < 0 or unsure <= UNSURE or p.birth[i] < 0:
            continue
        w = _who(t, p, i)
        _, statutory, earliest, retirement = retirement_dates(_person(w))
        year = year_of(retirement) - b.first_year
        if not 0 < year < b.bases.shape[2]:
            continue
        begin = w.last_paid - w.paid + 1
        first = _begin(w)
        stated = w.balance >= 0 or w.average_index >= 0
        month = w.balance_month
        row = b.rates_of[w.leaf, year]
        account = (min(month + 1, first) if stated else first) // MONTHS_PER_YEAR - b.first_year
        age = retirement - w.birth
        if (
            w.birth + _SIXTEEN <= min(w.today, begin)
            and begin >= b.first
            and first >= known[w.leaf]
            and w.today >= known[w.leaf]
            and row >= 0
            and account >= b.rates_from[row]
            and min(b.bases[w.leaf, 0, year], b.bases[w.leaf, 1, year]) > 0
            and b.bases[w.leaf, 2, year] > 0
            and w.today <= retirement <= w.today + AHEAD - MONTHS_PER_YEAR
            and earliest <= retirement <= statutory
            and (w.retire != _IN_MONTH or _YOUNGEST <= age <= _OLDEST)
            and (not stated or month <= min(w.today, retirement))
            and month >= w.today - 2 * MONTHS_PER_YEAR
            and (p.balance_month[i] < 0 or w.balance >= 0)
            and w.until >= w.today - 1
            and w.ends_at_statutory == 0
            and w.average_index != 0
            and w.average_index <= _HIGHEST_INDEX
            and w.balance <= _HIGHEST_BALANCE
            and w.lowest <= w.amount <= w.highest
        ):
            on_track = w.track >= 0 and w.average_index < 0
            lanes[i] = ON_TRACK if on_track and min(w.until, retirement - 1) >= first else ALONE


@register_jitable
def _retiring(person, month):
    return Person(
        person.birth, person.original_age, person.first_affected, person.delay_step,
        person.delay_cap, person.early_window, _IN_MONTH, month,
    )  # fmt: skip


@register_jitable
def _practice(b, leaf):
    r = b.practice[leaf]
    return Practice(
        r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12], r[13],
        r[14], r[15], r[16], r[17], r[18], r[19],
    )  # fmt: skip


@register_jitable
def _extras(b, leaf):
    r = b.extras[leaf]
    return Extras(r[0], r[1], r[2], r[3], r[4], ((r[5], r[6]), (r[7], r[8]), (r[9], r[10])))


@register_jitable
def _transition(b, leaf):
    r = b.transition[leaf]
    return Transition(r[0], r[1], r[2], r[3], r[4])


@register_jitable
def _terms(b, leaf, retirement_year):
    n = b.national[leaf]
    row = b.rates_of[leaf, retirement_year - b.first_year]
    bases = b.bases[leaf]
    return Terms(
        b.first_year, b.rates[row], bases[0], bases[1], bases[2], b.payment_months,
        n[0], n[1], n[2], n[3], n[4], n[5], n[6],
    )  # fmt: skip


@register_jitable
def _schedule(b, leaf):
    s = b.schedule[leaf]
    return Schedule(b.first, s.shape[1], s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8])


@register_jitable
def _flags(sums, first, last):
    """The statuses met from position `first` to `last`, 0 published, 1 provisional, 2 projected."""
    found = sums[last + 1] - sums[first]
    if found >> _PROJECTED_BIT > 0:
        return 2
    return 1 if found > 0 else 0


@register_jitable
def _status(b, leaf, today, first, last, ledger_from, retirement):
    """The worst status of today, of the months laid out, of the rates credited and of the bases."""
    year = year_of(retirement)
    now = today - b.first
    worst = max(b.base_status[leaf, year - b.first_year], _flags(b.month_status[leaf], now, now))
    if last >= first:
        worst = max(worst, _flags(b.month_status[leaf], first - b.first, last - b.first))
    return max(worst, _rate_flags(b, leaf, ledger_from, year))


@register_jitable
def _rate_flags(b, leaf, first_year, retirement_year):
    if retirement_year < first_year:
        return 0
    row = b.rates_of[leaf, retirement_year - b.first_year]
    return _flags(b.rate_status[row], first_year - b.first_year, retirement_year - b.first_year)


@register_jitable
def _write(out, i, s):
    out[0, i] = s.statutory_age
    out[1, i] = s.statutory
    out[2, i] = s.earliest
    out[3, i] = s.retirement
    out[4, i] = s.start
    out[5, i] = s.required
    out[6, i] = s.counted
    out[7, i] = s.missing
    out[8, i] = s.paid_total
    out[9, i] = s.credited_total
    out[10, i] = s.pool_total
    out[11, i] = s.balance
    out[12, i] = s.average_index
    out[13, i] = s.basic_base
    out[14, i] = s.index_base
    out[15, i] = s.transitional_base
    out[16, i] = s.indexed
    out[17, i] = s.payment_months
    out[18, i] = s.award.basic
    out[19, i] = s.award.account
    out[20, i] = s.award.transitional
    out[21, i] = s.award.extras
    out[22, i] = s.award.total


@njit(cache=True, nogil=True, _nrt=False)
def on_tracks(b: Any, t: Any, p: Any, rows: Any, scratch: Any, out: Any) -> None:
    """Persons whose months lie together on a track; `scratch` belongs to the calling thread."""
    for i in rows:
        w = _who(t, p, i)
        leaf, k, today = w.leaf, w.track, w.today
        table = TrackTable(
            b.first, b.first_year, b.sums[k], b.runs[k], b.run_of[k], b.years[k], scratch
        )
        practice = _practice(b, leaf)
        person = _person(w)
        retirement = retirement_dates(person)[3]
        begin = _begin(w)
        opening = NO_OPENING
        if w.balance >= 0:
            past = w.last_paid - w.paid + 1
            months = max(0, min(w.last_paid, w.balance_month) - past + 1) if w.paid > 0 else 0
            here = today - b.first
            now = table.sums[here + 1, SUM_INDEX] - table.sums[here, SUM_INDEX]
            opening = Opening(w.balance_month, months, months, months * now, w.balance)
        settled = settle(
            person,
            Stretch(begin, w.until),
            opening,
            _transition(b, leaf),
            table,
            0,
            _terms(b, leaf, year_of(retirement)),
            practice,
            _extras(b, leaf),
        )
        last = settled.runs[0].last
        _write(out, i, settled)
        if last >= today:
            now_row = b.runs[k, b.run_of[k, today - b.first]]
            out[_MONTHLY_PAYMENT, i] = now_row[RUN_TOTAL]
            out[_MONTHLY_CREDIT, i] = now_row[RUN_CREDIT]
            sums = b.sums[k]
            out[_FROM_NOW, i] = (
                sums[last + 1 - b.first, SUM_TOTAL] - sums[today - b.first, SUM_TOTAL]
            )
        out[_LAST_BASE, i] = b.runs[k, b.run_of[k, last - b.first], RUN_BASE]
        ledger_from = year_of(opening.month + 1) if opening.month > 0 else year_of(begin)
        out[_STATUS, i] = _status(b, leaf, today, begin, last, ledger_from, retirement)


@register_jitable
def _spell(first, last, choice, amount, anchor):
    return Spell(first, last, choice, amount, anchor, 0, 0, 0)


@register_jitable
def _prepared(b, w, schedule, practice):
    """The opening of a person and the past spells that remain, and the first month that was read."""
    today, last_paid, paid = w.today, w.last_paid, w.paid
    choice, amount, anchor = w.choice, w.amount, w.anchor
    begin = last_paid - paid + 1
    if w.average_index >= 0:
        past = _spell(begin, last_paid, _TIER, half_up(w.average_index, INDEX_ONE // PPM), 0)
    elif choice == _YUAN:
        past = _spell(begin, last_paid, _MOVING, amount, schedule.reference_wage[today - b.first])
    else:
        past = _spell(begin, last_paid, choice, amount, anchor)
    if w.balance < 0 and w.average_index < 0:
        return NO_OPENING, past, begin
    month = w.balance_month
    months = max(0, min(last_paid, month) - begin + 1) if paid > 0 else 0
    balance = w.balance
    if balance < 0:
        balance = 0
        if months > 0:
            before = [_spell(begin, min(last_paid, month), past.choice, past.amount, past.anchor)]
            runs = lay_out(before, schedule, 0, month, practice.base_step)
            terms = _terms(b, w.leaf, year_of(month))
            ledger = keep_ledger(runs, NO_OPENING, month, terms, practice)
            balance = ledger[len(ledger) - 1].closing if len(ledger) > 0 else 0
    index = w.average_index
    if index < 0:
        here = [_spell(today, today, choice, amount, anchor)]
        index = lay_out(here, schedule, 0, today, practice.base_step)[0].month_index
    opening = Opening(month, months, months, months * index, balance)
    rest = _spell(max(begin, month + 1), last_paid, past.choice, past.amount, past.anchor)
    return opening, rest, begin


@register_jitable
def _future(w, outcome):
    """The spell from today on that an outcome asks for."""
    if outcome == MOST:
        return _spell(w.today, w.today + _FAR, _CEILING, 0, 0)
    if outcome == STOP_NOW:
        return _spell(w.today, w.today - 1, w.choice, w.amount, w.anchor)
    return _spell(w.today, w.until, w.choice, w.amount, w.anchor)


@njit(cache=True, nogil=True)
def one_by_one(b: Any, t: Any, p: Any, rows: Any, outcome: int, out: Any) -> None:
    """Persons laid out one by one: going on, stopping now or the most that is lawful."""
    for i in rows:
        w = _who(t, p, i)
        leaf, today = w.leaf, w.today
        schedule, practice = _schedule(b, leaf), _practice(b, leaf)
        transition, extras = _transition(b, leaf), _extras(b, leaf)
        person = _person(w)
        dates = retirement_dates(person)
        retirement = dates[3]
        opening, past, begin = _prepared(b, w, schedule, practice)
        if outcome == MOST:
            retirement = max(retirement, dates[1])
        future = _future(w, outcome)
        spells = [one for one in (past, future) if one.first <= one.last]
        while True:
            if outcome == MOST:
                person = _retiring(person, retirement)
            terms = _terms(b, leaf, year_of(retirement))
            settled = settle(
                person, spells, opening, transition, schedule, 0, terms, practice, extras
            )
            if outcome != MOST or settled.missing == 0 or retirement > max(dates[1], dates[3]):
                break
            retirement = max(retirement, today - 1) + settled.missing
        _write(out, i, settled)
        out[_MONTHLY_PAYMENT, i], out[_MONTHLY_CREDIT, i] = 0, 0
        out[_FROM_NOW, i], out[_LAST_BASE, i] = 0, 0
        last = 0
        for run in settled.runs:
            if run.first >= today:
                if out[_FROM_NOW, i] == 0:
                    out[_MONTHLY_PAYMENT, i], out[_MONTHLY_CREDIT, i] = run.total, run.credit
                out[_FROM_NOW, i] += run.months * run.total
            out[_LAST_BASE, i] = run.base
            last = run.last
        first = min(past.first, today) if w.paid > 0 else today
        ledger_from = year_of(opening.month + 1) if opening.month > 0 else year_of(first)
        worst = _status(b, leaf, today, first, last, ledger_from, settled.retirement)
        if opening.month > 0 and w.balance < 0 and begin <= opening.month and w.paid > 0:
            before = min(opening.month, w.last_paid) - b.first
            worst = max(worst, _flags(b.month_status[leaf], begin - b.first, before))
            worst = max(worst, _rate_flags(b, leaf, year_of(begin), year_of(opening.month)))
        out[_STATUS, i] = worst
