"""Each thread is joined before the next one is started; each process, too.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-threads-errors check-threads-real check-processes-apart check-processes-limit check-processes-spawn check-run-all-hidden check-compare-real
"""
# %% by-threads
def by_threads(tasks, workers):
    results = []
    for function, argument in tasks:
        thread = Thread(target=lambda: results.append(function(argument)))
        thread.start()
        thread.join()
    return results

# %% by-processes
def by_processes(tasks, workers):
    results = []
    for function, argument in tasks:
        with ProcessPoolExecutor(1) as pool:
            results.append(pool.submit(function, argument).result())
    return results
