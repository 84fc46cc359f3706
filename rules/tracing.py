"""Why a figure is what it is: rules, recorded steps, replay.

`@rule` marks a function as a rule of the law. While a recorder is open every call becomes a `Step`
with its inputs, its value and the law values read for it; otherwise a mark costs one look-up, and
none beneath a stage. A trace is plain data: `replay` evaluates each step again and reports any that
gives another value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from types import FunctionType
from typing import Any, NamedTuple, ParamSpec, TypeVar

__all__ = ["RULES", "Recorder", "Rule", "Step", "recording", "replay", "rule", "stage", "walk"]

P = ParamSpec("P")
R = TypeVar("R")


class Rule(NamedTuple):
    """A registered rule: its id, parameter names, the articles it rests on, the bare function."""

    id: str
    parameters: tuple[str, ...]
    cites: tuple[str, ...]
    function: Callable[..., Any]


@dataclass(slots=True)
class Step:
    """One evaluated rule, or a named stage (no inputs) that groups the steps inside it."""

    rule: str
    inputs: dict[str, Any] = field(default_factory=dict)
    value: Any = None
    reads: tuple[Any, ...] = ()
    children: list["Step"] = field(default_factory=list)


class Recorder:
    """Collects steps; `read` is called by the law columns of a traced estimate."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._open: list[list[Step]] = [self.steps]
        self._reads: list[Any] = []
        self._listening = True

    def read(self, value: Any) -> None:
        """Note a law value; it belongs to the next step that begins."""
        if self._listening and value not in self._reads:
            self._reads.append(value)

    def close(self) -> None:
        """Take no more notes: what is read later belongs to no step."""
        self._listening = False

    def evaluate(self, known: Rule, arguments: Sequence[Any]) -> Any:
        """Run a rule as a step."""
        step = Step(known.id, dict(zip(known.parameters, arguments, strict=True)))
        step.reads, self._reads = tuple(self._reads), []
        with self._inside(step):
            step.value = known.function(*arguments)
        return step.value

    def enter(self, name: str, function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
        """Run a stage: its steps become children of one step."""
        with self._inside(Step(name)):
            return function(*arguments)

    @contextmanager
    def _inside(self, step: Step) -> Iterator[None]:
        self._open[-1].append(step)
        self._open.append(step.children)
        try:
            yield
        finally:
            self._open.pop()


RULES: dict[str, Rule] = {}
_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


def _parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a plain function's parameters; rules take no others."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount]


def _by_position(
    parameters: Sequence[str], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[Any, ...]:
    """The arguments of a call in the order of the parameters."""
    return (*args, *(kwargs[name] for name in parameters[len(args) : len(args) + len(kwargs)]))


_PACKAGE = __name__.partition(".")[0] + "."
_namespaces: dict[str, dict[str, Any]] = {}


@cache
def _unmarked(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function without marks, in itself and in all it calls: a life has hundreds of steps."""
    bare = getattr(function, "__wrapped__", function)
    if not bare.__module__.startswith(_PACKAGE):
        return function
    names = _names_unmarked(bare.__module__, bare.__globals__)
    return FunctionType(bare.__code__, names, bare.__name__, bare.__defaults__, bare.__closure__)


def _names_unmarked(module: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """The names of a module, its functions and those it imports from the rules without marks."""
    if module not in _namespaces:
        found = _namespaces[module] = dict(names)
        for name, value in names.items():
            if isinstance(value, FunctionType) and value.__module__ != __name__:
                found[name] = _unmarked(value)
    return _namespaces[module]


def rule(rule_id: str, *cites: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the rule `rule_id`, resting on articles written `instrument#article`."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        parameters = _parameters(function)
        known = Rule(rule_id, parameters, cites, function)
        if rule_id in RULES:
            raise ValueError(f"rule {rule_id} is registered twice")
        RULES[rule_id] = known

        @wraps(function)
        def evaluated(*args: P.args, **kwargs: P.kwargs) -> R:
            recorder = _recorder.get()
            if recorder is None:
                return function(*args, **kwargs)
            value: R = recorder.evaluate(known, _by_position(parameters, args, kwargs))
            return value

        return evaluated

    return mark


def stage(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a part of the composition, so that a trace reads as chapters."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        parameters = _parameters(function)

        @wraps(function)
        def evaluated(*args: P.args, **kwargs: P.kwargs) -> R:
            recorder = _recorder.get()
            if recorder is None:
                plain: Callable[P, R] = _unmarked(function)
                return plain(*args, **kwargs)
            value: R = recorder.enter(name, function, _by_position(parameters, args, kwargs))
            return value

        return evaluated

    return mark


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record every rule evaluated inside the block."""
    recorder = Recorder()
    token = _recorder.set(recorder)
    try:
        yield recorder
    finally:
        recorder.close()
        _recorder.reset(token)


def walk(steps: Sequence[Step]) -> Iterator[Step]:
    """All steps, parents before children."""
    for step in steps:
        yield step
        yield from walk(step.children)


def replay(steps: Sequence[Step]) -> list[Step]:
    """The steps whose rule, evaluated again on the recorded inputs, gives another value."""
    return [
        step
        for step in walk(steps)
        if step.rule in RULES and RULES[step.rule].function(*step.inputs.values()) != step.value
    ]
