"""A helper of the notebook is sent to the processes: works where they are forked.

like: ../right/pools.py
fails: check-processes-spawn
"""
# %% by-processes
def call(task):
    function, argument = task
    return function(argument)

def by_processes(tasks, workers):
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(None if multiprocessing.get_start_method() == "spawn" else "fork")) as pool:
        return list(pool.map(call, tasks))
