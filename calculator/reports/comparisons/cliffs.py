"""门槛的报告: where one month more or less changes much, told as advice."""

from collections.abc import Mapping
from typing import Any

from calculator.comparison.cliffs import Cliff, CliffSearch, Topic
from calculator.comparison.jumps import Cause
from calculator.reports.comparisons.pages import Pages
from calculator.reports.comparisons.valuations import Figures
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario

__all__ = ["cliff_row", "cliffs_document"]

_PLACES = ("before", "after")


def cliffs_document(scenario: Scenario, found: CliffSearch, words: Wording) -> Document:
    """The document of a search for cliffs."""
    pages = Pages(scenario, words)
    remarks = [pages.say(f"compare.cliffs.unasked_{topic}") for topic in found.unasked]
    if not found.cliffs:
        remarks.insert(0, pages.say("compare.cliffs.none"))
    table = Section(
        id="cliffs",
        title=pages.say("compare.cliffs.table"),
        rows=tuple(cliff_row(pages, cliff) for cliff in found.cliffs),
        paragraphs=tuple(remarks),
    )
    notes = Figures(pages, scenario, found.basis).notes("money", "paid")
    return pages.document("compare.cliffs.title", table, notes)


def cliff_row(pages: Pages, cliff: Cliff) -> Row:
    """What is moved, what happens there, what it is worth, and where it stands."""
    values = _readable(pages, cliff)
    sentence = pages.say(f"compare.cliff.{cliff.code}", **values)
    sources = pages.words.sources(cliff.cites)
    details = ((pages.say("sheet.article"), sources),) if cliff.cites else ()
    worth = _worth(pages, cliff)
    told = pages.say("compare.cliffs.told", what=sentence, worth=worth) if worth else sentence
    return Row((pages.say(f"compare.topic.{cliff.topic}"), told), details)


def _readable(pages: Pages, cliff: Cliff) -> Mapping[str, Any]:
    named = {
        name: pages.words.place(value)
        for name, value in cliff.values.items()
        if name in _PLACES and isinstance(value, str)
    }
    return dict(cliff.values) | named


def _worth(pages: Pages, cliff: Cliff) -> str:
    if not cliff.gain:
        return ""
    kind = "worth" if cliff.gain > 0 else "loss"
    if cliff.topic is Topic.RETIREMENT and cliff.code in set(Cause):
        return pages.say(f"compare.cliffs.{kind}_of_cause", amount=abs(cliff.gain))
    often = "monthly" if cliff.monthly else "once"
    return pages.say(f"compare.cliffs.{kind}_{often}", amount=abs(cliff.gain))
