"""乱写的情景: scenario mappings drawn from the field table, every field and choice, lawful or not.

Plain `random`, so that a seed names a run of any length and nothing is kept of it. A value is of the
right kind mostly and somewhere between usual and absurd; what it means together with the others is left
to chance, and to the checks of the scenario to refuse.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any

from calculator.scenario import choices
from calculator.scenario.fields import FIELDS, Field
from rules.law import Law
from rules.month import Month

__all__ = ["TODAY", "Drawn", "scenario_mapping"]

TODAY = Month.of(2026, 11)
Drawn = dict[str, Any]
_SOMETIMES, _SENSIBLE, _WILDLY = 0.12, 0.9, 0.03
_ALWAYS = ("region", "born", "sex")
_NAMED = {entry.name: entry for entry in FIELDS}
_WILD = ("", "?", "1e9", "-1", "∞", "<b>x</b>", "=1+1", "０", "NaN", "2026-13")


def scenario_mapping(draw: random.Random, law: Law) -> Drawn:
    """What a scenario file might hold."""
    regions = [code for code, place in law.regions.items() if place.figures and code != "000000"]
    made: Drawn = {}
    for entry in FIELDS:
        if entry.name in _ALWAYS or draw.random() < _SOMETIMES:
            made[entry.name] = _value(draw, entry, regions)
    born = _month(draw, Month.of(1965, 6), Month.of(2010, 12))
    made["born"] = str(born)
    if draw.random() < _SENSIBLE:
        _make_sensible(draw, made, born, regions)
    if draw.random() < _WILDLY:
        made[draw.choice(list(made))] = draw.choice(_WILD)
    return made


def _make_sensible(draw: random.Random, made: Drawn, born: Month, regions: list[str]) -> None:
    """Mend what chance hardly ever gets right, so that most scenarios are estimated."""
    adult = Month(min(born + 16 * 12, TODAY))
    for name in ("today", "wage", "tier", "base", "paid", "category", "retire"):
        made.pop(name, None)
    given = draw.choice(("wage", "tier", "tier", "base"))
    made[given] = _value(draw, _NAMED[given], regions)
    if given == "base":
        made["clamp"] = True
    if given == "tier":
        made.pop("moving", None)
    if "history" in made:
        made["history"] = _history(draw, regions, adult)
    else:
        made["paid"] = (
            f"{draw.choice((0, draw.randint(0, 60), draw.randint(0, 400))) % (TODAY - adult + 1)}m"
        )
    if draw.random() < 0.3:
        made["category"] = "male_60" if _is_man(made) else draw.choice(("女55", "女50"))
    if draw.random() < 0.4:
        at_age = _month(draw, Month(born + 45 * 12), Month(born + 66 * 12))
        made["retire"] = draw.choice(("earliest", "法定", str(Month(max(TODAY, at_age)))))
    made["rhythm"] = (
        "yearly" if "payment_month" in made else draw.choice(("月", "季", "half-yearly"))
    )
    if "payment_month" in made:
        made["payment_month"] = draw.randint(1, 12)
    for name, most in (("balance_date", 20), ("paid_through", 10), ("first_paid", 0)):
        if name in made:
            made[name] = str(Month(TODAY - 1 - draw.randint(0, most)))
    made.pop("first_paid", None)
    if "balance_date" in made:
        made["balance"] = _value(draw, _NAMED["balance"], regions)
    if "deemed" in made:
        made["deemed"] = f"{draw.randint(0, 24)}m"
    if "pauses" in made:
        first = _month(draw, TODAY, Month(TODAY + 100))
        made["pauses"] = [{"from": str(first), "to": str(Month(first + draw.randint(0, 40)))}]
    if "changes" in made:
        made["changes"] = [_change(draw, regions) for _ in range(draw.randint(1, 2))]


def _is_man(made: Drawn) -> bool:
    return made["sex"] in ("male", *choices.Sex.MALE.words)


def _change(draw: random.Random, regions: list[str]) -> Drawn:
    one = {"from": str(_month(draw, TODAY, Month(TODAY + 200)))}
    if draw.random() < 0.7:
        one["tier"] = draw.choice(("60%", "100%", "floor", "ceiling"))
    else:
        one["region"] = draw.choice(regions)
    return one


def _month(draw: random.Random, first: Month, last: Month) -> Month:
    return Month(draw.randint(first, last))


def _history(draw: random.Random, regions: list[str], adult: Month) -> list[Drawn]:
    """A few segments, sometimes overlapping, in order or not."""
    segments = []
    for _ in range(draw.randint(1, 4)):
        since = Month.of(draw.choice((1996, 2010, 2019, 2021)), 1)
        first = _month(draw, min(max(since, adult), Month(TODAY - 1)), Month(TODAY - 1))
        last = Month(min(first + draw.randint(0, 150), TODAY - 1))
        segment: Drawn = {
            "from": str(first),
            "to": str(last),
            "kind": draw.choice(("flexible", "employed")),
        }
        if draw.random() < 0.7:
            segment["tier"] = draw.choice(("60%", "100%", "floor", "ceiling", "187%"))
        else:
            segment["base"] = str(draw.randint(1_000, 30_000))
        if draw.random() < 0.3:
            segment["region"] = draw.choice(regions)
        segments.append(segment)
    return segments


def _parts(draw: random.Random, entry: Field, regions: list[str]) -> list[Drawn]:
    return [
        {
            part.name: _value(draw, part, regions)
            for part in entry.parts
            if part.required or draw.random() < 0.4
        }
        for _ in range(draw.randint(1, 3))
    ]


def _value(draw: random.Random, entry: Field, regions: list[str]) -> Any:
    if entry.kind is None:
        return _parts(draw, entry, regions)
    if entry.kind.choices and (entry.kind.name == "choice" or draw.random() < 0.5):
        chosen = draw.choice(entry.kind.choices)
        return draw.choice((chosen.value, *chosen.words))
    if entry.kind.name == "region":
        return draw.choice(regions)
    return _KINDS[entry.kind.name](draw)


_KINDS: Mapping[str, Callable[[random.Random], Any]] = {
    "month": lambda draw: str(_month(draw, Month(TODAY - 24), Month(TODAY + 500))),
    "money": lambda draw: draw.choice(
        (f"{draw.randint(0, 400_000)}.{draw.randint(0, 99):02d}", str(draw.randint(1, 40_000)))
    ),
    "rate": lambda draw: f"{draw.choice((0, draw.uniform(-3, 9), draw.uniform(0, 4))):.4f}%",
    "tier": lambda draw: f"{draw.randint(60, 300)}%",
    "index": lambda draw: f"{draw.choice((draw.uniform(0.3, 3), draw.uniform(0.01, 9))):.4f}",
    "duration": lambda draw: f"{draw.randint(0, 40)}y{draw.randint(0, 11)}m",
    "count": lambda draw: draw.randint(0, 13),
    "boolean": lambda draw: draw.random() < 0.5,
    "grades": lambda draw: draw.choice(("AB", "ABC", "ABCD")),
}
