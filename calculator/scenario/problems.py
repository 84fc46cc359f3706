"""输入问题: what is wrong with a scenario, all of it at once.

A problem names the field, what was found and what is allowed; the sentence is the catalog's
(`problem.<code>`). Nothing here decides what is wrong.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

__all__ = ["Problem", "ScenarioProblems"]


class Problem(NamedTuple):
    """One problem. `field` is a path such as `wage` or `history[2].base` (counted from 1).

    `line` is the line of the file, None where there is none. A warning does not stop the estimate.
    """

    field: str
    code: str
    found: str = ""
    values: Mapping[str, Any] = MappingProxyType({})
    line: int | None = None
    warning: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For other programs: plain data, amounts in the units of the program."""
        shown = {
            name: value if isinstance(value, (bool, str)) or value is None else _plain(value)
            for name, value in self.values.items()
        }
        return {
            "field": self.field,
            "code": self.code,
            "found": self.found,
            "values": shown,
            "line": self.line,
            "warning": self.warning,
        }


def _plain(value: Any) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, (tuple, list)):
        return [str(part) for part in value]
    return str(value)


class ScenarioProblems(Exception):
    """A scenario cannot be used. `problems` holds every problem found, in the order of the fields."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{problem.field}: {problem.code}" for problem in self.problems))
