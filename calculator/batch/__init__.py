"""批量测算: many people from one file or table, with the same fen as the single estimate.

A `job` says what is asked; `run` does it from file to file, `frame` from table to table, `cluster` on
many machines. On the way: `files` reads and writes rows, `people` makes scenarios of them, `results` names
every figure there is. Small files go through the `interpreter` (standard library only), large ones as
`tables` through the `compiled` rules (extra `batch`); `running` keeps order and safe points.
"""
