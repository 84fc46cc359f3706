"""缴费方案: which tier to pay in which year, for a pension that is wanted or a budget that is given.

`plan_for_target` finds the cheapest lawful choice of a tier per calendar year, `plan_for_budget` the
one that pays most; `irregular` plans months where income comes and goes. Costs compared are in today's
prices, pensions wanted are in today's money.
"""

from calculator.planning.income import IncomeMonth, read_income
from calculator.planning.irregular import IrregularPlan, plan_irregular
from calculator.planning.offers import Offer, OffersAre, offers_of
from calculator.planning.plans import Plan, PlannedYear, plan_for_budget, plan_for_target

__all__ = [
    "IncomeMonth",
    "IrregularPlan",
    "Offer",
    "OffersAre",
    "Plan",
    "PlannedYear",
    "offers_of",
    "plan_for_budget",
    "plan_for_target",
    "plan_irregular",
    "read_income",
]
