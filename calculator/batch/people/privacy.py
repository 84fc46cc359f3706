"""隐私: card numbers in the cells of people; how they are told is `calculator.identifiers`."""

from calculator.identifiers import has_card, masked

__all__ = ["has_card", "masked"]
