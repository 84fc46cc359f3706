"""One law and one month of today for all tests of the calculator."""

import pytest

from rules.law import Law, load
from rules.month import Month

_LAW = load()


@pytest.fixture(scope="session")
def law() -> Law:
    return _LAW


@pytest.fixture(scope="session")
def today() -> Month:
    return Month.of(2026, 11)
