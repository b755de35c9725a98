"""A syntax error in one cell, and the jobs as text.

like: ../right/pools.py
fails: check-threads check-threads-pace check-threads-next check-threads-errors check-threads-once check-threads-real check-run-all check-run-all-hidden check-compare check-compare-hidden check-compare-real check-choices-forecasts check-choices-stations check-choices-buoys check-choices-average check-choices-satellite
"""
# %% by-threads
def by_threads(tasks, workers)
    return []

# %% choices
choices = "1: processes, 2: threads, 3: asyncio, 4: serial, 5: threads"
