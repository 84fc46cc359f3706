"""待遇领取地与转移: where the pension of a case is claimed and what moves there."""

from calculator.case import Case
from calculator.result import PlaceOfClaim
from rules.estimation import Settlement, keep_ledger
from rules.month import year_of
from rules.paying_place import POOL_MOVES_SINCE, POOL_SHARE, transferred_pool
from rules.quantities import Fen

__all__ = ["place_of_claim"]


def place_of_claim(case: Case, settled: Settlement) -> PlaceOfClaim:
    """The paying place and the amounts of 国办发〔2009〕66号 article 4.

    Nothing moves inside a province. The pooled amount is 12% of the bases of the months that were
    laid out; months known only as a lump on a statement are not in it.
    """
    claim = case.claim
    elsewhere = [run for run in settled.runs if case.places[run.place].province != claim.province]
    bases = sum(run.months * run.base for run in elsewhere if run.first >= POOL_MOVES_SINCE)
    return PlaceOfClaim(
        decided=case.decided,
        claim=claim,
        moves=bool(elsewhere),
        account_transfer=_balance_on_moving(case, settled, elsewhere[-1].last)
        if elsewhere
        else Fen(0),
        pool_transfer=transferred_pool(Fen(bases), POOL_SHARE) if elsewhere else Fen(0),
    )


def _balance_on_moving(case: Case, settled: Settlement, last: int) -> Fen:
    """The account at the end of the last month paid elsewhere, which is what moves."""
    if last <= case.opening.month:
        return Fen(case.opening.balance)
    runs = [run for run in settled.runs if run.last <= last]
    terms = case.terms_at(year_of(settled.retirement))
    ledger = keep_ledger(runs, case.opening, last, terms, case.practice)
    return Fen(ledger[-1].closing)
