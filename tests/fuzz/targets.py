"""目标: every reader of text and files, as a function of bytes, and the seeds it starts from.

A reader may read, or refuse with problems and errors that have words; whatever else it raises is passed
on, and is a finding.
"""

import io
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from calculator.amounts import (
    AmountError,
    parse_boolean,
    parse_count,
    parse_duration,
    parse_index,
    parse_money,
    parse_month,
    parse_rate,
    parse_tier,
)
from calculator.audit import read_sheet
from calculator.batch.errors import BatchError
from calculator.batch.files.opening import open_source
from calculator.batch.files.spreadsheets import lines_of_sheets
from calculator.batch.interpreter import RowWorker
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import gathered
from calculator.batch.results import selected
from calculator.estimates import estimate
from calculator.i18n import LANGUAGES, text
from calculator.intake import Answers, decoded, intake, table_of_text, tables_of_sheets
from calculator.planning import read_income
from calculator.receipt import as_json, with_receipt
from calculator.receipt.files import read_text
from calculator.reform.reading import read_reform
from calculator.scenario.choices import PaidBy
from calculator.scenario.files import load, parse
from calculator.scenario.problems import ScenarioProblems
from calculator.scenario.reading import from_mapping
from calculator.verification import verify
from calculator.wording import error_sentence, problem_line
from rules.errors import RulesError
from rules.law import load as load_law
from rules.month import Month

__all__ = ["TARGETS", "attempt", "seeds_of"]

LAW = load_law()
TODAY = Month.of(2026, 11)
EXAMPLES = Path(__file__).parents[2] / "examples"
HER = {"region": "浙江", "born": "1990-03", "sex": "female", "tier": "60%", "paid": "5y"}
_PARSERS = (
    parse_money, parse_rate, parse_month, parse_duration, parse_tier, parse_index, parse_count, parse_boolean,
)  # fmt: skip


def _scenario(content: bytes) -> None:
    estimate(load(content, LAW, TODAY), LAW)


def _reform(content: bytes) -> None:
    estimate(from_mapping(HER, LAW, TODAY), LAW.reformed(read_reform(content, LAW)))


def _overlay(content: bytes) -> None:
    law = load_law(overlays=[_file(content, "law.toml")])
    law.limits("浙江")
    law.practice("浙江")


def _sheet(content: bytes) -> None:
    read_sheet(parse(content))


def _receipt(content: bytes) -> None:
    read_text(content.decode("utf-8", "replace"))


def _intake(content: bytes) -> None:
    table = table_of_text(decoded(content, "-"), "-")
    intake([table], LAW, TODAY, given=dict(HER), answers=Answers(kind=PaidBy.FLEXIBLE))


def _intake_xlsx(content: bytes) -> None:
    tables = tables_of_sheets(lines_of_sheets(_file(content, "record.xlsx")), "record.xlsx")
    intake(tables, LAW, TODAY, given=dict(HER), answers=Answers(kind=PaidBy.FLEXIBLE))


def _income(content: bytes) -> None:
    read_income(content.decode("utf-8", "replace"))


def _amounts(content: bytes) -> None:
    typed = content.decode("utf-8", "replace")
    for parser in _PARSERS:
        try:
            parser(typed)
        except AmountError as refused:
            for language in LANGUAGES:
                text(f"problem.{refused.code}", language, found=refused.text, **refused.values)


def _people(ending: str) -> Callable[[bytes], None]:
    def read(content: bytes) -> None:
        source = open_source(_file(content, f"people.{ending}"))
        headers = read_headers(source.columns)
        people = gathered(headers, "people", None, LAW, TODAY, {})
        worker = RowWorker(people, selected(["pension"]), "en")
        with closing(source.rows()) as rows:
            part = worker.work(rows)
        assert part.summary.rows == part.summary.results + part.summary.rejected

    return read


def _cases(content: bytes) -> None:
    import json  # noqa: PLC0415 one target only

    try:
        cases = json.loads(content)
    except (ValueError, RecursionError):
        return
    if isinstance(cases, list) and all(isinstance(case, dict) for case in cases):
        verify(cases, LAW).as_dict("zh")


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="linghuo-fuzz-"))


