"""The shipped files: form, encoding, completeness, and the law's own checks on them."""

import pkgutil
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import rules
import rules.law
from rules.law import load
from rules.law.checking import check
from rules.law.reading import FOLDER, Shelf
from rules.law.schema import FILES
from rules.tracing import RULES

FILES_ON_DISK = Shelf(FOLDER).files
MAINLAND_PROVINCES = 31


@pytest.mark.parametrize("path", FILES_ON_DISK, ids=lambda path: path.name)
def test_every_data_file_is_plain_utf8_with_unix_lines(path: Path):
    content = path.read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("name", FILES)
def test_every_cell_fits_its_column(name: str):
    assert list(Shelf().table(name).problems()) == []


def test_the_law_has_nothing_to_complain_about():
    assert check(load()) == ()


def test_every_article_a_rule_cites_is_listed_and_quoted():
    for module in pkgutil.iter_modules(rules.__path__):
        if not module.ispkg:
            import_module(f"rules.{module.name}")
    law = load()
    cites = {cite for rule in RULES.values() for cite in rule.cites}
    unquoted = []
    for cite in sorted(cites):
        instrument, _, article = cite.partition("#")
        if law.instrument(instrument).quote(article) is None:
            unquoted.append(cite)
    assert unquoted == []


def test_all_mainland_provinces_are_there():
    law = load()
    provinces = [region for region in law.regions.values() if region.kind == "province"]
    assert len(provinces) == MAINLAND_PROVINCES


def test_every_province_has_limits_a_base_and_a_practice():
    law = load()
    for region in law.regions.values():
        if region.kind == "province":
            assert law.limits(region.code)
            assert law.series("calculation_base", region.code)
            assert law.practice(region.code).region == region.code


def test_every_place_with_figures_can_be_asked_for_everything():
    law = load()
    for region in law.regions.values():
        if region.figures and region.kind != "nation":
            assert law.limits(region.code)
            assert law.calculation_base(region.code, 2024).amount > 0
            assert law.practice(region.code).grounds


def test_completed_limits_never_overlap_and_are_ordered_sensibly():
    law = load()
    for region in law.regions.values():
        if not region.figures or region.kind == "nation":
            continue
        periods = law.limits(region.code)
        for before, after in pairwise(periods):
            assert before.end < after.start
        for period in periods:
            assert period.start <= period.end
            assert period.floor <= period.ceiling
            assert period.reference_wage > 0


def test_every_province_is_covered_without_a_hole_from_2021_on():
    law = load()
    for region in law.regions.values():
        if region.kind == "province":
            recent = [p for p in law.limits(region.code) if p.end.year >= 2021]
            assert recent[0].start.year <= 2021
            for before, after in pairwise(recent):
                assert before.end + 1 == after.start


def test_no_file_names_a_local_path():
    for path in FILES_ON_DISK:
        text = path.read_text("utf-8")
        assert "/work" not in text
        assert "/home/" not in text


def test_the_package_says_what_it_exports():
    for name in rules.law.__all__:
        assert hasattr(rules.law, name)
