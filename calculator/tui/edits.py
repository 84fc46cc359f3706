"""改动: what an edit of a row of the form makes of the draft.

Rows stand for one field each, but for three: the person, the way the base is stated, and its amount.
"""

from calculator.tui.draft import Basis, Draft
from calculator.tui.form_fields import PERSONS
from calculator.tui.session import Session

__all__ = ["edited"]


def edited(session: Session, row: str, typed: str) -> Draft:
    """The draft of a session after a row was edited."""
    draft = session.draft
    if row == "person":
        sex, category = PERSONS[typed]
        return draft.typed(sex=sex, category=category)
    if row == "basis":
        return _filled_from_now(session, draft.based_on(_basis(typed)))
    if row == "amount":
        return _amount_typed(draft, typed)
    return draft.typed(**{row: typed})


def _basis(word: str) -> Basis:
    return "tier" if word == "tier" else "base" if word == "base" else "wage"


def _amount_typed(draft: Draft, typed: str) -> Draft:
    """What was typed as the amount; a percentage is a tier wherever it is typed."""
    if draft.basis == "wage" and typed.rstrip().endswith(("%", "\uff05")):
        return draft.based_on("tier").typed(tier=typed)
    return draft.typed(**{draft.basis: typed})


def _filled_from_now(session: Session, draft: Draft) -> Draft:
    """Another way of stating the base starts from what is paid now, where it is still blank."""
    reading = session.reading
    if draft.text(draft.basis) or reading.estimate is None or reading.limits is None:
        return draft
    now = [r for r in reading.estimate.go_on.settlement.runs if r.first >= session.today]
    if not now:
        return draft
    base = now[0].base
    if draft.basis == "tier":
        percent = base * 1_000_000 // reading.limits.reference_wage
        return draft.typed(tier=f"{max(percent, 60)}%")
    return draft.typed(**{draft.basis: f"{base / 100:.2f}".removesuffix(".00")})
