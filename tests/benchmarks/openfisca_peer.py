"""OpenFisca 的同一公式: run by `equal_formula.py` in an environment with openfisca-core; knows nothing of ours.

    python openfisca_peer.py FOLDER

Reads `given.json`, writes the pensions to `found.npy` and prints the seconds of one calculation.
"""

# mypy: ignore-errors
# ruff: noqa: N801, N805  as OpenFisca has them

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FOLDER = Path(sys.argv[1])
GIVEN = json.loads((FOLDER / "given.json").read_text())
FIRST_YEAR, LAST_YEAR = GIVEN["years"][0], GIVEN["years"][-1]
PIECES, CREDITING, BASES = (np.array(GIVEN[name]) for name in ("pieces", "crediting", "base"))
Person = build_entity(key="person", plural="persons", label="", is_person=True)


def half_up(amount, places):
    """Rounded, halves upward."""
    return np.floor(amount * 10.0**places + 0.5) / 10.0**places


def given(name, kind=float):
    """A number of each person."""
    return type(
        name, (Variable,), {"value_type": kind, "entity": Person, "definition_period": ETERNITY}
    )


def base_of(person, year, piece):
    """The base, the wage and the months of a piece of a year."""
    place = person("place", year)
    first, last, wage, floor, ceiling = PIECES[year.start.year - FIRST_YEAR, piece][place].T
    declared = half_up(person("tier", year) / 100.0 * (wage / 1e6), 0)
    base = np.clip(declared, floor / 100.0, ceiling / 100.0)
    until = np.minimum(last, person("retire", year))
    return base, wage / 1e6, first, until, np.maximum(until - first + 1, 0)


class credited(Variable):
    value_type, entity, definition_period = float, Person, YEAR

    def formula(person, year):
        parts = [base_of(person, year, piece) for piece in range(PIECES.shape[1])]
        return sum(half_up(base * 0.08, 2) * months for base, _, _, _, months in parts)


class product(Variable):
    value_type, entity, definition_period = float, Person, YEAR

    def formula(person, year):
        found = 0.0
        end = np.minimum(person("retire", year), year.start.year * 12 + 11)
        for piece in range(PIECES.shape[1]):
            base, _, first, until, months = base_of(person, year, piece)
            earning = months * (2 * end - first - until + 2) / 2.0
            found = found + half_up(base * 0.08, 2) * earning
        return found


class balance(Variable):
    value_type, entity, definition_period = float, Person, YEAR

    def formula(person, year):
        if year.start.year == FIRST_YEAR:
            before = person("opening", year)
        else:
            before = person("balance", year.last_year)
        retire = person("retire", year)
        months = np.clip(retire - year.start.year * 12 + 1, 0, 12)
        rate = CREDITING[year.start.year - FIRST_YEAR][person("place", year)] / 1e6
        interest = (before * months + person("product", year)) * rate / 12.0
        return before + np.where(months > 0, person("credited", year) + half_up(interest, 2), 0.0)


class index_sum(Variable):
    value_type, entity, definition_period = float, Person, YEAR

    def formula(person, year):
        is_first = year.start.year == FIRST_YEAR
        before = 0.0 if is_first else person("index_sum", year.last_year)
        found = 0.0
        for piece in range(PIECES.shape[1]):
            base, wage, first, until, months = base_of(person, year, piece)
            found = found + base / wage * months
            holds_today = (first <= GIVEN["today"]) & (GIVEN["today"] <= until)
            stated = person("paid", year) - (GIVEN["today"] - GIVEN["first"])
            found = found + np.where(holds_today, base / wage * stated, 0.0)
        return before + found


class pension(Variable):
    value_type, entity, definition_period = float, Person, YEAR

    def formula(person, year):
        retire = person("retire", year)
        counted = person("paid", year) + retire - GIVEN["today"] + 1
        base = BASES[retire // 12 - FIRST_YEAR, person("place", year)] / 1e6
        index = person("index_sum", year) / counted
        years = half_up(counted / 12.0, 2)
        basic = half_up((base + base * index) / 2.0 * years * 0.01, 2)
        return basic + half_up(person("balance", year) / person("divisor", year), 2)


def main():
    """One calculation, timed from empty caches."""
    system = TaxBenefitSystem([Person])
    names = {
        "tier": float,
        "opening": float,
        "divisor": float,
        "place": int,
        "retire": int,
        "paid": int,
    }
    for name, kind in names.items():
        system.add_variable(given(name, kind))
    for variable in (credited, product, balance, index_sum, pension):
        system.add_variable(variable)
    simulation = SimulationBuilder().build_default_simulation(system, len(GIVEN["place"]))
    simulation.max_spiral_loops = 2 * (LAST_YEAR - FIRST_YEAR)
    numbers = {name: np.array(GIVEN[name]) for name in names if name != "opening"}
    numbers["opening"] = np.array(GIVEN["balance"]) / 100.0
    for name, values in numbers.items():
        simulation.set_input(name, "eternity", values)
    sys.setrecursionlimit(10_000)
    began = time.perf_counter()
    found = simulation.calculate("pension", str(LAST_YEAR))
    seconds = time.perf_counter() - began
    np.save(FOLDER / "found.npy", np.asarray(found, dtype=np.float64))
    print(json.dumps({"seconds": seconds, "version": version("openfisca-core")}))


if __name__ == "__main__":
    main()
