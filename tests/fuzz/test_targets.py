"""模糊测试的一小段: every reader takes some hundred hostile contents, the same ones every time."""

import pytest

from tests.fuzz.run import findings
from tests.fuzz.targets import TARGETS, attempt, seeds_of

COUNTS = {
    "people_xlsx": 25,
    "intake_xlsx": 25,
    "people_parquet": 25,
    "receipt": 20,
    "reform": 50,
    "scenario": 50,
}


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_read(name):
    assert all(attempt(name, seed) for seed in seeds_of(name))


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_content_is_read_or_refused_in_words(name):
    told, wrong = findings(name, COUNTS.get(name, 80), 1)
    assert wrong == []
    assert told["refused"] + told["read"] == COUNTS.get(name, 80)
