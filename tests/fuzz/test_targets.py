"""模糊测试的一小段: every reader takes some hundred hostile contents, the same ones every time."""

import pytest

from tests.fuzz.run import findings
from tests.fuzz.targets import TARGETS, attempt, seeds_of

COUNTS = {"people_xlsx": 60, "people_parquet": 60, "receipt": 40, "reform": 150, "scenario": 150}


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_read(name):
    assert all(attempt(name, seed) for seed in seeds_of(name))


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_content_is_read_or_refused_in_words(name):
    told, wrong = findings(name, COUNTS.get(name, 250), 1)
    assert wrong == []
    assert told["refused"] + told["read"] == COUNTS.get(name, 250)
