"""隐私: identity-card and bank-card numbers in cells.

居民身份证号码 by GB 11643 (18 characters, date, check character ISO 7064 MOD 11-2), bank cards by
their length and check digit. Old 15-digit identity numbers have no check and are not looked for.
"""

import re
from datetime import date

__all__ = ["has_card", "masked"]

_SHORTEST = 16
_CANDIDATE = re.compile(
    r"(?<![0-9.])[0-9]{17}[Xx](?![0-9A-Za-z])|(?<![0-9.])[0-9]{16,19}(?![0-9.Xx])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY = 18
_KEPT_FRONT, _KEPT_BACK = 3, 4


def _is_identity(number: str) -> bool:
    if len(number) != _IDENTITY:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _is_bank_card(number: str) -> bool:
    if not number.isdigit() or number[0] not in "3456":
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _mask(match: re.Match[str]) -> str:
    number = match[0]
    if not (_is_identity(number) or _is_bank_card(number)):
        return number
    hidden = len(number) - _KEPT_FRONT - _KEPT_BACK
    return number[:_KEPT_FRONT] + "*" * hidden + number[-_KEPT_BACK:]


def masked(text: str) -> str:
    """`text` with every card number masked but for its first three and last four characters.

    >>> masked("11010519491231002X")
    '110***********002X'
    """
    return text if len(text) < _SHORTEST else _CANDIDATE.sub(_mask, text)


def has_card(text: str) -> bool:
    """Whether there is a card number in `text`."""
    return masked(text) != text
