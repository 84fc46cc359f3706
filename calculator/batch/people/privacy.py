"""隐私: card numbers in the cells of people; how they are told is `calculator.identifiers`."""

from calculator.identifiers import CARD_DIGITS, SHORTEST_CARD, masked

__all__ = ["CARD_DIGITS", "SHORTEST_CARD", "masked"]
