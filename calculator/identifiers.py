"""隐私: identity-card and bank-card numbers in cells.

居民身份证号码 by GB 11643 (18 characters, date, check character ISO 7064 MOD 11-2, or the province where
that was mistyped), bank cards by their length and check digit (Luhn); in fullwidth digits and in groups with
spaces or hyphens too. Old 15-digit identity numbers look like any number and are not looked for.
"""

import re
from datetime import date
from unicodedata import normalize

__all__ = ["CARD_DIGITS", "SHORTEST_CARD", "masked"]

SHORTEST_CARD = 16
"""Digits of the shortest card number."""
_DIGIT = "[0-9\uff10-\uff19]"
CARD_DIGITS = rf"(?:{_DIGIT}[ -]?){{{SHORTEST_CARD}}}"
"""What every card number contains."""
_CANDIDATE = re.compile(
    rf"(?<!{_DIGIT})(?<!{_DIGIT}[.．])"
    rf"(?:{_DIGIT}[ -]?){{15,18}}(?:{_DIGIT}|[XxＸｘ](?![0-9A-Za-z]))(?!{_DIGIT})(?![.．]{_DIGIT})"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY = 18
_PROVINCES = (
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
    "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
    "71", "81", "82", "83", "91",
)  # fmt: skip
_FIRST_BIRTH, _LAST_BIRTH = 1900, 2099
_KEPT_FRONT, _KEPT_BACK = 3, 4


def _is_identity(number: str) -> bool:
    """By its check character, or by province and birth where that was mistyped."""
    if len(number) != _IDENTITY:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    is_likely = number[:2] in _PROVINCES and _FIRST_BIRTH <= born.year <= _LAST_BIRTH
    return is_likely or _CHECKS[total % 11] == number[-1].upper()


def _is_bank_card(number: str) -> bool:
    if not number.isdigit() or number[0] not in "34569":
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _mask(match: re.Match[str]) -> str:
    written = match[0]
    number = normalize("NFKC", written).replace(" ", "").replace("-", "").upper()
    if not (_is_identity(number) or _is_bank_card(number)):
        return written
    return (
        number[:_KEPT_FRONT] + "*" * (len(number) - _KEPT_FRONT - _KEPT_BACK) + number[-_KEPT_BACK:]
    )


def masked(text: str) -> str:
    """`text` with every card number masked but for its first three and last four characters.

    >>> masked("11010519491231002X"), masked("4111 1111 1111 1111")
    ('110***********002X', '411*********1111')
    """
    return text if len(text) < SHORTEST_CARD else _CANDIDATE.sub(_mask, text)
