"""核定表的例子: a sheet of Sichuan worked by hand, and one that is not what the rules give."""

# A sheet of Sichuan, by hand: (8321 + 8321 x 0.613) / 2 x 24.75% = 1660.94; 72117.51 / 138.4 = 521.08
# (8321 + 8321 x 0.613) / 2 x 6.5 x 1.3% = 567.07; 5100.77 x 24.75 x 0.1% = 126.24
SICHUAN = {
    "id": "sichuan",
    "kind": "transitional",
    "title": "Sichuan, man 60y1m",
    "province": "Sichuan",
    "year": 2025,
    "confidence": "high",
    "tolerance": 0.01,
    "inputs": {
        "calculation_base": 8321,
        "average_index": 0.613,
        "contribution_months": 297,
        "account_balance": 72117.51,
        "retirement_age": "60y1m",
        "retirement_month": "2025-10",
        "transition_idx": 0.613,
        "transition_years": 6.5,
    },
    "expected": {
        "basic_pension": 1660.94,
        "account_pension": 521.08,
        "transitional_pension": 567.07,
        "monthly_extra": 126.24,
        "total_monthly": 2875.33,
    },
}
MISS = {**SICHUAN, "id": "miss", "expected": {"basic_pension": 1660.92}}
