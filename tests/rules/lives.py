"""Working lives in one place, told in a line: a man, what he pays, what his statement says."""

from rules.career import Choice, Spell
from rules.estimation import Opening
from rules.month import Month
from rules.quantities import INDEX_ONE
from rules.retirement_age import Retire
from tests.synthetic import CATEGORIES, PLAIN_PRACTICE, Case, SyntheticLaw, flat_law, person_of

MALE = CATEGORIES[0]


def paying(first: Month, last: Month, yuan: int = 10_000, **more: int) -> Spell:
    """Months at a base in yuan."""
    plain = {"anchor": 0, "place": 0, "employed": 0, "posted": 0, **more}
    return Spell(first, last, Choice.YUAN, 100 * yuan, **plain)


def man(birth: Month, *spells: Spell, law: SyntheticLaw | None = None, **more: object) -> Case:
    """A man, on time unless `retire` names a month."""
    retire = more.pop("retire", None)
    choice = Retire.STATUTORY if retire is None else Retire.IN_MONTH
    plain = {"practice": PLAIN_PRACTICE, "law": law or flat_law(), "category": MALE}
    month = retire if isinstance(retire, int) else 0
    person = person_of(MALE, birth, choice, month)
    return Case(person=person, spells=spells, **{**plain, **more})  # type: ignore[arg-type]


def statement(month: Month, *, months: int = 0, yuan: int = 0, index: int = INDEX_ONE) -> Opening:
    return Opening(month, months, months, months * index, 100 * yuan)
