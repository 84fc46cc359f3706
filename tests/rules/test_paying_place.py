"""待遇领取地: the four branches of article 6, checked beside the oracle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.paying_place import (
    POOL_MOVES_SINCE,
    POOL_SHARE,
    PayingPlace,
    Reason,
    Residence,
    paying_place,
    temporary_account,
    transferred_pool,
)
from rules.quantities import Fen, Months
from tests import reference_death


def lived(*periods: tuple[str, int]) -> list[Residence]:
    return [Residence(province, Months(months)) for province, months in periods]


@pytest.mark.parametrize(
    ("current", "periods", "expected"),
    [
        ("henan", [("shanghai", 200), ("henan", 1)], ("henan", Reason.REGISTERED)),
        ("shanghai", [("henan", 100), ("shanghai", 120)], ("shanghai", Reason.CURRENT_TEN_YEARS)),
        (
            "shanghai",
            [("zhejiang", 120), ("shanghai", 119)],
            ("zhejiang", Reason.EARLIER_TEN_YEARS),
        ),
        (
            "shanghai",
            [("zhejiang", 119), ("shanghai", 119)],
            ("henan", Reason.GATHERED_AT_REGISTERED),
        ),
    ],
)
def test_the_branches_of_article_6_in_their_order(
    current: str, periods: list[tuple[str, int]], expected: tuple[str, Reason]
) -> None:
    assert paying_place("henan", current, lived(*periods)) == PayingPlace(*expected)


def test_of_several_earlier_places_with_ten_years_the_latest_pays() -> None:
    periods = lived(("beijing", 130), ("zhejiang", 125), ("shanghai", 12))
    assert paying_place("henan", "shanghai", periods).province == "zhejiang"


def test_separate_stays_in_one_province_add_up_and_the_last_one_dates_it() -> None:
    periods = lived(("beijing", 60), ("zhejiang", 130), ("beijing", 60), ("shanghai", 12))
    assert paying_place("henan", "shanghai", periods).province == "beijing"


places = st.sampled_from(("henan", "shanghai", "zhejiang", "beijing"))


@given(places, places, st.lists(st.tuples(places, st.integers(0, 260)), unique_by=lambda x: x[0]))
def test_rules_and_oracle_name_the_same_place(
    registered: str, current: str, periods: list[tuple[str, int]]
) -> None:
    expected = reference_death.paying_place(registered, current, periods)
    assert paying_place(registered, current, lived(*periods)).province == expected


def test_twelve_percent_of_the_bases_move() -> None:
    # 120 months at 5000 yuan: 600000 x 12% = 72000
    assert transferred_pool(Fen(60_000_000), POOL_SHARE) == 7_200_000
    # 7162.05 x 12% = 859.446
    assert transferred_pool(Fen(716_205), POOL_SHARE) == 85_945


def test_the_pool_moves_for_the_months_since_1998() -> None:
    # 国办发〔2009〕66号 art. 4: 以本人1998年1月1日后各年度实际缴费工资为基数，按12%的总和转移
    assert (str(POOL_MOVES_SINCE), POOL_SHARE) == ("1998-01", 120_000)


def test_a_man_from_fifty_gets_a_temporary_account_unless_registered_there() -> None:
    fifty = Months(600)
    assert temporary_account(fifty, fifty, registered_there=False)
    assert not temporary_account(Months(599), fifty, registered_there=False)
    assert not temporary_account(fifty, fifty, registered_there=True)
