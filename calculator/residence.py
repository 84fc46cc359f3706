"""参保经历按省归集: in which provinces a working life was insured, and for how many months.

Months in a temporary account (国办发〔2009〕66号 article 5) are told apart, because they never make a
paying place. Which province pays is `rules.paying_place`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from calculator.scenario.choices import Sex
from rules.career import Spell
from rules.law import Region
from rules.month import MONTHS_PER_YEAR, Month
from rules.paying_place import PayingPlace, Residence, paying_place, temporary_account
from rules.quantities import Months

__all__ = ["TEMPORARY_FROM", "Stay", "claim_place", "counted", "decided_place", "stays"]

TEMPORARY_FROM = {
    Sex.MALE: Months(50 * MONTHS_PER_YEAR),
    Sex.FEMALE: Months(40 * MONTHS_PER_YEAR),
}
"""男性年满50周岁和女性年满40周岁: the age from which a first insurance elsewhere is only temporary."""


class Stay(NamedTuple):
    """Consecutive months insured in one province; `first_there` is its first insured month ever.

    `is_temporary` None: it depends on the place of registration, which is not known.
    """

    province: str
    months: Months
    first_there: Month
    is_temporary: bool | None


def stays(
    spells: Iterable[Spell],
    places: Sequence[Region],
    until: int,
    born: int,
    sex: Sex,
    registered: str | None,
) -> tuple[Stay, ...]:
    """The stays of all spells in order, as far as they lie up to the month `until`.

    `registered` is a province code, None where it is unknown.
    """
    found: list[Stay] = []
    for spell in spells:
        last = min(spell.last, until)
        if last < spell.first:
            continue
        province = places[spell.place].province
        earlier = [stay.first_there for stay in found if stay.province == province]
        first = min([*earlier, spell.first])
        found.append(
            Stay(
                province=province,
                months=Months(last - spell.first + 1),
                first_there=Month(first),
                is_temporary=_is_temporary(Months(first - born), sex, province, registered),
            )
        )
    return tuple(found)


def _is_temporary(age: Months, sex: Sex, province: str, registered: str | None) -> bool | None:
    if registered is not None:
        return temporary_account(age, TEMPORARY_FROM[sex], province == registered)
    return None if temporary_account(age, TEMPORARY_FROM[sex], registered_there=False) else False


def counted(found: Iterable[Stay]) -> tuple[Residence, ...]:
    """The stays that count for the paying place, in the order the rule wants them."""
    return tuple(
        Residence(stay.province, stay.months) for stay in found if stay.is_temporary is not True
    )


def decided_place(found: Sequence[Stay], registered: str | None) -> PayingPlace | None:
    """待遇领取地 by article 6; None where the place of registration is unknown or nothing is paid.

    A current stay in a temporary account is none of the relationships the article asks about; where there
    is no other, the place of that account is the current one, with no months that count.
    """
    if registered is None or not found:
        return None
    periods = counted(found)
    current = periods[-1].province if periods else found[-1].province
    return paying_place(registered, current, periods)


def claim_place(
    places: Sequence[Region],
    spells: Sequence[Spell],
    until: int,
    stated: str | None,
    decided: PayingPlace | None,
) -> int:
    """The position in `places` of the place that pays: the one stated, else the one decided.

    Inside a province the last place paid in pays; without a decision the place of the scenario,
    the first of `places`.
    """
    if stated is not None:
        return [place.code for place in places].index(stated)
    paid_in = [spell.place for spell in spells if spell.first <= until]
    if decided is not None:
        fitting = [at for at in paid_in if places[at].province == decided.province]
        at_home = [at for at, place in enumerate(places) if place.province == decided.province]
        return (fitting or at_home)[-1]
    return 0
