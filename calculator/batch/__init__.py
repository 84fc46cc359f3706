"""批量测算: many people from one file or table, with the same fen as the single estimate.

`job.run` does a whole job from file to file; `memory.estimate_frame` takes and returns tables in
memory. Small files need the standard library only; large ones are compiled (extra `batch`), a cluster
needs `dask`.
"""
