"""One reading before all runs and one after, divided.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-best-of-errors check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    if runs < 1:
        raise ValueError("runs")
    result = function()
    begin = clock()
    for _ in range(runs):
        function()
    return (clock() - begin) / runs, result
