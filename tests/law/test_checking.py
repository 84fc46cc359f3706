"""The checks find what they are for, and what is stale is listed for an explicit day."""

from datetime import date
from pathlib import Path

from rules.law import checking, load
from rules.law.checking import check, due, freshness
from rules.law.reading import FOLDER, Shelf
from rules.month import Month

LAW = load()


def broken(tmp_path: Path, monkeypatch, name: str, change) -> list[tuple[str, str]]:
    """Codes and keys found when one file of a copy of the folder is changed."""
    for path in Shelf(FOLDER).files:
        target = tmp_path / path.relative_to(FOLDER)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    target = tmp_path / name
    target.write_text(change(target.read_text("utf-8")), "utf-8")
    monkeypatch.setattr(checking, "FOLDER", tmp_path)
    return [(finding.code, finding.key) for finding in check(LAW)]


def test_an_invented_history_is_caught_by_its_leap(tmp_path, monkeypatch):
    # a grown series that meets the real one: 2749, then 608
    added = "\n110000,1994,2749,on_post,,published,B,,,,invented,\n"
    found = broken(
        tmp_path, monkeypatch, "average_wages.csv", lambda text: text.rstrip("\n") + added
    )
    assert ("jump_unexplained", "110000 1995") in found


def test_two_rows_for_the_same_month_are_an_error(tmp_path, monkeypatch):
    def twice(text: str) -> str:
        line = next(line for line in text.splitlines() if line.startswith("330000,2025,"))
        return text + line + "\n"

    found = broken(tmp_path, monkeypatch, "contribution_limits.csv", twice)
    assert ("overlap", "330000 2025-01") in found


def test_a_limit_off_its_share_needs_a_reason(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "contribution_limits.csv",
        lambda text: text.replace("7545,25290", "7545,25290").replace(
            ",7162,35811,", ",7126,35811,"
        ),
    )
    assert ("share_unexplained", "110000 2025-07") in found


def test_a_reason_nobody_needs_is_an_error(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "limit_exceptions.csv",
        lambda text: text + "110000,2026-07,floor,no reason\n",
    )
    assert ("exception_unused", "110000 2026-07 floor") in found


def test_a_document_nobody_listed_is_an_error(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "crediting_rates.csv",
        lambda text: text.replace("renshetingfa-2017-71#1", "renshetingfa-2017-111#1"),
    )
    assert ("instrument_unknown", "renshetingfa-2017-111") in found


def test_a_cell_of_the_wrong_kind_is_named_with_its_line(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "minimum_periods.csv",
        lambda text: text.replace("2011,180", "2011,many"),
    )
    assert found == [("law_data_error", "months")]


def test_an_unknown_region_or_practice_word_is_an_error(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "practices/330000.toml",
        lambda text: text.replace('"round2"', '"rounded"'),
    )
    assert ("law_data_error", "years_mode") in found


def test_an_undeclared_hole_is_a_warning(tmp_path, monkeypatch):
    found = broken(
        tmp_path,
        monkeypatch,
        "limit_exceptions.csv",
        lambda text: "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith("220000,")
        ),
    )
    assert found == [("hole", "220000 2025-07")]


def test_errors_come_before_warnings(tmp_path, monkeypatch):
    def change(text: str) -> str:
        kept = (line for line in text.splitlines(keepends=True) if not line.startswith("220000,"))
        return "".join(kept) + "110000,2026-07,floor,no reason\n"

    broken(tmp_path, monkeypatch, "limit_exceptions.csv", change)
    assert [finding.severity for finding in check(LAW)] == ["error", "warning"]


def test_stale_figures_are_listed_for_a_day():
    items = {(item.series, item.region): item for item in due(LAW, date(2026, 11, 22))}
    # Jiangxi 2026 is only carried over: the last notice ended with 2025
    jiangxi = items["contribution_limits", "360000"]
    assert (str(jiangxi.in_force_until), str(jiangxi.expected), jiangxi.overdue) == (
        "2025-12",
        "2026-01",
        10,
    )
    # no base of 2026 for Beijing was seen; Shanghai's was published in August
    assert items["calculation_base", "110000"].overdue == 2
    assert ("calculation_base", "310000") not in items
    # the rate of 2025 is known, that of 2026 is due in June 2027
    assert ("crediting_rate", "000000") not in items
    assert items["pension_adjustment", "000000"].expected == Month.of(2026, 7)


def test_the_longest_overdue_comes_first_and_a_new_day_adds_more():
    items = due(LAW, date(2027, 7, 15))
    assert [item.overdue for item in items] == sorted((i.overdue for i in items), reverse=True)
    listed = {(item.series, item.region): item.overdue for item in items}
    assert listed["crediting_rate", "000000"] == 1
    assert listed["contribution_limits", "110000"] == 0
    assert listed["contribution_limits", "330000"] == 6
    assert ("contribution_limits", "120000") not in listed


def test_the_map_shows_the_best_grade_of_each_year():
    rows = {
        (row.series, row.region): "".join(row.grades) for row in freshness(LAW, range(2019, 2027))
    }
    assert rows["contribution_limits", "110000"] == "AAAAAAAA"
    assert rows["contribution_limits", "120000"] == ".CBBBAAA"
    assert rows["contribution_limits", "360000"] == "..BBBBAC"
    assert rows["calculation_base", "110000"] == "DCCBCAA."
    assert rows["calculation_base", "230000"] == "BBBCAAAA"
