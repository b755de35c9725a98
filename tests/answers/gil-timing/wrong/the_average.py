"""The average of all runs instead of the fastest.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    if runs < 1:
        raise ValueError("runs")
    result = function()
    times = []
    for _ in range(runs):
        begin = clock()
        function_result = function()
        times.append(clock() - begin)
        if function_result != result:
            raise ValueError("other")
    return sum(times) / runs, result
