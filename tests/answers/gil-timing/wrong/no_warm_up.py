"""The first call is measured, too, and another call gives the result.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-best-of-errors check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    if runs < 1:
        raise ValueError("runs")
    times, results = [], []
    for _ in range(runs):
        begin = clock()
        results.append(function())
        times.append(clock() - begin)
    return min(times), results[-1]
