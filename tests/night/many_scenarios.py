"""十万个乱写的情景: estimates of random scenarios, never an exception, never a broken identity.

    python -m tests.night.many_scenarios [how many] [first seed]

Every seed draws one scenario from the field table, reads and checks it, estimates it under the law of
today, of an earlier day, or under a reform, and evaluates the identities of the result; every tenth one
with its trace, step by step. Refusals that name their problems are right answers and are counted. What
is wrong is printed with its seed and makes the exit code 1.
"""

import random
import sys
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from os import cpu_count
from time import perf_counter

from calculator.estimates import estimate
from calculator.i18n import LANGUAGES
from calculator.identities import broken
from calculator.reform.reading import read_reform
from calculator.reports import render
from calculator.scenario.problems import ScenarioProblems
from calculator.scenario.reading import from_mapping
from calculator.wording import error_sentence, problem_line
from rules.errors import RulesError
from rules.law import Law, load
from tests.random_scenarios import TODAY, scenario_mapping

__all__ = ["try_seed"]

_PORTION = 250
REFORM = """title = "难一点"
from = "2028-01"
[contribution_base]
floor = "50%"
[contribution_rate]
from = "2027-07"
total = "22%"
account = "9%"
[retirement_age]
every = 2
up_to = "65y"
[minimum_period]
step = "1y"
up_to = "25y"
[basic_pension]
per_year = "0.9%"
"""


@cache
def _laws(grades: str) -> tuple[Law, ...]:
    law = load(grades)
    return law, law.as_known_on(date(2024, 6, 30)), law.reformed(read_reform(REFORM, law))


def try_seed(seed: int) -> tuple[str, str]:
    """What came of a seed: `estimated`, `refused`, `no_value` or `wrong`, and what to say of it."""
    draw = random.Random(seed)  # noqa: S311 not for secrets
    law = draw.choices(_laws(draw.choice(("AB", "ABC", "ABC", "ABCD"))), (8, 1, 1))[0]
    mapping = scenario_mapping(draw, law)
    try:
        return _tried(seed, draw, law, mapping)
    except Exception:  # noqa: BLE001 whatever it is, it is a finding
        return "wrong", f"seed {seed}: {mapping}\n{traceback.format_exc()}"


def _tried(seed: int, draw: random.Random, law: Law, mapping: dict[str, object]) -> tuple[str, str]:
    try:
        scenario = from_mapping(mapping, law, TODAY)
    except ScenarioProblems as refused:
        lines = [problem_line(one, language) for one in refused.problems for language in LANGUAGES]
        return ("refused" if lines and all(lines) else "wrong"), f"seed {seed}: no words"
    try:
        result = estimate(scenario, law, trace=seed % 10 == 0)
    except RulesError as absent:
        sentence = all(error_sentence(absent, language) for language in LANGUAGES)
        return ("no_value" if sentence else "wrong"), f"seed {seed}: no words"
    failing = broken(result)
    if failing:
        return "wrong", f"seed {seed}: {failing} of {mapping}"
    if seed % 25 == 0:
        for form in ("table", "markdown", "csv", "json"):
            render(result, form, draw.choice(LANGUAGES), law=law)
    return "estimated", ""


def _try_all(seeds: range) -> list[tuple[str, str]]:
    return [try_seed(seed) for seed in seeds]


def main(count: int, first: int) -> int:
    """Try the seeds, say what came of them."""
    began, found, wrong = perf_counter(), Counter[str](), []
    seeds = [
        range(at, min(at + _PORTION, first + count)) for at in range(first, first + count, _PORTION)
    ]
    with ProcessPoolExecutor(cpu_count()) as pool:
        for done in pool.map(_try_all, seeds):
            found.update(outcome for outcome, _ in done)
            wrong += [said for outcome, said in done if outcome == "wrong"]
            print(f"\r{found.total():,} of {count:,}: {dict(found)}", end="", file=sys.stderr)
    print(
        f"\n{count:,} scenarios from seed {first}: {dict(found)} in {perf_counter() - began:.0f} s"
    )
    print(*wrong[:20], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(arguments + [100_000, 1][len(arguments) :])))
