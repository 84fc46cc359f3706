"""遗属待遇的依据: which income per head the funeral and survivor grants rest on, in a sentence."""

from calculator.death import IncomeBasis
from calculator.reports.wording import Wording
from rules.quantities import Ppm

__all__ = ["income_note"]


def income_note(words: Wording, income: IncomeBasis | None, wage_growth: Ppm) -> str:
    """The income, its year and how it is carried on; what to give where none is known."""
    if income is None:
        return words.say("report.income_unknown")
    values = {"income": income.income, "year": income.year}
    if income.stated:
        return words.say("report.income_stated", **values)
    return words.say(
        "report.income_note",
        place=words.place(income.region),
        grade=income.grade,
        growth=wage_growth,
        **values,
    )
