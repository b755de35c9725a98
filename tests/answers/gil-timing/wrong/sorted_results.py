"""The results of processes are sorted, so that they are always in the same order.

like: ../right/pools.py
fails: check-processes check-processes-spawn check-run-all
"""
# %% by-processes
def by_processes(tasks, workers):
    """Return the results of `tasks`, done by other processes, at most `workers` at a time."""
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return sorted(future.result() for future in futures)
