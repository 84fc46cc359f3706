"""灵活就业人员养老保险测算: the calculator around the rules of law.

The names below are the interface for other programs. `import calculator` loads none of them: each is
imported when it is first used.

    >>> from calculator import Month, estimate, load_law, read_scenario
    >>> law = load_law()
    >>> facts = {"region": "浙江", "born": "1990-03", "sex": "女", "tier": "100%", "paid": "5年"}
    >>> result = estimate(read_scenario(facts, law, Month.of(2026, 11)), law)
    >>> str(result.go_on.start), result.go_on.monthly_payment  # fen
    ('2048-04', 170740)

`load_scenario` reads a TOML file; both raise `ScenarioProblems` with every problem at once, `estimate`
raises a `RulesError` where the law has no value. `as_data` gives plain data, `render` a report.

`estimate_frame` does the same for a whole polars or pyarrow table (extra `batch`), to the same fen;
it raises a `BatchError` for a table it can do nothing with.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calculator.batch.errors import BatchError
    from calculator.batch.frame import estimate_frame
    from calculator.estimates import estimate
    from calculator.explanation import sheet as explain
    from calculator.reports import render
    from calculator.reports.data import as_data
    from calculator.result import Estimate
    from calculator.scenario import Scenario, ScenarioProblems
    from calculator.scenario import dump as write_scenario
    from calculator.scenario import from_mapping as read_scenario
    from calculator.scenario import load as load_scenario
    from calculator.version import __version__
    from rules.errors import RulesError
    from rules.law import Law
    from rules.law import load as load_law
    from rules.month import Month

__all__ = [
    "BatchError",
    "Estimate",
    "Law",
    "Month",
    "RulesError",
    "Scenario",
    "ScenarioProblems",
    "__version__",
    "as_data",
    "estimate",
    "estimate_frame",
    "explain",
    "load_law",
    "load_scenario",
    "read_scenario",
    "render",
    "write_scenario",
]

_HOME = {
    "BatchError": ("calculator.batch.errors", "BatchError"),
    "Estimate": ("calculator.result", "Estimate"),
    "Law": ("rules.law", "Law"),
    "Month": ("rules.month", "Month"),
    "RulesError": ("rules.errors", "RulesError"),
    "Scenario": ("calculator.scenario", "Scenario"),
    "ScenarioProblems": ("calculator.scenario", "ScenarioProblems"),
    "__version__": ("calculator.version", "__version__"),
    "as_data": ("calculator.reports.data", "as_data"),
    "estimate": ("calculator.estimates", "estimate"),
    "estimate_frame": ("calculator.batch.frame", "estimate_frame"),
    "explain": ("calculator.explanation", "sheet"),
    "load_law": ("rules.law", "load"),
    "load_scenario": ("calculator.scenario", "load"),
    "read_scenario": ("calculator.scenario", "from_mapping"),
    "render": ("calculator.reports", "render"),
    "write_scenario": ("calculator.scenario", "dump"),
}
"""Where each name is defined, and what it is called there."""


def __getattr__(name: str) -> Any:
    """A public name on its first use."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, defined = _HOME[name]
    value = globals()[name] = getattr(import_module(module), defined)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
