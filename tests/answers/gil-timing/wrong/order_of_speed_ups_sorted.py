"""Speed-ups sorted by the number of workers.

like: ../right/pools.py
fails: check-laws-hidden
"""
# %% laws
def speed_up(times):
    """Return the speed-up for each number of workers in `times`, a dictionary to seconds."""
    return {workers: times[1] / seconds for workers, seconds in sorted(times.items())}


def amdahl(alone, workers):
    """Return the speed-up of `workers` if the share `alone` must be done by one."""
    return 1 / (alone + (1 - alone) / workers)


def workers_needed(alone, speed):
    """Return the least number of workers with this speed-up, or None."""
    if speed <= 1:
        return 1
    if alone * speed >= 1:
        return None
    return ceil((1 - alone) / (1 / speed - alone))
