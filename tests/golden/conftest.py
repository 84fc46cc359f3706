"""One law for all published cases."""

import pytest

from rules.law import Law, load

_LAW = load()


@pytest.fixture(scope="session")
def law() -> Law:
    return _LAW
