"""参保地名称: from what a person types to a region of the law store.

Accepts codes, Chinese names with or without 省 / 市 and after their province, English names, pinyin and
common aliases. Does not guess: an unknown name is refused with close matches, a name of two with both.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from rules.errors import UnknownRegion
from rules.law.values import Region, Row

__all__ = ["Places"]

_ENDINGS = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "土家族苗族自治州",
    "自治区",
    "林区",
    "省",
    "市",
    "province",
    "municipality",
    "autonomousregion",
    "city",
)
_CITY = "city"
_IGNORED = str.maketrans("", "", " -_'’.·　")


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().translate(_IGNORED)
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending)
    return text


class Places:
    """The regions and the names they go by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_code: Mapping[str, Region] = {str(row["code"]): _region(row) for row in rows}

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for region in self.by_code.values():
            texts = (region.zh, region.short, region.en, region.pinyin, *region.aliases)
            for name in {_plain(text) for text in texts}:
                names[name] = (*names.get(name, ()), region.code)
        return names

    def find(self, text: str) -> Region:
        """The region called `text`. Raises UnknownRegion, naming close or both matching regions."""
        code = unicodedata.normalize("NFKC", text).strip().upper()
        if code in self.by_code:
            return self.by_code[code]
        name = _plain(text)
        codes = self._names.get(name, ()) or self._within(name)
        if len(codes) == 1:
            return self.by_code[codes[0]]
        if codes:
            raise UnknownRegion(text=text, suggestions=self._labels(codes), ambiguous=True)
        raise UnknownRegion(text=text, suggestions=self._labels(self._close(text)), ambiguous=False)

    def _within(self, name: str) -> tuple[str, ...]:
        """The places written after their province, 浙江省杭州市 or 广东深圳."""
        return tuple(
            code
            for at in range(1, len(name))
            for code in self._names.get(name[at:], ())
            if self.by_code[code].kind == _CITY
            and self.by_code[code].province in self._names.get(_plain(name[:at]), ())
        )

    def _close(self, text: str) -> tuple[str, ...]:
        from difflib import get_close_matches  # noqa: PLC0415 only unknown names need it

        matches = get_close_matches(_plain(text), self._names, n=5, cutoff=0.5)
        return tuple(dict.fromkeys(code for name in matches for code in self._names[name]))

    def _labels(self, codes: Iterable[str]) -> tuple[str, ...]:
        regions = (self.by_code[code] for code in codes)
        return tuple(f"{region.zh} {region.en} ({region.code})" for region in regions)


def _region(row: Row) -> Region:
    text = {key: str(value) for key, value in row.items()}
    return Region(
        code=text["code"],
        zh=text["zh"],
        short=text["short"],
        en=text["en"],
        pinyin=text["pinyin"],
        parent=text["parent"],
        limits_parent=text["limits_parent"],
        aliases=tuple(text["aliases"].split("|")) if text["aliases"] else (),
        kind=text["kind"],
        figures=text["figures"] == "yes",
        reason_zh=text["reason_zh"],
        reason_en=text["reason_en"],
    )
