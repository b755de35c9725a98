"""One process in which threads do the tasks.

like: ../right/pools.py
fails: check-processes-apart check-processes-spawn check-run-all-hidden
"""
# %% by-processes
def by_processes(tasks, workers):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        return pool.submit(by_threads, tasks, workers).result()
