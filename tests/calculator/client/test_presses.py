"""并行制作: other processes make the same reports, in the same order, and are not missed when lost."""

import os

import pytest

from calculator.reports.client import presses
from calculator.reports.client.model import Person
from calculator.reports.client.paper import Paper
from calculator.reports.client.press import Press
from calculator.reports.client.presses import pressed
from calculator.scenario import from_mapping
from rules.errors import NoValueInForce
from tests.calculator.client.people import HAND
from tests.calculator.people import TODAY


def lost(press, law):
    os._exit(1)


@pytest.fixture
def people(law):
    facts = [HAND | {"tier": tier} for tier in ("60%", "100%", "300%")]
    return [(from_mapping(one, law, TODAY), Person(client=str(at))) for at, one in enumerate(facts)]


@pytest.fixture
def sketching(monkeypatch):
    """A press of this process only, that notes whom it was asked for."""
    asked = []

    def made(self, scenario, law, person):
        asked.append(person.client)
        return Paper(f"{person.client} {scenario.tier}".encode(), "")

    monkeypatch.setattr(Press, "made", made)
    return asked


def test_two_processes_make_the_reports_of_one_in_their_order(law, people):
    press = Press("html", ("zh",))
    alone = list(pressed(press, law, people, processes=1))
    assert [b"<html" in paper.content for paper in alone] == [True] * len(people)
    assert list(pressed(press, law, people, processes=2)) == alone


def test_what_the_law_has_no_value_for_comes_back_as_its_error(law, people):
    # no limits of Hubei before 2021 are known, which a share of the wage rests on
    history = [{"from": "2019-05", "to": "2019-06", "tier": "60%"}]
    early = HAND | {"region": "湖北", "paid": "2m", "history": history}
    refused = from_mapping(early, law, TODAY), Person()
    asked = [people[0], refused]
    whole, error = pressed(Press("html", ("zh",)), law, asked, processes=2)
    assert isinstance(whole, Paper)
    assert isinstance(error, NoValueInForce)
    assert error.values["region"] == "420000"


def test_a_lost_process_is_made_good_here(law, people, sketching, monkeypatch):
    monkeypatch.setattr(presses, "_begin", lost)
    papers = [paper.content for paper in pressed(Press("html", ("zh",)), law, people, processes=2)]
    assert papers == [b"0 600000", b"1 1000000", b"2 3000000"]
    assert sketching == ["0", "1", "2"]


def test_few_people_need_no_other_process(law, people, sketching):
    assert len(list(pressed(Press("html", ("zh",)), law, people))) == len(people)
    assert sketching == ["0", "1", "2"]
