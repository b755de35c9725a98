"""run_all does everything by threads; an unknown kind is done one after the other; compare keeps the order of the cases.

like: ../right/pools.py
fails: check-run-all check-run-all-hidden check-compare check-compare-hidden check-compare-real
"""
# %% run-all
def run_all(tasks, kind, workers):
    if kind in ("threads", "processes"):
        return by_threads(tasks, workers)
    if kind == "asyncio":
        return by_coroutines(tasks, workers)
    return [function(argument) for function, argument in tasks]

def compare(cases, workers, clock=perf_counter):
    return {kind: best_of(3, lambda: run_all(tasks, kind, workers), clock)[0] for kind, tasks in cases.items()}
