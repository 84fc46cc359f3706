"""对照的待遇领取地: which province pays a life lived in several (国办发〔2009〕66号 articles 5 and 6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.reference import Month, months_between, ordinal

Spell = Mapping[str, Any]
_TEN_YEARS = 120
_TEMPORARY = {"male": 50 * 12, "female": 40 * 12}


def paying_place(
    spells: Iterable[Spell], retire: Month, home: str, born: Month, sex: str
) -> str | None:
    """The region that pays somebody registered in `home`, who is in the places of `spells` to `retire`.

    Where the registered province is the last one it pays; else the last one if ten years were paid there,
    else the one paid in last of those with ten years, else the registered one. Who first comes to another
    province at fifty (women at forty) has a temporary account there, which never pays.
    """
    months: dict[str, list[Month]] = {}
    for spell in spells:
        paid = months_between(spell["first"], min(spell["last"], retire))
        if paid:
            months.setdefault(spell["place"], []).extend(paid)
    if not months:
        return None
    lasting = {
        place: paid
        for place, paid in months.items()
        if place == home or ordinal(min(paid)) - ordinal(born) < _TEMPORARY[sex]
    }
    latest = sorted(lasting or months, key=lambda place: max(months[place]))
    if latest[-1] == home:
        return home
    enough = [place for place in latest if len(lasting.get(place, ())) >= _TEN_YEARS]
    return enough[-1] if enough else home
