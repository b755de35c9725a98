"""One process does everything.

like: ../right/pools.py
fails: check-processes-apart check-processes-limit check-processes-spawn check-run-all-hidden
"""
# %% by-processes
def by_processes(tasks, workers):
    """Return the results of `tasks`, done by other processes, at most `workers` at a time."""
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]