def _file(content: bytes, name: str) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "amounts": _amounts,
    "scenario": _scenario,
    "reform": _reform,
    "overlay": _overlay,
    "sheet": _sheet,
    "receipt": _receipt,
    "intake": _intake,
    "intake_xlsx": _intake_xlsx,
    "income": _income,
    "cases": _cases,
    **{
        f"people_{ending}": _people(ending)
        for ending in ("csv", "tsv", "ndjson", "xlsx", "parquet")
    },
}


@cache
def seeds_of(name: str) -> tuple[bytes, ...]:
    """Contents the reader of a target accepts."""
    rows = "region,born,sex,tier,paid\n浙江,1990-03,female,60%,5y\n北京,1985-01,男,下限,3年\n"
    plain: dict[str, tuple[bytes, ...]] = {
        "amounts": tuple(
            one.encode() for one in ("8,000.50", "1.2万", "2.5%", "2026年7月", "5年3个月", "60%", "0.75", "是")
        ),
        "scenario": tuple(path.read_bytes() for path in sorted(EXAMPLES.glob("*.toml"))),
        "reform": tuple(path.read_bytes() for path in sorted((EXAMPLES / "reforms").glob("*.toml"))),
        "overlay": (
            b'[[crediting_rates]]\nyear = 2026\nrate = "2.60"\n[practices.330000]\nyears_mode = "exact"\n',
            b'[[contribution_limits]]\nregion = "330000"\nstart = "2027-01"\nreference_wage = "8900"\n'
            b'floor = "5340"\nceiling = "26700"\n[[calculation_bases]]\nregion = "330000"\nyear = 2026\nbase = "8600"\n',
        ),
        "sheet": tuple(path.read_bytes() for path in sorted((EXAMPLES / "sheets").glob("*.toml"))),
        "receipt": (_sealed(),),
        "intake": tuple(path.read_bytes() for path in sorted((EXAMPLES / "records").glob("*.csv"))),
        "income": ("月份,收入\n2026-12,8000\n2027-01,6500\n".encode(), b"month\tincome\n2026-12\t8000\n"),
        "cases": (b'[{"id":"a","kind":"pension","province":"Sichuan","year":2025,"inputs":{"calculation_base":8321,'
                  b'"average_index":0.613,"contribution_months":297},"expected":{"basic_pension":1660.94}}]',),
        "people_csv": (rows.encode(), rows.encode("gb18030"), rows.replace(",", ";").encode()),
        "people_tsv": (rows.replace(",", "\t").encode(),),
        "people_ndjson": ('{"region":"浙江","born":"1990-03","sex":"female","tier":"60%","paid":"5y"}\n'.encode() * 3,),
    }  # fmt: skip
    if name == "intake_xlsx":
        return (_record_book(),)
    return plain.get(name) or (_table(name.removeprefix("people_")),)


def _sealed() -> bytes:
    return as_json(with_receipt(from_mapping(HER, LAW, TODAY), LAW)[1]).encode()


def _record_book() -> bytes:
    import polars as pl  # noqa: PLC0415 some targets only

    made = io.BytesIO()
    pl.DataFrame({"月份": ["2023-01", "2023-02"], "缴费基数": ["5000", "5200"]}).write_excel(made)
    return made.getvalue()


def _table(ending: str) -> bytes:
    import polars as pl  # noqa: PLC0415 two targets only

    frame = pl.DataFrame([HER])
    made = io.BytesIO()
    if ending == "parquet":
        frame.write_parquet(made)
    else:
        frame.write_excel(made)
    return made.getvalue()


def attempt(name: str, content: bytes) -> bool:
    """Whether the target read the content; False where it refused it in words. Anything else is raised."""
    try:
        TARGETS[name](content)
    except (ScenarioProblems, BatchError, RulesError) as refused:
        if not all(_words(refused)):
            raise
        return False
    return True


def _words(refused: Exception) -> list[str]:
    """What a refusal says, in both languages; an empty sentence where it says nothing."""
    said = []
    for language in LANGUAGES:
        if isinstance(refused, ScenarioProblems):
            said += [problem_line(one, language) for one in refused.problems] or [""]
        elif isinstance(refused, BatchError):
            said.append(text(refused.key, language, **refused.worded(language)))
        elif isinstance(refused, RulesError):
            said.append(error_sentence(refused, language))
    return said
