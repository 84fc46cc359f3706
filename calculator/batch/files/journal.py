"""续跑与清单: what a killed run needs to go on, and what a whole one leaves behind.

While a run goes on, its output stands under a temporary name beside a journal of the last point that
is safely on the disk; whole files take their names at the end, the manifest last.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import refusals, settle, write_whole

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["FORMAT", "Journal", "Places", "exclusive", "places_of", "rows_kept", "today_of"]

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a run."""

    output: Path
    rejects: Path
    manifest: Path
    journal: Path
    lock: Path

    @property
    def partial(self) -> Path:
        """The output while it is not whole."""
        return self.output.with_name(self.output.name + ".partial")

    @property
    def partial_rejects(self) -> Path:
        """The rejects while they are not whole."""
        return self.rejects.with_name(self.rejects.name + ".partial")

    @property
    def lines(self) -> Path:
        """The rows of a spreadsheet that is still to be written."""
        return self.partial.with_name(self.partial.name + ".lines")

    @property
    def groups(self) -> Path:
        """The footers of a Parquet file that has none yet."""
        return self.partial.with_name(self.partial.name + ".groups")


def places_of(output: Path, rejects: Path | None) -> Places:
    """The files of a run that writes `output`."""
    return Places(
        output,
        rejects or output.with_name(f"{output.stem}.rejects.csv"),
        output.with_name(output.name + ".manifest.json"),
        output.with_name(output.name + ".progress.json"),
        output.with_name(output.name + ".lock"),
    )


@contextmanager
def exclusive(places: Places) -> Iterator[None]:
    """Keep other runs from the files of this one. Raises BatchError when one has them.

    Where the system knows no such locks, nothing is kept.
    """
    with refusals(places.lock):
        file = places.lock.open("ab")
    with file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BatchError("output_in_use", file=places.output.name) from None
        try:
            yield
        finally:
            places.lock.unlink(missing_ok=True)


class Journal:
    """The last safe point of a run. `identity` gives what must be the same to go on; it may take a while."""

    def __init__(self, path: Path, identity: Callable[[], dict[str, Any]]) -> None:
        self.path = path
        self.identity = identity

    def read(self) -> dict[str, Any] | None:
        """The state to go on from, None where there is none. Raises BatchError for another run's."""
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            found = None
        if not isinstance(found, dict) or not {"identity", "state"} <= found.keys():
            raise BatchError("resume_damaged", file=self.path.name)
        theirs = found["identity"]
        changed = [name for name, ours in self.identity().items() if theirs.get(name) != ours]
        if changed:
            raise BatchError("resume_changed", changed=tuple(changed))
        state: dict[str, Any] = found["state"]
        return state

    def write(self, state: Mapping[str, Any]) -> None:
        """Replace the last safe point, at once or not at all."""
        write_whole(self.path, {"format": FORMAT, "identity": self.identity(), "state": state})

    def remove(self, places: Places) -> None:
        """The run is over: its files have their names, what only going on needed is taken away."""
        settle(places.output.parent, places.rejects.parent)
        with refusals(self.path):
            for spare in (places.lines, places.groups, self.path):
                spare.unlink(missing_ok=True)


def today_of(path: Path) -> str | None:
    """The month an interrupted run was made in, None where there is none."""
    stated = _part(path, "identity").get("today")
    return stated if isinstance(stated, str) else None


def rows_kept(path: Path) -> int:
    """The rows of an interrupted run that are safely on the disk."""
    summary = _part(path, "state").get("summary")
    rows = summary.get("rows") if isinstance(summary, dict) else None
    return rows if isinstance(rows, int) else 0


def _part(path: Path, name: str) -> dict[str, Any]:
    """What a journal says under a name; nothing where it is not there or cannot be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    part = found.get(name) if isinstance(found, dict) else None
    return part if isinstance(part, dict) else {}
