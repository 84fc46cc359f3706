"""情景的校验: which values the law and good sense allow, each refusal with what would be allowed.

A check runs when the fields it needs could be read, so that one bad field does not hide the others.
Outcomes the law provides for, such as missing months, are no problems.
"""

from typing import Any

from calculator.scenario.base_checks import BASE_CHECKS
from calculator.scenario.model import Scenario
from calculator.scenario.past_checks import PAST_CHECKS
from calculator.scenario.plan_checks import PLAN_CHECKS
from calculator.scenario.problems import Problem
from calculator.scenario.situation import Situation
from rules.errors import UnknownRegion
from rules.law import Law

__all__ = ["check", "resolve_region", "resolve_regions"]

_CHECKS = (*BASE_CHECKS, *PAST_CHECKS, *PLAN_CHECKS)
_NATION = "000000"


def check(scenario: Scenario, law: Law, *, unread: frozenset[str] = frozenset()) -> list[Problem]:
    """All problems of a typed scenario, warnings included. `unread` names fields without a value.

    Regions must be codes of `law`. Raises nothing for input; the law's own errors pass through.
    """
    situation = Situation(scenario, law)
    return [
        problem
        for needs, find in _CHECKS
        if not unread.intersection(needs)
        for problem in find(situation)
    ]


def resolve_regions(typed: dict[str, Any], law: Law) -> list[Problem]:
    """Replace region names in `typed` by codes, in place; problems for names that have none."""
    problems = []
    for name in ("region", "registered", "claim"):
        if typed.get(name):
            typed[name], found = resolve_region(typed[name], name, law)
            problems += found
    for name in ("history", "changes"):
        parts = []
        for number, part in enumerate(typed.get(name, ()), start=1):
            if part.region is not None:
                code, found = resolve_region(part.region, f"{name}[{number}].region", law)
                problems += found
                part = part.changed(region=code)  # noqa: PLW2901
            parts.append(part)
        if parts:
            typed[name] = tuple(parts)
    return problems


def resolve_region(text: str, path: str, law: Law) -> tuple[str, list[Problem]]:
    """The code of a region with figures, or the problem of the name found at `path`."""
    try:
        region = law.region(text)
    except UnknownRegion as error:
        code = "ambiguous_region" if error.values.get("ambiguous") else "unknown_region"
        values = {"suggestions": error.values.get("suggestions", ())}
        return text, [Problem(field=path, code=code, found=text, values=values)]
    if region.code == _NATION:
        return text, [Problem(field=path, code="whole_nation", found=text)]
    if region.figures or path == "registered":
        return region.code, []
    values = {
        "region_zh": region.zh,
        "region_en": region.en,
        "reason_zh": region.reason_zh,
        "reason_en": region.reason_en,
    }
    return region.code, [Problem(field=path, code="figures_missing", found=text, values=values)]
