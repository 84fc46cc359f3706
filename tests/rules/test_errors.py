"""Errors carry a code and the values of a sentence."""

import pytest

from rules import errors


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = [getattr(errors, name) for name in errors.__all__]
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_an_error_keeps_and_shows_its_values() -> None:
    with pytest.raises(errors.RulesError, match="no_value_in_force: region=310000") as caught:
        raise errors.NoValueInForce(region="310000", month="2026-09")
    assert caught.value.values == {"region": "310000", "month": "2026-09"}
