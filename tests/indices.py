"""目录: test names written down elsewhere, held to the tests there are."""

import ast
from functools import cache
from pathlib import Path

__all__ = ["ROOT", "is_test"]

ROOT = Path(__file__).resolve().parent


@cache
def _names(path: Path) -> frozenset[str]:
    """What a file defines at its top: functions, classes, names given to the machines of hypothesis."""
    named: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            named.add(node.name)
        elif isinstance(node, ast.Assign):
            named |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(named)


def is_test(name: str) -> bool:
    """Whether `folder/test_file.py::name` under `tests` exists and pytest would collect it."""
    file, _, test = name.partition("::")
    path = ROOT / file
    if not path.is_file() or not path.name.startswith("test_"):
        return False
    return test in _names(path) and test.startswith(("test_", "Test"))
