"""What a person types and the region it means."""

import pytest

from rules.errors import FiguresMissing, UnknownRegion
from rules.law import load

LAW = load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("浙江", "330000"),
        ("浙江省", "330000"),
        ("zhejiang", "330000"),
        ("Zhejiang Province", "330000"),
        ("330000", "330000"),
        ("３３００００", "330000"),
        (" ZHEJIANG ", "330000"),
        ("Shaanxi", "610000"),
        ("Shanxi", "140000"),
        ("陕西", "610000"),
        ("山西省", "140000"),
        ("Tibet", "540000"),
        ("Xizang", "540000"),
        ("西藏自治区", "540000"),
        ("Canton", "440100"),
        ("广州", "440100"),
        ("Inner Mongolia", "150000"),
        ("内蒙古", "150000"),
        ("nei mongol", "150000"),
        ("广西壮族自治区", "450000"),
        ("新疆", "650000"),
        ("Xinjiang", "650000"),
        ("湖北二档", "420000-T2"),
        ("420000-t2", "420000-T2"),
        ("吉林", "220000"),
        ("恩施", "422800"),
        ("浙江省杭州市", "330100"),
        ("广东深圳", "440300"),
        ("Zhejiang Hangzhou", "330100"),
        ("内蒙古自治区", "150000"),
        ("深圳", "440300"),
    ],
)
def test_a_place_goes_by_many_names(text, code):
    assert LAW.region(text).code == code


def test_every_region_answers_to_all_its_own_names():
    for region in LAW.regions.values():
        shared = {"第二档"}
        for name in {region.code, region.zh, region.short, region.en, region.pinyin}:
            assert LAW.region(name).code == region.code
        for alias in set(region.aliases) - shared:
            assert LAW.region(alias).code == region.code


def test_an_unknown_name_is_refused_with_close_ones():
    with pytest.raises(UnknownRegion) as caught:
        LAW.region("Zhejang")
    assert caught.value.values["ambiguous"] is False
    assert caught.value.values["suggestions"][0] == "浙江省 Zhejiang (330000)"


def test_an_unknown_name_without_likeness_has_no_suggestions():
    with pytest.raises(UnknownRegion) as caught:
        LAW.region("@@@@")
    assert caught.value.values["suggestions"] == ()


def test_a_name_of_two_places_is_refused_naming_both():
    with pytest.raises(UnknownRegion) as caught:
        LAW.region("第二档")
    assert caught.value.values["ambiguous"] is True
    assert caught.value.values["suggestions"] == (
        "湖北第二档 Hubei tier 2 (420000-T2)",
        "广东第二档 Guangdong tier 2 (440000-T2)",
    )


@pytest.mark.parametrize("ask", ["limits", "practice"])
def test_the_corps_is_known_but_has_no_figures(ask):
    assert LAW.region("兵团").code == "660000"
    with pytest.raises(FiguresMissing) as caught:
        getattr(LAW, ask)("新疆生产建设兵团")
    assert caught.value.values["region"] == "660000"
    assert "兵团" in str(caught.value.values["reason_zh"])
    assert "Corps" in str(caught.value.values["reason_en"])


def test_a_city_knows_its_province_and_its_tier():
    huangshi = LAW.region("黄石")
    assert (huangshi.province, huangshi.limits_parent) == ("420000", "420000-T2")
    assert LAW.region("浙江").province == "330000"
