"""The number of workers is not looked at for serial; the slowest kind comes first.

like: ../right/pools.py
fails: check-run-all-hidden check-compare check-compare-hidden check-compare-real
"""
# %% run-all
def run_all(tasks, kind, workers):
    """Return the results of `tasks`, done by `kind`, at most `workers` at a time."""
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
    if any(result != results[0] for result in results):
        raise ValueError("the kinds come to different results")
    return dict(sorted(seconds.items(), key=lambda item: item[1], reverse=True))
