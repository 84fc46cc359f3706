"""改革文件的一项: one table of a section, its month and region settled, its values typed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rules.month import Month

__all__ = ["NATION", "Entry"]

NATION = "000000"


class Entry(NamedTuple):
    """A table of a reform file; `values` are by key, without month and region."""

    section: str
    path: str
    start: Month
    region: str
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """A value, None where it is not given."""
        return self.values.get(name)
