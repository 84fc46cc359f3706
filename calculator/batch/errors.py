"""批量作业的错误: what stops a whole run, as a code with the values its sentence needs.

What is wrong with one row stops nothing: it is a rejection (`rejects`).
"""

from functools import partial
from typing import Any

from calculator.i18n import Language, text

__all__ = ["BatchError"]


class BatchError(Exception):
    """A run cannot start or go on. The sentence is the catalog's (`batch.error.<code>`)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code, values)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(BatchError, self.code, **self.values), ()

    def __str__(self) -> str:
        return text(self.key, "en", **self.worded("en")).strip()

    @property
    def key(self) -> str:
        """The key of the sentence."""
        return f"batch.error.{self.code}"

    def worded(self, language: Language) -> dict[str, object]:
        """The values of the sentence, in words."""
        return {name: _worded(name, value, language) for name, value in self.values.items()}


def _worded(name: str, value: object, language: Language) -> object:
    if name == "suggestions" and isinstance(value, tuple):
        return text("problem.did_you_mean", language, names=value) if value else ""
    if name == "changed" and isinstance(value, tuple):
        return tuple(text(f"batch.identity.{one}", language) for one in value)
    return value
