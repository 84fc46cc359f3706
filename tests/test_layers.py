"""分层: who may import whom, and what a call really loads.

The graph is read from the sources: every import counts, those inside functions and for type checkers
too, and the module names a command table holds. What is loaded is asked of a new process.
"""

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]

QUANTITIES = frozenset({"rules.quantities", "rules.month", "rules.errors"})
LAW_OF_THE_LAND = frozenset(
    f"rules.{name}"
    for name in (
        "adjustment",
        "contribution",
        "contribution_base",
        "contribution_index",
        "contribution_period",
        "individual_account",
        "local_extras",
        "paying_place",
        "pension",
        "personal_pension",
        "resident_pension",
        "retirement_age",
        "subsidy",
        "survivor",
    )
)
"""The rule modules: each stands alone on quantities and tracing."""
COMPOSED = ("rules.career", "rules.terms", "rules.ledger", "rules.award", "rules.estimation")
"""From the parts to the whole: each may use the rule modules and those before it."""
IN_WORDS = frozenset(
    f"calculator.{name}"
    for name in (
        "batch",
        "citation",
        "explanation",
        "i18n",
        "reports",
        "verification",
        "width",
        "wording",
    )
)
"""What writes sentences and files. All other parts of the calculator work with plain data."""
AT_THE_FRONT = frozenset({"calculator", "calculator.cli", "calculator.tui"})
"""Commands, the app, and the names the package itself offers other programs."""
AT_HOME = {
    "click": ("calculator.cli",),
    "dateutil": ("rules.month",),
    "fastexcel": ("calculator.batch",),
    "jinja2": ("calculator.reports",),
    "numba": ("calculator.batch",),
    "numpy": ("calculator.batch",),
    "polars": ("calculator.batch",),
    "pyarrow": ("calculator.batch",),
    "textual": ("calculator.tui",),
    "textual_serve": ("calculator.cli", "calculator.tui"),
    "typst": ("calculator.reports",),
    "vl_convert": ("calculator.reports",),
    "xlsxwriter": ("calculator.batch", "calculator.reports"),
}
"""Libraries with one home: nobody else depends on them."""
HEAVY = frozenset(
    {
        "textual",
        "rich",
        "polars",
        "numba",
        "numpy",
        "pyarrow",
        "scipy",
        "jinja2",
        "typst",
        "vl_convert",
        "xlsxwriter",
    }
)
ESTIMATE = (
    *("estimate", "--region", "浙江", "--born", "1990-03", "--sex", "女"),
    *("--wage", "8000", "--paid", "5年", "--today", "2026-11"),
)


class Import(NamedTuple):
    """One import of a module: what, and whether the module cannot be loaded without it."""

    name: str
    at_once: bool


