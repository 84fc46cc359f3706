"""法律文件目录: every document a value or a rule rests on.

`instruments.toml` holds the texts with quoted articles, `notices.csv` the yearly provincial notices
of which mostly the number is known.
"""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from rules.errors import UnknownInstrument
from rules.law.reading import Shelf
from rules.law.values import Instrument, Quote

__all__ = ["Catalogue"]


class Catalogue:
    """Instruments by id."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """All of them, national texts first."""
        return MappingProxyType(self._texts() | self._notices())

    def instrument(self, instrument_id: str) -> Instrument:
        """One of them. Raises UnknownInstrument."""
        if instrument_id not in self.instruments:
            raise UnknownInstrument(instrument=instrument_id)
        return self.instruments[instrument_id]

    def _texts(self) -> dict[str, Instrument]:
        path = self._shelf.folder / "instruments.toml"
        entries = tomllib.loads(path.read_text("utf-8"))
        return {
            name: Instrument(
                id=name,
                number=entry.get("number", ""),
                title_zh=entry.get("title_zh", ""),
                title_en=entry.get("title_en", ""),
                subject_zh=entry.get("subject_zh", ""),
                subject_en=entry.get("subject_en", ""),
                issuer=entry.get("issuer", ""),
                issued=entry.get("issued", ""),
                in_force=entry.get("in_force", ""),
                url=entry.get("url", ""),
                text=entry.get("text", ""),
                region=entry.get("region", "000000"),
                quotes=tuple(
                    Quote(
                        article=quote["article"],
                        zh=quote["zh"],
                        text=quote.get("text", entry.get("text", "")),
                    )
                    for quote in entry.get("quote", ())
                ),
            )
            for name, entry in entries.items()
        }

    def _notices(self) -> dict[str, Instrument]:
        found = {}
        for row in self._shelf.table("notices").rows:
            text = {key: str(value) for key, value in row.items()}
            found[text["id"]] = Instrument(
                id=text["id"],
                number=text["number"],
                title_zh=text["title_zh"],
                title_en="",
                subject_zh="",
                subject_en="",
                issuer=text["issuer"],
                issued=text["issued"],
                in_force="",
                url=text["url"],
                text="",
                region=text["region"],
            )
        return found
