"""比较: the same life with another tier, another month of retirement, an earlier stop.

Every comparison settles the person's own case again by the rules and values what changes; each takes
an estimate and the law it was made from and returns plain values. Other schemes and places of claim
are not compared here (`calculator.schemes`, `calculator.places`).
"""