@cache
def modules() -> dict[str, Path]:
    """Every module of the two packages by name."""
    found = {}
    for path in (p for package in ("rules", "calculator") for p in (ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(module: str) -> tuple[Import, ...]:
    """All imports of a module, our own resolved to modules."""
    found: list[Import] = []
    waiting = [(ast.parse(modules()[module].read_text("utf-8")), True)]
    while waiting:
        node, at_once = waiting.pop()
        found += [Import(name, at_once) for name in _named(node)]
        for child in ast.iter_child_nodes(node):
            later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            typed = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            waiting.append((child, at_once and not later and not typed))
    return tuple(found)


def _named(node: ast.AST) -> list[str]:
    """The modules an import statement, or a string that is the name of one of ours, stands for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name if name in modules() else str(node.module) for name in whole]
    path = modules().get(node.value) if isinstance(node, ast.Constant) else None
    return [str(node.value)] if path is not None and path.stem != "__init__" else []


def ours(module: str) -> set[str]:
    """The modules of the two packages a module imports."""
    return {name for name, _ in imports(module) if name in modules() and name != module}


def part(module: str) -> str:
    """`calculator.cli` for `calculator.cli.estimate`, `rules.law` for `rules.law.store`."""
    return ".".join(module.split(".")[:2])


def within(package: str) -> list[str]:
    """The modules of a package or part."""
    return [name for name in modules() if name == package or name.startswith(f"{package}.")]


def test_there_is_something_to_look_at() -> None:
    assert {"rules.pension", "calculator.estimates", "calculator.cli.root"} <= set(modules())
    assert ours("rules.pension") == {"rules.month", "rules.quantities", "rules.tracing"}
    assert "calculator.cli.estimate" in ours("calculator.cli.root")


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name: ours(name) for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(reversed(circle.args[1])))


def test_the_rules_know_nothing_of_the_calculator() -> None:
    for module in within("rules"):
        assert not [name for name, _ in imports(module) if name.startswith("calculator")], module


def test_the_rules_rest_on_the_standard_library_and_dateutil() -> None:
    allowed = {*sys.stdlib_module_names, "rules", "dateutil"}
    for module in within("rules"):
        assert {name.partition(".")[0] for name, _ in imports(module)} <= allowed, module


def test_quantities_months_and_errors_stand_on_nothing() -> None:
    for module in (*QUANTITIES, "rules.tracing"):
        assert ours(module) == set(), module


def test_the_law_store_knows_quantities_and_no_rule() -> None:
    for module in within("rules.law"):
        assert {part(name) for name in ours(module)} <= QUANTITIES | {"rules.law"}, module


def test_rule_modules_do_not_import_each_other() -> None:
    for module in LAW_OF_THE_LAND:
        assert ours(module) <= QUANTITIES | {"rules.tracing"}, module


def test_the_composition_uses_the_rules_and_what_comes_before_it() -> None:
    for position, module in enumerate(COMPOSED):
        before = {*COMPOSED[:position], "rules.tracing"}
        assert ours(module) <= QUANTITIES | LAW_OF_THE_LAND | before, module


def test_every_rule_module_has_its_place() -> None:
    known = {"rules", "rules.tracing", *QUANTITIES, *LAW_OF_THE_LAND, *COMPOSED}
    assert set(within("rules")) - set(within("rules.law")) == known


def test_what_computes_knows_no_words_and_no_front() -> None:
    for module in within("calculator"):
        if part(module) not in IN_WORDS | AT_THE_FRONT:
            above = {name for name in ours(module) if part(name) in IN_WORDS | AT_THE_FRONT}
            assert not above, (module, above)


def test_what_is_worded_knows_no_front() -> None:
    for module in within("calculator"):
        if part(module) in IN_WORDS:
            assert not {name for name in ours(module) if part(name) in AT_THE_FRONT}, module


def test_the_app_never_imports_the_command_line_which_loads_the_app_only_when_asked() -> None:
    for module in within("calculator.tui"):
        assert not {name for name in ours(module) if part(name) == "calculator.cli"}, module
    for module in within("calculator.cli"):
        at_once = {part(found.name) for found in imports(module) if found.at_once}
        assert "calculator.tui" not in at_once, module


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_used_only_at_home(library: str) -> None:
    for module in modules():
        if not module.startswith(AT_HOME[library]):
            used = {name for name, _ in imports(module) if name.partition(".")[0] == library}
            assert not used, module


def loaded(code: str, *args: str) -> set[str]:
    """The modules a new process has loaded after `code`."""
    told = f"{code}\nimport sys; sys.stderr.write('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", told, *args],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.decode().splitlines()[-1].split())


COMMAND = "import sys; from calculator.cli import main; assert main(sys.argv[1:]) == 0"


@pytest.mark.parametrize(
    ("code", "args"),
    [
        ("import rules, rules.estimation, rules.law; rules.law.load()", ()),
        ("import calculator", ()),
        (COMMAND, ("--help",)),
        (COMMAND, ("estimate", "--help")),
        (COMMAND, ESTIMATE),
        (COMMAND, (*ESTIMATE, "--explain")),
        (COMMAND, ("law", "show", "--region", "浙江")),
    ],
    ids=["rules", "calculator", "help", "estimate-help", "estimate", "explain", "law"],
)
def test_nothing_heavy_is_loaded(code: str, args: tuple[str, ...]) -> None:
    assert not loaded(code, *args) & HEAVY


def test_the_rules_load_no_calculator_and_help_loads_no_law() -> None:
    assert "calculator" not in loaded("import rules.estimation, rules.law")
    assert not loaded(COMMAND, "--help") & {"rules.law", "calculator.estimates"}


EACH_ALONE = """
import importlib, pkgutil, sys
import calculator
for found in pkgutil.iter_modules(calculator.__path__, "calculator."):
    for name in [name for name in sys.modules if name.split(".")[0] in ("calculator", "rules")]:
        del sys.modules[name]
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


def test_every_module_can_be_the_first_to_be_imported() -> None:
    """The package a module lies in is loaded before it; that is a detour no graph of modules shows."""
    done = subprocess.run(
        [sys.executable, "-c", EACH_ALONE], capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
