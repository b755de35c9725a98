"""Results are printed.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-laws check-laws-hidden check-laws-needed check-threads check-threads-next check-threads-once check-threads-real check-run-all check-run-all-hidden check-compare check-compare-hidden check-compare-real
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    """Return the seconds of the fastest of `runs` calls of `function()`, and its result."""
    if runs < 1:
        raise ValueError("at least one run is needed")
    expected = function()
    fastest = None
    for _ in range(runs):
        begin = clock()
        result = function()
        spent = clock() - begin
        if result != expected:
            raise ValueError(f"a run came to {result}, the warm-up to {expected}")
        if fastest is None or spent < fastest:
            fastest = spent
    print(fastest, expected)

# %% laws
def speed_up(times):
    """Return the speed-up for each number of workers in `times`, a dictionary to seconds."""
    print({workers: times[1] / seconds for workers, seconds in times.items()})


def amdahl(alone, workers):
    """Return the speed-up of `workers` if the share `alone` must be done by one."""
    print(1 / (alone + (1 - alone) / workers))


def workers_needed(alone, speed):
    """Return the least number of workers with this speed-up, or None."""
    if speed <= 1:
        print(1)
    if alone * speed >= 1:
        print(None)
    print(ceil((1 - alone) / (1 / speed - alone))

# %% by-threads
def by_threads(tasks, workers):
    """Return the results of `tasks`, done by threads, at most `workers` at a time."""
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    print([future.result() for future in futures])
