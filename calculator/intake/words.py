"""记录的用词: what headings, kinds, states and schemes are called in records, read from one file."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["meaning", "plain", "words"]

_FILE = Path(__file__).parent / "words.toml"


@cache
def words(table: str) -> Mapping[str, str]:
    """By word, what it means in a table of the file. KeyError for an unknown table."""
    meanings = _tables()[table]
    return {plain(word): meaning for meaning, known in meanings.items() for word in known}


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def plain(word: str) -> str:
    """A word after NFKC, in lower case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def meaning(table: str, word: str) -> str:
    """What a word means, empty where nobody knows."""
    return words(table).get(plain(word), "")
