"""差额分摊: the shares add up to the fen, each reason gets what it changed, swapping turns the signs."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.receipt import MEASURES, Group, difference, with_receipt
from calculator.receipt.difference import shared_out
from calculator.receipt.items import World, completed, items_between
from calculator.receipt.snapshot import SnapshotLaw
from calculator.scenario import from_mapping
from rules.law import LimitPeriod, load
from rules.month import Month
from tests.calculator.lives import lives, regions_of
from tests.calculator.people import CASES, TODAY

LAW = load()
REGIONS = regions_of(LAW)


@pytest.fixture(scope="module")
def next_year(tmp_path_factory):
    """The notices of a later year: a base, limits cut in two, a rate, another practice."""
    path = tmp_path_factory.mktemp("law") / "next.toml"
    blocks = ['[[crediting_rates]]\nyear = 2026\nrate = "2.60"\ndocument = "人社厅发〔2027〕1号"']
    for code in REGIONS:
        blocks += [
            f'[[calculation_bases]]\nregion = "{code}"\nyear = 2026\nbase = "8888"\n'
            'document = "人社发〔2026〕88号"',
            f'[[contribution_limits]]\nregion = "{code}"\nstart = "2026-07"\nend = "2026-09"\n'
            'reference_wage = "9100"\nfloor = "5460"\nceiling = "27300"',
            f'[practices."{code}"]\nretirement_interest = "through_previous"',
        ]
    path.write_text("\n".join(blocks), encoding="utf-8")
    return load(overlays=[path])


def receipt(mapping, law=LAW):
    return with_receipt(from_mapping(mapping, law, TODAY), law)[1]


def summed(found, name):
    return sum(share.amounts[name] for share in found.shares) + found.rules[name]


def told(found):
    return [(item.group, item.name) for share in found.shares for item in share.items]


@settings(max_examples=12)
@given(lives(REGIONS), lives(REGIONS), st.booleans())
def test_the_shares_of_any_pair_add_up_to_the_fen(next_year, one, other, is_later):
    before = with_receipt(one, LAW)[1]
    after = with_receipt(other, next_year if is_later else LAW)[1]
    found, back = difference(before, after), difference(after, before)
    for name in MEASURES:
        sides = (after, before)
        new, old = (getattr(side.result.outcomes["go_on"], name) for side in sides)
        assert found.total[name] == new - old
        assert sum(amounts[name] for amounts in found.groups.values()) == new - old
        assert summed(found, name) == new - old
    assert [dict(share.amounts) for share in back.shares] == [
        {name: -amount for name, amount in share.amounts.items()} for share in found.shares
    ]


def test_a_receipt_does_not_differ_from_itself():
    one = receipt(CASES["mover"])
    found = difference(one, one)
    assert set(found.total.values()) == {0}
    assert (found.shares, found.without_effect) == ((), 0)


@pytest.mark.parametrize(
    ("change", "group", "name"),
    [
        ({"wage": "9000"}, Group.FACTS, "wage"),
        ({"wage": None, "tier": "60%"}, Group.FACTS, "wage"),
        ({"paid": "6y"}, Group.FACTS, "paid"),
        ({"balance": "40000"}, Group.FACTS, "balance"),
        ({"sex": "male"}, Group.FACTS, "sex"),
        ({"wage_growth": "3%"}, Group.ASSUMPTIONS, "wage_growth"),
        ({"assumption_set": "high"}, Group.ASSUMPTIONS, "assumption_set"),
        ({"years_mode": "exact"}, Group.ASSUMPTIONS, "years_mode"),
    ],
    ids=str,
)
def test_the_only_thing_that_differs_has_the_whole_difference(change, group, name):
    before = receipt(CASES["courier"])
    mapping = {k: v for k, v in (CASES["courier"] | change).items() if v is not None}
    found = difference(before, receipt(mapping))
    assert told(found) == [(group, name)]
    assert found.shares[0].amounts == found.total == found.groups[group]


def test_two_reasons_that_act_together_share_what_they_do_together():
    # Base B and index I enter as B x I: with B, I alone and both, the Shapley share of each is the
    # mean of its two marginal contributions.
    plain, practice = CASES["courier"], {"years_mode": "half_year_up"}
    growth = {"wage_growth": "3%"}
    pension = {
        key: receipt(plain | dict(change)).result.outcomes["go_on"].pension
        for key, change in {
            "none": {},
            "growth": growth,
            "practice": practice,
            "both": growth | practice,
        }.items()
    }
    found = difference(receipt(plain), receipt(plain | growth | practice))
    shares = {share.items[0].name: share.amounts["pension"] for share in found.shares}
    twice = (
        pension["growth"] - pension["none"] + pension["both"] - pension["practice"],
        pension["practice"] - pension["none"] + pension["both"] - pension["growth"],
    )
    assert abs(2 * shares["wage_growth"] - twice[0]) <= 1
    assert abs(2 * shares["years_mode"] - twice[1]) <= 1
    assert sum(shares.values()) == pension["both"] - pension["none"]


def test_new_figures_are_told_with_their_documents(next_year):
    before, after = receipt(CASES["courier"]), receipt(CASES["courier"], next_year)
    found = difference(before, after)
    assert {group for group, _ in told(found)} == {Group.DATA}
    figures = {item.name: item for share in found.shares for item in share.items}
    base = figures["calculation_base"]
    assert (base.place, base.first, base.new.amount) == ("330000", Month.of(2026, 1), 8_888_000_000)
    assert base.new.note == "人社发〔2026〕88号"
    assert "crediting_rate" in figures
    assert found.groups[Group.DATA] == found.total


def test_what_changed_in_the_law_without_being_used_is_only_counted(tmp_path):
    overlay = tmp_path / "old.toml"
    overlay.write_text('[[calculation_bases]]\nregion = "浙江"\nyear = 2019\nbase = "1"\n', "utf-8")
    found = difference(
        receipt(CASES["courier"]), receipt(CASES["courier"], load(overlays=[overlay]))
    )
    assert (found.shares, found.without_effect) == ((), 1)


def test_time_that_passed_is_one_item_with_what_was_paid_in_it():
    before = receipt(CASES["courier"] | {"today": "2025-11"})
    after = receipt(CASES["courier"] | {"today": "2026-11", "paid": "6y"})
    found = difference(before, after)
    (share,) = found.shares
    assert set(share.items[0].new) == {"today", "paid"}


def test_who_goes_on_as_planned_stays_where_the_estimate_was():
    # No growth, no interest, a tier, and the year paid as planned: nothing is left to explain.
    still = {"wage_growth": "0%", "crediting_rate": "0%", "retirement_year_rate": "0%"}
    still |= {"inflation": "0%", "balance": "0", "balance_date": "2025-12"}
    plan = {"region": "浙江", "born": "1990-03", "sex": "female", "tier": "100%"} | still
    before = receipt(plan | {"today": "2026-01", "paid": "0m"})
    history = [{"from": "2026-01", "to": "2026-10", "tier": "100%"}]
    after = receipt(plan | {"today": "2026-11", "history": history})
    assert difference(before, after).total["pension"] == 0


def test_what_one_side_never_read_is_taken_from_the_other():
    one, other = receipt(CASES["courier"]).law, receipt(CASES["mover"]).law
    whole = completed(one, other)
    assert set(whole.limits) == {"330000", "310000", "440000"}
    assert whole.limits["330000"] == one.limits["330000"]
    law = SnapshotLaw(whole)
    assert law.limits("310000") == LAW.limits("310000")


def period(start, end, wage=1):
    return LimitPeriod("330000", Month.parse(start), Month.parse(end), wage, 1, 3)


def test_limits_that_were_cut_otherwise_are_one_item():
    one = receipt(CASES["courier"])
    old = (period("2025-01", "2025-12"), period("2026-01", "2026-12"))
    new = (period("2025-01", "2025-06", 2), period("2025-07", "2025-12", 3), old[1])
    laws = [replace(one.law, limits={"330000": periods}) for periods in (old, new)]
    worlds = [World(one.scenario, law) for law in laws]
    (item,) = items_between(*worlds)
    assert (item.old, item.new) == (old[:1], new[:2])
    assert item.put(worlds[0]).law.limits == worlds[1].law.limits


def test_putting_in_every_item_leads_from_one_receipt_to_the_other(next_year):
    before, after = receipt(CASES["courier"]), receipt(CASES["mover"], next_year)
    start = World(before.scenario, completed(before.law, after.law))
    world = start
    for item in items_between(World(before.scenario, before.law), World(after.scenario, after.law)):
        world = item.put(world)
    end = completed(after.law, before.law)
    assert world.scenario == after.scenario
    assert (world.law.series, world.law.limits) == (end.series, end.limits)
    assert (world.law.practices, world.law.categories) == (end.practices, end.categories)


@given(st.lists(st.integers(-10_000, 10_000), max_size=30))
def test_halves_are_shared_out_without_a_rest(numbers):
    doubled = [*numbers, sum(numbers) % 2]
    shares = shared_out(doubled)
    assert 2 * sum(shares) == sum(doubled)
    assert all(abs(2 * share - number) <= 1 for share, number in zip(shares, doubled, strict=True))
    assert shared_out([-number for number in doubled]) == [-share for share in shares]


@settings(max_examples=6)
@given(st.lists(lives(["330000", "110000", "440000"]), min_size=2, max_size=3))
def test_differences_follow_one_another(people):
    receipts = [with_receipt(one, LAW)[1] for one in people]
    totals = [difference(a, b).total["pension"] for a, b in pairwise(receipts)]
    assert sum(totals) == difference(receipts[0], receipts[-1]).total["pension"]
