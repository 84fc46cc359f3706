"""JSON: an estimate as numbers for other programs, in a stable shape.

Money and wages are yuan, rates fractions (0.2 is 20%), indices and years plain numbers, months
"YYYY-MM", counts of months whole numbers. The steps of a traced estimate keep the integer units of
the rules, so that they can be evaluated again.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from calculator.columns import Origin
from calculator.i18n import template
from calculator.reform.changes import reform_data
from calculator.reports.basis import basis, posting_months
from calculator.reports.heading import written_defaults
from calculator.result import Estimate, Notice, Outcome, PlaceOfClaim
from calculator.scenario.files import dump
from rules.career import Run
from rules.estimation import LedgerYear, Settlement
from rules.law import LimitPeriod
from rules.month import Month
from rules.quantities import INDEX_ONE, MICRO_PER_YUAN, PPM, TENTH, YEAR_UNITS
from rules.tracing import Step

__all__ = ["SCHEMA_VERSION", "as_data", "as_json"]

SCHEMA_VERSION = 1
_FEN = 100
_PICO = 10**12
_FACTOR = 10_000
_UNITS = {"fen": _FEN, "micro": MICRO_PER_YUAN, "ppm": PPM}


def as_json(estimate: Estimate, *, explain: bool = False, check: bool = False) -> str:
    """`as_data` as indented JSON with Chinese left readable, ending in a newline."""
    content = as_data(estimate, explain=explain, check=check)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_data(estimate: Estimate, *, explain: bool = False, check: bool = False) -> dict[str, Any]:
    """The estimate as dictionaries, lists, numbers and text.

    `explain` adds the steps, `check` the identities.
    """
    data = {
        "schema_version": SCHEMA_VERSION,
        "version": estimate.version,
        "law_digest": estimate.law_digest,
        "as_of": None if estimate.known_on is None else estimate.known_on.isoformat(),
        "reform": reform_data(estimate.reform),
        "scenario": tomllib.loads(dump(estimate.scenario)),
        "today": str(estimate.today),
        "region": estimate.region.code,
        "claim": estimate.claim.code,
        "status": str(estimate.status),
        "assumptions": _assumptions(estimate),
        "assumed": written_defaults(estimate.assumed),
        "assumed_defaults": written_defaults(estimate.assumed),
        "outcomes": {
            one.name: _outcome(one) for one in (estimate.stop_now, estimate.go_on, estimate.most)
        },
        **basis(estimate),
        "settlement": _settlement(estimate),
        "replacement": [
            {"denominator": one.denominator, "amount": _yuan(one.amount), "rate": one.rate / PPM}
            for one in estimate.replacement
        ],
        "remedies": _remedies(estimate),
        "place": _place(estimate.place),
        "deaths": _deaths(estimate),
        "adjusted": _adjusted(estimate),
        "used": [_origin(origin) for origin in estimate.used],
        "contested": list(estimate.contested),
        "notices": [_notice("notice", one) for one in estimate.notices],
        "questions": [_notice("question", one) for one in estimate.questions],
    }
    if check:
        from calculator.identities import identities  # noqa: PLC0415 only a check needs them
        from calculator.reports.checks import check_data  # noqa: PLC0415

        data["check"] = check_data(identities(estimate))
    if explain and estimate.steps is not None:
        data["steps"] = [_step(step) for step in estimate.steps]
    return data


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / _FEN


def _month(ordinal: int | None) -> str | None:
    """A month, None where there is none (0 stands for none in the rules)."""
    return str(Month(ordinal)) if ordinal else None


def _assumptions(estimate: Estimate) -> dict[str, float]:
    names = ("wage_growth", "inflation", "crediting_rate", "indexation", "discount")
    return {name: getattr(estimate.assumptions, name) / PPM for name in names}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    settled = outcome.settlement
    return {
        "payable": outcome.payable,
        "retirement": _month(settled.retirement),
        "start": _month(outcome.start),
        "months_counted": settled.counted,
        "months_required": settled.required,
        "months_missing": settled.missing,
        "monthly_payment": _yuan(outcome.monthly_payment),
        "monthly_credit": _yuan(outcome.monthly_credit),
        "pension": _yuan(outcome.pension),
        "pension_today": _yuan(outcome.pension_today),
        "paid_from_now": _yuan(outcome.paid_from_now),
        "paid_from_now_today": _yuan(outcome.paid_from_now_today),
    }


def _settlement(estimate: Estimate) -> dict[str, Any]:
    """Every item of the plan's settlement."""
    settled = estimate.go_on.settlement
    return {
        **_dates(settled),
        "paid_total": _yuan(settled.paid_total),
        "credited_total": _yuan(settled.credited_total),
        "pool_total": _yuan(settled.pool_total),
        "balance": _yuan(settled.balance),
        "index_sum": settled.index_sum / INDEX_ONE,
        "denominator_years": settled.denominator / YEAR_UNITS,
        "average_index": settled.average_index / INDEX_ONE,
        "years_used": settled.years / YEAR_UNITS,
        "basic_base": settled.basic_base / MICRO_PER_YUAN,
        "index_base": settled.index_base / MICRO_PER_YUAN,
        "transitional_base": settled.transitional_base / MICRO_PER_YUAN,
        "indexed_wage": settled.indexed / _PICO,
        "payment_months": settled.payment_months / TENTH,
        "low_index_factor": settled.award.factor / _FACTOR,
        "basic": _yuan(settled.award.basic),
        "account": _yuan(settled.award.account),
        "transitional": _yuan(settled.award.transitional),
        "extras": _yuan(settled.award.extras),
        "total": _yuan(settled.award.total),
        "runs": [_run(run, estimate) for run in settled.runs],
        "ledger": [_ledger_year(line) for line in settled.ledger],
    }


