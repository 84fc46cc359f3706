"""续跑与清单: what a killed run needs to go on, and what a whole one leaves behind.

While a run goes on, its output stands under a temporary name beside a journal of the last point that
is safely on the disk; whole files take their names at the end, the manifest last.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import write_whole

__all__ = ["FORMAT", "Journal", "Places", "places_of", "today_of"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a run."""

    output: Path
    rejects: Path
    manifest: Path
    journal: Path

    @property
    def partial(self) -> Path:
        """The output while it is not whole."""
        return self.output.with_name(self.output.name + ".partial")

    @property
    def partial_rejects(self) -> Path:
        """The rejects while they are not whole."""
        return self.rejects.with_name(self.rejects.name + ".partial")


def places_of(output: Path, rejects: Path | None) -> Places:
    """The files of a run that writes `output`."""
    return Places(
        output,
        rejects or output.with_name(f"{output.stem}.rejects.csv"),
        output.with_name(output.name + ".manifest.json"),
        output.with_name(output.name + ".progress.json"),
    )


class Journal:
    """The last safe point of a run. `identity` is what must be the same to go on."""

    def __init__(self, path: Path, identity: Mapping[str, Any]) -> None:
        self.path = path
        self.identity = dict(identity)

    def read(self) -> dict[str, Any] | None:
        """The state to go on from, None where there is none. Raises BatchError for another run's."""
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise BatchError("resume_damaged", file=self.path.name) from None
        theirs = found.get("identity", {})
        changed = [name for name, ours in self.identity.items() if theirs.get(name) != ours]
        if changed:
            raise BatchError("resume_changed", changed=tuple(changed))
        state: dict[str, Any] = found["state"]
        return state

    def write(self, state: Mapping[str, Any]) -> None:
        """Replace the last safe point, at once or not at all."""
        write_whole(self.path, {"format": FORMAT, "identity": self.identity, "state": state})

    def remove(self) -> None:
        """The run is over."""
        with suppress(FileNotFoundError):
            self.path.unlink()


def today_of(path: Path) -> str | None:
    """The month an interrupted run was made in, None where there is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    stated = found.get("identity", {}).get("today")
    return stated if isinstance(stated, str) else None
