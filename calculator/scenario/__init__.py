"""测算情景: what is to be estimated, from any input to one checked, frozen description.

`fields` is the table everything else follows; `load` and `from_mapping` read, `dump` writes.
"""

from calculator.scenario.checking import check
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.fields import FIELDS, Field
from calculator.scenario.files import dump, load
from calculator.scenario.model import Change, Scenario, Segment, Span
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import changed, from_mapping
from calculator.scenario.schema import json_schema

__all__ = [
    "FIELDS",
    "Change",
    "Field",
    "Problem",
    "Scenario",
    "ScenarioProblems",
    "Segment",
    "Span",
    "assumed_defaults",
    "changed",
    "check",
    "dump",
    "from_mapping",
    "json_schema",
    "load",
]
