"""time.time instead of the clock that is handed in.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-compare check-compare-hidden
"""
# %% best-of
import time

def best_of(runs, function, clock=perf_counter):
    if runs < 1:
        raise ValueError("runs")
    result = function()
    best = 1e9
    for _ in range(runs):
        begin = time.time()
        function_result = function()
        best = min(best, time.time() - begin)
        if function_result != result:
            raise ValueError("other")
    return best, result
