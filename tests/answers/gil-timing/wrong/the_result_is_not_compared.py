"""Results are neither compared by best_of nor by compare.

like: ../right/pools.py
fails: check-best-of-errors check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    result = function()
    times = []
    for _ in range(runs):
        begin = clock()
        function()
        times.append(clock() - begin)
    return min(times), result

# %% run-all
def run_all(tasks, kind, workers):
    """Return the results of `tasks`, done by `kind`, at most `workers` at a time."""
    if workers < 1:
        raise ValueError("there must be a worker")
    if kind == "serial":
        return [function(argument) for function, argument in tasks]
    kinds = {"threads": by_threads, "processes": by_processes, "asyncio": by_coroutines}
    if kind not in kinds:
        raise ValueError(f"there is no kind {kind!r}")
    return kinds[kind](tasks, workers)


def compare(cases, workers, clock=perf_counter):
    """Return the seconds of each kind in `cases`, a dictionary to its tasks; the fastest first."""
    seconds, results = {}, []
    for kind, tasks in cases.items():
        seconds[kind], result = best_of(3, lambda: run_all(tasks, kind, workers), clock)
        results.append(result)
    return dict(sorted(seconds.items(), key=lambda item: item[1]))
