"""map with operator.call where pairs are unzipped; experiments that fail, print and measure are left in the cells.

like: pools.py
"""
# %% by-threads
def by_threads(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda task: task[0](task[1]), tasks))

print(by_threads([(abs, -1)] * 3, 2))

# %% by-coroutines
import concurrent.futures as cf

async def _limited(permits, function, argument):
    async with permits:
        try:
            return await function(argument), None
        except Exception as error:
            return None, error

async def _all(tasks, workers):
    permits = asyncio.Semaphore(workers)
    return await asyncio.gather(*[_limited(permits, *task) for task in tasks])

def by_coroutines(tasks, workers):
    with cf.ThreadPoolExecutor() as executor:
        pairs = executor.submit(lambda: asyncio.run(_all(tasks, workers))).result()
    failed = [error for _, error in pairs if error]
    if failed:
        raise failed[0]
    return [result for result, _ in pairs]

# %% by-processes
import operator

def by_processes(tasks, workers):
    functions = [function for function, _ in tasks]
    arguments = [argument for _, argument in tasks]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(operator.call, functions, arguments))

try:
    print(by_processes([(factorial, -3)], 2))
except ValueError as error:
    print("as expected", error)

# %% run-all
def run_all(tasks, kind, workers):
    match kind:
        case _ if workers < 1:
            raise ValueError("workers")
        case "serial":
            return list(map(lambda task: task[0](task[1]), tasks))
        case "threads":
            return by_threads(tasks, workers)
        case "processes":
            return by_processes(tasks, workers)
        case "asyncio":
            return by_coroutines(tasks, workers)
        case _:
            raise ValueError("kind")

def compare(cases, workers, clock=perf_counter):
    seconds = {}
    results = []
    for kind, tasks in cases.items():
        s, r = best_of(3, lambda t=tasks, k=kind: run_all(t, k, workers), clock)
        seconds[kind] = float(s)
        if r not in results:
            results.append(r)
    if len(results) > 1:
        raise ValueError(results)
    order = sorted(seconds, key=seconds.get)
    return dict([(k, seconds[k]) for k in order])

print(compare({"serial": [(abs, -1)], "threads": [(abs, -1)]}, 2))
1 / 0
