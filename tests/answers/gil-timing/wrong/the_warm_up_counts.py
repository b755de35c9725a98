"""The warm-up is measured and may be the fastest.

like: ../right/pools.py
fails: check-best-of-hidden check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    if runs < 1:
        raise ValueError("runs")
    times = []
    for number in range(runs + 1):
        begin = clock()
        function_result = function()
        times.append(clock() - begin)
        if number == 0:
            result = function_result
        if function_result != result:
            raise ValueError("other")
    return min(times), result
