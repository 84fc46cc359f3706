"""核对: what `--check` found, as a section of the report and as data."""

from collections.abc import Sequence
from typing import Any

from calculator.identities import Identity
from calculator.reports.document import Row, Section
from calculator.reports.wording import Wording

__all__ = ["check_data", "check_section"]


def check_section(found: Sequence[Identity], words: Wording) -> Section:
    """Every identity in plain words, and whether it holds."""
    say = words.say
    return Section(
        id="check",
        title=say("report.section.check"),
        rows=tuple(_row(identity, words) for identity in found),
        paragraphs=(say("check.sound" if all(one.holds for one in found) else "check.unsound"),),
    )


def _row(identity: Identity, words: Wording) -> Row:
    said = words.say(f"check.of.{identity.code}", tried=identity.tried)
    if identity.holds:
        return Row((words.say("check.holds"), said))
    return Row(
        (words.say("check.fails"), words.say("check.where", said=said, failing=identity.failing))
    )


def check_data(found: Sequence[Identity]) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "sound": all(one.holds for one in found),
        "identities": [
            {"code": one.code, "holds": one.holds, "tried": one.tried, "failing": list(one.failing)}
            for one in found
        ],
    }
