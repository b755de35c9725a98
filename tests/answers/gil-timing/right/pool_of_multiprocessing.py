"""multiprocessing.Pool with apply_async; thread for each task and a semaphore; asyncio.run where no loop is running, and a thread where one is.

like: pools.py
"""
# %% by-threads
class Task(Thread):
    def __init__(self, function, argument, permits):
        super().__init__()
        self.function, self.argument, self.permits = function, argument, permits
        self.error = None

    def run(self):
        try:
            self.result = self.function(self.argument)
        except Exception as error:
            self.error = error
        finally:
            self.permits.release()

def by_threads(tasks, workers):
    permits = Semaphore(workers)
    team = []
    for function, argument in tasks:
        permits.acquire()
        task = Task(function, argument, permits)
        task.start()
        team.append(task)
    for task in team:
        task.join()
    for task in team:
        if task.error is not None:
            raise task.error
    return [task.result for task in team]

# %% by-coroutines
def by_coroutines(tasks, workers):
    async def everything():
        running, ordered = set(), []
        for function, argument in tasks:
            if len(running) >= workers:
                _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(function(argument))
            running.add(task)
            ordered.append(task)
        if running:
            await asyncio.wait(running)
        return [await task for task in ordered]

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(everything())
    answer = Queue()

    def elsewhere():
        try:
            answer.put((asyncio.run(everything()), None))
        except Exception as error:
            answer.put((None, error))

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    result, error = answer.get()
    if error:
        raise error
    return result

# %% by-processes
from multiprocessing import Pool

def by_processes(tasks, workers):
    with Pool(processes=workers) as pool:
        jobs = [pool.apply_async(function, (argument,)) for function, argument in tasks]
        for job in jobs:
            job.wait()
        results = [job.get() for job in jobs]
        pool.close()
        pool.join()
    return results

# %% run-all
KINDS = {
    "serial": lambda tasks, workers: [f(x) for f, x in tasks],
    "threads": by_threads,
    "processes": by_processes,
    "asyncio": by_coroutines,
}

def run_all(tasks, kind, workers):
    try:
        way = KINDS[kind]
    except KeyError:
        raise ValueError(kind) from None
    if workers <= 0:
        raise ValueError(workers)
    return way(tasks, workers)

def compare(cases, workers, clock=perf_counter):
    from functools import partial
    found = {kind: best_of(3, partial(run_all, tasks, kind, workers), clock) for kind, tasks in cases.items()}
    (_, reference), *others = found.values()
    for _, result in others:
        if result != reference:
            raise ValueError("these are different jobs")
    return {kind: found[kind][0] for kind in sorted(found, key=lambda kind: found[kind][0])}
