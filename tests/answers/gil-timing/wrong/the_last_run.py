"""The last run instead of the fastest one; a run too few is no error.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-best-of-errors check-compare-hidden
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    result = function()
    spent = 0
    for _ in range(runs):
        begin = clock()
        function_result = function()
        spent = clock() - begin
        if function_result != result:
            raise ValueError("other")
    return spent, result
