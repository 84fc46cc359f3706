"""64 位算术: the long division of `rules.quantities` as the machine does it fastest.

Not a rule: the same quotient and remainder for the same numbers, held to it by a test over its whole
domain. The interpreter keeps the schoolbook version.
"""

# ruff: noqa: ANN001, ANN201  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import Any

from calculator.batch.compiled.compiler import instead
from rules.quantities import multiply_divide

__all__ = ["fast_multiply_divide"]


def fast_multiply_divide(a, b, c):
    """Quotient and remainder of `a * b / c` from an estimate in floating point, then corrected.

    The estimate is off by less than 2**12, so the remainder it leaves is below 2**59 and exact in
    wrapping 64-bit arithmetic, however long the product is.
    """
    quotient = int(float(a) * float(b) / float(c))
    remainder = a * b - quotient * c
    if remainder < 0 or remainder >= c:
        step = remainder // c
        quotient += step
        remainder -= step * c
    return quotient, remainder


@instead(multiply_divide)
def _multiply_divide(*_: Any) -> Any:
    return fast_multiply_divide
