"""反向核对的公开核定表: one input taken otherwise at a time, and the audit has to name it first.

Once with the whole sheet as published, once with its amounts alone. By the amounts alone two changes
can fit to the fen; such ties are listed here, and the altered input has to be among the possibilities.
"""

import pytest

from calculator.audit.auditing import audit_basis
from rules.law import load
from tests.calculator.audit.golden import alterations, cases, names

LAW = load()
CASES = cases(LAW)
TIES = {
    # 85,789.73 / 139 and 73,444.34 / 119 are both 617.18: the balance, or payment months of 62y9m.
    ("CQ-2025-01-M60", "balance -1234567"),
    # 97,593.95 / 195 and 98,593.95 / 197 are both 500.48: the balance, or payment months of 49y6m.
    ("SN-2025-11-F50", "balance 100000"),
}
_EVERY = 6
"""The audit of amounts alone takes longer; a sixth of the alterations of each sheet stands for all."""


def ids(case):
    return case.name


def test_most_published_sheets_can_be_used():
    assert len(CASES) >= 70
    assert len({case.region.province for case in CASES}) >= 25


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_published_sheet_agrees_with_its_own_inputs(case):
    found = audit_basis(case.basis, case.whole, LAW)
    assert found.agrees
    assert (found.explanations, found.so_far, found.unexplained) == ((), None, ())


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_on_the_whole_sheet_the_altered_input_is_named_first(case):
    missed = []
    for altered in alterations(case, LAW):
        found = audit_basis(altered.basis, case.whole, LAW)
        first = found.explanations[0].changes if found.explanations else ()
        if len(first) != 1 or not names(first[0], altered):
            missed.append((altered.what, first))
    assert missed == []


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_by_the_amounts_alone_the_altered_input_is_named_first_but_for_ties(case):
    start = CASES.index(case) % _EVERY
    for number, altered in enumerate(alterations(case, LAW)):
        if number % _EVERY != start and (case.name, altered.what) not in TIES:
            continue
        found = audit_basis(altered.basis, case.amounts, LAW)
        singles = [one.changes[0] for one in found.explanations if len(one.changes) == 1]
        if (case.name, altered.what) in TIES:
            assert not names(singles[0], altered)
            assert any(names(change, altered) for change in singles), altered.what
        else:
            assert singles, altered.what
            assert names(singles[0], altered), (altered.what, singles[0])
