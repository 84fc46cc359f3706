"""The monthly rerun: a receipt for every client, and why a client's answer differs from last month's.

Run it as `python monthly.py clients.csv receipts`, month after month. A receipt holds the scenario, the
law that was read and the result, and no name. Clients who cannot be estimated are told and skipped.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from calculator import Month, RulesError, ScenarioProblems, load_law, read_scenario
from calculator.receipt import Receipt, as_json, difference, read, with_receipt

LAW = load_law()
NOT_FIELDS = frozenset({"编号", "姓名"})


def receipts(clients: Path, today: Month) -> Iterator[tuple[str, Receipt]]:
    """The receipt of each client of a CSV file, by the number of the client."""
    with clients.open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            facts = {key: cell for key, cell in row.items() if cell and key not in NOT_FIELDS}
            try:
                _, receipt = with_receipt(read_scenario(facts, LAW, today), LAW)
            except (ScenarioProblems, RulesError) as error:
                print(f"{row['编号']}: {error}", file=sys.stderr)
            else:
                yield row["编号"], receipt


def main(clients: Path, folder: Path, today: Month) -> None:
    """Write this month's receipts; print what changed since the last ones, and why."""
    folder.mkdir(exist_ok=True)
    for number, receipt in receipts(clients, today):
        path = folder / f"{number}.json"
        if path.exists():
            found = difference(read(path), receipt)
            parts = {
                group.name.lower(): amounts["pension"] for group, amounts in found.groups.items()
            }
            why = ", ".join(f"{name} {fen / 100:+.2f}" for name, fen in parts.items() if fen)
            print(f"{number}: {found.total['pension'] / 100:+.2f} yuan a month ({why or 'same'})")
        else:
            print(f"{number}: first receipt")
        path.write_text(as_json(receipt), encoding="utf-8")


if __name__ == "__main__":
    month = Month.parse(sys.argv[3]) if len(sys.argv) > 3 else Month.of(2026, 11)
    main(Path(sys.argv[1]), Path(sys.argv[2]), month)
