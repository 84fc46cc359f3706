"""Named errors of the rules package.

An error carries a code and the values a sentence needs; the sentence itself is written in the
catalogs of the calculator, in Chinese and English. Outcomes the law provides for ("27 months
short") are results, never errors.
"""

from functools import partial
from typing import Any

__all__ = [
    "FiguresMissing",
    "LawDataError",
    "LawDiffers",
    "LawNotOnRecord",
    "NoValueInForce",
    "RulesError",
    "UnknownInstrument",
    "UnknownRegion",
]


class RulesError(Exception):
    """Base of all errors raised by `rules`. `code` names the catalog entry, `values` fills it."""

    code = "rules_error"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__()

    def __str__(self) -> str:
        """For programmers; put together only when asked, because searches raise many errors."""
        said = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}: {said}"

    def __reduce__(self) -> tuple[Any, ...]:
        """By its values: from another process an error comes back as it was raised."""
        return partial(type(self), **self.values), ()


class NoValueInForce(RulesError):
    """The law store holds no value of `series` for `region` in `month`.

    `nearest` describes the nearest known period, `remedy` names the option that permits a projection.
    """

    code = "no_value_in_force"


class FiguresMissing(RulesError):
    """A region is known, but no figures of it were ever found (`region`, `reason`)."""

    code = "figures_missing"


class LawNotOnRecord(RulesError):
    """The law of a day so early (`day`) is not on record; it begins `since`."""

    code = "law_not_on_record"


class LawDiffers(RulesError):
    """A law was sent to a process whose law data are others (`there`) than the sender's (`here`)."""

    code = "law_differs"


class UnknownRegion(RulesError):
    """No region is called `text`; `suggestions` are close names."""

    code = "unknown_region"


class UnknownInstrument(RulesError):
    """No legal instrument has the id `instrument`."""

    code = "unknown_instrument"


class LawDataError(RulesError):
    """A data file breaks its schema: `file`, `line`, `key`, `expected`."""

    code = "law_data_error"
