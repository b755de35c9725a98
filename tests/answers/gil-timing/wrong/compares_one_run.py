"""compare measures by itself, once, with the warm-up in it.

like: ../right/pools.py
fails: check-compare-hidden
"""
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
    table, results = [], []
    for kind, tasks in cases.items():
        begin = clock()
        results.append(run_all(tasks, kind, workers))
        table.append((clock() - begin, kind))
    if any(result != results[0] for result in results):
        raise ValueError
    return {kind: seconds for seconds, kind in sorted(table)}
