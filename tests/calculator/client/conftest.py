"""客户报告的准备: studies of some people, one page with hostile names, a typeface made on the spot."""

import pytest

from calculator.i18n import LANGUAGES
from calculator.reports.client import page as page_module
from calculator.reports.client import paper as paper_module
from calculator.reports.client.page import as_html
from calculator.reports.client.report import client_report
from calculator.reports.client.study import study
from calculator.scenario import from_mapping
from tests.calculator.client.people import HOSTILE, PEOPLE
from tests.calculator.people import TODAY
from tests.calculator.typeface import typeface


@pytest.fixture(scope="session")
def studies(law):
    return {name: study(from_mapping(case, law, TODAY), law) for name, case in PEOPLE.items()}


@pytest.fixture(scope="module")
def page(studies):
    """The courier, in both languages, with hostile names."""
    return as_html([client_report(studies["courier"], one, HOSTILE) for one in LANGUAGES])


@pytest.fixture
def sketched(monkeypatch):
    """Pictures as empty frames, where a test does not look at them."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
    for module in (page_module, paper_module):
        monkeypatch.setattr(module, "drawn", lambda *_: frame)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    typeface(folder, "Source Han Sans SC")
    return folder
