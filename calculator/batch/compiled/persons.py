"""人员成列: persons as columns of integers, and what they share as rows of templates."""

# ruff: noqa: ANN001, ANN201  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import NamedTuple

from numba.extending import register_jitable

from calculator.batch.compiled.pages import Integers
from rules.career import Choice
from rules.retirement_age import Retire
from rules.terms import Person

__all__ = [
    "AS_TEMPLATE",
    "EARLIEST",
    "STATUTORY",
    "UNSURE",
    "People",
    "Who",
    "person_of_who",
    "retiring_in",
    "who_is",
]

AS_TEMPLATE, UNSURE, STATUTORY, EARLIEST = -1, -2, -3, -4
_STATUTORY, _EARLIEST = int(Retire.STATUTORY), int(Retire.EARLIEST)
_IN_MONTH = int(Retire.IN_MONTH)
_YUAN, _MOVING = int(Choice.YUAN), int(Choice.MOVING)


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
    """One person, every number settled; also the columns of a template, whose births are 0.

    `track` is the one they pay on, -1 where it is laid out for each; `deemed` are months before the
    account, `lowest` and `highest` the amounts that may be declared, `wage` the reference wage today.
    """

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
    choice: int
    amount: int
    anchor: int
    wage: int
    paid: int
    deemed: int
    last_paid: int
    balance: int
    balance_month: int
    average_index: int
    lowest: int
    highest: int
    birth: int


@register_jitable(forceinline=True)
def who_is(t, p, i):
    """A person's own numbers over those of the template."""
    r = t[p.template[i]]
    retire, month = r[7], r[8]
    if p.retire[i] == STATUTORY:
        retire = _STATUTORY
    elif p.retire[i] == EARLIEST:
        retire = _EARLIEST
    elif p.retire[i] >= 0:
        retire, month = _IN_MONTH, p.retire[i]
    is_own = (r[11] == _YUAN or r[11] == _MOVING) and p.amount[i] >= 0
    return Who(
        r[0], r[1], r[2], r[3], r[4], r[5], r[6], retire, month, r[9], r[10], r[11],
        p.amount[i] if is_own else r[12],
        r[13], r[14],
        p.paid[i] if p.paid[i] >= 0 else r[15],
        r[16], r[17],
        p.balance[i] if p.balance[i] >= 0 else r[18],
        p.balance_month[i] if p.balance_month[i] >= 0 else r[19],
        p.average_index[i] if p.average_index[i] >= 0 else r[20],
        r[21], r[22],
        p.birth[i],
    )  # fmt: skip


@register_jitable(forceinline=True)
def person_of_who(w):
    """The person as the rules see one."""
    return Person(
        w.birth, w.original_age, w.first_affected, w.delay_step, w.delay_cap, w.early_window,
        w.retire, w.month,
    )  # fmt: skip


@register_jitable(forceinline=True)
def retiring_in(person, month):
    """The same person retiring in a month."""
    return Person(
        person.birth, person.original_age, person.first_affected, person.delay_step,
        person.delay_cap, person.early_window, _IN_MONTH, month,
    )  # fmt: skip