def _dates(settled: Settlement) -> dict[str, Any]:
    return {
        "statutory_age_months": settled.statutory_age,
        "statutory": _month(settled.statutory),
        "earliest": _month(settled.earliest),
        "retirement": _month(settled.retirement),
        "start": _month(settled.start),
        "age_months": settled.age,
        "months_required": settled.required,
        "months_counted": settled.counted,
        "months_missing": settled.missing,
    }


def _run(run: Run, estimate: Estimate) -> dict[str, Any]:
    return {
        "first": _month(run.first),
        "last": _month(run.last),
        "months": run.months,
        "region": estimate.places[run.place].code,
        "employed": bool(run.employed),
        "posting_months": posting_months(estimate, run),
        "base": _yuan(run.base),
        "total": _yuan(run.total),
        "credit": _yuan(run.credit),
        "pool": _yuan(run.pool),
        "index": run.month_index / INDEX_ONE,
    }


def _ledger_year(line: LedgerYear) -> dict[str, Any]:
    return {
        "year": line.year,
        "opening": _yuan(line.opening),
        "opening_months": line.opening_months,
        "credited": _yuan(line.credited),
        "monthly_product": _yuan(line.monthly_product),
        "rate": line.rate / PPM,
        "interest": _yuan(line.interest),
        "closing": _yuan(line.closing),
    }


def _remedies(estimate: Estimate) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "open_to": one.open_to,
            "reason": one.reason,
            "months": one.months,
            "cost": _yuan(one.cost),
            "start": _month(one.start),
            "monthly": _yuan(one.monthly),
            "once": _yuan(one.once),
            "cites": list(one.cites),
        }
        for one in estimate.remedies
    ]


def _place(place: PlaceOfClaim) -> dict[str, Any]:
    decided = place.decided
    return {
        "claim": place.claim.code,
        "decided": None if decided is None else decided.province,
        "reason": None if decided is None else str(decided.reason),
        "moves": place.moves,
        "account_transfer": _yuan(place.account_transfer),
        "pool_transfer": _yuan(place.pool_transfer),
    }


def _deaths(estimate: Estimate) -> list[dict[str, Any]]:
    return [
        {
            "month": _month(one.month),
            "retired": one.retired,
            "inheritance": _yuan(one.inheritance),
            "funeral": _yuan(one.funeral),
            "survivor": _yuan(one.survivor),
            "grants": _yuan(one.grants),
            "income_status": None if one.income_status is None else str(one.income_status),
        }
        for one in estimate.deaths
    ]


def _adjusted(estimate: Estimate) -> list[dict[str, Any]]:
    return [
        {
            "years": one.years,
            "month": _month(one.month),
            "pension": _yuan(one.pension),
            "pension_today": _yuan(one.pension_today),
        }
        for one in estimate.adjusted
    ]


def _origin(origin: Origin) -> dict[str, Any]:
    """A law value that was read, with its standing and its source."""
    standing = {
        "region": origin.region,
        "start": _month(origin.start),
        "end": _month(origin.end),
        "status": str(origin.status),
        "grade": origin.grade,
        "instrument": origin.instrument,
        "published": origin.published,
        "checked": origin.checked,
        "source": origin.source,
        "notes": list(origin.notes),
    }
    if isinstance(origin, LimitPeriod):
        return {
            "series": "contribution_limits",
            "reference_wage": origin.reference_wage / MICRO_PER_YUAN,
            "floor": _yuan(origin.floor),
            "ceiling": _yuan(origin.ceiling),
            **standing,
        }
    amount = origin.amount / _UNITS.get(origin.unit, 1)
    return {"series": origin.series, "value": amount, "article": origin.article, **standing}


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "yuan": _yuan,
    "percent": lambda value: value / PPM,
    "month": _month,
}


def _notice(family: str, notice: Notice) -> dict[str, Any]:
    """Code and values; the format a sentence gives a value says what unit it has."""
    sentence = template(f"{family}.{notice.code}", "en")
    formats = {name: spec for _, name, spec, _ in Formatter().parse(sentence) if name}
    return {
        "code": notice.code,
        "values": {
            name: _written(formats.get(name) or "", value) for name, value in notice.values.items()
        },
        "cites": list(notice.cites),
    }


def _written(name: str, value: Any) -> Any:
    write = _WRITTEN.get(name, _plain)
    return write(value)


def _plain(value: Any) -> Any:
    """Anything a step or a notice holds, as JSON can hold it."""
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, (bool, int)) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return str(value)


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "inputs": {name: _integers(value) for name, value in step.inputs.items()},
        "value": _integers(step.value),
        "reads": [_origin(origin) for origin in step.reads],
        "children": [_step(child) for child in step.children],
    }


def _integers(value: Any) -> Any:
    """An input of a rule: months stay ordinals."""
    if isinstance(value, int):
        return value if isinstance(value, bool) else int(value)
    if isinstance(value, (tuple, list)):
        return [_integers(part) for part in value]
    return _plain(value)
