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

# %% run-all [changed]
-    if any(result != results[0] for result in results):
-        raise ValueError("the kinds come to different results")
