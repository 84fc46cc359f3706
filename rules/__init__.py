"""企业职工基本养老保险 for flexible workers: the law, exact, pure and explained."""
