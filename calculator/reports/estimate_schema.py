"""测算结果的 JSON Schema: every part of `linghuo estimate --format json`.

Money and wages are yuan, rates fractions, months "YYYY-MM". The shapes are those `reports.data` writes;
a test holds real replies to them.
"""

from calculator.reports.schema_parts import Schema, listed, nullable, shape

__all__ = ["LAW", "estimate_schema"]

_CHANGE = shape(
    {
        "change": "text",
        "value": "number",
        "from": "month",
        "region": "text",
        "category": "text?",
        "first_born": "month?",
        "age": "integer?",
    }
)
_REFORM = shape({"title": "text", "title_en": "text", "changes": listed(_CHANGE)})
LAW: dict[str, str | Schema] = {
    "law_digest": "text",
    "as_of": "date?",
    "reform": nullable(_REFORM),
}
"""Under which law a reply was made."""
_OUTCOME = shape(
    {
        "payable": "flag",
        "retirement": "month",
        "start": "month",
        **dict.fromkeys(("months_counted", "months_required", "months_missing"), "integer"),
        **dict.fromkeys(
            (
                "monthly_payment",
                "monthly_credit",
                "pension",
                "pension_today",
                "paid_from_now",
                "paid_from_now_today",
            ),
            "number",
        ),
    }
)
_STANDING: dict[str, str | Schema] = {
    "series": "text",
    "region": "text",
    "start": "month",
    "end": "month?",
    "status": {"enum": ["published", "provisional", "projected"]},
    **dict.fromkeys(("grade", "instrument", "published", "checked", "source"), "text"),
    "notes": listed("text"),
}
_ORIGIN = {
    "anyOf": [
        shape({**_STANDING, **dict.fromkeys(("reference_wage", "floor", "ceiling"), "number")}),
        shape({**_STANDING, "value": "number", "article": "text"}),
    ]
}
_RUN = shape(
    {
        "first": "month",
        "last": "month",
        "months": "integer",
        "region": "text",
        "employed": "flag",
        "posting_months": listed("month"),
        **dict.fromkeys(("base", "total", "credit", "pool", "index"), "number"),
    }
)
_LEDGER = shape(
    {
        "year": "integer",
        "opening_months": "integer",
        **dict.fromkeys(
            ("opening", "credited", "monthly_product", "rate", "interest", "closing"), "number"
        ),
    }
)
_SETTLEMENT = shape(
    {
        **dict.fromkeys(("statutory", "earliest", "retirement", "start"), "month"),
        **dict.fromkeys(
            (
                "statutory_age_months",
                "age_months",
                "months_required",
                "months_counted",
                "months_missing",
            ),
            "integer",
        ),
        **dict.fromkeys(
            (
                "paid_total",
                "credited_total",
                "pool_total",
                "balance",
                "index_sum",
                "denominator_years",
                "average_index",
                "years_used",
                "basic_base",
                "index_base",
                "transitional_base",
                "indexed_wage",
                "payment_months",
                "low_index_factor",
                "basic",
                "account",
                "transitional",
                "extras",
                "total",
            ),
            "number",
        ),
        "runs": listed(_RUN),
        "ledger": listed(_LEDGER),
    }
)
_NOTICE = shape({"code": "text", "values": {"type": "object"}, "cites": listed("text")})
_STEP: Schema = {"$ref": "#/$defs/step"}
_CHECK = shape(
    {
        "sound": "flag",
        "identities": listed(
            shape({"code": "text", "holds": "flag", "tried": "integer", "failing": listed("text")})
        ),
    }
)
_DEATH = shape(
    {
        "month": "month",
        "retired": "flag",
        "inheritance": "number",
        **dict.fromkeys(("funeral", "survivor", "grants"), "number?"),
        "income_status": "text?",
    }
)
_REMEDY = shape(
    {
        "name": "text",
        "open_to": "flag",
        "reason": "text",
        "months": "integer",
        "start": "month?",
        **dict.fromkeys(("cost", "monthly", "once"), "number"),
        "cites": listed("text"),
    }
)
_ASSUMPTIONS = ("wage_growth", "inflation", "crediting_rate", "indexation", "discount")


def estimate_schema() -> Schema:
    """The schema of one estimate; `check` and `steps` stand there when they were asked for."""
    made = shape(
        {
            "schema_version": "integer",
            "version": "text",
            **LAW,
            "scenario": {"type": "object"},
            "today": "month",
            "region": "text",
            "claim": "text",
            "status": {"enum": ["published", "provisional", "projected"]},
            "assumptions": shape(dict.fromkeys(_ASSUMPTIONS, "number")),
            "assumed": {"type": "object"},
            "assumed_defaults": {"type": "object"},
            "outcomes": shape(dict.fromkeys(("stop_now", "go_on", "most"), _OUTCOME)),
            "opening": {"type": ["object", "null"]},
            "transition": {"type": "object"},
            "practice": {"type": "object"},
            "settlement": _SETTLEMENT,
            "replacement": listed(
                shape({"denominator": "text", "amount": "number", "rate": "number"})
            ),
            "remedies": listed(_REMEDY),
            "place": shape(
                {
                    "claim": "text",
                    "decided": "text?",
                    "reason": "text?",
                    "moves": "flag",
                    "account_transfer": "number",
                    "pool_transfer": "number",
                }
            ),
            "deaths": listed(_DEATH),
            "adjusted": listed(
                shape(
                    {
                        "years": "integer",
                        "month": "month",
                        "pension": "number",
                        "pension_today": "number",
                    }
                )
            ),
            "used": listed(_ORIGIN),
            "contested": listed("text"),
            "notices": listed(_NOTICE),
            "questions": listed(_NOTICE),
            "check": _CHECK,
            "steps": listed(_STEP),
        },
        optional=("check", "steps"),
    )
    made["$defs"] = {
        "step": shape(
            {
                "rule": "text",
                "inputs": {"type": "object"},
                "value": "any",
                "reads": listed(_ORIGIN),
                "children": listed(_STEP),
            }
        )
    }
    return made
